"""A text at random in the forms of the source, and what its paper has: words, tables, items, 項.

Every text has a number of its own (語12番), so that it can be found in any form of the agreement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from hypothesis import strategies as st

PIECES = {
    "甲及び乙は、協議の上、": "甲及び乙は、協議の上、",
    "「例」（例）": "「例」（例）",
    "（以下「例の語」という。）": "（以下「例の語」という。）",
    "例の語の": "例の語の",
    "a b": "a b",
    r"\*\<b\>\|\[c\](d)\`\_": "*<b>|[c](d)`_",
    "&amp;~$'\"#": "&amp;~$'\"#",
    "{~~誤~>正~~}{>>certain: 例<<}": "正",
    "{++補++}{>>certain: 例<<}": "補",
    "{--余--}{>>certain: 例<<}": "",
    "{??}{>>certain: 例<<}": "〔欠落〕",
}
"""What a text may have behind its number, and how the edited reading has it."""
LADDERS = tuple(
    tuple(series.split(" ") for series in ladder.split("|"))
    for ladder in (
        "(1) (2) (3)|ア イ ウ|(ア) (イ) (ウ)|a b c",
        "一 二 三|(一) (二) (三)|イ ロ ハ",
        "① ② ③|(a) (b) (c)",
    )
)
"""The labels of items by their depth. Those of headings and rows are among them."""
IMAGE = "map.png"
WITHOUT_BRACKETS = str.maketrans("", "", "[]`<>*|_")
"""The words of an image have no signs of Markdown."""


@dataclass
class Paper:
    """A text that is being written: the blocks of its source, and the texts of its parts as on paper."""

    draw: st.DrawFn
    blocks: list[str] = field(default_factory=list)
    parts: list[list[str]] = field(default_factory=lambda: [[]])
    numbers: Any = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.pieces = PIECES
        self.in_matrix = False
        """Whether no tables and images can stand here."""

    def yes(self) -> bool:
        return self.draw(st.booleans())

    def times(self, most: int, least: int = 0) -> range:
        return range(self.draw(st.integers(least, most)))

    def one(self, several: Sequence[Any]) -> Any:
        return self.draw(st.sampled_from(several))

    def words(self) -> tuple[str, str]:
        """A text that stands nowhere else, in the source and on paper."""
        name = f"語{next(self.numbers)}番"
        pieces = self.draw(st.lists(st.sampled_from([*self.pieces]), max_size=2))
        return name + "".join(pieces), name + "".join(self.pieces[one] for one in pieces)

    def text(self, form: str = "{}", sign: str = "", after: str = "") -> str:
        """Write a block, and return what is on paper: `form`, but not the signs before and after it."""
        source, read = self.words() if "{}" in form else ("", "")
        self.blocks.append(f"{sign}{form.replace('{}', source)}{after}")
        on_paper = form.replace("{}", read)
        self.parts[-1].append(on_paper)
        return on_paper

    def heading(self, level: int, form: str, after: str = "", *, is_part: bool = False) -> str:
        if is_part:
            self.parts.append([])
        return self.text(form, "#" * level + " ", after)

    def matter(self) -> None:
        """A table, an image, a note of a database, or a paragraph without a number, or nothing."""
        match self.one(("", "", "text", "note", *(() if self.in_matrix else ("table", "image")))):
            case "text":
                self.text()
            case "table":
                self.table()
            case "image":
                self.blocks.append(f"![{self.words()[1].translate(WITHOUT_BRACKETS)}]({IMAGE})")
            case "note":
                self.blocks.append(f"{{>>note: 平成{next(self.numbers)}年告示・一部改正<<}}")

    def table(self) -> None:
        """A table with joined cells, some of them blank; it may have no head."""
        width, height = len(self.times(3, 1)), len(self.times(3, 1))
        has_head = self.yes()
        grid: dict[tuple[int, int], str] = {}
        begun = set[tuple[int, int]]()
        for top in range(height):
            for left in (column for column in range(width) if (top, column) not in grid):
                free = next((at for at in range(left, width) if (top, at) in grid), width) - left
                right, below = left + len(self.times(free, 1)), top + len(self.times(height - top, 1))
                spots = [(row, column) for row in range(top, below) for column in range(left, right)]
                grid |= {(row, column): "<" if column > left else "^" for row, column in spots}
                grid[top, left] = self.cell(can_be_blank=bool(top))
                begun.add((top, left))
        # What is all joined with another row or column is none of its own.
        rows, columns = (sorted({spot[axis] for spot in begun}) for axis in (0, 1))
        lines = [" | ".join(grid[row, column] for column in columns) for row in rows]
        rule, blank = "|" + "---|" * len(columns), "| " * len(columns)
        rows_ = [f"| {line} |" for line in lines]
        head, rest = (rows_[0], rows_[1:]) if has_head else (f"{blank}|", rows_)
        self.blocks.append("\n".join((head, rule, *rest)))

    def cell(self, *, can_be_blank: bool) -> str:
        kind = self.one(("", "〃", "text", "two")) if can_be_blank else "text"
        if kind in ("", "〃"):
            self.parts[-1].extend([kind] if kind else [])
            return str(kind)
        several = [self.words() for _ in range(2 if kind == "two" else 1)]
        self.parts[-1].extend(read for _, read in several)
        return "<br>".join(source for source, _ in several)

    def items(self, ladder: Sequence[Sequence[str]], depth: int = 1) -> None:
        """(1), (2) and what stands in them, also a paragraph that belongs to the item by its `: `."""
        series, *deeper = ladder
        for label in series[: len(self.times(3, 1))]:
            self.text(f"{label} {{}}")
            if deeper and self.yes():
                self.items(deeper, depth + 1)
            elif self.yes():
                self.text(sign=":" * self.one((1, min(depth, 2))) + " ")
            else:
                self.matter()

    def paragraphs(self, *, first: str = "", start: int = 1) -> int:
        """項, and what stands in each; returns the number of the last. `first` is the label of the first."""
        last = start
        for last in (start + at for at in self.times(2, 1)):
            self.text((f"{last} " if last > 1 else first) + "{}")
            self.inside()
        return last

    def inside(self) -> None:
        self.matter()
        if self.yes():
            self.items(self.one(LADDERS))
        self.matter()

    def body(self, least: int = 1) -> None:
        """Paragraphs without numbers, of a row, of a preamble."""
        for _ in self.times(2, least):
            self.text()
            self.inside()
