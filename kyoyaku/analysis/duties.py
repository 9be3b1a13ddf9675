"""What the parties have to do: their rows of the initiatives, the kinds of duty in them, and who pays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, takewhile

from kyoyaku.language.characters import spelled
from kyoyaku.language.wording import full_stops, sentences
from kyoyaku.model.agreement import Agreement, Entry
from kyoyaku.model.anchors import lines, of_row
from kyoyaku.model.facts import Party
from kyoyaku.model.layers import COSTS, DutyKind
from kyoyaku.model.parts import Article, Body, Row, texts
from kyoyaku.model.text import Mark, PerhapsLost, Struck, Text


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence in pieces, each with whether it is a phrase of a kind; and the anchor of its paragraph.

    `doubts` are the marks in it that are not certain, so that no quotation looks surer than the text.
    """

    pieces: tuple[tuple[str, bool], ...]
    anchor: str
    doubts: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """A party's row of an initiative, and whether words of it are lost or perhaps lost.

    `ends_lost`: the end of a sentence is lost, where Japanese has the verb, so what is done is unknown.
    """

    entry: Entry
    row: Row
    is_lost: bool
    is_perhaps_lost: bool
    ends_lost: bool

    def quotes(self, kind: DutyKind) -> tuple[Quote, ...]:
        """The sentences of the row that hold a phrase of the kind."""
        return tuple(_quotes(self.row.body, kind, f"{of_row(self.entry.initiative, self.row)}-"))

    def phrases(self, kind: DutyKind) -> tuple[str, ...]:
        """The phrases of the kind that the row holds, as they are written, each once."""
        pieces = (piece for quote in self.quotes(kind) for piece in quote.pieces)
        return tuple(dict.fromkeys(text for text, is_phrase in pieces if is_phrase))


def duties_of(entry: Entry, party: Party) -> tuple[Duty, ...]:
    """The rows of an initiative that a party has a part in; mostly one."""
    found = []
    for row in entry.initiative.all_rows:
        if party in row.parties and row.body:
            inside = list(texts(row.body))
            lost, ends_lost = any(text.is_lost for text in inside), any(map(_ends_lost, inside))
            perhaps = any(isinstance(mark, PerhapsLost) for text in inside for mark in text.spans)
            found.append(Duty(entry, row, lost, perhaps, ends_lost))
    return tuple(found)


def duties(agreement: Agreement, party: Party) -> tuple[Duty, ...]:
    """The rows of a party in the order of the document."""
    return tuple(duty for entry in agreement.entries for duty in duties_of(entry, party))


def incomplete(agreement: Agreement, party: Party) -> tuple[Duty, ...]:
    """The rows of a party whose words are lost, or perhaps lost."""
    return tuple(duty for duty in duties(agreement, party) if duty.is_lost or duty.is_perhaps_lost)


def partly_lost(agreement: Agreement) -> frozenset[str]:
    """The slugs of the initiatives of which some row of a party has lost words."""
    rows = (duty for party in agreement.parties for duty in duties(agreement, party))
    return frozenset(duty.entry.initiative.slug for duty in rows if duty.is_lost)


def _ends_lost(text: Text) -> bool:
    """Whether no full stop follows the last gap of a text."""
    behind = takewhile(lambda span: not span.is_lost, reversed(text.spans))
    gap = len(text.edited) - sum(len(span.edited) for span in behind)
    return text.is_lost and not any(end > gap for end in full_stops(text.edited))


def classes(agreement: Agreement, row: Row) -> str:
    """The CSS classes of a row, for the page's filter: ` ky-in-1 ky-in-3`, a number for each kind."""
    kinds = enumerate(agreement.duty_kinds, start=1)
    return "".join(f" ky-in-{number}" for number, kind in kinds if any(_quotes(row.body, kind)))


def of_marks(agreement: Agreement, party: Party) -> dict[str, str]:
    """The classes of the note of each mark, by its id: those of the party's row that the mark stands in."""
    return {
        mark.id: f" ky-in{classes(agreement, duty.row)}"
        for duty in duties(agreement, party)
        for text in texts((duty.entry.initiative.text, duty.row.body))
        for mark in text.marks()
    }


def number(agreement: Agreement, party: Party, kind: DutyKind) -> int:
    """How many rows of a party are of a kind."""
    return sum(bool(duty.quotes(kind)) for duty in duties(agreement, party))


def numbers(agreement: Agreement, party: Party) -> list[int]:
    """How many rows of a party are of each kind."""
    return [number(agreement, party, kind) for kind in agreement.duty_kinds]


def costs(agreement: Agreement) -> DutyKind | None:
    """The kind of duty that says who pays; None if duties.yml has none."""
    return next((kind for kind in agreement.duty_kinds if kind.key == COSTS), None)


def paying(agreement: Agreement, kind: DutyKind) -> list[tuple[Entry, list[tuple[Party, Duty]]]]:
    """The initiatives with the parties that bear costs, or may bear them in words that are lost."""
    found = []
    for entry in agreement.entries:
        own = [
            (party, duty)
            for party in agreement.parties
            for duty in duties_of(entry, party)
            if duty.quotes(kind) or duty.ends_lost or duty.is_perhaps_lost
        ]
        if own:
            found.append((entry, own))
    return found


def in_articles(agreement: Agreement, kind: DutyKind) -> list[tuple[Article, str, Quote]]:
    """The sentences of the articles that hold a phrase of the kind, each with its place: 第4条第2項."""
    found = []
    for article in agreement.articles:
        for quote in _quotes(article.body, kind):
            paragraph = re.match(r"p(\d+)", quote.anchor) if len(article.paragraphs) > 1 else None
            place = f"{article.name}第{paragraph[1]}項" if paragraph else article.name
            found.append((article, place, quote))
    return found


def _quotes(body: Body, kind: DutyKind, prefix: str = "") -> Iterator[Quote]:
    either = "|".join(map(spelled, sorted(kind.phrases, key=len, reverse=True)))
    for line in lines(body, prefix):
        text, end = line.text.without(line.label), 0
        ends = list(accumulate(len(span.edited) for span in text.spans))
        for sentence in sentences(text.edited):
            start, end = end, end + len(sentence)
            # Split at a group, every second piece is a phrase.
            pieces = re.split(f"({either})", sentence)
            if len(pieces) > 1:
                parts = ((piece, at % 2 == 1) for at, piece in enumerate(pieces) if piece)
                own = (span for span, at in zip(text.spans, ends, strict=True) if start < at <= end)
                marks = (mark for span in own for mark in Text((span,), text.place).marks())
                doubts = (one for one in marks if not (one.note.is_certain or isinstance(one, Struck)))
                yield Quote(tuple(parts), line.anchor, tuple(doubts))
