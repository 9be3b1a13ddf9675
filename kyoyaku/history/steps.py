"""The steps from version to version of an agreement: the diff, and whether an instrument proves it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise, starmap

from kyoyaku.history.comparison import ComparedLine, Pair, lines, paired
from kyoyaku.history.proof import Proof, prove
from kyoyaku.history.words import changes
from kyoyaku.model.agreement import Agreement


@dataclass(frozen=True, eq=False)
class Step:
    """From one version to the next."""

    before: Agreement
    after: Agreement
    proof: Proof
    pair: Pair
    """The two texts, provision by provision."""
    lines: tuple[ComparedLine, ...]
    """The rows of the 新旧対照表."""

    def characters(self) -> tuple[int, int, int]:
        """The numbers of characters that are kept, removed and inserted."""
        both = [[one.text if one else "" for one in (pair.old, pair.new)] for pair in self.pair.walk()]
        found = [one for old, new in both if old != new for one in changes(old, new)]
        taken = sum(one.end - one.start for one in found)
        put = sum(one.new_end - one.new_start for one in found)
        return sum(len(old) for old, _ in both) - taken, taken, put


def steps(agreement: Agreement) -> tuple[Step, ...]:
    """The steps of an agreement in their order, also those to versions that are coming or were withdrawn."""
    first, *later = agreement.versions
    before = [[first, *(v for v in later if v.path < one.path)][-1] for one in agreement.withdrawn]
    return tuple(starmap(step, (*pairwise((first, *later)), *zip(before, agreement.withdrawn, strict=True))))


@lru_cache(maxsize=64)
def step(before: Agreement, after: Agreement) -> Step:
    """The step from a version to the next."""
    proof = prove(before, after)
    pair = paired(proof.old, proof.new, after.facts.formerly, proof.known, proof.added)
    # Neighbouring （略） of one group become one.
    same = groupby(lines(pair), lambda one: (one.new, one.group) if one.kind == "omitted" else one.pair)
    return Step(before, after, proof, pair, tuple(next(run) for _, run in same))
