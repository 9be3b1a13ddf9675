"""An annex as a table, an initiative a line, with its rows side by side: 取組, 内容, 甲の役割, 乙の役割."""

from __future__ import annotations

from dataclasses import dataclass

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.parts import Annex, Image, Initiative, Row, Table, blocks, walk


@dataclass(frozen=True, slots=True)
class Matrix:
    """`cells` has for each initiative, by its slug, its rows, each with the number of columns that it takes.

    A row of 甲 and 乙 takes the columns of both. None is a role that the paper does not have.
    """

    annex: Annex
    head: tuple[str, ...]
    is_printed: bool
    """Whether the head is that of the paper, and not made of the labels of the rows."""
    cells: dict[str, list[tuple[Row | None, int]]]


def matrix(agreement: Agreement, annex: Annex) -> Matrix | None:
    """None if the initiatives have not the same rows, or what stands there does not fit into cells."""
    inside = [child for child, _ in walk(annex) if isinstance(child, Initiative)]
    if any(one.lead for one in inside) or any(isinstance(one, Table | Image) for one in blocks(annex)):
        return None
    rows = {one.slug: [(_columns(agreement, row), row) for row in one.all_rows if row.body] for one in inside}
    columns = max((sum((keys for keys, _ in own), ()) for own in rows.values()), key=len, default=())
    labels: dict[str, str] = {}
    cells: dict[str, list[tuple[Row | None, int]]] = {}
    for slug, own in rows.items():
        if any(labels.setdefault(keys[0], row.name) != row.name for keys, row in own if len(keys) == 1):
            return None
        left, cells[slug] = list(own), []
        absent, at = agreement.facts.no_role.get(slug, ()), 0
        while at < len(columns):
            if left and left[0][0] == columns[at : at + len(left[0][0])]:
                keys, row = left.pop(0)
                cells[slug].append((row, len(keys)))
                at += len(keys)
            elif columns[at] in absent:
                cells[slug].append((None, 1))
                at += 1
            else:
                return None
        if left:
            return None
    printed = agreement.facts.annex_columns.get(annex.name, agreement.facts.annex_columns.get("", ()))
    if len(printed) > len(columns) > 1:
        return Matrix(annex, printed[-len(columns) - 1 :], True, cells)
    if len(columns) > 1 and labels.keys() == {*columns}:
        return Matrix(annex, ("取組", *(labels[key] for key in columns)), False, cells)
    return None


def _columns(agreement: Agreement, row: Row) -> tuple[str, ...]:
    """The columns of a row: those of the parties whose role it is, else its own by its label."""
    if "役割" in row.name and not row.bodies:
        return tuple(party.key for party in agreement.parties if party in row.parties)
    return (row.name,)
