"""What the search reads: the agreement's own text, page by page.

A text is in it once. Articles, initiatives, preamble, closing and supplement stand with all they say;
the annex with its own headings, because its initiatives have pages of their own; the overview with the
title of the agreement. Pages that only repeat others (full text, roles of a party, lists) are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kyoyaku.model import anchors
from kyoyaku.model.agreement import Agreement, Entry
from kyoyaku.model.parts import (
    Annex,
    Article,
    Body,
    Closing,
    Host,
    Initiative,
    Row,
    Section,
    Supplement,
)
from kyoyaku.model.text import Corrected, Illegible, Struck, Supplied, Text
from kyoyaku.pages.page_list import place_name, reading_order

FIRST, SECOND = 2, 1
"""Ranks: what most readers look for, and what stands around it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A title, heading or paragraph in the edited reading, and the witness reading if that is another."""

    text: str = ""
    witness: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class SearchPart:
    """What stands under one heading; the label is shown beside the heading and not searched."""

    lines: tuple[Passage, ...]
    heading: Passage = Passage()
    label: str = ""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page that can be found. `place` is how it is cited (別表3(1)ア), where that is not its title."""

    url: str
    title: Passage
    rank: int
    parts: tuple[SearchPart, ...] = ()
    place: str = ""


def search_pages(agreement: Agreement) -> Iterator[SearchPage]:
    """The pages of an agreement that the search finds, in the order of the document."""
    yield SearchPage(f"{agreement.slug}/", Passage(agreement.title.edited), SECOND)
    for page in reading_order(agreement):
        url = page.path.removesuffix(".md") + "/"
        title = Passage(page.title)
        match page.subject:
            case Entry():
                one = page.subject.initiative
                rows = tuple(map(_row, one.rows))
                name = _passage(one.text.without(one.label))
                yield SearchPage(url, name, FIRST, rows, place_name(page.subject))
            case Article():
                yield SearchPage(url, _passage(page.subject.text), FIRST, tuple(_host(page.subject)))
            case Annex():
                yield SearchPage(url, _passage(page.subject.text), SECOND, tuple(_host(page.subject)))
            case Supplement():
                body = SearchPart(_lines(page.subject.body))
                yield SearchPage(url, _passage(page.subject.text), SECOND, (body,))
            case Closing():
                lines = enumerate(page.subject.lines, start=1)
                closing = SearchPart(tuple(_passage(text, f"l{n}") for n, text in lines))
                yield SearchPage(url, title, SECOND, (closing,))
            case _:
                yield SearchPage(url, title, SECOND, (SearchPart(_lines(agreement.preamble)),))


def _row(row: Row) -> SearchPart:
    anchor = anchors.of_row(row)
    names = "・".join(party.name for party in row.parties)
    label = f"（{names}）" if names else ""
    return SearchPart(_lines(row.body, f"{anchor}-"), _passage(row.label, anchor), label)


def _host(host: Host) -> Iterator[SearchPart]:
    """The paragraphs of an annex or article, and its headings; its initiatives have pages of their own."""
    if host.body:
        yield SearchPart(_lines(host.body))
    for section in _sections(host.children):
        anchor = anchors.of_section(section)
        yield SearchPart(_lines(section.body, f"{anchor}-"), _passage(section.text, anchor))


def _sections(children: Iterable[Section | Initiative]) -> Iterator[Section]:
    for child in children:
        if isinstance(child, Section):
            yield child
            yield from _sections(child.children)


def _lines(body: Body, prefix: str = "") -> tuple[Passage, ...]:
    return tuple(_passage(line.text, line.anchor) for line in anchors.lines(body, prefix))


def _passage(text: Text, anchor: str = "") -> Passage:
    """A passage with what the transcript reads, here or where it was moved from, if a mark puts it right."""
    witness = ""
    if any(isinstance(one, Corrected | Illegible | Struck) for one in text.marks()):
        witness = "".join(span.moved if isinstance(span, Supplied) else span.witness for span in text.spans)
    return Passage(text.edited, witness, anchor)
