"""Whether a version follows from the one before it and the instrument, character for character."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import Enum
from itertools import zip_longest

from kyoyaku.history.applying import apply
from kyoyaku.history.grammar import UnreadError
from kyoyaku.history.places import AbsentError
from kyoyaku.history.tables import apply_table
from kyoyaku.history.units import Unit, copied, texts, tree, units
from kyoyaku.history.words import changes
from kyoyaku.language.wording import joined
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.change import ChangedBy, InstrumentArticle, Provision
from kyoyaku.model.text import Text
from kyoyaku.problems import Place, Problem

RULE = "instrument"


class Outcome(Enum):
    """What is known of a step. The value is in JSON."""

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
    """What the instruments of a step make of the text before; the units are those of both texts."""

    outcome: Outcome
    old: Unit
    new: Unit
    unread: tuple[Unread, ...] = ()
    problems: tuple[Problem, ...] = ()
    known: Mapping[Unit, Unit] = field(default_factory=dict)
    """What units of the new text were, if the step is proved."""
    added: frozenset[Unit] = frozenset()
    """The units that the instruments have put in, if the step is proved."""


def prove(before: Agreement, after: Agreement) -> Proof:
    """Apply the instruments of a version to the version before, and compare."""
    old, new = tree(before), tree(after)
    instruments = after.facts.changed_by
    if not all(_is_there(one) for one in instruments):
        return Proof(Outcome.WITHOUT, old, new)
    # An instrument of two articles can make two versions, each by one article.
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
    """The articles that may make a version: all that change the text of a title, then each by itself."""
    own = [(one, _of_title(one.instrument.articles, title)) for one in instruments if one.instrument]
    yield own
    if len(own) == 1 and len(own[0][1]) > 1:
        yield from ([(own[0][0], [article])] for article in own[0][1])


def _of_title(articles: Sequence[InstrumentArticle], title: str) -> Sequence[InstrumentArticle]:
    """The articles that name a title; all if none does."""
    named = [one for one in articles if any(title in text.edited for text in one.opening)]
    return named or articles


@dataclass(slots=True)
class _Work:
    """A text on which instruments work until it should be the next version."""

    old: Unit
    new: Unit
    after: Agreement
    unread: list[Unread] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def proof(self, way: Way) -> Proof:
        """What the instruments make of the old text, compared with the new one."""
        root = copied(self.old)
        for changed, articles in way:
            self.run(changed, [one for article in articles for one in article.provisions], root)
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

    def run(self, changed: ChangedBy, provisions: Sequence[Provision], root: Unit) -> None:
        """Apply an instrument to a text, after those that changed the instrument itself."""
        made = {
            Unit("provision", one.text.edited, one.text, below=units(one.below)): one for one in provisions
        }
        sentences = Unit("instrument", "", below=list(made))
        for inner in changed.changed_by:
            own = inner.instrument.articles if inner.instrument else ()
            self.run(inner, [one for article in own for one in article.provisions], sentences)
        for unit in sentences.below:
            text = unit.source or changed_text(changed)
            try:
                if unit in made and made[unit].rows:
                    apply_table(made[unit].rows, root)
                else:
                    apply(unit.text, unit.below, root, text.place.line)
            except UnreadError as fault:
                self.unread.append(Unread(text, str(fault)))
            except AbsentError as fault:
                message = f"{changed.title}のこの規定は、変更前の版に当てることができません：{fault}"
                self.problems.append(Problem(text.place, message, RULE))

    def compare(self, made: Sequence[Unit], right: Sequence[Unit]) -> None:
        """A problem for each paragraph that is another one in the version than the instrument gives."""
        both = [one.text for one in made], [one.text for one in right]
        for tag, start, end, first, last in SequenceMatcher(None, *both, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            for one, other in zip_longest(made[start:end], right[first:last]):
                lost = next((unit for unit in (one, other) if unit and unit.is_lost), None)
                if lost and lost.source:
                    self.unread.append(Unread(lost.source, "失われた文があるため、比べることができません"))
                else:
                    self.problems.append(self.problem(one, other, right[min(first, len(right) - 1)]))

    def problem(self, made: Unit | None, right: Unit | None, near: Unit) -> Problem:
        """The problem of a paragraph, at its line in the version, with the line of the instrument."""
        source = (right or near).source
        place = source.place if source else Place(self.after.path, 1)
        by = self.after.facts.changed_by[0].instrument
        where = f"（{by.path}:{made.line}）" if by and made and made.line else ""
        if made is None or right is None:
            which = f"「{(made or right or near).text}」"
            message = f"変更前の版に{self.name}を当てても、この文はありません：{which}"
            if right is None:
                message = (
                    f"変更前の版に{self.name}を当てると{which}の文がありますが、この版にはありません{where}"
                )
            return Problem(place, message, RULE)
        parts = changes(made.text, right.text)
        differing = "、".join(
            f"「{made.text[one.start : one.end]}」と「{right.text[one.new_start : one.new_end]}」"
            for one in parts
        )
        message = (
            f"変更前の版に{self.name}を当てると「{made.text}」となりますが{where}、"
            f"この版には「{right.text}」とあります。違いは、{differing}です"
        )
        return Problem(place, message, RULE)

    @property
    def name(self) -> str:
        """The instruments by their titles."""
        return joined([f"「{one.title}」" for one in self.after.facts.changed_by], "及び")


def changed_text(changed: ChangedBy) -> Text:
    """The title of an instrument, for a sentence that another one has put into it."""
    assert changed.instrument
    return changed.instrument.title
