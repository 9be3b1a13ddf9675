"""All that the search index needs of one agreement: what its reading leaves for the index of the site."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from kyoyaku.model.agreement import Agreement
from kyoyaku.search.documents import Passage, SearchPage, SearchPart, search_pages
from kyoyaku.search.folding import fold

TITLE, HEADING, BODY, WITNESS = range(4)
ZONES = 4
"""A place is a page and a zone of it: number of the page times ZONES, plus the zone."""
END = "\n"
"""Ends a run; what is folded holds none."""


@dataclass(frozen=True, slots=True)
class Share:
    """What the index needs of an agreement. Pages are numbered from 0 within it."""

    slug: str
    words: str
    """The names of its parties and the groups of like words, as JSON."""
    pages: tuple[str, ...]
    """As JSON: [address, title, rank, place, parts], and what the transcript reads for the title."""
    ranks: tuple[int, ...]
    titles: tuple[int, ...]
    """How many characters the title of each page has."""
    paragraphs: tuple[tuple[str, int], ...]
    """Those of articles by their address within the agreement (articles/4/#p2), each with its page."""
    runs: tuple[tuple[int, str], ...]
    """The places that hold text, in order, each with its folded runs, each of which ends with END."""
    weight: int
    """Bytes of words and pages, compressed."""


def share(agreement: Agreement, named: bool) -> Share:
    """What the index needs of one; where there are others too (`named`) places name the parties."""
    found = tuple(_placed(agreement, named))
    names = {party.name: party.key for party in agreement.parties}
    words = as_json({"names": names, "same": agreement.vocabulary})
    pages = tuple(as_json(_page(page)) for page in found)
    return Share(
        slug=agreement.slug,
        words=words,
        pages=pages,
        ranks=tuple(page.rank for page in found),
        titles=tuple(len(page.title.text) for page in found),
        paragraphs=tuple(_paragraphs(found)),
        runs=tuple(_joined(_runs(found))),
        weight=len(gzip.compress("".join((words, *pages)).encode(), mtime=0)),
    )


def written(one: Share) -> bytes:
    """A share as a file; the same share gives the same bytes."""
    return as_json(astuple(one)).encode()


def read(data: bytes) -> Share:
    """The share that `written` has put into a file; ValueError or TypeError if it is none."""
    slug, words, *lists, weight = json.loads(data)
    pages, ranks, titles, paragraphs, runs = map(tuple, lists)
    pairs = tuple(map(tuple, paragraphs)), tuple(map(tuple, runs))
    return Share(slug, words, pages, ranks, titles, *pairs, weight)


def as_json(value: object) -> str:
    """JSON as the browser fetches it, without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _placed(agreement: Agreement, named: bool) -> Iterator[SearchPage]:
    for page in search_pages(agreement):
        yield replace(page, place=f"{agreement.party_names} {page.place}".strip()) if named else page


def _page(page: SearchPage) -> list[Any]:
    parts = [_part(part) for part in page.parts]
    return [page.url, page.title.text, page.rank, page.place, parts, *_witness(page.title)]


def _part(part: SearchPart) -> list[Any]:
    """[anchor, heading, label, lines], and what the transcript reads for the heading."""
    lines = [[line.anchor, line.text, *_witness(line)] for line in part.lines]
    return [part.heading.anchor, part.heading.text, part.label, lines, *_witness(part.heading)]


def _witness(passage: Passage) -> list[str]:
    return [passage.witness] if passage.witness else []


def _paragraphs(pages: Sequence[SearchPage]) -> Iterator[tuple[str, int]]:
    for number, page in enumerate(pages):
        _, _, article = page.url.partition("/articles/")
        for line in page.parts[0].lines if article else ():
            yield f"articles/{article}#{line.anchor}", number


def _runs(pages: Iterable[SearchPage]) -> Iterator[tuple[int, str]]:
    """The folded texts of pages that a passage may stand in, each with its place."""
    for number, page in enumerate(pages):
        place = number * ZONES
        yield place + TITLE, fold(page.title.text)
        passages = [page.title]
        for part in page.parts:
            yield place + HEADING, fold(part.heading.text)
            yield place + BODY, fold("".join(line.text for line in part.lines))
            passages += [part.heading, *part.lines]
        yield from ((place + WITNESS, fold(one.witness)) for one in passages if one.witness)


def _joined(runs: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The places in order, each with its runs."""
    held = sorted((one for one in runs if one[1]), key=itemgetter(0))
    for place, own in groupby(held, key=itemgetter(0)):
        yield place, "".join(run + END for _, run in own)
