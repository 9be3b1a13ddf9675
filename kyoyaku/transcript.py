"""The transcript that a text was made from: lines, and cells parted by tabs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import sha256

from .text import Ref

SIGNS = re.compile(r"^(?:#+ |- )")
"""What the OCR writes before a heading or an entry of a list."""
FORMS = str.maketrans(",，()０１２３４５６７８９", "、、（）0123456789")


def fold(text: str) -> str:
    """The text under the declared rules: no blanks, commas as 、, brackets as （）, digits half-width."""
    return "".join(text.split()).translate(FORMS)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds anything; a line without tabs is one cell, and its signs are no part of it."""

    ref: Ref
    text: str

    def within(self, refs: Collection[Ref]) -> bool:
        """Whether the cell, or its whole line, is among the places."""
        return self.ref in refs or Ref(self.ref.line) in refs


@dataclass(frozen=True, slots=True)
class Transcript:
    """A transcript: its path, the file as it is, and its lines without byte order mark and CR."""

    path: str
    content: str
    lines: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """Of the file, to the byte."""
        return sha256(self.content.encode()).hexdigest()

    def cells(self) -> Iterator[Cell]:
        """Every cell in order."""
        for number in range(1, len(self.lines) + 1):
            yield from self.cells_at(number)

    def cells_at(self, number: int) -> list[Cell]:
        """The cells of a line; none when there is no such line."""
        if number > len(self.lines):
            return []
        cells = enumerate(SIGNS.sub("", self.lines[number - 1]).split("\t"), start=1)
        return [Cell(Ref(number, index), cell) for index, cell in cells if cell.strip()]
