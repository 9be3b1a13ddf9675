"""The index of the search as the browser fetches it: one file, or for a large site many.

It is made of what each agreement leaves for it (`search_share.py`). Of a large one only the files are made
anew that an edit has changed. Pages, their parts and lines are lists, not objects: names would be a
twentieth of what is fetched.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import sub
from typing import Any

from kyoyaku.search.grams import LIGHT, LONGEST, Gram, Texts
from kyoyaku.search.share import ZONES, Share, as_json
from kyoyaku.search.units import Changes, Unit, units

WHOLE = 1_000_000
"""Bytes, each agreement compressed by itself, up to which a reader fetches all texts at the first query."""
FIRST = "texts.json"


@dataclass(frozen=True, slots=True)
class Index:
    """The index of a site, and what must be kept to bring it up to date."""

    shares: tuple[Share, ...] = ()
    """What it is made of."""
    files: dict[str, str] = field(default_factory=dict)
    """Those that are new or other than before, by their names below search/, as JSON."""
    left: frozenset[str] = frozenset()
    """The names of those that are as they were."""
    units: dict[Unit, str] = field(default_factory=dict)
    """The units of grams, in order, each with what its first gram begins with."""


def search_index(shares: Iterable[Share], earlier: Index | None = None, whole: int = WHOLE) -> Index:
    """The index of these agreements; what an `earlier` index of the site has as well is not made again.

    `texts.json` is fetched first. It holds the names of the parties and the words that are the same, and
    with them all `pages`; or, where the agreements weigh more than `whole`, what leads to the other files:
    `pages/<agreement>/<n>.json`, a page each, `grams/<first>.json`, which tell where any passage stands, and
    `paragraphs.json`, the pages that have a paragraph cited by its number. A page has the number of its
    agreement times `width`, plus its own.

    The files are the same with an earlier index and without.
    """
    listed = tuple(shares)
    if sum(one.weight for one in listed) <= whole:
        return Index(listed, {FIRST: _texts(listed)})
    return _large(listed, earlier if earlier and earlier.units else Index())


def _texts(shares: Sequence[Share]) -> str:
    words = ",".join(one.words for one in shares)
    pages = ",".join(f"[{number},{page[1:]}" for number, one in enumerate(shares) for page in one.pages)
    return f'{{"agreements":[{words}],"pages":[{pages}]}}'


def _large(shares: tuple[Share, ...], earlier: Index) -> Index:
    width = _width(shares)
    files, left = _pages(shares, earlier.shares)
    texts = Texts.of(run for number, one in enumerate(shares) for run in _runs(number, one, width))
    made: dict[Unit, str] = {}
    for unit, own in units(texts, _changes(shares, earlier)):
        # A unit without its grams is one that the earlier index has.
        first = made[unit] = own[0][0][: len(unit.prefix) + 1] if own else earlier.units[unit]
        if own:
            files[_gram_file(first)] = as_json(_steps(own))
        else:
            left.add(_gram_file(first))
    files[FIRST] = as_json(_head(shares, width, list(made.values())))
    files["paragraphs.json"] = as_json(_paragraphs(shares, width))
    return Index(shares, files, frozenset(left), made)


def _width(shares: Iterable[Share]) -> int:
    """So many numbers are kept for the pages of each agreement: one page more must not move all others."""
    most = max(len(one.pages) for one in shares)
    return 1 << (most - 1).bit_length()


def _pages(shares: Iterable[Share], earlier: Iterable[Share]) -> tuple[dict[str, str], set[str]]:
    """The pages that are new or other than before, by the names of their files; the names of the others."""
    files = _page_files(shares)
    old = _page_files(earlier)
    left = {name for name, page in files.items() if old.get(name) == page}
    return {name: page for name, page in files.items() if name not in left}, left


def _page_files(shares: Iterable[Share]) -> dict[str, str]:
    return {f"pages/{one.slug}/{at}.json": page for one in shares for at, page in enumerate(one.pages)}


def _runs(number: int, one: Share, width: int) -> Iterator[tuple[int, str]]:
    """The runs of an agreement by their places on the site."""
    first = number * width * ZONES
    return ((first + place, run) for place, run in one.runs)


def _changes(shares: Sequence[Share], earlier: Index) -> Changes:
    """What has changed in the agreements, unless their places are others now: then all has."""
    before = earlier.shares
    if [one.slug for one in shares] != [one.slug for one in before] or _width(shares) != _width(before):
        return Changes()
    changed = [
        (number, one, old)
        for number, (one, old) in enumerate(zip(shares, before, strict=True))
        if one.runs != old.runs
    ]
    width = _width(shares)
    new = {place: run for number, one, _ in changed for place, run in _runs(number, one, width)}
    old = {place: run for number, _, one in changed for place, run in _runs(number, one, width)}
    return Changes.between(earlier.units, old, new)


def _head(shares: Iterable[Share], width: int, firsts: list[str]) -> dict[str, Any]:
    agreements = [
        {**json.loads(one.words), "slug": one.slug, "ranks": one.ranks, "titles": one.titles}
        for one in shares
    ]
    return {
        "agreements": agreements,
        "width": width,
        "zones": ZONES,
        "firsts": firsts,
        "light": LIGHT,
        "longest": LONGEST,
    }


def _paragraphs(shares: Iterable[Share], width: int) -> dict[str, list[int]]:
    """The pages that have a paragraph, by its address within an agreement: articles/4/#p2."""
    found: dict[str, list[int]] = {}
    for number, one in enumerate(shares):
        for name, page in one.paragraphs:
            found.setdefault(name, []).append(number * width + page)
    return found


def _gram_file(first: str) -> str:
    """The name of the file of grams of which the first begins so, as `grams.js` makes it."""
    return f"grams/{'-'.join(f'{ord(sign):x}' for sign in first)}.json"


def _steps(found: Sequence[Gram]) -> list[Any]:
    """[grams, places]; a place is given by its distance from the one before it, which is a smaller number."""
    return [[gram for gram, _ in found], [list(map(sub, places, [0, *places])) for _, places in found]]
