"""The files in a document of Word (ECMA-376), written as text, which is quicker than any library.

`frame/` has the styles, the fonts and all else that is the same in every document.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from kyoyaku.forms.provenance import Provenance

FRAME = Path(__file__).parent / "frame"
NAMES = {"content-types": "[Content_Types].xml", "relations": "_rels/.rels", "core": "docProps/core.xml"}
NAMES |= {"document": "word/document.xml", "document-relations": "word/_rels/document.xml.rels"}
"""Where the files of the frame stand in a document, if not under word/ by their own names."""
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
WIDTH = 9638
"""The width of the text on an upright page, in twentieths of a point: 170 mm."""
REFERENCE, UNDERLINED = '<w:rStyle w:val="FootnoteReference"/>', '<w:u w:val="single"/>'
PIXEL, WIDEST = 9525, 6_120_000
"""In English Metric Units: a pixel of 1/96 inch, and the width of the text."""


def package(
    told: Provenance, title: str, body: str, notes: str = "", pictures: Mapping[str, bytes] | None = None
) -> bytes:
    """The bytes of a document; `body` and `notes` (footnotes) are XML, `pictures` are by file name."""
    images = pictures or {}
    links = (f'<Relationship Id="image-{one}" Type="{IMAGE}" Target="media/{one}"/>\n' for one in images)
    own = {"title": title, "subject": f"{told.agreement} {told.version}", "maker": told.generator}
    own = {key: escape(words, quote=False) for key, words in (own | {"notice": told.notice}).items()}
    own |= {"body": body, "notes": notes, "pictures": "".join(links)}
    files: dict[str, str | bytes] = {name: one.substitute(own) for name, one in _frame().items()}
    return packed(files | {f"word/media/{name}": data for name, data in images.items()})


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP whose bytes depend on its parts only: not compressed, of the earliest time of the format."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name)
            entry.create_system = 3
            archive.writestr(entry, content)
    return made.getvalue()


@cache
def _frame() -> dict[str, Template]:
    """The content types come first, as Office writes them."""
    found = sorted(FRAME.glob("*.xml"), key=lambda file: (file.stem not in NAMES, file.stem))
    return {NAMES.get(file.stem, f"word/{file.name}"): Template(file.read_text("utf-8")) for file in found}


def run(text: str, look: str = "", inside: str = "") -> str:
    """Characters of a paragraph, with properties of their own; `inside` is XML that stands before them."""
    words = f'<w:t xml:space="preserve">{escape(text, quote=False)}</w:t>' if text else ""
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{inside}{words}</w:r>"


def paragraph(runs: str, style: str = "", left: int = 0, first: int = 0, more: str = "") -> str:
    """A paragraph; its left edge, and that of its first line from there, are in characters."""
    own = (f'<w:pStyle w:val="{style}"/>' if style else "") + more
    if left or first:
        edge = "firstLine" if first > 0 else "hanging"
        here = f'w:{edge}Chars="{100 * abs(first)}" w:{edge}="{210 * abs(first)}"' if first else ""
        own += f'<w:ind w:leftChars="{100 * left}" w:left="{210 * left}" {here}/>'
    return f"<w:p>{f'<w:pPr>{own}</w:pPr>' if own else ''}{runs}</w:p>"


def table(widths: Sequence[int], rows: Iterable[str], head: int = 0, style: str = "TableGrid") -> str:
    """A table of these rows (XML). No row breaks across pages; the first `head` rows are repeated on each."""
    columns = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    lines = (
        f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' * (at < head)}</w:trPr>{row}</w:tr>"
        for at, row in enumerate(rows)
    )
    width = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    own = f'<w:tblStyle w:val="{style}"/>{width}'
    return f"<w:tbl><w:tblPr>{own}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(lines)}</w:tbl>"


def cell(inside: str, width: int, columns: int = 1, more: str = "") -> str:
    """A cell of a row; `more` is XML with its vertical merge or its borders."""
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    own = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{more}</w:tcPr>'
    return f"<w:tc>{own}{inside or '<w:p/>'}</w:tc>"


def image(file: str, words: str, number: int, size: tuple[int, int]) -> str:
    """A picture as wide as the text at most, with its words for those who do not see it."""
    width = min(WIDEST, size[0] * PIXEL)
    facts = {"width": width, "height": width * size[1] // size[0], "number": number, "file": file}
    return Template((FRAME / "picture.txt").read_text("utf-8")).substitute(facts, words=escape(words))


def section(form: str) -> str:
    """The end of a section, A4, `upright` or `wide`, with running title and numbers of pages."""
    return (FRAME / f"{form}.txt").read_text("utf-8")
