"""A diff of two texts that are nearly the same; its time is almost linear in their length.

`difflib` is quadratic where the same parts come up again and again, as single characters do. So it compares
the sentences first, and then the characters of those sentences that differ:

    ours      甲及び乙は、連携する。 | この協約は、…
    theirs    甲及び乙は、提携する。 | この協約は、…      only the first sentences are compared again

Texts with little in common would still take long. So the number of comparisons is limited, and what is left
is reported as larger differences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import accumulate, pairwise, takewhile
from typing import NamedTuple

SENTENCE = re.compile("[^。]*。|[^。]+")
SPECK = 3
"""Fewer equal characters between two differences are a coincidence: the two differences become one."""
END = "\0" * SPECK
"""Appended to both texts, so that even one equal character at the end counts as equal."""
PAIRS = 20_000_000
"""Pairs of equal characters that one comparison looks at, at most; this takes some seconds."""


class Difference(NamedTuple):
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
    """The work that one comparison may still do, in pairs of equal sentences or characters."""

    pairs: int = PAIRS


def differences(ours: str, theirs: str) -> Iterator[Difference]:
    """The places where the texts differ, in order; of 甲甲 and 甲 the second 甲 is the one too many."""
    budget = _Budget()
    one, two = SENTENCE.findall(ours), SENTENCE.findall(theirs)
    starts, their_starts = ([*accumulate(map(len, all_), initial=0)] for all_ in (one, two))
    for rough in _between(one, two, matching(one, two, 1, budget)):
        left, right = "".join(one[rough.start : rough.end]), "".join(two[rough.their_start : rough.their_end])
        same = len([*takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False))])
        at, there = starts[rough.start] + same, their_starts[rough.their_start] + same
        left, right = left[same:] + END, right[same:] + END
        for fine in _between(left, right, matching(left, right, SPECK, budget)):
            yield Difference(at + fine.start, at + fine.end, there + fine.their_start, there + fine.their_end)


def _between(
    left: Sequence[Hashable], right: Sequence[Hashable], blocks: list[Match]
) -> Iterator[Difference]:
    """What stands before, between and behind the blocks that are equal."""
    for one, two in pairwise((Match(0, 0, 0), *blocks, Match(len(left), len(right), 0))):
        found = Difference(one.a + one.size, two.a, one.b + one.size, two.b)
        if found.ours or found.theirs:
            yield found


def matching(
    left: Sequence[Hashable], right: Sequence[Hashable], least: int, budget: _Budget | None = None
) -> list[Match]:
    """The blocks of equal members in order, as `difflib` finds them: the longest, then on both sides.

    Blocks shorter than `least` are left out, and all blocks for which the budget is too small.
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
            if block.size >= least:
                found.append(block)
                regions.append((block.a + block.size, a_end, block.b + block.size, b_end))
                regions.append((a, block.a, b, block.b))
    return sorted(found)
