"""How a place of an agreement is cited in official documents, and its anchor on the page that has it.

Articles are cited by number, a table by its headings, its rows (項) and its columns (欄).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from .anchors import lines, of_row
from .model import Agreement, Entry
from .numerals import wareki
from .parts import Annex, Article, Supplement
from .site_map import Page, place_name, preamble_path
from .wording import joined


@dataclass(frozen=True, slots=True)
class Citation:
    """A place as it is cited, and its anchor; '' for the whole page."""

    text: str
    anchor: str = ""


def citations(agreement: Agreement, page: Page) -> tuple[Citation, ...]:
    """The ways to cite a page and what stands on it; none for a page that has no place of its own."""
    parties = joined([party.name for party in agreement.parties], "及び")
    whole = f"{parties}「{agreement.title.edited}」（{wareki(agreement.concluded)}）"
    return tuple(replace(one, text=f"{whole}{one.text}") for one in _places(agreement, page))


def _places(agreement: Agreement, page: Page) -> Iterator[Citation]:
    match page.subject:
        case Article():
            yield Citation(page.subject.name)
            yield from _paragraphs(page.subject.name, page.subject)
        case Supplement():
            yield Citation("附則")
            yield from _paragraphs("附則", page.subject)
        case Annex():
            yield Citation(page.subject.name)
        case Entry():
            one = page.subject.initiative
            name = f"{place_name(page.subject)}「{one.name}」の項"
            yield Citation(name)
            yield from (Citation(f"{name}{row.label.edited}の欄", of_row(row)) for row in one.rows)
        case _ if page.path == preamble_path(agreement):
            yield Citation("前文")


def _paragraphs(name: str, part: Article | Supplement) -> Iterator[Citation]:
    """第4条第2項; an article of one paragraph is cited without its number."""
    anchors = [line.anchor for line in lines(part.body) if line.depth == 0]
    if len(anchors) > 1:
        yield from (Citation(f"{name}第{anchor.removeprefix('p')}項", anchor) for anchor in anchors)
