"""What the search reads: the agreement's own text, page by page.

Each text is in the index once. Articles, initiatives, preamble, closing and supplement stand with all their
text; the annex stands with its headings only, because its initiatives have pages of their own; the overview
stands with the title of the agreement. Pages that repeat others (full text, duties of a party, lists) are
left out.

Processes send these values to each other. They are named tuples because dataclasses take three times as long.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from kyoyaku.model import anchors
from kyoyaku.model.agreement import Agreement, Entry
from kyoyaku.model.parts import Annex, Article, Attached, Body, Closing, Host, Initiative, Supplement, walk
from kyoyaku.model.text import Corrected, Illegible, Struck, Supplied, Text
from kyoyaku.pages.addresses import url
from kyoyaku.pages.page_list import place_name, reading_order

FIRST, SECOND = 2, 1
"""Ranks of pages: articles and initiatives, which most readers look for, before all others."""


class SearchText(NamedTuple):
    """A title, heading or paragraph in the edited reading; `witness` is the other reading if there is one."""

    text: str = ""
    witness: str = ""
    anchor: str = ""


class SearchPart(NamedTuple):
    """A heading with the paragraphs under it; the label is shown beside the heading and is not searched."""

    lines: tuple[SearchText, ...]
    heading: SearchText = SearchText()
    label: str = ""


class SearchPage(NamedTuple):
    """A page that can be found. `place` is its citation (別表3(1)ア) if that is not its title."""

    url: str
    title: SearchText
    rank: int
    parts: tuple[SearchPart, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class IndexPart:
    """What the index of the site needs of one agreement; a process can send it to another (pickle)."""

    words: dict[str, Any]
    """The key of each party by its name, and groups of words that mean the same, as browsers fetch them."""
    pages: tuple[SearchPage, ...]


def index_part(agreement: Agreement, named: bool) -> IndexPart:
    """The part of an agreement; `named` puts the parties before each place, for a site of several."""
    pages = tuple(search_pages(agreement))
    if named:
        pages = tuple(one._replace(place=f"{agreement.party_names} {one.place}".strip()) for one in pages)
    parties = {name: label for label, name in agreement.labels.items()}
    return IndexPart({"names": parties, "same": agreement.vocabulary}, pages)


def search_pages(agreement: Agreement) -> Iterator[SearchPage]:
    """The pages of an agreement that the search finds, in the order of the document."""
    yield SearchPage(url(f"{agreement.slug}/index.md"), SearchText(agreement.title.edited), SECOND)
    for page in reading_order(agreement):
        title, rank, place = SearchText(page.title), SECOND, ""
        match page.subject:
            case Entry(initiative=one) as entry:
                title = SearchText(one.given) if one.given else _text(one.text.without(one.label))
                rank, place = FIRST, place_name(entry)
                parts = tuple(_initiative(one))
            case Article() | Annex() as host:
                rank = FIRST if isinstance(host, Article) else SECOND
                title, parts = _text(host.text), tuple(_host(host))
            case Supplement() as supplement:
                title, parts = _text(supplement.text), tuple(_supplement(supplement))
            case Attached() as attached:
                title, parts = _text(attached.text), (SearchPart(_lines(attached.body)),)
            case Closing() as closing:
                lines = enumerate(closing.lines, start=1)
                parts = (SearchPart(tuple(_text(text, f"l{n}") for n, text in lines)),)
            case _:
                parts = (SearchPart(_lines(agreement.preamble)),)
        yield SearchPage(url(page.path), title, rank, parts, place)


def _initiative(one: Initiative) -> Iterator[SearchPart]:
    if one.lead:
        yield SearchPart(_lines(one.lead, f"{anchors.LEAD}-"))
    rows = anchors.of_rows(one)
    for row in one.all_rows:
        anchor = rows[row.label]
        names = "・".join(party.name for party in row.named)
        label = f"（{names}）" if names else ""
        yield SearchPart(_lines(row.body, f"{anchor}-"), _text(row.label, anchor), label)


def _supplement(supplement: Supplement) -> Iterator[SearchPart]:
    if supplement.body:
        yield SearchPart(_lines(supplement.body))
    for article in supplement.articles:
        anchor = anchors.of_article(article)
        yield SearchPart(_lines(article.body, f"{anchor}-"), _text(article.text, anchor))


def _host(host: Host) -> Iterator[SearchPart]:
    """The paragraphs of an annex or article and its headings, without its initiatives."""
    body = (*host.body, *host.tail) if isinstance(host, Article) else host.body
    if body:
        yield SearchPart(_lines(body))
    for child, _ in walk(host):
        if not isinstance(child, Initiative):
            anchor = anchors.of_heading(child)
            yield SearchPart(_lines(child.body, f"{anchor}-"), _text(child.text, anchor))


def _lines(body: Body, prefix: str = "") -> tuple[SearchText, ...]:
    return tuple(_text(line.text, line.anchor) for line in anchors.lines(body, prefix))


def _text(text: Text, anchor: str = "") -> SearchText:
    """One text for the index. If a mark corrects it, the reading of the transcript is added."""
    witness = ""
    if any(isinstance(one, Corrected | Illegible | Struck) for one in text.marks()):
        witness = "".join(span.moved if isinstance(span, Supplied) else span.witness for span in text.spans)
    return SearchText(text.edited, witness, anchor)
