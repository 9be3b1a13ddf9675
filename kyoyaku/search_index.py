"""The index of the search as the browser fetches it: one file, or for a large site many.

Pages, their parts and lines are lists, not objects: names would be a twentieth of what is fetched.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any

from .model import Agreement
from .search_grams import LIGHT, LONGEST, ZONES, Gram, grams, runs
from .search_pages import Passage, SearchPage, SearchPart, search_pages

WHOLE = 1_000_000
"""Bytes, compressed, up to which a reader fetches all texts at the first query."""
SHARD = 40_000
"""Characters of JSON that a file of grams holds, or one gram more; about 16 KB compressed."""


def search_index(agreements: tuple[Agreement, ...], whole: int = WHOLE) -> dict[str, str]:
    """The files below search/, by name, as JSON.

    `texts.json` is fetched first. It holds the names of the parties and the words that are the same, and
    with them all `pages`; or, where these weigh more than `whole`, what leads to the other files:
    `pages/<n>.json`, a page each, `grams/<n>.json`, which tell where any passage stands, and
    `paragraphs.json`, the pages that have a paragraph cited by its number.
    """
    found = [tuple(_placed(agreement, len(agreements) > 1)) for agreement in agreements]
    pages = [_page(number, page) for number, own in enumerate(found) for page in own]
    heads = [
        {"names": {party.name: party.key for party in one.parties}, "same": one.vocabulary}
        for one in agreements
    ]
    texts = _json({"agreements": heads, "pages": pages})
    if len(gzip.compress(texts.encode(), mtime=0)) <= whole:
        return {"texts.json": texts}
    everywhere = [page for own in found for page in own]
    shards = _shards(tuple(grams(runs(everywhere))))
    head = {
        "agreements": heads,
        "counts": [len(own) for own in found],
        "ranks": [page.rank for page in everywhere],
        "titles": [len(page.title.text) for page in everywhere],
        "firsts": [shard[0][0] for shard in shards],
        "light": LIGHT,
        "longest": LONGEST,
        "zones": ZONES,
    }
    return {
        "texts.json": _json(head),
        "paragraphs.json": _json(_paragraphs(everywhere)),
        **{f"pages/{number}.json": _json(page) for number, page in enumerate(pages)},
        **{f"grams/{number}.json": _json(_steps(shard)) for number, shard in enumerate(shards)},
    }


def _placed(agreement: Agreement, named: bool) -> Iterator[SearchPage]:
    """The pages of an agreement; where there are others too, the parties are named with the place."""
    for page in search_pages(agreement):
        yield replace(page, place=f"{agreement.party_names} {page.place}".strip()) if named else page


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _page(agreement: int, page: SearchPage) -> list[Any]:
    """[agreement, address, title, rank, place, parts], and what the transcript reads for the title."""
    parts = [_part(part) for part in page.parts]
    return [agreement, page.url, page.title.text, page.rank, page.place, parts, *_witness(page.title)]


def _part(part: SearchPart) -> list[Any]:
    """[anchor, heading, label, lines], and what the transcript reads for the heading."""
    lines = [[line.anchor, line.text, *_witness(line)] for line in part.lines]
    return [part.heading.anchor, part.heading.text, part.label, lines, *_witness(part.heading)]


def _witness(passage: Passage) -> list[str]:
    return [passage.witness] if passage.witness else []


def _paragraphs(pages: Sequence[SearchPage]) -> dict[str, list[int]]:
    """The pages that have a paragraph, by its address within an agreement: articles/4/#p2."""
    found: dict[str, list[int]] = {}
    for number, page in enumerate(pages):
        _, _, article = page.url.partition("/articles/")
        for line in page.parts[0].lines if article else ():
            found.setdefault(f"articles/{article}#{line.anchor}", []).append(number)
    return found


def _shards(found: Sequence[Gram]) -> list[list[Gram]]:
    """The grams, in order, in as many lists as keep each file small."""
    sizes = accumulate(len(_json(gram)) for gram in found)
    shards: dict[int, list[Gram]] = {}
    for gram, size in zip(found, sizes, strict=True):
        shards.setdefault(size // SHARD, []).append(gram)
    return list(shards.values())


def _steps(shard: list[Gram]) -> list[Any]:
    """[grams, places]; a place is given by its distance from the one before it, which is a smaller number."""
    return [
        [gram for gram, _ in shard],
        [[there - here for here, there in zip([0, *places], places, strict=False)] for _, places in shard],
    ]
