"""How an agreement changes: by an instrument (変更協約), after acts of its parties, until it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from kyoyaku.language.dates import Day
from kyoyaku.model.text import Text
from kyoyaku.problems import Place


@dataclass(frozen=True, slots=True)
class Provision:
    """改正規定: a paragraph of an instrument that changes a text.

    第3条の次に次の1条を加える is its `text`, the new article stands in `below`; a 新旧対照表 in `rows`.
    """

    text: Text
    below: tuple[Any, ...] = ()
    """The blocks of the model in the quotation under it."""
    rows: tuple[ComparedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A row of the 新旧対照表 of an instrument; a cell is in pieces, each with whether it is underlined."""

    new: tuple[tuple[str, bool], ...]
    old: tuple[tuple[str, bool], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Instrument:
    """The text of an instrument; with 第1条, 第2条 if it changes several texts, or one in two steps."""

    path: str
    """The file, under the project."""
    title: Text
    articles: tuple[InstrumentArticle, ...]
    parts: tuple[Any, ...] = ()
    """附則 and 締結."""


@dataclass(frozen=True, slots=True)
class InstrumentArticle:
    """An article of an instrument, or, with an empty heading, all that stands under its title."""

    heading: Text | None
    opening: tuple[Text, ...]
    """…の一部を次のように変更する。 All of an article without commands: この協約は、…から施行する。"""
    provisions: tuple[Provision, ...]


@dataclass(frozen=True, slots=True)
class ChangedBy:
    """The instrument that made a version, as its front matter names it."""

    title: str
    concluded: Day | None
    file: str
    """Its file in the folder of the agreement: changes/2025-03-20.md; '' if there is none."""
    instrument: Instrument | None
    """Its text, if there is its file."""
    changed_by: tuple[ChangedBy, ...]
    """The instruments that changed it before it took effect."""
    place: Place


@dataclass(frozen=True, slots=True)
class Act:
    """An act on the way to a version (地方自治法第252条の2): 議決, 締結, 告示, 届出."""

    act: str
    party: str
    """The slug of the party; '' for all of them."""
    on: Day
    number: str
    """告示第12号."""
    source: str
    place: Place


@dataclass(frozen=True, slots=True)
class Abolished:
    """The end of an agreement: the first day without it, and by what; or of a change that was withdrawn."""

    on: date
    by: str
    place: Place
