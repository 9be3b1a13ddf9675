"""Where any passage stands, for a site too large to be fetched whole: an index of grams.

A gram is a run of characters with the places where it stands. Grams grow one sign at a time until they
stand in a few places only ("light"); then the texts of these tell the rest, and a reader wants them
anyway. So every passage that is shorter than its grams is in the index with all its places, any other
begins with a light gram, and one small file answers either way.

Of a passage nothing counts but the windows in which it may begin: LONGEST signs of a run, or what is left
of it. So the grams that begin alike can be found apart from all others (`search_units.py`).
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kyoyaku.search.share import END

Gram = tuple[str, list[int]]
Starts = Sequence[int]
LIGHT = 20
"""In so many places or fewer a gram need not grow."""
LONGEST = 32
"""Signs at which a gram ends in any case: model texts are alike for whole pages."""


@dataclass(frozen=True, slots=True)
class Texts:
    """All runs, one after the other in the order of their places, and the place of each character."""

    text: str
    places: array[int]

    @classmethod
    def of(cls, runs: Iterable[tuple[int, str]]) -> Texts:
        """Those of places in order, each with its runs, each of which ends with END."""
        listed, places = list(runs), array("I")
        for place, own in listed:
            places.extend(array("I", [place]) * len(own))
        return cls("".join(own for _, own in listed), places)

    def at(self, starts: Starts) -> list[int]:
        """The places of these starts, in order, each once."""
        return list(dict.fromkeys(map(self.places.__getitem__, starts)))

    def is_light(self, starts: Starts) -> bool:
        """Whether these starts are in so few places that a gram need not grow."""
        found: set[int] = set()
        for start in starts:
            found.add(self.places[start])
            if len(found) > LIGHT:
                return False
        return True

    def followed(self, starts: Starts, length: int) -> dict[str, Starts]:
        """The starts of a gram of this length by the sign that follows it."""
        # Arrays, because lists would keep a number in memory for each character of the site.
        found: dict[str, array[int]] = defaultdict(lambda: array("I"))
        for start in starts:
            found[self.text[start + length]].append(start)
        return dict(found)


@cache
def order(sign: str) -> int:
    """The rank of a sign among all, from 1 to 2 ** 32, as a browser sorts strings: by the units of UTF-16."""
    return int.from_bytes(sign.encode("utf-16-be").ljust(4, b"\0"), "big")


def grams(texts: Texts, prefix: str, followed: Mapping[str, Starts]) -> list[Gram]:
    """The grams that begin with a prefix and one of these signs, with their places, in order.

    A gram that is always followed by the same sign is left out: the longer one stands for it.
    """
    found: list[Gram] = []
    for sign in sorted(followed, key=order):
        starts = followed[sign]
        # What is looked at many times lies together in memory: that halves the time.
        windows = [texts.text[start : start + LONGEST] for start in starts]
        places = [texts.places[start] for start in starts]
        _grow(prefix + sign, range(len(starts)), windows, places, found)
    return found


def _grow(gram: str, starts: Starts, windows: list[str], places: list[int], found: list[Gram]) -> None:
    """Add a gram and all that are longer; `starts` are the windows that begin with it, by number."""
    own = list(dict.fromkeys(map(places.__getitem__, starts)))
    if len(own) <= LIGHT or len(gram) == LONGEST:
        found.append((gram, own))
        return
    length = len(gram)
    longer: dict[str, list[int]] = defaultdict(list)
    for start in starts:
        longer[windows[start][length]].append(start)
    ends = longer.pop(END, None)
    if len(longer) == 1 and not ends:
        _grow(_common(windows[start] for start in starts), starts, windows, places, found)
        return
    found.append((gram, own))
    for sign in sorted(longer, key=order):
        _grow(gram + sign, longer[sign], windows, places, found)


def _common(windows: Iterable[str]) -> str:
    """What these windows begin with, all of them, before a run ends."""
    listed = list(windows)
    first, last = min(listed), max(listed)
    pairs = enumerate(zip(first, last, strict=False))
    parted = (at for at, (one, other) in pairs if one != other or one == END)
    return first[: next(parted, len(first))]
