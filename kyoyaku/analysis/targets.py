"""What a reference points to: 前条, 第N条第N項, 前3条, 各号, 別表第N of the same agreement."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, islice

from kyoyaku.analysis.references import EVERY, UNITS, Reference, ReferenceLevel, find_references
from kyoyaku.language.numerals import provision, read_label
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.anchors import HeadedBody, headed_bodies, lines, of_article
from kyoyaku.model.parts import Annex, Article, Attached, Body, Chapter, Part, Supplement
from kyoyaku.model.text import Text

Numbered = Article | Supplement


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """An article, annex or 附則, or with an anchor a 項 or 号 of it; `name` cites it: 第2条第1項第2号.

    The article of a 附則 is a place in the 附則. A text without a label that stands among the 号 has no name.
    """

    part: Numbered | Annex
    name: str
    line: int
    anchor: str = ""
    depth: int = 0
    """0 for an article, 1 for a 項, 2 for a 号."""
    numbers: tuple[tuple[int, ...], ...] = ()
    """Those of a 項, of a 号 (5, 2 of 第5号の2), of an article of a 附則."""
    inside: list[Target] = field(default_factory=list)
    """The 項 of an article or 附則, the 号 of a 項."""


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
    """Raised if a target does not exist; the message says why, in Japanese."""


def pointers(agreement: Agreement) -> Iterator[Pointer]:
    """Every reference of an agreement to a part of itself, in the order of the document."""
    documents = {id(one.part): one.document for one in agreement.standing}
    for one in headed_bodies(agreement):
        document = one.host if isinstance(one.host, Attached) else documents.get(id(one.host))
        provisions = _provisions(agreement, document)
        is_named = one.heading and not isinstance(one.part, Numbered | Chapter | Attached)
        for text in (*([one.heading] if is_named else ()), *(line.text for line in one.lines)):
            for reference in find_references(text.edited, agreement.facts.other_instruments):
                try:
                    found = provisions.targets(reference, one, text.place.line)
                    yield Pointer(text, reference, one.host, tuple(found))
                except Missing as missing:
                    # In 記2 前号 may be 記1.
                    fault = "" if reference.is_loose or _is_list(one.part) else str(missing)
                    yield Pointer(text, reference, one.host, fault=fault)


def named(agreement: Agreement, text: Text) -> Iterator[Pointer]:
    """The provisions that a text of another document names: 第4条第2項中「…」を…に改める.

    Not those in words that it quotes, nor numbers that it gives: 第5条 of 第4条を第5条とし.
    """
    provisions, line = _provisions(agreement, None), text.edited
    for reference in find_references(line):
        before, is_given = line[: reference.start], line.startswith(("とし", "とする"), reference.end)
        with suppress(Missing):
            found = provisions.targets(reference, NOWHERE, 0)
            if found and not is_given and before.count("「") == before.count("」"):
                yield Pointer(text, reference, None, tuple(found))


NOWHERE = HeadedBody(None, None, (), None, "", ())
"""The place of a text of another document: in no part of the agreement."""


class _Provisions:
    """An index of what references in one document can point to."""

    def __init__(self, agreement: Agreement, document: Attached | None) -> None:
        self._is_second = document is not None
        self._called = "この文書" if document else f"この{agreement.facts.kind}"
        own = [one.part for one in agreement.standing if one.document is document]
        whole = [_target(part) for part in own if isinstance(part, Numbered | Annex)]
        self._all = [*_flat(whole)]
        self._by_line = {one.line: one for one in self._all}
        self._annexes: dict[tuple[str, tuple[int, ...]], Target] = {}
        self._supplements = [one for one in whole if isinstance(one.part, Supplement)]
        self._articles: dict[tuple[int, ...], Target] = {}
        for one in whole:
            match one.part:
                case Annex(kind=kind, numbers=numbers):
                    self._annexes.setdefault((kind, numbers), one)
                case Article(is_numbered_heading=False, numbers=numbers):
                    self._articles |= dict.fromkeys(numbers, one)

    def targets(self, reference: Reference, at: HeadedBody, line: int) -> Sequence[Target]:
        """The targets of a reference at a place and line; none if it may mean something else.

        Raises Missing if a target does not exist.
        """
        first = self._targets(reference.steps, at, line)
        last = self._targets(reference.until, at, line) if reference.until else ()
        return self._between(first[0], last[-1]) if first and last else first

    def _targets(self, steps: Sequence[ReferenceLevel], at: HeadedBody, line: int) -> Sequence[Target]:
        units = {step.unit: step for step in steps}
        if units.keys().isdisjoint(UNITS):
            return self._annex(steps[0])
        found = self._whole(units, at, line)
        if not found:
            return ()
        above = found[0]
        if "項" in units:
            if _is_list(above.part):
                return ()
            found = _chosen(units["項"], above, line, "項")
        return self._item(units, above, found[0], line) if "号" in units else found

    def _item(
        self, units: Mapping[str, ReferenceLevel], above: Target, paragraph: Target, line: int
    ) -> Sequence[Target]:
        """The 号 of an article or 附則; `paragraph` is the 項 if the reference names one."""
        if above.inside and all(one.depth == 2 for one in above.inside):
            paragraph = above  # an article that has no 項
        elif "項" not in units and "条" in units:  # 第3条第2号
            paragraph = next(chain((one for one in above.inside if one.inside), above.inside), above)
        elif "項" not in units:
            paragraph = [above, *(one for one in above.inside if one.line <= line)][-1]
        if not paragraph.inside and isinstance(above.part, Article) and above.part.children:
            # 第1号 may be the heading (1) below the article.
            return (paragraph if "項" in units else above,) if len(units) > 1 else ()
        return _chosen(units["号"], paragraph, line, "号")

    def _whole(self, units: Mapping[str, ReferenceLevel], at: HeadedBody, line: int) -> Sequence[Target]:
        """The article or 附則 that a reference names, or in which it stands; none outside of one."""
        if "附則" in units:
            found = self._supplement(at)
            return _chosen(units["条"], found[0], line, "条") if found and "条" in units else found
        if "条" in units:
            return self._article(units["条"], at, line)
        return [self._by_line[at.part.text.place.line]] if isinstance(at.part, Numbered) else ()

    def _annex(self, step: ReferenceLevel) -> Sequence[Target]:
        """The attachment of that kind and number; without one it is the only one, or all of them."""
        every = [one for (kind, _), one in self._annexes.items() if kind == step.unit]
        if found := self._annexes.get((step.unit, step.number)):
            return (found,)
        if every and not step.number:
            # 様式 alone may be any form: 別に定める様式.
            return every if len(every) == 1 and step.unit != "様式" else ()
        # 別表第1の2 may be the second section of 別表第1; 様式第1号 may be another document's.
        if step.unit == "別表" and len(step.number) < 2 and not self._is_second:
            raise Missing(f"{self._called}に{'その別表' if every else '別表'}はありません")
        return ()

    def _supplement(self, at: HeadedBody) -> Sequence[Target]:
        """The 附則 in which the reference stands, or the only one; none if it may be one of several."""
        if not self._supplements:
            raise Missing(f"{self._called}に附則はありません")
        own = [one for one in self._supplements if one.part is at.host]
        return own or (self._supplements if len(self._supplements) == 1 else ())

    def _article(self, step: ReferenceLevel, at: HeadedBody, line: int) -> Sequence[Target]:
        """The articles that a step means; 前条 and 次条 follow the order of the document, or of the 附則."""
        if not step.offset and step.number in self._articles:
            return [self._articles[step.number]]
        if step.offset and isinstance(at.host, Supplement) and at.host.articles:
            return _relative(step, self._by_line[at.host.text.place.line].inside, line, "条")
        if not step.offset or not isinstance(at.host, Article):
            raise Missing(f"その条は{self._called}にありません")
        return list(dict.fromkeys(_relative(step, [*self._articles.values()], line, "条")))

    def _between(self, first: Target, last: Target) -> Sequence[Target]:
        """All targets from `first` to `last`, of the higher level. Raises Missing if `last` comes first."""
        start = bisect_left(self._all, first.line, key=lambda one: one.line)
        end = bisect_right(self._all, last.line, key=lambda one: one.line)
        if start >= end:
            raise Missing(f"{last.name}は{first.name}より前にあります")
        depth = min(first.depth, last.depth)
        run = self._all[start:end]
        return [one for one in run if one.name and (one.depth == depth or one in (first, last))]


_provisions = lru_cache(maxsize=8)(_Provisions)


def _target(part: Numbered | Annex) -> Target:
    """An article or 附則 with its 項 and their 号; an annex."""
    if isinstance(part, Annex):
        return Target(part, part.name, part.text.place.line)
    if isinstance(part, Article):
        return _with_paragraphs(Target(part, part.name, part.text.place.line), (*part.body, *part.tail))
    name = part.text.edited
    whole = Target(part, name, part.text.place.line)
    for article in part.articles:
        anchor = of_article(article)
        own = Target(part, name + article.name, article.text.place.line, anchor, 0, article.numbers)
        whole.inside.append(_with_paragraphs(own, article.body, f"{anchor}-"))
    return whole if part.articles else _with_paragraphs(whole, part.body)


def _with_paragraphs(whole: Target, body: Body, prefix: str = "") -> Target:
    """An article or 附則 with its 項, or with its 号 if it has no 項."""
    found = [line for line in lines(body, prefix) if line.depth < 2]
    is_only = sum(not line.depth for line in found) == 1
    above, labels = whole, 0
    for line in found:
        place, anchor = line.text.place.line, line.anchor
        if line.depth:
            branch = next((one.branch for one in read_label(line.label)), ())
            labels += line.is_item and not branch
            number = labels, *branch
            label = line.label if _is_list(whole.part) else provision(number, "号")  # 記2(1)
            name = f"{whole.name if is_only else above.name}{label}" if line.is_item else ""
            above.inside.append(Target(whole.part, name, place, anchor, 2, (number,)))
        elif line.is_paragraph:
            number, labels = (len(whole.inside) + 1,), 0
            above = Target(whole.part, whole.name + provision(number, "項"), place, anchor, 1, (number,))
            whole.inside.append(above)
    return whole


def _is_list(part: object) -> bool:
    return isinstance(part, Article) and part.is_numbered_heading


def _flat(targets: Iterable[Target]) -> Iterator[Target]:
    for one in targets:
        yield one
        yield from _flat(one.inside)


def _chosen(step: ReferenceLevel, above: Target, line: int, unit: str) -> Sequence[Target]:
    """The 項 of an article or the 号 of a 項 that a step means, read from a line. Raises Missing."""
    if step.offset:
        return _relative(step, above.inside, line, unit)
    named = [one for one in above.inside if one.name]
    if found := [one for one in named if not step.number or step.number in one.numbers]:
        return found
    rest = f"は第{named[-1].numbers[-1][0]}{unit}までです" if named else f"に{unit}はありません"
    raise Missing(f"{above.name}{rest}")


def _relative(step: ReferenceLevel, sisters: Sequence[Target], line: int, unit: str) -> Sequence[Target]:
    """The provisions that a relative step (前3条, 次項) means, read from a line. Raises Missing."""
    at = bisect_right(sisters, line, key=lambda one: one.line)
    if step.offset > 0:
        after = [one for one in sisters[at : at + 1] if one.name]
        if not after:
            raise Missing(f"次の{unit}はありません")
        return after
    named = (one for one in reversed(sisters[: max(0, at - 1)]) if one.name)
    before = list(islice(named, -step.offset))[::-1]
    if not before:
        raise Missing(f"前に{unit}はありません")
    if len(before) < -step.offset < EVERY:
        raise Missing(f"前には{len(before)}{unit}しかありません")
    return before[:1] if step.is_single else before
