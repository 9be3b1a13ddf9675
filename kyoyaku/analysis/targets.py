"""What a reference points to: 前条, 第N条第N項, 前3条, 各号, 別表第N of the same agreement."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from kyoyaku.analysis.references import EVERY, Reference, Step, find_references
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.anchors import lines
from kyoyaku.model.parts import Annex, Article, Closing, HasText, Part, Supplement, texts
from kyoyaku.model.text import Text

Numbered = Article | Supplement


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """An article, annex or 附則, or with an anchor a 項 or 号 of it; `name` cites it: 第2条第1項第2号.

    A text without a label that stands among the 号 has no name.
    """

    part: Numbered | Annex
    name: str
    line: int
    anchor: str = ""
    inside: list[Target] = field(default_factory=list)
    """The 項 of an article or 附則, the 号 of a 項."""

    @property
    def depth(self) -> int:
        """0 for an article, 1 for a 項, 2 for a 号."""
        return self.anchor.count("-") + bool(self.anchor)


@dataclass(frozen=True, slots=True)
class Pointer:
    """A reference, the text and the part in which it stands (None is the preamble), and its targets.

    前3条 has three targets. If a target does not exist, `fault` says so. A reference that may be to something
    else has neither.
    """

    text: Text
    reference: Reference
    source: Part | None
    targets: tuple[Target, ...] = ()
    fault: str = ""


class Missing(Exception):
    """A reference to what is not there; its text says why."""


def pointers(agreement: Agreement) -> Iterator[Pointer]:
    """Every reference of an agreement to a part of itself, in the order of the document."""
    known = _Provisions(agreement)
    for source, part, inside in _pieces(agreement):
        for text in texts(inside):
            for reference in find_references(text.edited, agreement.facts.other_instruments):
                try:
                    found = known.targets(reference, source, part, text.place.line)
                    yield Pointer(text, reference, source, tuple(found))
                except Missing as missing:
                    yield Pointer(text, reference, source, fault="" if reference.is_loose else str(missing))


def _pieces(agreement: Agreement) -> Iterator[tuple[Part | None, Numbered | None, HasText]]:
    """Each piece of text with its part, and with the article or 附則 to which a bare 第2項 belongs."""
    yield None, None, agreement.preamble
    for part in agreement.parts:
        if isinstance(part, Numbered):
            yield part, part, part.body
            yield part, None, part.children if isinstance(part, Article) else ()
        else:
            yield part, None, part


class _Provisions:
    """What references can point to, collected once for all references of an agreement."""

    def __init__(self, agreement: Agreement) -> None:
        whole = [_target(part) for part in agreement.parts if not isinstance(part, Closing)]
        self._by_line = {one.line: one for one in whole}
        self._all = [*_flat(whole)]
        self._annexes = [one for one in whole if isinstance(one.part, Annex)]
        # Of a 別表 and a 別記 of the same number the first counts.
        self._annex_of = {one.part.number: one for one in whole[::-1] if isinstance(one.part, Annex)}
        self._supplements = [one for one in whole if isinstance(one.part, Supplement)]
        self._articles = {one.part.number: one for one in whole if isinstance(one.part, Article)}

    def targets(
        self, reference: Reference, source: Part | None, part: Numbered | None, line: int
    ) -> Sequence[Target]:
        """The targets; none if the reference may be to something else. Missing if one does not exist.

        The reference stands on `line` of `source`; a bare 第2項 is of `part`, an article or 附則.
        """
        first = self._targets(reference.steps, source, part, line)
        last = self._targets(reference.until, source, part, line) if reference.until else ()
        return self._between(first[0], last[-1]) if first and last else first

    def _targets(
        self, steps: Sequence[Step], source: Part | None, part: Numbered | None, line: int
    ) -> Sequence[Target]:
        units = {step.unit: step for step in steps}
        if "別表" in units:
            return self._annex(units["別表"])
        if "附則" in units:
            found = _some(self._supplements, "附則")
        elif "条" in units:
            found = self._article(units["条"], source, line)
        elif part:
            found = [self._by_line[part.text.place.line]]
        else:
            return ()
        above = found[0]
        if "項" in units:
            found = _chosen(units["項"], above, line)
        if "号" not in units:
            return found
        if "項" in units:
            paragraph = found[0]
        elif "条" in units:  # 第3条第2号
            paragraph = next(chain((one for one in above.inside if one.inside), above.inside), above)
        else:
            paragraph = [above, *(one for one in above.inside if one.line <= line)][-1]
        if not paragraph.inside and isinstance(above.part, Article) and above.part.children:
            return ()  # 第1号 may be the heading (1) below the article
        return _chosen(units["号"], paragraph, line)

    def _annex(self, step: Step) -> Sequence[Target]:
        """The annex of that number; 別表 without one is the only annex, or all of them."""
        annexes = _some(self._annexes, "別表")
        if not step.number:
            return annexes if len(annexes) == 1 else ()
        if len(step.number) > 1:
            return ()  # 別表第1の2 may be the second section of 別表第1
        found = self._annex_of.get(step.number[0])
        return _some([found] if found else [], "その別表")

    def _article(self, step: Step, source: Part | None, line: int) -> Sequence[Target]:
        """The articles that a step means; 前条 and 次条 follow the order of the document."""
        if step.number in self._articles:
            return [self._articles[step.number]]
        if not step.go or not isinstance(source, Article):
            raise Missing("その条はこの協約にありません")
        return _gone(step, [*self._articles.values()], line)

    def _between(self, first: Target, last: Target) -> Sequence[Target]:
        """All from one target to another: articles, annexes, 項 of an article, 号 of a 項."""
        start = bisect_left(self._all, first.line, key=lambda one: one.line)
        end = bisect_right(self._all, last.line, key=lambda one: one.line)
        if start >= end:
            raise Missing(f"{last.name}は{first.name}より前にあります")
        depth = min(first.depth, last.depth)
        run = self._all[start:end]
        return [one for one in run if one.name and (one.depth == depth or one in (first, last))]


def _target(part: Numbered | Annex) -> Target:
    """An article or 附則 with its 項 and their 号; an annex."""
    whole = Target(part, "附則" if isinstance(part, Supplement) else part.name, part.text.place.line)
    found = () if isinstance(part, Annex) else [line for line in lines(part.body) if line.depth < 2]
    is_only = sum(not line.depth for line in found) == 1
    labels = 0
    for line in found:
        if line.depth:
            above, labels = whole.inside[-1], labels + bool(line.label)
            name = f"{whole.name if is_only else above.name}第{labels}号" if line.label else ""
        else:
            above, labels = whole, 0
            name = f"{whole.name}第{len(whole.inside) + 1}項"
        above.inside.append(Target(part, name, line.text.place.line, line.anchor))
    return whole


def _some(found: Sequence[Target], name: str) -> Sequence[Target]:
    if not found:
        raise Missing(f"この協約に{name}はありません")
    return found


def _flat(targets: Iterable[Target]) -> Iterator[Target]:
    for one in targets:
        yield one
        yield from _flat(one.inside)


def _chosen(step: Step, above: Target, line: int) -> Sequence[Target]:
    """The 項 of an article or the 号 of a 項 that a step means, as seen from a line."""
    if step.go:
        return _gone(step, above.inside, line)
    named = [one for one in above.inside if one.name]
    number = step.number[0] if step.number else 1
    if 0 < number <= len(named):
        return named[number - 1 : number] if step.number else named
    rest = f"は第{len(named)}{step.unit}までです" if named else f"に{step.unit}はありません"
    raise Missing(f"{above.name}{rest}")


def _gone(step: Step, sisters: Sequence[Target], line: int) -> Sequence[Target]:
    """The provisions that a relative step means, as seen from the one in which a line stands: 前3条, 次項."""
    at = bisect_right(sisters, line, key=lambda one: one.line)
    if step.go > 0:
        after = [one for one in sisters[at : at + 1] if one.name]
        if not after:
            raise Missing(f"次の{step.unit}はありません")
        return after
    named = (one for one in reversed(sisters[: max(0, at - 1)]) if one.name)
    before = list(islice(named, -step.go))[::-1]
    if not before:
        raise Missing(f"前に{step.unit}はありません")
    if len(before) < -step.go < EVERY:
        raise Missing(f"前には{len(before)}{step.unit}しかありません")
    return before[:1] if step.alone else before
