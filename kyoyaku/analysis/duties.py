"""What the parties have to do: their rows of the initiatives, the kinds of duty in them, and who pays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, takewhile

from kyoyaku.language.characters import any_of
from kyoyaku.language.wording import full_stops, sentences
from kyoyaku.model.agreement import Agreement, Entry
from kyoyaku.model.anchors import Line, headed_bodies, lines, of_rows
from kyoyaku.model.facts import Party
from kyoyaku.model.layers import COSTS, DutyKind
from kyoyaku.model.parts import Initiative, Part, Row
from kyoyaku.model.text import Mark, PerhapsLost, Struck, Text
from kyoyaku.model.walking import texts
from kyoyaku.problems import Place


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence as pieces (text, whether it is a phrase of the kind), and the anchor of its paragraph.

    `doubts` are the marks in it that are not certain; a page shows them with the quotation.
    """

    pieces: tuple[tuple[str, bool], ...]
    anchor: str
    doubts: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """A row of an initiative that has bearers (parties or bodies) and a text."""

    entry: Entry
    row: Row

    @property
    def is_lost(self) -> bool:
        """Whether words of it are lost."""
        return any(text.is_lost for text in texts(self.row.body))

    @property
    def is_perhaps_lost(self) -> bool:
        return any(isinstance(span, PerhapsLost) for text in texts(self.row.body) for span in text.spans)

    @property
    def ends_lost(self) -> bool:
        """Whether the end of a sentence is lost: the verb stands there, so what is to be done is unknown."""
        return any(map(_ends_lost, texts(self.row.body)))

    def quotes(self, kind: DutyKind, *, is_whole: bool = False) -> tuple[Quote, ...]:
        """The sentences of the row that hold a phrase of the kind; all if it is quoted whole."""
        own = lines(self.row.body, f"{of_rows(self.entry.initiative)[self.row.label]}-")
        return tuple(_quotes(own, kind, is_whole=is_whole))


def phrases_of(found: Iterable[Duty], kind: DutyKind) -> list[str]:
    """The labels of rows that name costs, and the phrases of the kind as the rows write them; each once."""
    said = dict.fromkeys(one.row.name for one in found if names_costs(one.row))
    pieces = (piece for one in found for quote in one.quotes(kind) for piece in quote.pieces)
    return list(said | dict.fromkeys(text for text, is_phrase in pieces if is_phrase))


def of_entry(entry: Entry) -> Iterator[Duty]:
    """The duties of an initiative: its rows that have bearers and a text of their own."""
    for row in entry.initiative.all_rows:
        if row.body and row.bearers:
            yield Duty(entry, row)


def duties_of(entry: Entry, bearer: object) -> tuple[Duty, ...]:
    """The rows of an initiative that a party or a body has a part in, roles first; mostly one."""
    found = (duty for duty in of_entry(entry) if bearer in duty.row.bearers)
    return tuple(sorted(found, key=lambda duty: duty.row.kind == "other"))


def duties(agreement: Agreement, bearer: object) -> tuple[Duty, ...]:
    """The rows of a party or a body in the order of the document."""
    return tuple(duty for entry in agreement.entries for duty in duties_of(entry, bearer))


def parties_with_duties(agreement: Agreement) -> list[Party]:
    """The parties that bear a duty."""
    return [party for party in agreement.parties if duties(agreement, party)]


def _ends_lost(text: Text) -> bool:
    """Whether no full stop follows the last gap of a text."""
    if not text.is_lost:
        return False
    behind = takewhile(lambda span: not span.is_lost, reversed(text.spans))
    gap = len(text.edited) - sum(len(span.edited) for span in behind)
    return not any(end > gap for end in full_stops(text.edited))


def classes(agreement: Agreement, row: Row) -> str:
    """The CSS classes of a row, for the page's filter: ` ky-in-1 ky-in-3`, a number for each kind."""
    kinds = enumerate(agreement.duty_kinds, start=1)
    return "".join(f" ky-in-{number}" for number, kind in kinds if any(_quotes(lines(row.body), kind)))


def of_marks(agreement: Agreement, party: Party) -> dict[str, str]:
    """The classes of the note of each mark, by its id: those of the party's row that the mark stands in."""
    return {
        mark.id: f" ky-in{classes(agreement, duty.row)}"
        for duty in duties(agreement, party)
        for text in texts((duty.entry.initiative.text, duty.row.body))
        for mark in text.marks()
    }


def numbers(agreement: Agreement, party: Party) -> list[int]:
    """How many rows of a party are of each kind."""
    return [sum(bool(one.quotes(kind)) for one in duties(agreement, party)) for kind in agreement.duty_kinds]


def costs(agreement: Agreement) -> DutyKind | None:
    """The kind of duty that says who pays; None if neither duties.yml nor a label speaks of costs."""
    own = DutyKind(COSTS, "費用を負担する", (), Place(agreement.path, 1)) if cost_labels(agreement) else None
    return next((kind for kind in agreement.duty_kinds if kind.key == COSTS), own)


@lru_cache(maxsize=8)
def cost_labels(agreement: Agreement) -> tuple[str, ...]:
    """The labels of rows that speak of costs, each once."""
    rows = (row for entry in agreement.entries for row in entry.initiative.all_rows)
    return tuple(dict.fromkeys(row.name for row in rows if names_costs(row)))


def names_costs(row: Row) -> bool:
    """Whether the label of a row speaks of costs: 費用負担, 甲の役割及び費用分担, 乙の経費."""
    return bool(re.search("費用|経費|負担|分担金", row.label.edited))


Paying = list[tuple[Duty, tuple[Quote, ...]]]
"""Rows that say who pays, each with the sentences; no sentence where these may be lost."""


def paying(agreement: Agreement, kind: DutyKind) -> list[tuple[Entry, Paying]]:
    """The initiatives with the rows that say who pays, or may say so in lost words, and the sentences."""
    found = []
    for entry in agreement.entries:
        both = ((duty, duty.quotes(kind, is_whole=names_costs(duty.row))) for duty in of_entry(entry))
        own = [(one, quotes) for one, quotes in both if quotes or one.ends_lost or one.is_perhaps_lost]
        if own:
            found.append((entry, own))
    return found


def elsewhere(agreement: Agreement, kind: DutyKind) -> Iterator[tuple[Part | Initiative | None, Quote]]:
    """The sentences with a phrase of the kind outside the rows, each with its part (None: the preamble)."""
    for one in headed_bodies(agreement):
        for quote in () if isinstance(one.part, Row) else _quotes(one.lines, kind):
            yield one.subject, quote


def _quotes(found: Iterable[Line], kind: DutyKind, *, is_whole: bool = False) -> Iterator[Quote]:
    """The sentences that hold a phrase of the kind; with `is_whole` all sentences."""
    either = any_of(kind.phrases)
    for line in found:
        text, end = line.text.without(line.label), 0
        ends = list(accumulate(len(span.edited) for span in text.spans))
        for sentence in sentences(text.edited):
            start, end = end, end + len(sentence)
            # A pattern with a group splits into text, phrase, text, phrase, ….
            pieces = re.split(f"({either})", sentence)
            if len(pieces) > 1 or is_whole:
                parts = ((piece, at % 2 == 1) for at, piece in enumerate(pieces) if piece)
                own = (span for span, at in zip(text.spans, ends, strict=True) if start < at <= end)
                marks = (mark for span in own for mark in Text((span,), text.place).marks())
                doubts = (one for one in marks if not (one.note.is_certain or isinstance(one, Struck)))
                yield Quote(tuple(parts), line.anchor, tuple(doubts))
