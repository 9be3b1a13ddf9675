"""Text from an OCR, or a transcript that exists: it becomes the transcript as it is.

A line is a paragraph, lines with tabs are the rows of a table. The signs that an OCR writes at the beginning
of a line (`#`, `- `) mean nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from kyoyaku.importing.paper import Block, Cell, LeftOut, Paper, Paragraph, RefusedError, Table
from kyoyaku.model.transcript import SIGNS


def read_plain(text: str) -> Paper:
    """The paragraphs and tables of a text, which know their lines."""
    if not text.strip():
        raise RefusedError("中身がありません")
    left_out: list[LeftOut] = []
    blocks = [*_blocks(text, left_out)]
    return Paper("文字起こし", tuple(blocks), tuple(left_out), text)


def _blocks(text: str, left_out: list[LeftOut]) -> Iterator[Block]:
    lines: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        sign = SIGNS.match(line)
        if sign:
            left_out.append(LeftOut(sign[0], f"{number}行", "行の始めの記号（#、-）"))
        lines.append((number, line[sign.end() :] if sign else line))
    for is_table, group in groupby(lines, lambda one: "\t" in one[1]):
        if is_table:
            rows = [[*_cells(number, line)] for number, line in group]
            width = max(map(len, rows))
            yield Table(tuple((*row, *[Cell()] * (width - len(row))) for row in rows))
        else:
            yield from (Paragraph(line, f"{number}行", number) for number, line in group if line.strip())


def _cells(number: int, line: str) -> Iterator[Cell]:
    for at, words in enumerate(line.split("\t"), start=1):
        yield Cell((Paragraph(words, f"{number}行", number, at),) if words.strip() else ())
