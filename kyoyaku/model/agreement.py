"""An agreement between municipalities (協約): its front matter, its parts, its transcript, its side files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kyoyaku.model.account import Account
from kyoyaku.model.facts import Facts, Party
from kyoyaku.model.layers import Layers
from kyoyaku.model.parts import (
    Annex,
    Article,
    Body,
    Closing,
    Host,
    Initiative,
    Part,
    Section,
    Supplement,
    texts,
    walk,
)
from kyoyaku.model.text import Mark, Text
from kyoyaku.model.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Entry:
    """An initiative where it stands: in which annex or article, under which sections."""

    initiative: Initiative
    host: Host
    sections: tuple[Section, ...]


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
    account: Account | None = None
    """The account of every character of text and transcript, when there is a transcript."""

    def __hash__(self) -> int:
        """The path: quick, because its pages and references are cached by the agreement."""
        return hash(self.path)

    @property
    def concluded(self) -> date:
        """The day of the conclusion; an agreement without one has a problem and is not published."""
        assert self.facts.concluded
        return self.facts.concluded

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        return self.facts.parties

    @cached_property
    def party_names(self) -> str:
        return "・".join(party.name for party in self.parties)

    @property
    def heading(self) -> str:
        """Parties and title, to name it among others."""
        return f"{self.party_names} {self.title.edited}"

    @cached_property
    def labels(self) -> dict[str, str]:
        """The names of the parties that the text calls by a label: {"甲": "旭川市"}."""
        return {party.key: party.name for party in self.parties if party.key != party.name}

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        return tuple(part for part in self.parts if isinstance(part, Article))

    @cached_property
    def annexes(self) -> tuple[Annex, ...]:
        return tuple(part for part in self.parts if isinstance(part, Annex))

    @cached_property
    def closings(self) -> tuple[Closing, ...]:
        return tuple(part for part in self.parts if isinstance(part, Closing))

    @cached_property
    def supplements(self) -> tuple[Supplement, ...]:
        return tuple(part for part in self.parts if isinstance(part, Supplement))

    @cached_property
    def hosts(self) -> tuple[Host, ...]:
        """The articles and annexes that hold initiatives, and every annex."""
        both = (part for part in self.parts if isinstance(part, Article | Annex))
        return tuple(part for part in both if part.children or isinstance(part, Annex))

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every initiative in the order of the document."""
        return tuple(
            Entry(child, host, sections)
            for host in self.hosts
            for child, sections in walk(host)
            if isinstance(child, Initiative)
        )

    def entry(self, slug: str) -> Entry:
        """The initiative of that permanent name, where it stands."""
        return self._by_slug[slug]

    @cached_property
    def _by_slug(self) -> dict[str, Entry]:
        return {entry.initiative.slug: entry for entry in self.entries}

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text of the agreement in the order of the document."""
        return tuple(texts((self.title, self.preamble, self.parts)))

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
