"""The list of corrections: every mark of an agreement with its page, and how many there are of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kyoyaku.language.wording import clipped
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.notes import KEYS
from kyoyaku.model.text import Certainty, Corrected, Mark, Plain, Supplied, Text
from kyoyaku.pages.page_list import Page, agreement_pages, reading_order

AROUND = 16
"""Characters that are shown on either side of a mark."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A mark, the page where a reader meets it, and the words around it in the edited reading."""

    mark: Mark
    page: Page
    before: str
    after: str


def corrections(agreement: Agreement) -> tuple[Correction, ...]:
    """The marks in the order of the document, each with the page that has the fewest marks beside it."""
    pages = (agreement_pages(agreement)[0], *reading_order(agreement))
    widest_first = sorted(pages, key=lambda page: -len(page.marks))
    page_of = {mark.number: page for page in widest_first for mark in page.marks}
    return tuple(
        Correction(mark, page_of[mark.number], *context)
        for text in agreement.texts
        for mark, context in _in_context(text)
    )


def _in_context(text: Text) -> Iterator[tuple[Mark, tuple[str, str]]]:
    """The marks of a text, each with the edited text before and after it."""
    for at, span in enumerate(text.spans):
        before = "".join(one.edited for one in text.spans[max(0, at - 2) : at])
        after = "".join(one.edited for one in text.spans[at + 1 : at + 3])
        if not isinstance(span, Plain):
            yield span, _clipped(before, after)
        if isinstance(span, Supplied):
            yield from _inside(span, before, after)


def _inside(span: Supplied, before: str, after: str) -> Iterator[tuple[Mark, tuple[str, str]]]:
    parts = [part.edited for part in span.content]
    for at, part in enumerate(span.content):
        if isinstance(part, Corrected):
            yield part, _clipped(before + "".join(parts[:at]), "".join(parts[at + 1 :]) + after)


def _clipped(before: str, after: str) -> tuple[str, str]:
    return clipped(before, 0, AROUND), clipped(after, AROUND)


def counts(agreement: Agreement) -> list[tuple[str, list[int]]]:
    """The kinds of marks that occur, each with the number of its marks by certainty: ("校訂", [3, 1, 0])."""
    found = Counter((mark.kind, mark.note.certainty) for mark in agreement.marks)
    kinds = {mark.kind for mark in agreement.marks}
    return [(kind, [found[kind, certainty] for certainty in Certainty]) for kind in KEYS if kind in kinds]
