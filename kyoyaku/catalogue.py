"""Several agreements on one site: by kind, by a party that many of them have, by municipality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from kyoyaku.language.wording import counted
from kyoyaku.listing import Listing
from kyoyaku.model.facts import Party

FEW = 2
"""So many agreements need neither a heading for their party nor a list of municipalities."""
Groups = Mapping[tuple[str, str], Sequence[Listing]]
"""By kind and the name of the party that all have; '' for those of which no party has many."""
Row = tuple[str, str, dict[Any, Listing]]
"""The name and the code of a municipality; its agreements by slug, by group where it is the party of one."""


def others(one: Listing, party: str) -> str:
    """The names of all parties but one: 白波町・若竹村, 東岡市ほか17市町村; '' if it is the only one."""
    rest = [each for each in one.parties if each.name != party]
    names = [each.short or each.name for each in rest]
    return counted(names, any(each.is_open for each in rest)) if names[3:] else "・".join(names)


def groups(listings: Sequence[Listing]) -> Groups:
    """The agreements, each once, in the order of the codes of the other parties.

    Where no code is known, the slug gives the order, since it begins as the name is read.
    """
    known, made = _told_apart(listings), dict[tuple[str, str], list[Listing]]()
    found = Counter((one.kind, each.name) for one in known for each in one.parties)
    for one in known:
        most = max((each.name for each in one.parties), key=lambda name: found[one.kind, name])
        party = most if one.parties[1:] and found[one.kind, most] > FEW else ""
        made.setdefault((one.kind, party), []).append(one)
    for (_, party), own in made.items():
        own.sort(key=lambda one: [(not p.code, p.code, p.slug) for p in one.parties if p.name != party])
    return made


def municipalities(groups: Groups) -> list[Row]:
    """The municipalities that the agreements concern, in the order of their codes."""
    every = [(group, one, party) for group, own in groups.items() for one in own for party in one.parties]
    codes, rows = {party.name: party.code for _, _, party in every}, dict[str, Row]()
    for group, one, party in every:
        for name in party.members or (party.name,):
            *_, own = rows.setdefault(name, (name, codes.get(name, ""), {}))
            own[group if party.name == group[1] else one.slug] = one
    return sorted(rows.values(), key=lambda row: (not row[1], row[1]))


def _told_apart(listings: Sequence[Listing]) -> list[Listing]:
    """The listings with parties that have one name only if they are one, by their codes.

    A party without a code has that of its name, unless two have the name: then the code stands in it.
    """
    names = {party.code: party.name for one in listings for party in one.parties if party.code}
    counts = Counter(names.values())
    codes = {name: code for code, name in names.items() if counts[name] == 1}

    def told(party: Party) -> Party:
        code = party.code or codes.get(party.name, "")
        name = names.get(code, party.name)
        return replace(
            party, code=code, name=f"{name}（団体コード{code or '不明'}）" if counts[name] > 1 else name
        )

    return [replace(one, parties=tuple(map(told, one.parties))) for one in listings]
