"""A PDF with a text layer: paragraphs and tables by the places of characters and ruling lines.

Page numbers, and text at the same place in the margin of several pages, are left out and reported. What the
places of characters do not show (columns without lines, pages of images) is asked or refused.
"""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from typing import Any

from kyoyaku.importing.paper import Block, LeftOut, Paper, Paragraph, RefusedError
from kyoyaku.importing.sources import pdf_lines as lines
from kyoyaku.importing.sources.pdf_lines import Char, PdfLine
from kyoyaku.importing.sources.pdf_tables import Grid, grids_of, joined, table_of

PAGES, CHARACTERS, RULES = 300, 20_000, 20_000
"""Limits: pages of a file; characters, and sides of lines and boxes, of a page (a full one: 2,000, 3,000)."""
_BROKEN = "ファイルが壊れていて読めませんので、元の文書からPDFを作り直してください"
_OCR = "OCRのソフトウェアで文字を読み取り、結果のテキストを取り込んでください"
_NO_TEXT = f"文字の情報がないPDF（紙をスキャンした画像など）ですので、{_OCR}"
_UPRIGHT = (
    "縦書き又は横に倒れたPDFは読めませんので、横書きの正しい向きで作り直すか、Word文書を取り込んでください"
)
_NUMBER = r"([0-9０-９]{1,4}|[ivxIVX]{1,6})"
_DASH = r"[-－−―‐—–(（〔)）〕\s]*"
# - 3 -, p. 3, 3/10, 第3頁, 10ページ中3ページ.
_PAGE = re.compile(
    rf"{_DASH}([pPｐＰ][.．]?\s*|第\s*)?{_NUMBER}(\s*[/／]\s*{_NUMBER})?\s*(ページ|頁)?(中{_NUMBER}ページ)?{_DASH}"
)
_DIGITS = re.compile(r"[0-9０-９]{1,6}")
_MARGIN = 0.13
"""The margin in which page numbers stand, as a part of the height of a page."""
_WHITE = ((1,), (1, 1, 1), (0, 0, 0, 0))


@dataclass(slots=True, eq=False)
class _Page:
    """A page: its lines outside of tables, its tables, its width and height."""

    number: int
    size: tuple[float, float]
    lines: list[PdfLine] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    outermost: list[tuple[float, set[str]]] = field(default_factory=list)
    """The places and the words of the lines that may stand in a margin."""

    @property
    def things(self) -> list[PdfLine | Grid]:
        """Its lines and tables, from top to bottom."""
        return sorted([*self.lines, *self.grids], key=lambda one: one.top)


def read_pdf(data: bytes, progress: Callable[[int, int], None]) -> Paper:
    """The paper of a PDF; calls `progress` with the number of each page and the number of pages."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    words = _second_reading(data)
    left_out: list[LeftOut] = []
    pages: list[_Page] = []
    try:
        opened = [*zip(pdfplumber.open(io.BytesIO(data)).pages, words, strict=True)]
    except Exception as error:  # whatever the library meets in a broken file
        raise RefusedError(_BROKEN) from error
    for number, (page, other) in enumerate(opened, start=1):
        try:
            chars, edges = page.chars, page.edges
        except Exception as error:
            raise RefusedError(_BROKEN) from error
        if len(chars) > CHARACTERS or len(edges) > RULES:
            raise RefusedError(f"{number}ページの文字又は罫線が異常に多いので、読みません")
        pages.append(_read_page(page, number, other, left_out))
        page.close()
        progress(number, len(words))
    if not any(page.things for page in pages):
        raise RefusedError(_BROKEN if any(words) else _NO_TEXT)
    for one in pages:
        _take_margins(one, pages, left_out)
    return Paper("PDF", tuple(_blocks(pages, left_out)), tuple(left_out))


def _second_reading(data: bytes) -> list[int]:
    """How many characters another library sees on each page; refuses text that cannot be trusted."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
        if len(pdf) > PAGES:
            raise RefusedError(f"{len(pdf)}ページありますので、{PAGES}ページ以下に分けてください")
        found = []
        for number in range(len(pdf)):
            page = pdf[number]
            found.append(_count(page.get_textpage().get_text_range()))
            modes = {
                pypdfium2.raw.FPDFTextObj_GetTextRenderMode(one.raw)
                for one in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
            }
            if pypdfium2.raw.FPDF_TEXTRENDERMODE_INVISIBLE in modes:
                raise RefusedError(f"{number + 1}ページに、画像に重ねた見えない文字がありますので、{_OCR}")
            page.close()
    except pypdfium2.PdfiumError as error:
        locked = "パスワードで保護されたPDFですので、パスワードを外したPDFを作ってください"
        raise RefusedError(locked if "assword" in str(error) else _BROKEN) from error
    return found


