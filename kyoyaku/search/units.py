"""The grams of a large site in units, each of which can be made by itself, and left as it is after an edit.

A unit holds the grams that begin with the same signs, and with a sign of one range: that of all signs, or
half of one that would have too much. So its bounds depend on nothing but how much begins as its grams do,
and an edit changes the units in which a window begins that it has brought or taken; all others stay.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kyoyaku.search.grams import LONGEST, Gram, Starts, Texts, grams, order
from kyoyaku.search.share import END

MANY = 2000
"""Characters of the site that may be the first of the grams of a unit."""
SIGNS = 1 << 32
"""The ranks of signs end here."""
Runs = Mapping[int, str]
"""Places with their runs."""


class Unit(NamedTuple):
    """The grams of a prefix and a sign ranked from `low` to before `high`; without these the prefix alone."""

    prefix: str
    low: int = 0
    high: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed since units were made; the default is that there were none."""

    units: Collection[Unit] = ()
    windows: Sequence[str] = ()
    """Those that a place has got or lost, sorted."""
    texts: Sequence[tuple[str, str]] = ()
    """What stood in a place and what stands there now."""

    @classmethod
    def between(cls, units: Collection[Unit], old: Runs, new: Runs) -> Changes:
        """Those between what the units were made of, in some places, and what stands in these now."""
        texts = [(old.get(place, ""), new.get(place, "")) for place in {**old, **new}]
        changed = [(before, after) for before, after in texts if before != after]
        windows = {window for before, after in changed for window in _windows(before) ^ _windows(after)}
        return cls(units, sorted(windows), changed)

    def after(self, prefix: str) -> set[int]:
        """The ranks of the signs that follow a prefix where a window begins with it that has changed."""
        length, found = len(prefix), set()
        for at in range(bisect_left(self.windows, prefix), len(self.windows)):
            if not self.windows[at].startswith(prefix):
                break
            found.add(order(self.windows[at][length : length + 1]))
        return found

    def left(self, prefix: str) -> list[Unit]:
        """The units of a prefix and all that is longer, if none of them has changed."""
        return [] if self.after(prefix) else [unit for unit in self.units if unit.prefix.startswith(prefix)]

    def is_left(self, unit: Unit, changed: set[int]) -> bool:
        """Whether a unit is as it was, where these signs follow its prefix in windows that have changed."""
        if unit not in self.units:
            return False
        if unit.high:
            return not any(unit.low <= sign < unit.high for sign in changed)
        return all((unit.prefix in old) == (unit.prefix in new) for old, new in self.texts)


def units(texts: Texts, changes: Changes) -> Iterator[tuple[Unit, list[Gram] | None]]:
    """Every unit of the site with its grams in order, or without where they are as they were."""
    return _units(texts, "", texts.followed(range(len(texts.text)), 0), changes)


def _units(
    texts: Texts, prefix: str, followed: Mapping[str, Starts], changes: Changes
) -> Iterator[tuple[Unit, list[Gram] | None]]:
    """Those of a prefix, given the starts of what begins with it by the sign that follows."""
    changed = changes.after(prefix)
    for low, high, own in _ranges(followed):
        gram, starts = prefix + own[0], followed[own[0]]
        if len(starts) > MANY and len(gram) < LONGEST and not texts.is_light(starts):
            yield from _longer(texts, gram, starts, changes)
            continue
        unit = Unit(prefix, low, high)
        made = {sign: followed[sign] for sign in own}
        yield unit, None if changes.is_left(unit, changed) else grams(texts, prefix, made)


def _longer(
    texts: Texts, gram: str, starts: Starts, changes: Changes
) -> Iterator[tuple[Unit, list[Gram] | None]]:
    """The unit of a gram with too many starts for one, and the units of all that is longer."""
    if left := changes.left(gram):
        yield from ((unit, None) for unit in left)
        return
    followed = texts.followed(starts, len(gram))
    if len(followed) > 1 or END in followed:
        unit = Unit(gram)
        yield unit, None if changes.is_left(unit, set()) else [(gram, texts.at(starts))]
    yield from _units(texts, gram, followed, changes)


def _ranges(followed: Mapping[str, Starts]) -> Iterator[tuple[int, int, list[str]]]:
    """Ranges of ranks, in order, with the signs in each: those of one sign, or of few starts altogether."""
    waiting = [(0, SIGNS, sorted(followed.keys() - {END}, key=order))]
    while waiting:
        low, high, signs = waiting.pop()
        if len(signs) > 1 and sum(len(followed[sign]) for sign in signs) > MANY:
            middle = (low + high) // 2
            at = bisect_left(signs, middle, key=order)
            waiting += [(middle, high, signs[at:]), (low, middle, signs[:at])]
        elif signs:
            yield low, high, signs


def _windows(runs: str) -> set[str]:
    """The windows of the runs of a place."""
    listed = (run + END for run in runs.split(END) if run)
    return {run[at : at + LONGEST] for run in listed for at in range(len(run) - 1)}
