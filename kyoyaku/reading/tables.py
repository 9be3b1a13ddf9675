r"""Parses a pipe table: `^` and `<` join cells, `<br>` separates the paragraphs in a cell.

| 経費の種類 | 負担の方法 | < |        負担の方法 spans two columns, 経費の種類 two rows;
|---|---|---|                        the second row is joined with the head, so it is of the head, too
| ^ | 区分 | 割合 |
| 建設に要する経費 | 人口割 | 100分の50 |
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import product

from kyoyaku.model.grid import Cell, Table, TableRow
from kyoyaku.model.text import Text
from kyoyaku.problems import Place, Problems

ABOVE, LEFT = "^", "<"
# A cell up to the next |; neither \| nor one in a mark or its note ends it.
CELL = re.compile(r"((?:\\.|\{[^{}]*\}|[^|\\])*+)\|")
# |---|:--:|
RULE = re.compile(r"\|(?: *:?-+:? *\|)+")
PARAGRAPHS = re.compile(r" *<br> *")
Read = Callable[[str, Place], Text]
"""Reads the Markdown of a cell."""


def read_table(lines: list[str], first: Place, read: Read, problems: Problems) -> Table | None:
    """The table of these lines of the source, of which the first is at `first`; a problem for each fault.

    None, with a problem, where no row can be read: every table of the model has one.
    """
    places = [replace(first, line=first.line + at) for at in range(len(lines))]
    rows = [CELL.findall(line.removeprefix("|")) for line in lines]
    if fault := _no_table(lines):
        problems.add(places[min(1, len(lines) - 1)], fault, "table")
        return None
    del rows[1], places[1], lines[1]
    width = len(rows[0])
    for row, place, line in zip(rows, places, lines, strict=True):
        if f"|{'|'.join(row)}|" != line:
            problems.add(place, "表の行は「|」で始め、「|」で終わります", "table")
        elif len(row) != width:
            message = f"表の欄の数が合いません。見出しの行は{width}欄ですが、この行は{len(row)}欄です"
            problems.add(place, message, "table")
    grid = [[one.strip() for one in [*row, *[""] * width][:width]] for row in rows]
    head = next((at for at, row in enumerate(grid) if at and ABOVE not in row), len(grid))
    if not any(grid[0]):  # The paper has no head.
        del grid[0], places[0]
        head = 0
    made: list[list[Cell]] = [[] for _ in grid]
    joined: set[tuple[int, int]] = set()
    for (top, fields), column in product(enumerate(grid), range(width)):
        if (top, column) in joined:
            continue
        if fields[column] in (ABOVE, LEFT):
            problems.add(places[top], _not_joined(fields[column], top, column), "table")
        end = next((at for at in range(column + 1, width) if fields[at] != LEFT), width)
        below = next(
            (at for at in range(top + 1, len(grid)) if not _goes_on(grid[at][column:end])), len(grid)
        )
        joined.update(product(range(top, below), range(column, end)))
        done = 1 + sum(len(cell.texts) for cell in made[top])
        written = [one for one in PARAGRAPHS.split(fields[column]) if one]
        texts = (read(one, replace(places[top], at=at)) for at, one in enumerate(written, start=done))
        made[top].append(Cell(column + 1, tuple(texts), end - column, below - top))
    begun = {cell.column - 1 for cells in made for cell in cells}
    all_joined = [(places[at], f"{at + 1}行", "行", "上") for at, cells in enumerate(made) if not cells]
    all_joined += [(first, f"{at + 1}列", "列", "左") for at in range(width) if made and at not in begun]
    for place, where, what, other in all_joined:
        message = f"{where}目の欄は、すべて{other}の欄とつながっています。この{what}を消します"
        problems.add(place, message, "table")
    return Table(head, tuple(TableRow(tuple(one)) for one in made), first)


def _no_table(lines: list[str]) -> str:
    """Why no row can be read; '' if one can."""
    if len(lines) < 2 or not RULE.fullmatch(lines[1]):
        right = "|" + "---|" * (lines[0].strip("| ").count("|") + 1)
        return f"表の2行目には、「{right}」と書きます。見出しのない表は、1行目の欄を空にします"
    is_blank = not lines[2:] and not lines[0].strip("| ")
    return "表に行がありません。「|---|」の行の下に、欄に文字のある行を書きます" if is_blank else ""


def _goes_on(row: list[str]) -> bool:
    """Whether the fields below a cell are joined to it: ^ <, or ^ ^."""
    return row[0] == ABOVE and all(one in (ABOVE, LEFT) for one in row)


def _not_joined(written: str, top: int, column: int) -> str:
    where, what = ("最初の行", "上") if written == ABOVE else ("最初の列", "左")
    message = f"{column + 1}列目の「{written}」は使えません。"
    if (top if written == ABOVE else column) == 0:
        return f"{message}{where}には、つなぐ{what}の欄がありません"
    return f"{message}{what}の欄とつないだ形が、長方形になっていません"