def _count(text: str) -> int:
    """Its characters that are printed, with ligatures and ㍿ as the letters that they stand for."""
    return sum(one.isprintable() and not one.isspace() for one in unicodedata.normalize("NFKC", text))


def _read_page(page: Any, number: int, other: int, left_out: list[LeftOut]) -> _Page:
    """A page's lines and tables; what is not text goes to `left_out`."""
    at, (width, height) = f"{number}ページ", (float(page.width), float(page.height))

    def ask(why: str, question: str, text: str = "") -> None:
        left_out.append(LeftOut(text, at, why, f"{at}：{question}" if question else ""))

    signs = [one for one in page.chars if one["text"].strip()]
    if picture := _picture(page, bool(signs)):
        ask("画像", picture)
    if any("(cid:" in one["text"] or set(one["text"]) & {"\0", "\ufffd"} for one in signs):
        raise RefusedError(
            f"{at}に、文字コードの分からない文字（外字など）がありますので、元の文書から、フォントを埋め込んだPDFを作り直してください"
        )
    if other > _count("".join(one["text"] for one in signs)):
        ask("読み方による違い", "文字の数が、二つの読み方で違います。原稿をPDFと見比べてください")
    if _is_vertical(signs):
        raise RefusedError(_UPRIGHT)
    chars, beside = _visible(page, signs)
    for (why, question), text in beside.items():
        ask(why, question, text)
    grids = grids_of(page, number, chars)
    inside = {id(char) for grid in grids for box in grid.boxes for line in box.lines for char in line.chars}
    free = lines.lines_of((one for one in chars if id(one) not in inside), number)
    rubies = [line for line, below in pairwise(free) if lines.is_ruby(line, below)]
    for line in rubies:
        ask("ルビ", "", line.text)
    found = _Page(number, (width, height), [one for one in free if one not in rubies], grids)
    outermost = {id(one): one for one in (*found.lines[:3], *found.lines[-3:])}.values()
    found.outermost = [(one.top, _keys(one, number)) for one in outermost]
    if _has_columns(found.lines):
        ask(
            "罫線のない表又は段組み",
            "罫線のない表又は段組みのようです。行ごとに左から読みましたので、順序をPDFと見比べてください",
        )
    return found


def _visible(page: Any, signs: list[dict[str, Any]]) -> tuple[list[Char], dict[tuple[str, str], str]]:
    """The characters that are text, and the others by the reason why they are not."""
    chars: list[Char] = []
    beside: dict[tuple[str, str], str] = {}
    seen: set[tuple[str, int, int]] = set()
    grounds = [one for one in (*page.rects, *page.curves, *page.images) if not _is_white(one)]
    for one in signs:
        char = Char(*(one[name] for name in Char._fields))
        reason = _reason(one, char, (float(page.width), float(page.height)), seen, grounds)
        if reason[0]:
            beside[reason] = beside.get(reason, "") + char.text
        else:
            chars.append(char)
    return chars, beside


def _picture(page: Any, has_text: bool) -> str:
    """What to ask about the pictures of a page, in which words cannot be read; blank if they are small."""
    sides = [(one["x1"] - one["x0"]) * (one["bottom"] - one["top"]) for one in page.images]
    if not has_text and (sides or len(page.curves) > 50):
        return f"文字の情報がないページです。本文であれば、{_OCR}"
    is_large = sum(sides) > page.width * page.height / 5
    return "大きな画像があります。画像の中に本文があれば、原稿に書き加えてください" if is_large else ""


def _is_vertical(signs: list[dict[str, Any]]) -> bool:
    """Whether most characters stand below the one before."""
    steps = [
        (after["x0"] - one["x0"], after["top"] - one["top"], after["size"]) for one, after in pairwise(signs)
    ]
    below = sum(abs(x) < 0.2 * size and 0.7 * size < y < 2 * size for x, y, size in steps)
    return bool(below > len(signs) / 2 + 2)


def _is_white(one: dict[str, Any]) -> bool:
    """Whether a thing is not seen on white paper."""
    colour = one.get("non_stroking_color")
    return one.get("fill") is False or (colour is not None and tuple(colour) in _WHITE)


