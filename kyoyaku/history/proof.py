"""Proves a version: the instrument, applied to the version before, gives it character for character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import Enum
from itertools import groupby

from kyoyaku.history.applying import apply, is_command
from kyoyaku.history.comparison import aligned, in_order
from kyoyaku.history.grammar import UnreadError
from kyoyaku.history.places import AbsentError
from kyoyaku.history.tables import apply_table
from kyoyaku.history.units import Unit, copied, texts, tree, units
from kyoyaku.history.words import differing
from kyoyaku.language.characters import in_notation
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.change import ChangedBy, InstrumentArticle
from kyoyaku.model.text import Text
from kyoyaku.problems import Place, Problem

# 備考 改正部分は、下線の部分である。
REMARK = re.compile("備考[ \u3000].*(?:線|ライン)")
MOST = 400
"""Above this number of pairs, paragraphs are paired in order and not by likeness."""


class Outcome(Enum):
    """The result of a proof. The value stands in agreement.json."""

    PROVED = "proved"
    UNREAD = "not read"
    """A sentence that no rule covers, or lost words."""
    WITHOUT = "no text"
    """There is no text of an instrument: the step rests on the two versions alone."""
    ANOTHER = "another text"
    """The instrument gives another text: a problem of the content."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence that was not read, or words of a version that cannot be compared; and why."""

    text: Text
    reason: str


@dataclass(frozen=True, slots=True)
class Proof:
    """The result of applying the instruments of a step; `old` and `new` are the roots of both texts."""

    outcome: Outcome
    old: Unit
    new: Unit
    unread: tuple[Unread, ...] = ()
    problems: tuple[Problem, ...] = ()
    known: Mapping[Unit, Unit] = field(default_factory=dict)
    """The old unit of new ones, if the step is proved."""
    added: frozenset[Unit] = frozenset()
    """The new units that the instruments inserted, if the step is proved."""


def prove(before: Agreement, after: Agreement) -> Proof:
    """Apply the instruments of a version to the version before, and compare."""
    old, new = tree(before), tree(after)
    instruments = after.facts.changed_by
    if not all(_is_there(one) for one in instruments):
        return Proof(Outcome.WITHOUT, old, new)
    # An instrument with two articles can make two versions, one by each article.
    proofs: list[Proof] = []
    for way in _ways(instruments, before.title.edited):
        proofs.append(_Work(old, new, after).proof(way))
        if proofs[-1].outcome is Outcome.PROVED:
            return proofs[-1]
    return proofs[0]


Way = Sequence[tuple[ChangedBy, Sequence[InstrumentArticle]]]
"""The instruments of a step, each with the articles of it that make the step."""


def _is_there(changed: ChangedBy) -> bool:
    """Whether there is the text of an instrument, and of those that changed it."""
    return changed.instrument is not None and all(map(_is_there, changed.changed_by))


def _ways(instruments: Sequence[ChangedBy], title: str) -> Iterator[Way]:
    """The ways to try: with all articles that change the text of this title, then with each alone."""
    own = [(one, _of_title(one.instrument.articles, title)) for one in instruments if one.instrument]
    yield own
    if len(own) == 1 and len(own[0][1]) > 1:
        yield from ([(own[0][0], [article])] for article in own[0][1])


def _of_title(articles: Sequence[InstrumentArticle], title: str) -> Sequence[InstrumentArticle]:
    """The articles with commands that name a title; all if none does."""
    commanding = [one for one in articles if one.provisions]
    named = [one for one in commanding if any(title in text.edited for text in one.opening)]
    return named or commanding


