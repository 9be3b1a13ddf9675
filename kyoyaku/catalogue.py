"""Several agreements on one site: by kind, by a party that many of them have, by municipality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce

from kyoyaku.language.wording import counted
from kyoyaku.listing import Listing
from kyoyaku.model.facts import Party

FEW = 2
"""Up to this number of agreements there is neither a heading for their party nor a list of municipalities."""
PARTNER = "○○"


@dataclass(frozen=True, slots=True)
class Group:
    """Agreements under one heading of the list, in the order of the codes of the other parties."""

    number: int
    kind: str
    party: str
    """The name of the party that all have; '' if no party has more than FEW agreements."""
    title: str
    """The common title, with PARTNER for the names of the other parties; '' if the titles differ.

    In a group with a title, that of each listing is ''.
    """
    listings: Sequence[Listing]


Row = tuple[str, str, dict[object, Listing | Group]]
"""Name and code of a municipality, and its agreements: a whole group where it is the party of the group."""


def others(one: Listing, party: str) -> str:
    """The names of all parties but one: 白波町・若竹村, 東岡市ほか17市町村; '' if it is the only one."""
    rest = [each for each in one.parties if each.name != party]
    names = [each.short or each.name for each in rest]
    return counted(names, any(each.is_open for each in rest)) if names[3:] else "・".join(names)


def groups(listings: Sequence[Listing]) -> list[Group]:
    """The agreements, each in one group.

    Where no code is known, the slug gives the order, since it begins as the name is read.
    """
    known, made = _told_apart(listings), dict[tuple[str, str], list[Listing]]()
    found = Counter((one.kind, each.name) for one in known for each in one.parties)
    for one in known:
        most = max((each.name for each in one.parties), key=lambda name: found[one.kind, name])
        party = most if one.parties[1:] and found[one.kind, most] > FEW else ""
        made.setdefault((one.kind, party), []).append(one)
    return [_group(number, *key, own) for number, (key, own) in enumerate(made.items(), start=1)]


def _group(number: int, kind: str, party: str, own: list[Listing]) -> Group:
    own.sort(key=lambda one: [(not p.code, p.code, p.slug) for p in one.parties if p.name != party])
    titles = {_without_names(one, party) for one in own}
    title = titles.pop() if own[1:] and len(titles) == 1 else ""
    return Group(number, kind, party, title, [replace(one, title="") for one in own] if title else own)


def _without_names(one: Listing, party: str) -> str:
    names = sorted((p.name for p in one.parties if p.name != party), key=len, reverse=True)
    return reduce(lambda title, name: title.replace(name, PARTNER), names, one.title)


def municipalities(groups: Sequence[Group]) -> list[Row]:
    """The municipalities that the agreements concern, in the order of their codes."""
    every = [(group, one, party) for group in groups for one in group.listings for party in one.parties]
    codes, rows = {party.name: party.code for _, _, party in every}, dict[str, Row]()
    for group, one, party in every:
        for name in party.members or (party.name,):
            *_, own = rows.setdefault(name, (name, codes.get(name, ""), {}))
            if party.name == group.party:
                own[group.number] = group
            else:
                own[one.slug] = one
    return sorted(rows.values(), key=lambda row: (not row[1], row[1]))


def _told_apart(listings: Sequence[Listing]) -> list[Listing]:
    """The listings, with the code in the name of each party if two with different codes share the name.

    A party without a code gets that of the only party with its name.
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
