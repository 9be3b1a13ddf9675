"""What the editor's YAML files beside a version hold: a value and a field of `Layers` for each file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kyoyaku.model.text import Ref
from kyoyaku.model.transcript import Treatment
from kyoyaku.problems import Place


@dataclass(frozen=True, slots=True)
class Debris:
    """A cell of the transcript that is not read where it stands, and its text."""

    ref: Ref
    kind: Treatment
    pieces: tuple[tuple[str, bool], ...]
    """The text in pieces, each with whether a mark has moved it to another place."""
    reason: str
    place: Place

    @property
    def text(self) -> str:
        return "".join(piece for piece, _ in self.pieces)

    @property
    def moved(self) -> tuple[str, ...]:
        """The passages that marks have moved."""
        return tuple(piece for piece, is_moved in self.pieces if is_moved)


NAME_KINDS = {
    "organisation": "団体",
    "facility": "施設",
    "route": "路線",
    "scheme": "制度、事業等",
    "law": "法令等",
    "municipality": "地方公共団体",
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text, for the index page; `kind` is one of NAME_KINDS, `reading` is in hiragana."""

    name: str
    reading: str
    kind: str
    place: Place


@dataclass(frozen=True, slots=True)
class DutyKind:
    """A kind of duty, found by exact phrases of the text; `key` is a short ASCII name."""

    key: str
    name: str
    phrases: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class LawPlace:
    """A provision of a law as the text cites it (第252条の2第1項), and its anchor at e-Gov法令検索."""

    cited: str
    anchor: str
    place: Place


@dataclass(frozen=True, slots=True)
class Law:
    """A law that the text cites: its 法令ID, and the day of the version its anchors were checked against."""

    name: str
    identifier: str
    as_of: date
    places: tuple[LawPlace, ...]
    place: Place


ICONS = "medical family help book sport transport work safety nature travel town home".split()
"""The drawings of the style sheet (`.ky-topic-…` in `home.css`) that a heading of everyday life can have."""


@dataclass(frozen=True, slots=True)
class LifeTopic:
    """A heading of everyday life and the slugs of its initiatives; `icon` is one of ICONS or ''.

    `words` are what people look for under it, also what the agreement does not have (ごみ).
    """

    key: str
    name: str
    initiatives: tuple[str, ...]
    words: tuple[str, ...]
    icon: str
    place: Place


@dataclass(frozen=True, slots=True)
class Explanation:
    """What an editor says of a page of the text in plain words; '' if only words for the search are given.

    `at` is the address under that of the agreement, without the last /: initiatives/libraries, articles/6.
    `words` are what people type who look for it.
    """

    at: str
    plain: str
    words: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the text that an editor explains; `reading` is in hiragana."""

    term: str
    reading: str
    meaning: str
    place: Place


@dataclass(frozen=True, slots=True)
class Contact:
    """An office of a party (by its slug) to ask, about some initiatives (by their slugs) or about all.

    `checked_on` is the day on which an editor saw that it is so.
    """

    party: str
    initiatives: tuple[str, ...]
    office: str
    telephone: str
    url: str
    checked_on: date
    place: Place


@dataclass(frozen=True, slots=True)
class Address:
    """An address of a page or a download that was published, under the site: asahikawa-kamikawa/full/."""

    address: str
    place: Place


@dataclass(frozen=True, slots=True)
class Erratum:
    """A mistake of ours in the published text that was mended later (正誤): `was` became `now` at a place.

    `at` is the address of the text under the agreement: articles/4/#p2.
    """

    on: date
    at: str
    was: str
    now: str
    place: Place


@dataclass(frozen=True, kw_only=True)
class Layers:
    """What the side files of a version hold, a field for each file; they are fields of the agreement."""

    debris: tuple[Debris, ...] = ()
    vocabulary: tuple[tuple[str, ...], ...] = ()
    """Groups of words that a search takes for the same: 子ども, こども, 子供."""
    names: tuple[Name, ...] = ()
    duty_kinds: tuple[DutyKind, ...] = ()
    laws: tuple[Law, ...] = ()
    life: tuple[LifeTopic, ...] = ()
    plain: tuple[Explanation, ...] = ()
    glossary: tuple[Term, ...] = ()
    contacts: tuple[Contact, ...] = ()
    addresses: tuple[Address, ...] = ()
    """Every address that was ever published; without them none is promised to stay."""
    errata: tuple[Erratum, ...] = ()
    """In the order of the days."""
    former_marks: tuple[str, ...] = ()
    """The ids of marks that were published by a number: the first was #mark-1, #note-1 and #correction-1."""


COSTS = "costs"
"""The key of the kind of duty from which the page on who pays is made."""
