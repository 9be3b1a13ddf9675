"""The differences of two texts that are nearly the same; near linear in their length.

`difflib` alone is quadratic. So stretches that are the same are skipped, and `difflib` compares only a window
from the point where the texts part to the point where they run together again:

    ours      甲及び乙は、|連携する|。この協約は…        equal up to the first |
    theirs    甲及び乙は、|提携を図る|。この協約は…      the window ends after SURE equal characters

Texts that have little in common would still cost much. For these the number of comparisons is bounded, and
what is left is reported as larger differences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import pairwise

STRIDE = 4096
"""Characters that are compared at once while the texts are equal."""
WINDOWS = (128, 512, 2048)
"""Characters of a window: the next size is tried when the texts do not run together within one."""
SURE = 32
"""So many equal characters in a row are no coincidence: here the texts run together again."""
SPECK = 3
"""Fewer equal characters between two differences are a coincidence, and the two differences are one."""
PAIRS = 20_000_000
"""Pairs of equal characters that one comparison looks at, at most; this takes some seconds."""


@dataclass(frozen=True, slots=True)
class Difference:
    """ours[start:end] stands where theirs[their_start:their_end] stands; one of them may be empty."""

    start: int
    end: int
    their_start: int
    their_end: int

    @property
    def ours(self) -> range:
        return range(self.start, self.end)

    @property
    def theirs(self) -> range:
        return range(self.their_start, self.their_end)


@dataclass(slots=True)
class _Budget:
    """The work that one comparison may still do, in pairs of equal characters."""

    pairs: int = PAIRS


def differences(ours: str, theirs: str) -> Iterator[Difference]:
    """The places where the texts differ, in order.

    A difference costs the window in which it ends. Where the texts have nothing more in common, all the rest
    is one difference.
    """
    a = b = 0
    budget = _Budget()
    while True:
        same = _equal_length(ours, theirs, a, b)
        a, b = a + same, b + same
        if a == len(ours) and b == len(theirs):
            return
        found = _window(ours, theirs, a, b, budget)
        yield from (one for one in found if one.ours or one.theirs)
        a, b = found[-1].end, found[-1].their_end


def _equal_length(ours: str, theirs: str, a: int, b: int) -> int:
    """How many characters are equal from here on: in strides that are halved when one is not equal."""
    same, stride = 0, STRIDE
    while stride:
        one, other = ours[a + same : a + same + stride], theirs[b + same : b + same + stride]
        if one and one == other:
            same += len(one)
        else:
            stride //= 2
    return same


def _window(ours: str, theirs: str, a: int, b: int, budget: _Budget) -> list[Difference]:
    """The differences from here to where the texts run together again; at least one.

    The blocks of equal characters up to the first sure one bound them: between two blocks is a difference.
    """
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
    """The blocks of equal characters in order, as `difflib` finds them: the longest, then on both sides.

    Blocks shorter than SPECK are left out, and all blocks for which the budget is too small.
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
    """A long stretch that only one text has (SURE characters show where it ends), or all the rest."""
    if a + SURE <= len(ours) and (there := theirs.find(ours[a : a + SURE], b)) >= 0:
        return Difference(a, a, b, there)
    if b + SURE <= len(theirs) and (here := ours.find(theirs[b : b + SURE], a)) >= 0:
        return Difference(a, here, b, b)
    return Difference(a, len(ours), b, len(theirs))
