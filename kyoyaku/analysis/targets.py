"""What a reference points to: 前条, 第N条第N項, 前3条, 各号, 別表第N of the same agreement."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from kyoyaku.analysis.references import EVERY, Reference, Step, find_references
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.anchors import lines
from kyoyaku.model.parts import Annex, Article, HasText, Part, Supplement, texts
from kyoyaku.model.text import Text

Numbered = Article | Supplement


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """An article, annex or 附則, or with an anchor a 項 or 号 of it; `name` cites it: 第2条第1項第2号."""

    part: Numbered | Annex
    name: str
    line: int
    anchor: str = ""

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
                    yield Pointer(text, reference, source, fault=str(missing))


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
        self._annexes = [Target(one, one.name, one.text.place.line) for one in agreement.annexes]
        # Of a 別表 and a 別記 of the same number the first counts.
        both = zip(reversed(agreement.annexes), reversed(self._annexes), strict=True)
        self._annex_by_number = {annex.number: target for annex, target in both}
        self._articles = [Target(one, one.name, one.text.place.line) for one in agreement.articles]
        self._by_number = dict(zip((one.number for one in agreement.articles), self._articles, strict=True))
        others = [Target(one, "附則", one.text.place.line) for one in agreement.supplements]
        self._supplements = others
        self._by_line = {one.line: one for one in (*self._articles, *others)}
        self._inside: dict[Target, list[Target]] = {}
        """The 項 of each article and 附則, the 号 of each 項; a text without a label has no name."""
        for part in self._by_line.values():
            self._collect(part)
        known = chain(self._annexes, self._by_line.values(), *self._inside.values())
        self._all = sorted(known, key=lambda one: one.line)

    def _collect(self, part: Target) -> None:
        paragraphs: list[Target] = []
        found = [line for line in lines(part.part.body) if line.depth < 2]
        only = sum(not line.depth for line in found) == 1
        self._inside[part] = paragraphs
        for line in found:
            if not line.depth:
                name, items, labels = f"{part.name}第{len(paragraphs) + 1}項", list[Target](), 0
                paragraphs.append(Target(part.part, name, line.text.place.line, line.anchor))
                self._inside[paragraphs[-1]] = items
                continue
            labels += bool(line.label)
            name = f"{part.name if only else paragraphs[-1].name}第{labels}号" if line.label else ""
            items.append(Target(part.part, name, line.text.place.line, line.anchor))

    def targets(
        self, reference: Reference, source: Part | None, part: Numbered | None, line: int
    ) -> Sequence[Target]:
        """The targets; none if the reference may be to something else. Missing if one does not exist.

        The reference stands on `line` of `source`; a bare 第2項 is of `part`, an article or 附則.
        """
        first = self._targets(reference.steps, source, part, line, is_loose=reference.is_loose)
        last = self._targets(reference.until, source, part, line) if reference.until else ()
        return self._between(first[0], last[-1]) if first and last else first

    def _targets(
        self,
        steps: Sequence[Step],
        source: Part | None,
        part: Numbered | None,
        line: int,
        *,
        is_loose: bool = False,
    ) -> Sequence[Target]:
        units = {step.unit: step for step in steps}
        found = self._whole(units, source, part, line)
        if "別表" in units or not found:
            return found
        above, paragraphs = found[0], self._inside[found[0]]
        if "項" in units:
            found = _chosen(units["項"], above, paragraphs, line)
        if "号" not in units:
            return found
        if "条" in units and "項" not in units:  # 第3条第2号
            found = [one for one in paragraphs if self._inside[one]][:1] or paragraphs[:1]
        elif "項" not in units:
            found = [one for one in paragraphs if one.line <= line][-1:]
        items = self._inside[found[0]] if found else []
        if not items and (is_loose or (isinstance(above.part, Article) and above.part.children)):
            return ()  # or it may be the heading (1) below the article
        return _chosen(units["号"], found[0] if found else above, items, line)

    def _whole(
        self, units: Mapping[str, Step], source: Part | None, part: Numbered | None, line: int
    ) -> Sequence[Target]:
        """The annexes, articles or 附則 of a reference."""
        if "別表" in units:
            return self._annex(units["別表"])
        if "附則" in units:
            if not self._supplements:
                raise Missing("この協約に附則はありません")
            return self._supplements
        if "条" in units:
            return self._article(units["条"], source, line)
        return [self._by_line[part.text.place.line]] if part else ()

    def _annex(self, step: Step) -> Sequence[Target]:
        """The annex of that number; 別表 without one is the only annex, or all of them."""
        if not self._annexes:
            raise Missing("この協約に別表はありません")
        if not step.number:
            return self._annexes if len(self._annexes) == 1 else ()
        if len(step.number) > 1:
            return ()  # 別表第1の2 may be the second section of 別表第1
        if step.number[0] not in self._annex_by_number:
            raise Missing("その別表はこの協約にありません")
        return [self._annex_by_number[step.number[0]]]

    def _article(self, step: Step, source: Part | None, line: int) -> Sequence[Target]:
        """The articles that a step means; 前条 and 次条 follow the order of the document."""
        if step.number in self._by_number:
            return [self._by_number[step.number]]
        if not step.go or not isinstance(source, Article):
            raise Missing("その条はこの協約にありません")
        return _gone(step, self._articles, line)

    def _between(self, first: Target, last: Target) -> Sequence[Target]:
        """All from one target to another: articles, annexes, 項 of an article, 号 of a 項."""
        start = bisect_left(self._all, first.line, key=lambda one: one.line)
        end = bisect_right(self._all, last.line, key=lambda one: one.line)
        if start >= end:
            raise Missing(f"{last.name}は{first.name}より前にあります")
        depth = min(first.depth, last.depth)
        run = self._all[start:end]
        return [one for one in run if one.name and (one.depth == depth or one in (first, last))]


def _chosen(step: Step, above: Target, inside: Sequence[Target], line: int) -> Sequence[Target]:
    """The 項 of an article or the 号 of a 項 that a step means, as seen from a line."""
    if step.go:
        return _gone(step, inside, line)
    named = [one for one in inside if one.name]
    number = step.number[0] if step.number else 1
    if 0 < number <= len(named):
        return named[number - 1 : number] if step.number else named
    rest = f"は第{len(named)}{step.unit}までです" if named else f"に{step.unit}はありません"
    raise Missing(f"{above.name}{rest}")


def _gone(step: Step, sisters: Sequence[Target], line: int) -> Sequence[Target]:
    """The provisions that a relative step means, as seen from the one in which a line stands: 前3条, 次項."""
    at = bisect_right(sisters, line, key=lambda one: one.line)
    named = (one for one in reversed(sisters[: max(0, at - 1)]) if one.name)
    before = list(islice(named, max(0, -step.go)))[::-1]
    after = [one for one in sisters[at : at + 1] if one.name]
    if step.go > 0 and not after:
        raise Missing(f"次の{step.unit}はありません")
    if step.go < 0 and (not before or len(before) < -step.go < EVERY):
        raise Missing(
            f"前には{len(before)}{step.unit}しかありません" if before else f"前に{step.unit}はありません"
        )
    return before[: 1 if step.alone else None] if step.go < 0 else after
