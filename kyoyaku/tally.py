"""Every mark of an agreement with the page it stands on, and how many there are of each kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from .model import Agreement
from .site_map import Page, agreement_pages, reading_order
from .text import Certainty, Mark


@dataclass(frozen=True, slots=True)
class Correction:
    """A mark and the page where a reader meets it."""

    mark: Mark
    page: Page


def corrections(agreement: Agreement) -> tuple[Correction, ...]:
    """The marks in order; a mark belongs to the narrowest page that carries it."""
    pages = (agreement_pages(agreement)[0], *reading_order(agreement))
    widest_first = sorted(pages, key=lambda page: -len(page.marks))
    page_of = {mark.number: page for page in widest_first for mark in page.marks}
    return tuple(Correction(mark, page_of[mark.number]) for mark in agreement.marks)


def counts(agreement: Agreement) -> list[tuple[str, list[int]]]:
    """(kind, how many of each certainty) for each kind of mark that occurs."""
    found = Counter((mark.kind, mark.note.certainty) for mark in agreement.marks)
    kinds = dict.fromkeys(mark.kind for mark in agreement.marks)
    return [(kind, [found[kind, certainty] for certainty in Certainty]) for kind in kinds]
