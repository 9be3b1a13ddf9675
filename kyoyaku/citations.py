"""How a place of an agreement is cited in official documents, and its anchor on the page that has it.

Articles are cited by number, a table by its headings, its rows (項) and its columns (欄).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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
    return tuple(Citation(f"{whole}{place}", anchor) for place, anchor in _places(agreement, page))


def _places(agreement: Agreement, page: Page) -> Iterator[tuple[str, str]]:
    match page.subject:
        case Article():
            yield page.subject.name, ""
            yield from _paragraphs(page.subject.name, page.subject)
        case Supplement():
            yield "附則", ""
            yield from _paragraphs("附則", page.subject)
        case Annex():
            yield page.subject.name, ""
        case Entry():
            one = page.subject.initiative
            name = f"{place_name(page.subject)}「{one.name}」の項"
            yield name, ""
            yield from ((f"{name}{row.label.edited}の欄", of_row(row)) for row in one.rows)
        case _ if page.path == preamble_path(agreement):
            yield "前文", ""


def _paragraphs(name: str, part: Article | Supplement) -> Iterator[tuple[str, str]]:
    """第4条第2項; an article of one paragraph is cited without its number."""
    anchors = [line.anchor for line in lines(part.body) if line.depth == 0]
    if len(anchors) > 1:
        yield from ((f"{name}第{anchor.removeprefix('p')}項", anchor) for anchor in anchors)
