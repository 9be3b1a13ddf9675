"""Where two texts differ that are nearly the same. Pure strings; near linear in their length.

Where they have little in common, or are of few signs, the work is bounded: what is left then is told in
larger pieces.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import pairwise

STRIDE = 4096
WINDOWS = (128, 512, 2048)
SURE = 32
"""So many characters alike are no chance: from there on both texts run together again."""
SPECK = 3
"""Fewer characters alike between two differences are chance, and the two are one."""
PAIRS = 20_000_000
"""Pairs of characters alike that are looked at in all: some seconds."""


@dataclass(frozen=True, slots=True)
class Difference:
    """ours[start:end] stands where theirs[their_start:their_end] stands; one of them may be empty."""

    start: int
    end: int
    their_start: int
    their_end: int

    @property
    def back(self) -> Difference:
        """The same difference one character earlier."""
        return Difference(self.start - 1, self.end - 1, self.their_start - 1, self.their_end - 1)

    @property
    def ours(self) -> range:
        return range(self.start, self.end)

    @property
    def theirs(self) -> range:
        return range(self.their_start, self.their_end)


@dataclass(slots=True)
class _Budget:
    """The work that is left to one comparison, in pairs of characters alike."""

    pairs: int = PAIRS


def differences(ours: str, theirs: str) -> Iterator[Difference]:
    """The places where the texts differ, in order.

    Stretches alike cost next to nothing; a difference costs the window in which it ends. Where the
    texts have nothing more in common, all the rest is one difference.
    """
    a = b = 0
    budget = _Budget()
    while True:
        same = _alike(ours, theirs, a, b)
        a, b = a + same, b + same
        if a == len(ours) and b == len(theirs):
            return
        found = _window(ours, theirs, a, b, budget)
        yield from (one for one in found if one.ours or one.theirs)
        a, b = found[-1].end, found[-1].their_end


def _alike(ours: str, theirs: str, a: int, b: int) -> int:
    """How many characters from here on are the same."""
    same, stride = 0, STRIDE
    while stride:
        one, other = ours[a + same : a + same + stride], theirs[b + same : b + same + stride]
        if one and one == other:
            same += len(one)
        else:
            stride //= 2
    return same


def _window(ours: str, theirs: str, a: int, b: int, budget: _Budget) -> list[Difference]:
    """The differences from here to where the texts run together again, at least one."""
    for size in WINDOWS:
        left, right = ours[a : a + size], theirs[b : b + size]
        blocks = [*matching(left, right, budget), Match(len(left), len(right), 0)]
        whole = len(ours) - a <= size and len(theirs) - b <= size
        sure = next((n for n, block in enumerate(blocks) if block.size >= SURE), None)
        if sure is not None or whole:
            ends = [(0, 0, 0), *blocks[: len(blocks) if sure is None else sure + 1]]
            return [
                Difference(a + one[0] + one[2], a + two[0], b + one[1] + one[2], b + two[1])
                for one, two in pairwise(ends)
            ]
    return [_leap(ours, theirs, a, b)]


def matching(left: str, right: str, budget: _Budget | None = None) -> list[Match]:
    """The blocks that both have, in order, as `difflib` finds them: the longest, then those beside it.

    Left out are specks, and what the budget does not reach.
    """
    budget = budget or _Budget()
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    counts = Counter(right)
    regions, found = [(0, len(left), 0, len(right))], []
    while regions:
        a, a_end, b, b_end = regions.pop()
        pairs = sum(counts[sign] for sign in left[a:a_end])
        if pairs <= budget.pairs and b < b_end:
            budget.pairs -= pairs
            block = matcher.find_longest_match(a, a_end, b, b_end)
            if block.size >= SPECK:
                found.append(block)
                regions.append((block.a + block.size, a_end, block.b + block.size, b_end))
                regions.append((a, block.a, b, block.b))
    return sorted(found)


def _leap(ours: str, theirs: str, a: int, b: int) -> Difference:
    """One long stretch that only one text has, or all the rest."""
    if a + SURE <= len(ours) and (there := theirs.find(ours[a : a + SURE], b)) >= 0:
        return Difference(a, a, b, there)
    if b + SURE <= len(theirs) and (here := ours.find(theirs[b : b + SURE], a)) >= 0:
        return Difference(a, here, b, b)
    return Difference(a, len(ours), b, len(theirs))
