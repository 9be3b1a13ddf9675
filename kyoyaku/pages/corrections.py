"""The list of corrections: every mark of an agreement with its page, and how many there are of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kyoyaku.language.wording import clipped
from kyoyaku.model.agreement import Agreement, State
from kyoyaku.model.notes import KEYS
from kyoyaku.model.text import Certainty, Corrected, Mark, Plain, Span, Supplied
from kyoyaku.pages.addresses import text_places, version_path
from kyoyaku.pages.page_list import Page, by_address

AROUND = 16
"""Characters that are shown on either side of a mark."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A mark, the page where a reader meets it, and the words around it in the edited reading."""

    mark: Mark
    page: Page
    path: str
    """The path of that page under docs/; unless the version is current, of the page of the version."""
    before: str
    after: str


def corrections(agreement: Agreement) -> tuple[Correction, ...]:
    """The marks in the order of the document, each with the page of its text."""
    path = "" if agreement.state is State.CURRENT else version_path(agreement)
    return tuple(
        Correction(mark, page, path or page.path, clipped(before, 0, AROUND), clipped(after, AROUND))
        for text, place in text_places(agreement).items()
        for page in [by_address(agreement)[place.page]]
        for mark, before, after in _in_context(text.spans)
    )


def _in_context(spans: Sequence[Span]) -> Iterator[tuple[Mark, str, str]]:
    """The marks of a text, each with the edited text of two spans before and after it."""
    for at, span in enumerate(spans):
        before, after = _edited(spans[max(0, at - 2) : at]), _edited(spans[at + 1 : at + 3])
        if not isinstance(span, Plain):
            yield span, before, after
        parts = span.content if isinstance(span, Supplied) else ()
        for inner, part in enumerate(parts):
            if isinstance(part, Corrected):
                yield part, before + _edited(parts[:inner]), _edited(parts[inner + 1 :]) + after


def _edited(spans: Sequence[Span]) -> str:
    return "".join(span.edited for span in spans)


def counts(agreement: Agreement) -> list[tuple[str, list[int]]]:
    """The kinds of marks that occur, each with the number of its marks by certainty: ("校訂", [3, 1, 0])."""
    found = Counter((mark.kind, mark.note.certainty) for mark in agreement.marks)
    kinds = {mark.kind for mark in agreement.marks}
    return [(kind, [found[kind, certainty] for certainty in Certainty]) for kind in KEYS if kind in kinds]