@dataclass(slots=True)
class _Work:
    """Applies instruments to the old text, and compares the result with the new one."""

    old: Unit
    new: Unit
    after: Agreement
    unread: list[Unread] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def proof(self, way: Way) -> Proof:
        """The proof by the instruments and articles of one way."""
        root = copied(self.old)
        for changed, articles in way:
            self.run(changed, articles, root)
        if not self.unread and not self.problems:
            self.compare(texts(root), texts(self.new))
        if self.unread:
            return Proof(Outcome.UNREAD, self.old, self.new, tuple(self.unread))
        if self.problems:
            return Proof(Outcome.ANOTHER, self.old, self.new, (), tuple(self.problems))
        both = list(zip(texts(self.new), texts(root), strict=True))
        known = {one: made.origin for one, made in both if made.origin}
        added = frozenset(one for one, made in both if made.is_added)
        return Proof(Outcome.PROVED, self.old, self.new, known=known, added=added)

    def run(self, changed: ChangedBy, articles: Sequence[InstrumentArticle], root: Unit) -> None:
        """Apply an instrument to a text, after those that changed the instrument itself."""
        made = {
            Unit("provision", one.text.edited, one.text, below=units(one.below)): one.rows
            for article in articles
            for one in article.provisions
        }
        sentences = Unit("instrument", "", below=list(made))
        for one in sentences.walk():
            one.text = in_notation(one.text)
        for own in changed.changed_by:
            self.run(own, own.instrument.articles if own.instrument else (), sentences)
        for unit in (one for one in sentences.below if not REMARK.match(one.text)):
            text = unit.source or next(one.text for article in articles for one in article.provisions)
            try:
                for place, fault in apply_table(made.get(unit, ()), root, texts(self.new)):
                    self.problems.append(Problem(place, fault, "instrument"))
                before = {one: one.text for one in root.walk()}
                if not made.get(unit) or is_command(unit.text, root):
                    apply(unit.text, unit.below, root)
                    for one in root.walk():
                        if one.text != before.get(one):
                            one.by = text.place
            except UnreadError as fault:
                self.unread.append(Unread(text, str(fault)))
            except AbsentError as fault:
                message = f"この改正規定は、変更前の版に当てはめることができません。{fault}"
                self.problems.append(Problem(text.place, message, "instrument"))

    def compare(self, made: Sequence[Unit], right: Sequence[Unit]) -> None:
        """Add a problem for each paragraph in which the result and the version differ.

        A run of paragraphs that only one of them has is one problem.
        """
        both = [one.text for one in made], [one.text for one in right]
        for tag, start, end, first, last in SequenceMatcher(None, *both, autojunk=False).get_opcodes():
            near = right[min(first, len(right) - 1)]
            pairs = () if tag == "equal" else _pairs(made[start:end], right[first:last])
            for is_lone, run in groupby(pairs, key=lambda pair: (pair[0] is None) - (pair[1] is None)):
                ones = list(run)
                for several in [ones] if is_lone else [[pair] for pair in ones]:
                    lost = next((unit.source for unit in several[0] if unit and unit.is_lost), None)
                    if lost:
                        self.unread.append(Unread(lost, "失われた文があるため、比べることができません"))
                    else:
                        self.problems.append(self.problem(several, near))

    def problem(self, pairs: Sequence[Compared], near: Unit) -> Problem:
        """The problem of paragraphs, at its line in the version, with the line of the instrument."""
        (made, right), *others = pairs
        source = (right or near).source
        rest = f"（次の{len(others)}の文も、同じです）" if others else ""
        by = "変更を定める文書は改めていないので、変更前の"
        if made and made.by:
            by = f"変更を定める文書（{made.by}）によれば"
        if not made:
            of = f"「{(right or near).text}」の文は"
            message = f"変更前の版を変更を定める文書のとおりに改めると、{of}、ここにありません{rest}"
        elif not right:
            message = f"{by}「{made.text}」の文がここにあるはずですが、ありません{rest}"
        else:
            message = (
                f"{by}「{made.text}」となるはずですが、この版には「{right.text}」とあります。"
                f"違いは、{differing(made.text, right.text)}です"
            )
        return Problem(source.place if source else Place(self.after.path, 1), message, "instrument")


Compared = tuple[Unit | None, Unit | None]
"""A paragraph that the instrument makes, and the one of the version; None for none."""


def _pairs(made: Sequence[Unit], right: Sequence[Unit]) -> Iterator[Compared]:
    """The paragraphs of two runs, each with the most alike one of the other run, or None."""
    is_plain = len(made) == len(right) or len(made) * len(right) > MOST
    partners = dict(zip(right, made, strict=False)) if is_plain else aligned(made, right)
    return in_order(made, right, partners)
