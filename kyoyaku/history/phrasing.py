"""The exchange of words as it is written in a draft: 第4条第2項中「1回」を「2回以上」に改める.

A quotation is the fewest words that mean nothing else in their place, and cuts none of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kyoyaku.history.applying import exchanged
from kyoyaku.history.places import AbsentError, Spot, ranges
from kyoyaku.history.units import Unit
from kyoyaku.history.words import WHOLE, Change, changes

LONGEST = 40
"""Characters of a quotation; a longer one is no easier to read than the whole paragraph."""
MOST = 5
"""Exchanges in one place; more are no easier to read."""
# What a quotation does not cut: 2回, 甲, 及び, 定める (kanji with its kana up to a particle).
PARTICLE = "[はがをにのとでもやへ]"
TOKENS = re.compile(
    r"及び|並びに|又は|若しくは|[0-9]+(?:[年月日回条項号円人]|分の[0-9]+)?|[甲乙丙丁戊]"
    rf"|(?:(?!及び|並びに|又は|若しくは|[甲乙丙丁戊])[々\u4e00-\u9fff])+(?:(?!{PARTICLE})[ぁ-ゖ])*"
    rf"|[ァ-ヺー]+|{PARTICLE}|[ぁ-ゖ]+|[A-Za-z]+|.",
    re.DOTALL,
)
PARTS = {"ただし書": "proviso", "": "", "各号列記以外の部分": "lead", "本文": "main", "後段": "second"}
"""What of a provision is named, by what is tried first."""


def phrased(place: Unit, to: Mapping[Unit, str]) -> tuple[str, list[tuple[str, str]]] | None:
    """The part of a place that is named, and each clause with its verb: 「1回」を「2回以上」に, 改め.

    `to` is what the units become that are changed in the place. None if this is no way to say it.
    """
    if not to:
        return "", []
    has_parts = place.kind in ("paragraph", "item")
    for name, part in PARTS.items() if has_parts else (("", ""),):
        try:
            found = list(ranges(Spot(place, part)))
        except AbsentError:
            continue
        sides = [_side(one.text, to.get(one, one.text), start, end) for one, start, end in found]
        is_here = to.keys() <= {one for one, _, _ in found} and None not in sides
        if is_here and (clauses := _clauses([side for side in sides if side])):
            return name, clauses
    return None


def _side(old: str, new: str, start: int, end: int) -> tuple[str, str] | None:
    """A part of a text as it was and as it becomes; None if more of the text changes."""
    head, tail = old[:start], old[end:]
    is_part = new.startswith(head) and new.endswith(tail) and len(new) >= len(head) + len(tail)
    return (old[start:end], new[start : len(new) - len(tail)]) if is_part else None


def _clauses(sides: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The clauses that make the new side of each text of a place; [] if they would be wrong, or too many."""
    texts = [_Text(old, new, changes(old, new)) for old, new in sides]
    whole = "\n".join(old for old, _ in sides)
    cores = Counter(core for one in texts for core in one.cores)
    quoted: dict[str, tuple[str, str]] = {}
    for one in texts:
        quoted |= dict(one.quoted(whole, cores))
    pairs = {said: become for said, (become, _) in quoted.items()}
    if not 0 < len(pairs) <= MOST or any(exchanged(old, pairs) != new for old, new in sides):
        return []
    clauses: list[tuple[str, str]] = []
    for said, (become, more) in quoted.items():
        body = f"「{said}」の次に「{more}」を" if more else f"「{said}」を" + f"「{become}」に" * bool(become)
        verb = "加え" if more else "改め" if become else "削り"
        if clauses and clauses[-1][1] == verb != "削り":
            body = f"{clauses.pop()[0]}、{body}"
        clauses.append((body, verb))
    return clauses


@dataclass(frozen=True)
class _Text:
    """A text of a place, as it was and as it becomes."""

    old: str
    new: str
    changes: list[Change]

    @property
    def cores(self) -> list[tuple[str, str]]:
        """What goes and what comes, of each change."""
        return [
            (self.old[one.start : one.end], self.new[one.new_start : one.new_end]) for one in self.changes
        ]

    @cached_property
    def edges(self) -> list[int]:
        """Where a quotation can begin and end."""
        ends = [match.end() for match in TOKENS.finditer(self.old)]
        return [0, *ends]

    def quoted(self, whole: str, cores: Counter[tuple[str, str]]) -> Iterator[tuple[str, tuple[str, str]]]:
        """What is quoted for each change, what it becomes, and what of this is added behind it.

        Nothing if most of the text is another. A change with no words of its own is one with the next.
        """
        gone, come = (
            (sum(map(len, side)) for side in zip(*self.cores, strict=True)) if self.changes else (0, 0)
        )
        if gone > WHOLE * len(self.old) or come > WHOLE * len(self.new):
            return
        waiting, done = list(self.changes), 0
        while waiting:
            one = waiting.pop(0)
            last = waiting[0].start if waiting else len(self.old)
            if found := self._quotation(one, whole, cores, (done, last)):
                yield found
                done = one.end
            elif waiting:
                other = waiting[0]
                waiting[0] = Change(one.start, other.end, one.new_start, other.new_end)

    def _quotation(
        self, one: Change, whole: str, cores: Counter[tuple[str, str]], limits: tuple[int, int]
    ) -> tuple[str, tuple[str, str]] | None:
        old, edges = self.old, self.edges
        gone, come = core = old[one.start : one.end], self.new[one.new_start : one.new_end]
        lefts = [at for at in reversed(edges) if limits[0] <= at <= one.start][:12]
        rights = [at for at in edges if one.end <= at <= limits[1]][:12]
        if gone and {one.start, one.end} <= set(edges) and _is_fit(gone, whole, {cores[core]}):
            return (gone, (come, "")) if _is_balanced(come) else None
        for at in lefts[1:] if one.start in edges and not gone else ():
            if _is_fit(old[at : one.start], whole, {1, cores[core]}):
                return (
                    (old[at : one.start], (old[at : one.start] + come, come)) if _is_balanced(come) else None
                )

        def length(span: tuple[int, int]) -> tuple[bool, int]:
            # In front of all it is 「住民に窓口」, since 「住民」 alone would say little.
            is_little = span[1] - span[0] < 4 or "ぁ" <= old[span[1] - 1] <= "ゖ"
            return not gone and is_little, span[1] - span[0]

        for left, right in sorted(((a, b) for a in lefts for b in rights if a < b), key=length):
            become = old[left : one.start] + come + old[one.end : right]
            if _is_fit(old[left:right], whole, {1}) and _is_balanced(become):
                return old[left:right], (become, "")
        return None


def _is_fit(said: str, whole: str, times: Collection[int]) -> bool:
    """Whether it can be quoted, and stands in the place as often as it is changed."""
    return len(said) <= LONGEST and whole.count(said) in times and _is_balanced(said)


def _is_balanced(said: str) -> bool:
    return said.count("「") == said.count("」") and said.find("」") >= said.find("「")
