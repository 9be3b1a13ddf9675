"""What the search reads: the agreement's own text, page by page, as data for the browser.

A text is in it once. Articles, initiatives, preamble, closing and supplement stand with all they say;
the annex with its own headings, because its initiatives have pages of their own; the overview with the
title of the agreement. Pages that only repeat others (full text, roles of a party, lists) are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from . import anchors, site_map
from .model import Agreement, Entry
from .parts import Annex, Article, Body, Closing, Host, Initiative, Row, Section, Supplement
from .text import Corrected, Illegible, Struck, Supplied, Text

Line = list[str]
Part = list[str | list[Line]]
FIRST, SECOND = 2, 1
"""Ranks: what most readers look for, and what stands around it."""


def search_index(agreements: tuple[Agreement, ...]) -> str:
    """The index as JSON: `agreements` (names of parties, words that are the same) and `pages` in order.

    Pages, their parts and lines are lists, not objects: names would be a twentieth of what is fetched.
    """
    pages = [[number, *page] for number, agreement in enumerate(agreements) for page in _pages(agreement)]
    heads = [
        {"names": {party.name: party.key for party in one.parties}, "same": one.vocabulary}
        for one in agreements
    ]
    return json.dumps({"agreements": heads, "pages": pages}, ensure_ascii=False, separators=(",", ":"))


def _pages(agreement: Agreement) -> Iterator[list[Any]]:
    yield _page(f"{agreement.slug}/", agreement.title, SECOND)
    for page in site_map.reading_order(agreement):
        url = page.path.removesuffix(".md") + "/"
        match page.subject:
            case Entry():
                one = page.subject.initiative
                place = site_map.place_name(page.subject)
                yield _page(url, one.text.without(one.label), FIRST, map(_row, one.rows), place)
            case Article():
                yield _page(url, page.subject.text, FIRST, _host(page.subject))
            case Annex():
                yield _page(url, page.subject.text, SECOND, _host(page.subject))
            case Supplement():
                yield _page(url, page.subject.text, SECOND, [_part(_lines(page.subject.body))])
            case Closing():
                lines = [_line(f"l{n}", text) for n, text in enumerate(page.subject.lines, start=1)]
                yield _page(url, page.title, SECOND, [_part(lines)])
            case _:
                yield _page(url, page.title, SECOND, [_part(_lines(agreement.preamble))])


def _page(url: str, title: Text | str, rank: int, parts: Iterable[Part] = (), place: str = "") -> list[Any]:
    """[address, title, rank, place, parts], and what the transcript reads for the title."""
    if isinstance(title, str):
        return [url, title, rank, place, list(parts)]
    return [url, title.edited, rank, place, list(parts), *_witness(title)]


def _part(lines: list[Line], anchor: str = "", heading: Text | None = None, label: str = "") -> Part:
    """[anchor, heading, label, lines], and what the transcript reads for the heading, where that is another.

    What stands under one heading; the label is shown beside the heading and not searched.
    """
    return [
        anchor,
        heading.edited if heading else "",
        label,
        lines,
        *(_witness(heading) if heading else ()),
    ]


def _row(row: Row) -> Part:
    anchor = anchors.of_row(row)
    names = "・".join(party.name for party in row.parties)
    label = f"（{names}）" if names else ""
    return _part(_lines(row.body, f"{anchor}-"), anchor, row.label, label)


def _host(host: Host) -> Iterator[Part]:
    """The paragraphs of an annex or article, and its headings; its initiatives have pages of their own."""
    if host.body:
        yield _part(_lines(host.body))
    for section in _sections(host.children):
        anchor = anchors.of_section(section)
        yield _part(_lines(section.body, f"{anchor}-"), anchor, section.text)


def _sections(children: Iterable[Section | Initiative]) -> Iterator[Section]:
    for child in children:
        if isinstance(child, Section):
            yield child
            yield from _sections(child.children)


def _lines(body: Body, prefix: str = "") -> list[Line]:
    return [_line(line.anchor, line.text) for line in anchors.lines(body, prefix)]


def _line(anchor: str, text: Text) -> Line:
    """[anchor, edited reading], and the witness reading where it is another."""
    return [anchor, text.edited, *_witness(text)]


def _witness(text: Text) -> list[str]:
    """What the transcript reads, here or where a passage was moved from, if a mark puts it right."""
    if not any(isinstance(one, Corrected | Illegible | Struck) for one in text.marks()):
        return []
    return ["".join(span.moved if isinstance(span, Supplied) else span.witness for span in text.spans)]
