"""An annex as a table: a line for each initiative, a column for each of its rows (内容, 甲の役割)."""

from __future__ import annotations

from typing import NamedTuple

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.grid import Table
from kyoyaku.model.parts import Annex, Image, Initiative, Row
from kyoyaku.model.walking import blocks, walk


class Matrix(NamedTuple):
    """`cells` maps each slug to pairs (columns that a cell spans, row); None in place of a role not there."""

    annex: Annex
    head: tuple[str, ...]
    cells: dict[str, list[tuple[tuple[str, ...], Row | None]]]


def matrix(agreement: Agreement, annex: Annex) -> Matrix | None:
    """The table of an annex; None if its initiatives have different rows, or a text fits into no cell."""
    inside = [child for child, _ in walk(annex) if isinstance(child, Initiative)]
    if any(one.lead for one in inside) or any(isinstance(one, Table | Image) for one in blocks(annex)):
        return None
    cells: dict[str, list[tuple[tuple[str, ...], Row | None]]] = {
        one.slug: [(_columns(agreement, row), row) for row in one.all_rows if row.body] for one in inside
    }
    flat = [sum((keys for keys, _ in own), ()) for own in cells.values()]
    columns: tuple[str, ...] = max(flat, key=len, default=())
    order = {key: at for at, key in enumerate(columns)}
    for slug, own in cells.items():
        own += [((key,), None) for key in agreement.facts.no_role.get(slug, ())]
        own.sort(key=lambda one: order.get(one[0][0], 0))
        if sum((keys for keys, _ in own), ()) != columns or len(columns) < 2:
            return None
    head = agreement.facts.annex_columns.get(annex.name, agreement.facts.annex_columns.get("", ()))
    rows = (one for own in cells.values() for one in own)
    labels = {(keys[0], row.name) for keys, row in rows if row and len(keys) == 1}
    if len(head) <= len(columns) == len(labels):
        head = ("取組", *(name for _, name in sorted(labels, key=lambda one: order[one[0]])))
    return Matrix(annex, head[-len(columns) - 1 :], cells) if len(head) > len(columns) > 1 else None


def _columns(agreement: Agreement, row: Row) -> tuple[str, ...]:
    """The columns that a row spans: a key for each party whose role it is; else its label."""
    of_parties: tuple[str, ...] = ()
    if "役割" in row.name and not row.bodies:
        of_parties = tuple(party.key for party in agreement.parties if party in row.parties)
    return of_parties or (row.name,)
