r"""A pipe table to a Table: cells joined by `^` and `<`, paragraphs in a cell parted by `<br>`.

| 経費の種類 | 負担の方法 | < |        負担の方法 spans two columns, 経費の種類 two rows;
|---|---|---|                        the second row is joined with the head, so it is of the head, too
| ^ | 区分 | 割合 |
| 建設に要する経費 | 人口割 | 100分の50 |
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from kyoyaku.model.parts import Cell, Table, TableRow
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
Spot = tuple[int, int]
"""A field of the grid by its row and column, from 0."""


def read_table(lines: list[str], first: Place, read: Read, problems: Problems) -> Table:
    """The table of these lines of the source, of which the first is at `first`; a problem for each fault."""
    places = [replace(first, line=first.line + at) for at in range(len(lines))]
    rows = [CELL.findall(line.removeprefix("|")) for line in lines]
    if len(lines) < 2 or not RULE.fullmatch(lines[1]):
        right = "|" + "---|" * max(1, len(rows[0]))
        message = f"表の2行目には、「{right}」と書きます。見出しのない表は、1行目の欄を空にします"
        problems.add(places[min(1, len(lines) - 1)], message, "table")
        return Table(0, (), first)
    del rows[1], places[1], lines[1]
    width = len(rows[0])
    for row, place, line in zip(rows, places, lines, strict=True):
        if f"|{'|'.join(row)}|" != line:
            problems.add(place, "表の行は「|」で始め、「|」で終わります", "table")
        elif len(row) != width:
            message = f"表の欄の数が合いません。見出しの行は{width}欄ですが、この行は{len(row)}欄です"
            problems.add(place, message, "table")
    grid = [[one.strip() for one in [*row, *[""] * width][:width]] for row in rows]
    owners = _owners(grid, places, problems)
    fields: dict[Spot, list[Spot]] = {}
    for spot, owner in owners.items():
        fields.setdefault(owner, []).append(spot)
    made: list[list[Cell]] = [[] for _ in grid]
    for (top, column), field in fields.items():
        rowspan, colspan = 1 + field[-1][0] - top, 1 + max(at for _, at in field) - column
        if rowspan * colspan != len(field):
            message = f"{column + 1}列目から「^」や「<」でつないだ欄が、長方形になっていません"
            problems.add(places[top], message, "table")
        done = 1 + sum(len(cell.texts) for cell in made[top])
        written = [one for one in PARAGRAPHS.split(grid[top][column]) if one]
        texts = (read(one, replace(places[top], at=at)) for at, one in enumerate(written, start=done))
        made[top].append(Cell(column + 1, tuple(texts), colspan, rowspan))
    head = next((at for at, line in enumerate(grid) if at and ABOVE not in line), len(grid))
    if not any(grid[0]):  # The paper has no head.
        del made[0]
        head = 0
    return Table(head, tuple(TableRow(tuple(one)) for one in made), first)


def _owners(grid: list[list[str]], places: list[Place], problems: Problems) -> dict[Spot, Spot]:
    """The field that each is joined to: itself, or by `^` and `<` that of the one above or at the left."""
    has_head = any(grid[0])
    owners: dict[Spot, Spot] = {}
    for row, cells in enumerate(grid):
        for column, written in enumerate(cells):
            here = row, column
            neighbour = {ABOVE: (row - 1, column), LEFT: (row, column - 1)}.get(written)
            if neighbour and (neighbour not in owners or (neighbour[0] == 0 != row and not has_head)):
                where, what = ("最初の行", "上") if written == ABOVE else ("最初の列", "左")
                message = (
                    f"{column + 1}列目の「{written}」は使えません。{where}には、つなぐ{what}の欄がありません"
                )
                problems.add(places[row], message, "table")
                neighbour = None
            owners[here] = owners[neighbour] if neighbour else here
    for axis, (what, where) in enumerate((("行", "上"), ("列", "左"))):
        for at in sorted({spot[axis] for spot in owners} - {owner[axis] for owner in owners.values()}):
            message = f"{at + 1}{what}目の欄は、すべて{where}の欄とつながっています。この{what}を消します"
            problems.add(places[0 if axis else at], message, "table")
    return owners
