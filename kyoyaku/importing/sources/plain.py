"""Text from an OCR, or an existing transcript: it becomes the transcript unchanged. And our own Markdown.

A line is a paragraph, lines with tabs or between pipes are the rows of a table. The signs that an OCR writes
at the beginning of a line (`#`, `- `) mean nothing.

The Markdown that our site publishes, which begins with the name of the agreement, is no OCR.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, takewhile

from kyoyaku.importing.paper import Block, LeftOut, Paper, Paragraph, Placed, RefusedError, Table
from kyoyaku.model.transcript import SIGNS

PUBLISHED = re.compile(r"---\nagreement: .*?\n---\n", re.DOTALL)
# What our Markdown has beside the text: a note, a picture, a rule, a name, a link, the heading 締結.
BESIDE = re.compile(r">.*|!\[.*|---|識別名：.*|\[[^\]]*\]\([^)]*\)|#+ 締結")
PIPE = re.compile(r" *\| *|<br>")
RULE = re.compile(r" *\|[ |:-]*-[ |:-]*")
# \*, # before a heading, **甲の役割**〔旭川市〕, [第4条](articles/4/), and in a table ^ and < alone.
MARKDOWN = re.compile(
    r"\\(?P<kept>[!-/:-@\[-`{-~])|^#+ |\*\*(?:〔[^〕]*〕$)?|\[|\]\([^()\s]*\)|(?<=\| )[<^](?= \|)|"
    + PIPE.pattern
)
BREAK, ABOVE, LEFT = "\x01", "\x02", "\x03"
"""In a cell: the end of a paragraph; that the cell is one with that above or at the left."""


def read_plain(text: str) -> Paper:
    """The paragraphs and tables of a text."""
    if not text.strip():
        raise RefusedError("中身がありません")
    left_out: list[LeftOut] = []
    front = PUBLISHED.match(text)
    head = front[0].count("\n") if front else 0
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        is_beside = front and (number <= head or BESIDE.fullmatch(line))
        why = "書き出した文の付記" if is_beside else "行の始めの記号（#、-）"
        kept, signs = ("", line) if is_beside else _without_signs(line, is_published=bool(front))
        left_out += [LeftOut(signs, f"{number}行", why)] if signs else []
        lines.append(kept)
    if front:
        return Paper("公開したMarkdown", tuple(_blocks(lines, is_published=True)), tuple(left_out))
    blocks = _blocks((SIGNS.sub("", line) for line in lines), is_published=False)
    return Paper("文字起こし", tuple(blocks), tuple(left_out), "\n".join(lines))


def _without_signs(line: str, *, is_published: bool) -> tuple[str, str]:
    """A line as the transcript has it, and the signs that are no text; cells are parted by tabs.

    A sign that the OCR has written at the beginning stays in the transcript.
    """
    signs = list[str]()

    def drop(sign: re.Match[str]) -> str:
        if is_published and sign["kept"]:
            signs.append("\\")
            return sign["kept"]
        signs.append(sign[0])
        if "|" in sign[0]:
            return "\t" if sign.start() > 0 and sign.end() < len(line) else ""
        return {"<br>": BREAK if is_published else " ", "^": ABOVE, "<": LEFT}.get(sign[0], "")

    if RULE.fullmatch(line):
        return "\t", line
    if is_published:
        return MARKDOWN.sub(drop, line), "".join(signs)
    if line.lstrip().startswith("|"):
        return PIPE.sub(drop, line.rstrip()), "".join(signs)
    begin = SIGNS.match(line)
    return line, begin[0] if begin else ""


def _blocks(lines: Iterable[str], *, is_published: bool) -> Iterator[Block]:
    """The blocks of lines; in our own Markdown without blank lines and the rule below a head row."""
    for is_table, group in groupby(enumerate(lines, start=1), lambda one: "\t" in one[1]):
        kept = [one for one in group if one[1].strip() or not is_published]
        if not is_table:
            yield from (Paragraph(line, f"{number}行") for number, line in kept)
        elif kept:
            yield Table.of([*_placed([(f"{number}行", line.split("\t")) for number, line in kept])])


def _placed(rows: Sequence[tuple[str, Sequence[str]]]) -> Iterator[Placed]:
    """The cells of rows, which `^` and `<` widen."""
    for row, (at, cells) in enumerate(rows):
        for column, words in enumerate(cells):
            if words in (ABOVE, LEFT):
                continue
            right = takewhile(lambda one: one == LEFT, cells[column + 1 :])
            below = takewhile(lambda one: one[1][column : column + 1] == [ABOVE], rows[row + 1 :])  # noqa: B023
            spans = range(row, row + 1 + len([*below])), range(column, column + 1 + len([*right]))
            yield *spans, tuple(Paragraph(one, at) for one in words.split(BREAK) if one.strip())
