"""agreement.docx: the whole agreement, for drafts in a town hall: A4, 明朝 10.5 pt, 項 and 号 as on paper.

Headings have the styles of Word, the rows of an initiative and the tables of the text are tables, notes of
the editor are footnotes. What is not of the agreement is a footnote or has the style Editorial.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from kyoyaku.forms.provenance import provenance
from kyoyaku.forms.word.package import REFERENCE, WIDTH, cell, image, package, paragraph, run, section, table
from kyoyaku.model import grid, notes, parts, walking
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.text import Mark, Span, Supplied, Text
from kyoyaku.model.text import Plain as PlainText
from kyoyaku.pages.addresses import url, version_path
from kyoyaku.pages.words import dated, status_text

MARKED = "右肩の「校1」等の印は、編者の注を表します。注は、各ページの下にあります。"
NEW_PAGE = "<w:pageBreakBefore/>"
GAP = paragraph("", more='<w:spacing w:line="120" w:lineRule="exact"/>')
"""The paragraph after a table: without it two tables become one, and a cell may not end with a table."""
LABEL = 1700
"""The width of the column with the labels of rows: 取組の内容."""


def write_agreement(agreement: Agreement) -> bytes:
    """The document."""
    told, title = provenance(agreement), agreement.title
    where = f"このファイルの文は、サイトの「{url(version_path(agreement))}」のページの文と同じです"
    said = (
        f"{told.notice}{status_text(agreement)}",
        f"{where}（{told.generator}により作成）。{MARKED if agreement.marks else ''}",
    )
    body = _written(agreement, (*agreement.preamble, *agreement.parts), 1)
    whole = "".join((*map(_editorial, said), _text(title, "Title"), *body, section("upright")))
    head = f"{agreement.party_names}「{title.edited}」{dated(agreement)}"
    pictures = {one.file: one.data for one in agreement.pictures if one.size}
    return package(told, head, whole, "".join(map(_footnote, agreement.marks)), pictures)


def _written(agreement: Agreement, several: Iterable[Any], level: int, depth: int = 0) -> Iterator[str]:
    """Parts and blocks with all that is in them, in order; headings begin at this level."""
    inside, style = partial(_written, agreement), f"Heading{min(level, 6)}"
    for one in several:
        match one:
            case parts.Paragraph() | parts.Item() | parts.Continuation():
                # A 号 begins at the second sign, even under no 項.
                own = (depth or 1) if isinstance(one, parts.Item) else depth
                first = -1 if getattr(one, "label", "") else 1
                yield _text(one.text, left=own + (first < 0), first=first)
                yield from inside(walking.within(one), level, own + 1)
            case parts.Closing():
                yield from (_text(line, first=line.edited.endswith("。")) for line in one.lines)
            case grid.Table():
                yield _table(one) + GAP
            case parts.Image():
                yield _image(agreement, one)
            case parts.DatabaseNote():
                yield _editorial(f"例規データベースの注：{one.words}")
            case parts.Initiative():
                yield _text(one.text, style) if one.text.spans else _editorial(one.name)
                if one.slug in agreement.facts.descriptions:
                    yield _editorial(f"編者による説明：{agreement.facts.descriptions[one.slug]}")
                yield from inside(one.lead, level)
                rows = [_row(row, inside(row.body, level)) for row in one.all_rows]
                yield table((LABEL, WIDTH - LABEL), rows) + GAP if rows else ""
                yield from inside(one.children, level + 1)
            case _:
                more = NEW_PAGE if isinstance(one, parts.Annex | parts.Attached) else ""
                yield _text(one.text, style, more=more) if one.text.spans else ""
                yield from inside(walking.within(one), level + 1)


def _image(agreement: Agreement, one: parts.Image) -> str:
    """An image; for an SVG, which not every version of Word shows, its description."""
    size = next((own.size for own in agreement.pictures if own.file == one.file), None)
    if size:
        return paragraph(run("", inside=image(one.file, one.words, one.place.line, size)))
    return _editorial(f"図：{one.words}（{one.file}）")


def _row(row: parts.Row, body: Iterable[str]) -> str:
    """The cells of a row of an initiative; a label that holds the rows below it goes through both columns."""
    label = _text(row.label, "TableHead")
    if row.rows and not row.body:
        return cell(label, WIDTH, 2)
    return cell(label, LABEL) + cell("".join(body), WIDTH - LABEL)


def _table(printed: grid.Table) -> str:
    """A table of the text: the columns are as wide as what stands in them, cells are joined as on paper."""
    fields, above = printed.grid, set[int]()
    columns = zip(*fields, strict=True)
    needs = [3 + max(min(24, len(one.edited) // one.colspan) for one in column) for column in columns]
    widths = [WIDTH * one // sum(needs) for one in needs]
    rows = list[str]()
    for at, row in enumerate(fields):
        rows.append("")
        style = "TableHead" if at < printed.head else ""
        for one in dict.fromkeys(row):
            is_below = id(one) in above
            merged = '<w:vMerge w:val="{}"/>'.format("continue" if is_below else "restart")
            own = "" if is_below else "".join(_text(text, style) for text in one.texts)
            width = sum(widths[one.column - 1 : one.column - 1 + one.colspan])
            rows[-1] += cell(own, width, one.colspan, merged if one.rowspan > 1 else "")
        above = set(map(id, row))
    return table(widths, rows, printed.head)


def _text(text: Text, style: str = "", **how: Any) -> str:
    """A text as a paragraph, with a reference to the note of each mark."""
    return paragraph("".join(map(_runs, text.spans)), style, **how)


def _runs(span: Span) -> str:
    """A span, with the sign of its mark as the site has it: 校28, 復24？.

    The marks of a version are numbered as they come, so Word gives the notes their numbers by itself.
    """
    if isinstance(span, PlainText):
        return run(span.edited)
    words = "".join(map(_runs, span.content)) if isinstance(span, Supplied) else run(notes.shown(span))
    number = run("", REFERENCE, f'<w:footnoteReference w:id="{span.number}"/>')
    kind, doubt = notes.sign(span).split(str(span.number))
    sign = run(kind, REFERENCE) + number + (run(doubt, REFERENCE) if doubt else "")
    # The number of a mark that holds others is the first.
    return sign + words if "footnoteReference" in words else words + sign


def _editorial(words: str) -> str:
    return paragraph(run(words), "Editorial")


def _footnote(mark: Mark) -> str:
    number = run("", REFERENCE, "<w:footnoteRef/>")
    words = run(f" {notes.kind(mark)}　{notes.summary(mark)}{mark.note.reason}。")
    return f'<w:footnote w:id="{mark.number}">{paragraph(number + words, "FootnoteText")}</w:footnote>\n'
