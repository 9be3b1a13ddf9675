"""The content of a source file: paragraphs and tables in order, and what is not part of the text.

    別表（第３条関係）             Paragraph
    取組 | 取組の内容 | 甲の役割   Table: a row of Cells
    １　産業                       a Cell over three columns: Cell, None, None

Readers keep every character of a paragraph as the file has it. Only line ends inside a paragraph are removed,
or become a blank between two Latin words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


class RefusedError(Exception):
    """A file that cannot be read; the message is a Japanese sentence without the name of the file and 。"""


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """A paragraph of the text or of a cell. Compared by identity: two with the same words are not equal."""

    text: str
    at: str = ""
    """Where it stands, for people: 段落12, 2ページ, 表1の3行目."""

    @classmethod
    def several(cls, text: str, at: str) -> tuple[Paragraph, ...]:
        """The paragraphs that line breaks part; one inside a sentence parts none."""
        return tuple(cls(line, at) for line in TORN.sub("", text).split("\n") if line.strip())


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its paragraphs; blank if it has none. `columns` and `rows` are what it spans."""

    paragraphs: tuple[Paragraph, ...] = ()
    columns: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        """Its paragraphs joined by a full-width blank."""
        return "\u3000".join(one.text.strip() for one in self.paragraphs)


FIELDS = 300_000
"""The most fields of a table; ten times the longest annex."""
# A break inside a sentence: behind 、 or a particle, but not before a number; before what begins no word.
# Not behind 行うこと, nor before がん検診 or へき地医療.
TORN = re.compile(
    r"(?:(?<=[、をにはがのと])(?<!こと|もの|さと)\n(?![\s(（⑴-⒇①-⑳・○●]|.{1,2}[\s.．])|(?<![。」）)\n])\n(?=[をの、。]))"
    r"(?=[^\n]*。)"
)
# 取組, 事業の内容, 甲の役割.
HEAD = re.compile(r".{0,8}(?:取組|事業|役割|内容).{0,8}|[甲乙丙丁戊己]")
Placed = tuple[range, range, Sequence[Paragraph]]
"""The rows and the columns of a cell, and what it holds."""
Row = tuple[Cell | None, ...]
"""A field for each column of the table: None where a cell of the left or of above spans it."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many fields as the others."""

    rows: tuple[Row, ...]

    @classmethod
    def of(cls, cells: Sequence[Placed]) -> Table:
        """A table of cells, without rows and columns in which none begins. RefusedError above FIELDS."""
        rows, columns = (sorted({spans[way].start for *spans, _ in cells}) for way in (0, 1))
        if len(rows) * len(columns) > FIELDS:
            raise RefusedError("表が異常に大きいので、読みません")
        fields: list[list[Cell | None]] = [[Cell()] * len(columns) for _ in rows]
        origins = dict[tuple[int, int], Cell]()
        for down, across, texts in cells:
            top, end = bisect_left(rows, down.start), bisect_left(rows, down.stop)
            left, right = bisect_left(columns, across.start), bisect_left(columns, across.stop)
            for row in fields[top:end]:
                row[left:right] = [None] * (right - left)
            origins[top, left] = Cell(tuple(texts), right - left, end - top)
        for (top, left), cell in origins.items():  # last, so that no cell is lost if two overlap in the file
            fields[top][left] = cell
        return cls(tuple(map(tuple, fields)))

    @property
    def has_head(self) -> bool:
        """Whether it has three columns and a row like the head row of an annex."""
        heads = (sum(bool(cell and HEAD.fullmatch(cell.text)) for cell in row) for row in self.rows)
        return len(self.rows[0]) > 2 and max(heads) > 1


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Characters of the file that are no text of the agreement: a page number, navigation, ruby."""

    text: str
    at: str
    why: str
    """In words for people: ページ番号, 欄外の文字, ルビ."""
    ask: str = ""
    """A question to a person about it, if there is one."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What a reader has found in a file, whose `kind` is for people: Word文書, PDF."""

    kind: str
    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...] = ()
    transcript: str = field(default="", repr=False)
    """The transcript, if the file is one itself: then each of its lines is a paragraph or a row."""

    @property
    def is_recognised(self) -> bool:
        """Whether the text comes from an OCR, so that signs may be misread and blanks mean little."""
        return bool(self.transcript)

    @property
    def lines(self) -> Iterator[Row]:
        """The lines of its transcript: the rows of tables, and each paragraph as a row of one cell."""
        for block in self.blocks:
            yield from [(Cell((block,)),)] if isinstance(block, Paragraph) else block.rows

    @property
    def places(self) -> dict[Paragraph, str]:
        """All paragraphs in order, those of tables row by row, with line and cell in the transcript: 12.3."""
        return {
            paragraph: f"{line}.{at}"
            for line, row in enumerate(self.lines, start=1)
            for at, cell in enumerate(row, start=1)
            for paragraph in (cell.paragraphs if cell else ())
        }

    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs in order."""
        return iter(self.places)
