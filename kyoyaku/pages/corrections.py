"""Every mark of an agreement with the page it stands on, and how many there are of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kyoyaku.language.wording import clipped
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.notes import KEYS
from kyoyaku.model.text import Certainty, Corrected, Mark, Plain, Supplied, Text
from kyoyaku.pages.page_list import Page, agreement_pages, reading_order

AROUND = 16


@dataclass(frozen=True, slots=True)
class Correction:
    """A mark, the page where a reader meets it, and the words around it in the edited reading."""

    mark: Mark
    page: Page
    before: str
    after: str


def corrections(agreement: Agreement) -> tuple[Correction, ...]:
    """The marks in order; a mark belongs to the narrowest page that carries it."""
    pages = (agreement_pages(agreement)[0], *reading_order(agreement))
    carried = [(page, page.marks) for page in pages]
    widest_first = sorted(carried, key=lambda one: -len(one[1]))
    page_of = {mark.number: page for page, marks in widest_first for mark in marks}
    return tuple(
        Correction(mark, page_of[mark.number], *context)
        for text in agreement.texts
        for mark, context in _in_context(text)
    )


def _in_context(text: Text) -> Iterator[tuple[Mark, tuple[str, str]]]:
    """Each mark with what stands before and after it in the edited reading."""
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
    """(kind, how many of each certainty) for each kind of mark that occurs."""
    found = Counter((mark.kind, mark.note.certainty) for mark in agreement.marks)
    kinds = {mark.kind for mark in agreement.marks}
    return [(kind, [found[kind, certainty] for certainty in Certainty]) for kind in KEYS if kind in kinds]


def in_words(marks: Iterable[Mark]) -> str:
    """校訂3箇所・欠落1箇所; '' for none."""
    found = Counter(mark.kind for mark in marks)
    return "・".join(f"{kind}{found[kind]}箇所" for kind in KEYS if found[kind])
