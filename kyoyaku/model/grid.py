"""A table as it is printed: its cells, what they span, and what a 〃 stands for."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from kyoyaku.model.text import Text
from kyoyaku.problems import Place

DITTO = "〃"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its paragraphs, the column in which it begins (from 1), and what it spans."""

    column: int
    texts: tuple[Text, ...]
    colspan: int = 1
    rowspan: int = 1

    @property
    def edited(self) -> str:
        """The edited reading of its paragraphs, with a blank between them."""
        return " ".join(text.edited for text in self.texts)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: the cells that begin in it."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first `head` rows are its head (0: it has none)."""

    head: int
    rows: tuple[TableRow, ...]
    place: Place

    @property
    def grid(self) -> list[list[Cell]]:
        """The fields of each row: each is the cell that stands there, or one that spans it."""
        found: list[dict[int, Cell]] = [{} for _ in self.rows]
        for top, row in enumerate(self.rows):
            for cell in row.cells:
                for fields in found[top : top + cell.rowspan]:
                    fields |= dict.fromkeys(range(cell.column, cell.column + cell.colspan), cell)
        return [[fields[column] for column in sorted(fields)] for fields in found]

    @property
    def is_joined(self) -> bool:
        """Whether a cell spans several fields."""
        return any(cell.colspan * cell.rowspan > 1 for row in self.rows for cell in row.cells)

    @property
    def has_row_heads(self) -> bool:
        """Whether the first column heads the rows: below a head, no field blank, no sentences."""
        names = [row[0].edited for row in self.grid[self.head :]]
        return self.head > 0 and len(self.grid[0]) > 1 and not any(one[-1:] in ("", "。") for one in names)

    @property
    def repeated(self) -> dict[Text, str]:
        """What each 〃 stands for: the words of the cell above. One below a blank or the head has none."""
        found: dict[Text, str] = {}
        for above, row in pairwise(self.grid[self.head :]):
            for over, cell in zip(above, row, strict=True):
                words = found.get(over.texts[0], over.edited) if over.texts else DITTO
                if cell is not over and cell.edited == DITTO != words:
                    found[cell.texts[0]] = words
        return found
