"""An agreement between municipalities (協約): its front matter, its parts, its transcript, its side files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from functools import cached_property
from typing import Any

from kyoyaku.language.dates import Day
from kyoyaku.language.wording import counted, joined
from kyoyaku.model.facts import UNOFFICIAL, Facts, Party, Publisher
from kyoyaku.model.grid import Table
from kyoyaku.model.layers import Explanation, Layers
from kyoyaku.model.parts import (
    Annex,
    Article,
    Attached,
    Body,
    Chapter,
    Host,
    Image,
    Initiative,
    Part,
    Section,
)
from kyoyaku.model.pictures import Picture
from kyoyaku.model.text import Mark, Text
from kyoyaku.model.transcript import Account, Transcript
from kyoyaku.model.walking import Standing, blocks, has_initiatives, standing, walk

UNDATED = "undated"
"""The name of a version whose date is not known."""


class State(Enum):
    """Where a version stands in time on the day of the build. The value is in JSON."""

    PAST = "superseded"
    CURRENT = "current"
    COMING = "coming"
    WITHDRAWN = "withdrawn"


def current(versions: Sequence[Agreement], at: int, withdrawn: tuple[Agreement, ...] = ()) -> Agreement:
    """The version at a position, as the current one; it has the others in `earlier` and `coming`."""
    states = [State.PAST] * at + [State.CURRENT] + [State.COMING] * (len(versions) - at - 1)
    ends = [*(one.facts.in_force for one in versions[1:]), None]
    placed = tuple(
        replace(one, state=state, replaced_on=end, earlier=(), coming=(), withdrawn=())
        for one, state, end in zip(versions, states, ends, strict=True)
    )
    return replace(placed[at], earlier=placed[:at], coming=placed[at + 1 :], withdrawn=withdrawn)


@dataclass(frozen=True, slots=True)
class Entry:
    """An initiative where it stands: in which annex or article, under which sections."""

    initiative: Initiative
    host: Host
    sections: tuple[Section | Initiative, ...]
    has_namesake: bool
    """Whether another initiative has its name, so that lists say where each stands."""


@dataclass(frozen=True)
class Agreement(Layers):
    """One version of an agreement with its side files; `parts` are in the order of the document.

    What every page needs is computed once and cached, so the class has no slots.
    """

    slug: str
    path: str
    """The source file, under the project."""
    facts: Facts
    title: Text
    preamble: Body
    parts: tuple[Part, ...]
    transcript: Transcript | None = None
    pictures: tuple[Picture, ...] = ()
    """The files of its images."""
    account: Account | None = None
    """The account of every character of text and transcript, when there is a transcript."""
    state: State = State.CURRENT
    replaced_on: date | None = None
    """The first day of the version after it, if there is one."""
    earlier: tuple[Agreement, ...] = ()
    """The versions before the current one, in their order; only the current one has them."""
    coming: tuple[Agreement, ...] = ()
    """The versions that will be in force on a later day."""
    withdrawn: tuple[Agreement, ...] = ()
    """The versions that were announced and never came into force."""
    publisher: Publisher = UNOFFICIAL

    def __hash__(self) -> int:
        """By identity: a hash of the path makes each cache compare it with older states of the same file."""
        return id(self)

    @property
    def concluded(self) -> Day | None:
        """The date of the agreement, as far as it is known."""
        return self.facts.concluded

    @property
    def version(self) -> str:
        """The name of the version in addresses: 2022-01-12, 2018-06, undated.

        The first is named by its conclusion, a later one by the day from which it is in force.
        """
        day = self.facts.in_force if self.facts.changed_by else self.facts.concluded
        return str(day or UNDATED)

    @property
    def versions(self) -> tuple[Agreement, ...]:
        """The versions in their order, each made of the one before."""
        return (*self.earlier, self, *self.coming)

    @property
    def published(self) -> tuple[Agreement, ...]:
        """All that have addresses, also those that were withdrawn, in the order of their files."""
        both = (*self.versions, *self.withdrawn)
        return tuple(sorted(both, key=lambda one: (not one.path.endswith(f"/{UNDATED}.md"), one.path)))

    @property
    def begins(self) -> date | None:
        """The first day on which the version is in force, as far as it is known."""
        return self.facts.in_force or (self.concluded.exact if self.concluded else None)

    @property
    def ends(self) -> date | None:
        """The last day on which the version is in force, as far as it is known."""
        after = self.replaced_on or (self.facts.abolished and self.facts.abolished.on)
        return after - timedelta(1) if after else None

    @property
    def is_prose(self) -> bool:
        """Whether there is no article, chapter or 記, so that the paragraphs are no preamble but the text."""
        return not (self.articles or self.chapters)

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        return self.facts.parties

    @cached_property
    def party_names(self) -> str:
        """The names of the parties, joined: 山田市・川上町."""
        return self.names_with("・")

    def names_with(self, word: str) -> str:
        """The names joined by a word: 山田市及び海辺市並びに川上町. With 及び a class has its whole name."""
        is_cited, names = word == "及び", list[str]()
        for one in self.parties:
            is_long = len(one.members) > 3 and one.members[-1] in one.name
            name = one.name if is_cited and one.is_open else one.short
            names.append(name or (counted(one.members) if is_long else one.name))
        if self.facts.short or len(names) > 3:
            each = [name for one in self.parties for name in one.members or (one.name,)]
            return self.facts.short or counted(each, any(one.is_open for one in self.parties))
        if is_cited and any(word in name for name in names):
            word = "並びに"
        return word.join(names) if word == "・" else joined(names, word)

    @property
    def heading(self) -> str:
        """Parties and title, to name it among others."""
        return self.titled(" ")

    def titled(self, joint: str, document: Attached | None = None) -> str:
        """Parties and title, also of a second document; the title alone if the names are in it."""
        title = document.text.edited if document else self.title.edited
        return (
            title if all(one.name in title for one in self.parties) else f"{self.party_names}{joint}{title}"
        )

    @cached_property
    def labels(self) -> dict[str, str]:
        """The names of the parties that the text calls by a label: {"甲": "旭川市"}."""
        return {party.key: party.name for party in self.parties if party.key != party.name}

    @cached_property
    def standing(self) -> tuple[Standing, ...]:
        """Every part in the order of the document, also those in chapters and in second documents.

        The articles of a 附則 are in it and no parts of their own; `blocks(self.parts)` has them.
        """
        return tuple(standing(self.parts))

    def _main(self, kind: type[Any]) -> tuple[Any, ...]:
        """The parts of a kind in the document itself, without those of a second one."""
        return tuple(one.part for one in self.standing if isinstance(one.part, kind) and one.document is None)

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        return self._main(Article)

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        return self._main(Chapter)

    @cached_property
    def annexes(self) -> tuple[Annex, ...]:
        return self._main(Annex)

    @cached_property
    def attached(self) -> tuple[Attached, ...]:
        """The second documents."""
        return self._main(Attached)

    @cached_property
    def _blocks(self) -> tuple[Any, ...]:
        """All that is in it, in the order of the document."""
        return tuple(blocks((self.title, self.preamble, self.parts)))

    @cached_property
    def images(self) -> tuple[Image, ...]:
        return tuple(one for one in self._blocks if isinstance(one, Image))

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        return tuple(one for one in self._blocks if isinstance(one, Table))

    @cached_property
    def hosts(self) -> tuple[Host, ...]:
        """The articles and annexes that hold initiatives."""
        both = (one.part for one in self.standing if isinstance(one.part, Host))
        return tuple(filter(has_initiatives, both))

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every initiative in the order of the document."""
        inside = ((host, child, above) for host in self.hosts for child, above in walk(host))
        found = [(child, host, above) for host, child, above in inside if isinstance(child, Initiative)]
        names = Counter(child.name for child, _, _ in found)
        return tuple(Entry(*one, names[one[0].name] > 1) for one in found)

    def entry(self, slug: str) -> Entry:
        """The initiative of that permanent name, where it stands."""
        return self._by_slug[slug]

    @cached_property
    def _by_slug(self) -> dict[str, Entry]:
        return {entry.initiative.slug: entry for entry in self.entries}

    @cached_property
    def explained(self) -> dict[str, Explanation]:
        """The editor's plain words, by the address of the page: initiatives/libraries/."""
        return {f"{one.at}/": one for one in self.plain if one.plain}

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text of the agreement in the order of the document."""
        return tuple(one for one in self._blocks if isinstance(one, Text) and one.spans)

    @cached_property
    def edited(self) -> str:
        """The edited reading of every text, a line each."""
        return "\n".join(text.edited for text in self.texts)

    @cached_property
    def lines(self) -> list[int]:
        """The line of each text in the source, in order."""
        return sorted(text.place.line for text in self.texts)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(mark for text in self.texts for mark in text.marks())
