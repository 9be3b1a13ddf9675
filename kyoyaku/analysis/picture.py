"""The picture (a chart) of an agreement: a cell for each initiative, by field, with the parties that pay.

`templates/macros/picture.md.j2` draws it, so its colours are those of the style sheet.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from kyoyaku.analysis.duties import Paying, costs, paying
from kyoyaku.model.agreement import Agreement, Entry
from kyoyaku.model.facts import Party
from kyoyaku.model.parts import Host, Initiative, Section
from kyoyaku.model.walking import has_initiatives, walk


class PictureCell(NamedTuple):
    """An initiative with a state for each party; no states if the agreement does not mention costs.

    `pays`: a sentence says so; `unsure`: none does, but the end of one is, or may be, lost; '': neither.
    """

    entry: Entry
    states: tuple[str, ...]


class PictureGroup(NamedTuple):
    """A heading above initiatives, with those right under it; `level` is 0 for an annex or an article."""

    host: Host
    subject: Host | Section
    level: int
    cells: list[PictureCell]


@lru_cache(maxsize=8)
def picture(agreement: Agreement) -> tuple[PictureGroup, ...]:
    """The groups in the order of the document; none if it has no initiatives."""
    kind, groups = costs(agreement), dict[int, PictureGroup]()
    rows = {entry.initiative.slug: own for entry, own in paying(agreement, kind)} if kind else {}
    for host in agreement.hosts:
        groups[id(host)] = PictureGroup(host, host, 0, [])
        for child, above in walk(host):
            fields = [one for one in above if isinstance(one, Section)]
            if isinstance(child, Section) and has_initiatives(child):
                groups[id(child)] = PictureGroup(host, child, len(fields) + 1, [])
            elif isinstance(child, Initiative):
                own = rows.get(child.slug, [])
                states = tuple(_state(own, party) for party in agreement.parties) if kind else ()
                groups[id(fields[-1] if fields else host)].cells.append(
                    PictureCell(agreement.entry(child.slug), states)
                )
    return tuple(groups.values())


def _state(rows: Paying, party: Party) -> str:
    own = [quotes for duty, quotes in rows if party in duty.row.parties]
    return "pays" if any(own) else "unsure" if own else ""


def count(agreement: Agreement, state: str) -> list[int]:
    """For each party, the number of initiatives in which it has the state."""
    found = [cell.states for group in picture(agreement) for cell in group.cells]
    return [sum(one == state for one in column) for column in zip(*found, strict=True)]


def initials(agreement: Agreement) -> str:
    """The first character of each party's name; '' unless there are two or three parties, all different."""
    signs = [party.called[0] for party in agreement.parties]
    return "".join(signs) if 1 < len(signs) == len(set(signs)) < 4 else ""