def _reason(
    one: dict[str, Any],
    char: Char,
    size: tuple[float, float],
    seen: set[tuple[str, int, int]],
    grounds: list[dict[str, Any]],
) -> tuple[str, str]:
    """Why a character is no text, and what to ask about it; blank for text."""
    x, y = char.middle
    place = [round(char.x0 / 2), round(char.top / 2)]
    around = {(char.text, place[0] + across, place[1] + down) for across in (-1, 0, 1) for down in (-1, 0, 1)}
    if not one["upright"]:
        return "傾いた文字（透かしなど）", "傾いた文字を除きました。本文であれば、原稿に書き加えてください"
    if not (0 <= x <= size[0] and 0 <= y <= size[1]):
        return "紙の外の文字", "紙の外にある文字を除きました"
    if tuple(one["non_stroking_color"] or ()) in _WHITE and not any(
        ground["x0"] <= x <= ground["x1"] and ground["top"] <= y <= ground["bottom"] for ground in grounds
    ):
        return "見えない文字", "白い文字を除きました。本文であれば、原稿に書き加えてください"
    if around & seen:
        return "重ねて印字された文字", ""
    seen.add((char.text, place[0], place[1]))
    return "", ""


def _has_columns(found: list[PdfLine]) -> bool:
    """Whether words begin at the same place after a gap in several lines: columns without lines between."""
    starts = Counter(
        round(after.x0 / 3)
        for line in found
        for number, (before, after) in enumerate(pairwise(line.chars), start=1)
        if after.x0 - before.x1 > 1.2 * line.size and number > 2 and len(line.chars) - number > 2
    )
    beside = sum(
        min(len(one.chars), len(after.chars)) > 4 and (one.x1 < after.x0 or after.x1 < one.x0)
        for one, after in pairwise(found)
    )
    return max([beside, *starts.values()]) > 3


def _take_margins(page: _Page, pages: list[_Page], left_out: list[LeftOut]) -> None:
    """Leave out what stands above and below the text: the same on several pages, or a page number."""
    for way in (1, -1):
        things = page.things[::way]
        for line, after in zip(things, [*things[1:], None], strict=False):
            if not isinstance(line, PdfLine):
                break
            why = _margin(line, after, page, pages)
            if not why:
                break
            left_out.append(LeftOut(line.text, f"{page.number}ページ", why))
            page.lines.remove(line)


def _margin(line: PdfLine, after: PdfLine | Grid | None, page: _Page, pages: list[_Page]) -> str:
    """Why an outermost line of a page is no text; blank if it is."""
    if _MARGIN < line.middle_y / page.size[1] < 1 - _MARGIN:
        return ""
    away = after is None or max(after.top - line.bottom, line.top - after.bottom) > line.size
    if away and _PAGE.fullmatch(line.text.replace("\u3000", "")):
        return "ページ番号"
    key = _keys(line, page.number) if away else _long(*_keys(line, page.number))
    same = sum(any(abs(top - line.top) < 4 and keys & key for top, keys in one.outermost) for one in pages)
    return "欄外の文字" if same >= max(2, len(pages) // 3) else ""


def _keys(line: PdfLine, page: int) -> set[str]:
    """A line, with its numbers less that of the page (「3ページ」 on page 5 is 「-2ページ」), without any."""
    less = _DIGITS.sub(lambda digits: f"{int(digits[0]) - page:+d}", line.text)
    return {line.text, less, *_long(_DIGITS.sub("", line.text))}


def _long(*keys: str) -> set[str]:
    """Those of more characters than the first lines of several pages would have in common by chance."""
    return {one for one in keys if len(one) > 12}


def _blocks(pages: list[_Page], left_out: list[LeftOut]) -> Iterator[Block]:
    """Paragraphs and tables in order; what the end of a page has torn is one again."""
    rights: dict[float, float] = {}
    for page in pages:
        rights[page.size[0]] = max(
            [rights.get(page.size[0], page.size[0] * 0.6), *(one.x1 for one in page.lines)]
        )
    flow: list[PdfLine | Grid] = []
    for page in pages:
        for thing in page.things:
            last = flow[-1] if flow else None
            heads = None
            if isinstance(thing, PdfLine):
                thing = replace(thing, right=rights[page.size[0]])
            elif isinstance(last, Grid) and last.page < page.number:
                heads = joined(last, thing)
            if heads is None:
                flow.append(thing)
            texts = ["\u3000".join(one.text for one in row) for row in heads or ()]
            left_out += [LeftOut(one, f"{page.number}ページ", "繰り返された見出しの行") for one in texts]
    yield from _paragraphs(flow)


def _paragraphs(flow: list[PdfLine | Grid]) -> Iterator[Block]:
    """Paragraphs of lines, and tables; a table of one column is a frame around text."""
    pitch = lines.pitch_of([one for one in flow if isinstance(one, PdfLine)])
    for is_text, group in groupby(flow, lambda one: isinstance(one, PdfLine) or len(one.columns) == 2):
        things = [*group]
        if is_text:
            found = [line for one in things for line in ([one] if isinstance(one, PdfLine) else one.lines)]
            for paragraph in lines.paragraphs_of(found, pitch):
                yield Paragraph(lines.text_of(paragraph), f"{paragraph[0].page}ページ")
        else:
            yield from (table_of(one) for one in things if isinstance(one, Grid))
