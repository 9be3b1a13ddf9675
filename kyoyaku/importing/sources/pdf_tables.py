"""Tables of a PDF by their ruling lines, and one table of the parts that stand on several pages.

    page 2  │ 名 │ 内容は、共同で │      the row is torn: its lower side is open, or its text goes on
    page 3  │    │ 運営する。     │

The parts are put below each other as if the paper had no end; rows and columns are then read from the sides.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Any

from kyoyaku.importing.paper import Paragraph, Placed, Table
from kyoyaku.importing.sources.pdf_lines import Char, PdfLine, lines_of, paragraphs_of, pitch_of, text_of

_NEAR = 3.0
"""Points within which two sides are the same."""


@dataclass(slots=True, eq=False)
class Box:
    """A cell by its sides, with its lines."""

    x0: float
    top: float
    x1: float
    bottom: float
    lines: list[PdfLine]
    is_open: bool
    """Whether no line is drawn below it."""

    def holds(self, char: Char) -> bool:
        """Whether a character stands in it."""
        x, y = char.middle
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    @property
    def text(self) -> str:
        """Its lines without anything between."""
        return "".join(one.text for one in self.lines)


@dataclass(slots=True, eq=False)
class Grid:
    """A table, or its part on one page."""

    page: int
    """The last page where it stands."""
    boxes: list[Box]

    @property
    def top(self) -> float:
        """Its upper side."""
        return min(one.top for one in self.boxes)

    @property
    def bottom(self) -> float:
        """Its lower side."""
        return max(one.bottom for one in self.boxes)

    @property
    def columns(self) -> list[float]:
        """Where its columns begin, and where the last ends."""
        return _apart(side for one in self.boxes for side in (one.x0, one.x1))

    def row(self, number: int) -> list[Box]:
        """The boxes that begin with a row, counted from 0; none after the last."""
        tops = _apart(one.top for one in self.boxes)
        found = [one for one in self.boxes if number < len(tops) and abs(one.top - tops[number]) < _NEAR]
        return sorted(found, key=lambda one: one.x0)

    def column(self, box: Box) -> list[Box]:
        """The boxes above and below one that are as wide, and itself."""
        return [one for one in self.boxes if _is_as_wide(one, box)]

    @property
    def lines(self) -> list[PdfLine]:
        """Its lines from above, of tables with one column, which are frames around text."""
        return [line for box in sorted(self.boxes, key=lambda one: one.top) for line in box.lines]


def _apart(places: Iterable[float]) -> list[float]:
    """Places in order, those that are the same once."""
    found: list[float] = []
    for one in sorted(places):
        if not found or one - found[-1] > _NEAR:
            found.append(one)
    return found


def grids_of(page: Any, number: int, chars: Sequence[Char]) -> list[Grid]:
    """The tables of a page from above, with the characters that stand in them."""
    from pdfplumber.table import TableFinder, TableSettings

    finder = TableFinder(page, TableSettings())
    drawn = [one for one in finder.edges if one["orientation"] == "h"]
    across: list[Any] = [*_closing(finder.edges, "h")]
    beside: list[Any] = [*_closing([*finder.edges, *across], "v")]
    if across or beside:
        finder = TableFinder(
            page, TableSettings(explicit_horizontal_lines=across, explicit_vertical_lines=beside)
        )
    grids = [
        Grid(number, [Box(*cell, [], not _is_closed(cell, drawn)) for cell in one.cells])
        for one in finder.tables
    ]
    rest = list(chars)
    for grid in grids[::-1]:  # a table in a cell of another comes first
        inside: list[list[Char]] = []
        for box in grid.boxes:
            inside.append([one for one in rest if box.holds(one)])
            rest = [one for one in rest if not box.holds(one)]
        gaps = [one.x0 - box.x0 for box, signs in zip(grid.boxes, inside, strict=True) for one in signs]
        margin = max(min(gaps, default=0), 0)
        for box, signs in zip(grid.boxes, inside, strict=True):
            left, right = box.x0 + margin, box.x1 - margin
            box.lines = [replace(one, left=left, right=right) for one in lines_of(signs, number)]
    return grids


def _is_closed(cell: tuple[float, float, float, float], drawn: Sequence[dict[str, Any]]) -> bool:
    """Whether a line is drawn below the middle of a cell."""
    middle = (cell[0] + cell[2]) / 2
    return any(abs(one["top"] - cell[3]) <= _NEAR and one["x0"] < middle < one["x1"] for one in drawn)


def _closing(edges: Sequence[dict[str, Any]], way: str) -> Iterator[dict[str, Any]]:
    """Lines that close a table whose lines end in nothing: torn by the end of a page, or without sides."""
    ends, sides = (("top", "bottom"), ("x0", "x1")) if way == "h" else (("x0", "x1"), ("top", "bottom"))
    walls = [one for one in edges if one["orientation"] == way]
    posts = [one for one in edges if one["orientation"] != way]

    def meets(wall: dict[str, Any], post: dict[str, Any]) -> bool:
        return bool(wall[sides[0]] - _NEAR <= post[sides[0]] <= wall[sides[1]] + _NEAR)

    for end in ends:
        free = [
            post
            for post in posts
            if not any(meets(wall, post) and abs(wall[ends[0]] - post[end]) <= _NEAR for wall in walls)
        ]
        for place in _apart(one[end] for one in free):
            group = [one for one in posts if abs(one[end] - place) <= _NEAR]
            crossing = [wall for wall in walls if sum(meets(wall, post) for post in group) > 1]
            if crossing or (way == "h" and len(group) > 2):
                low = min(one[sides[0]] for one in [*group, *crossing])
                high = max([one[sides[0]] for one in group] + [one[sides[1]] for one in crossing])
                yield {
                    "object_type": "line",
                    "orientation": way,
                    "width": high - low if way == "h" else 0,
                    "height": 0 if way == "h" else high - low,
                    **dict.fromkeys(ends, place),
                    **dict(zip(sides, (low, high), strict=True)),
                }


def joined(above: Grid, below: Grid) -> list[list[Box]] | None:
    """Put the part on the next page below a table; its repeated head rows, None if it is another table."""
    if not _same_columns(above.columns, below.columns):
        return None
    heads = []
    for number in range(3):
        head, again = above.row(number), below.row(0)
        if not any(one.text for one in again) or _key(head) != _key(again) or len(again) == len(below.boxes):
            break
        heads.append(again)
        below.boxes = [one for one in below.boxes if one not in again]
    end, row = above.bottom, below.row(0)
    shift = end - below.top
    for one in below.boxes:
        one.top, one.bottom = one.top + shift, one.bottom + shift
    lowest = [one for one in above.boxes if abs(one.bottom - end) < _NEAR]
    pairs = [(last, first) for first in row for last in lowest if _is_as_wide(last, first)]
    is_torn = len(pairs) == len(row) and _is_torn(pairs, above)
    for last, first in pairs:
        if is_torn or last.is_open or (not first.lines and _spans(last, above)):
            last.lines += first.lines
            last.bottom, last.is_open = first.bottom, first.is_open
            below.boxes.remove(first)
    above.boxes += below.boxes
    above.page = below.page
    return heads


def _same_columns(some: Sequence[float], others: Sequence[float]) -> bool:
    """Whether columns have the same outer sides, and one has no side that the other lacks."""
    few, many = sorted((some, others), key=len)
    ends = abs(few[0] - many[0]) < _NEAR and abs(few[-1] - many[-1]) < _NEAR
    return ends and all(any(abs(one - side) < _NEAR for side in many) for one in few)


def _is_as_wide(one: Box, other: Box) -> bool:
    return abs(one.x0 - other.x0) < _NEAR and abs(one.x1 - other.x1) < _NEAR


def _key(row: Sequence[Box]) -> list[tuple[int, str]]:
    return [(round((one.x1 - one.x0) / _NEAR), one.text) for one in row]


def _is_torn(pairs: Sequence[tuple[Box, Box]], above: Grid) -> bool:
    """Whether a row continues on the next page; `pairs` has the two boxes of each column.

    True if no line is drawn between them, a text runs on, or a cell is blank in a column with no other blank.
    """
    if any(last.is_open for last, _ in pairs):
        return all(last.is_open or not first.lines for last, first in pairs)
    going = [
        bool(last.lines and first.lines)
        and not last.text.endswith("。")
        and len([*paragraphs_of([last.lines[-1], first.lines[0]], 2)]) == 1
        for last, first in pairs
    ]
    others = [last for (last, first), goes in zip(pairs, going, strict=True) if first.lines and not goes]
    if pairs[0][1].lines:
        return any(going) and not others
    is_rest = any(
        not first.lines and not _spans(last, above) and all(one.lines for one in above.column(last))
        for last, first in pairs
    )
    return (any(going) or is_rest) and all(last.text.endswith("。") for last in others)


def _spans(last: Box, table: Grid) -> bool:
    """Whether cells of its column are merged, so that a blank one on the next page is the rest of one."""
    tops = _apart(one.top for one in table.boxes)
    return bool(last.lines) and any(
        bisect(tops, one.bottom - _NEAR) - bisect(tops, one.top + _NEAR) > 0 for one in table.column(last)
    )


def table_of(grid: Grid) -> Table:
    """The table of boxes, each in the row and the column where it begins."""
    columns, sides = grid.columns, [*_apart(one.top for one in grid.boxes), grid.bottom]
    cells = list[Placed]()
    pages: Counter[int] = Counter()
    page, pitch = 0, pitch_of(grid.lines)
    # In a table without a second sentence in a line, a sentence that ends with a full line ends a paragraph.
    is_each_alone = not any("。" in line.text[:-1] for line in grid.lines)
    for number in range(len(sides) - 1):
        boxes = grid.row(number)
        page = min((one.page for box in boxes for one in box.lines), default=page)
        pages[page] += 1
        for box in boxes:
            down = range(number, _at(sides, box.bottom))
            across = range(_at(columns, box.x0), _at(columns, box.x1))
            ends = "。" if is_each_alone else ()
            texts = [replace(one, right=inf) if one.text[-1] in ends else one for one in box.lines]
            found = [text_of(one) for one in paragraphs_of(texts, pitch)]
            at = f"{page}ページの表の{pages[page]}行目"
            cells.append((down, across, [Paragraph(one, at) for one in found]))
    return Table.of(cells)


def _at(places: Sequence[float], place: float) -> int:
    """The number of a place among places that lie apart."""
    return bisect(places, place + _NEAR) - 1
