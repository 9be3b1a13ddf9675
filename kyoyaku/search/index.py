"""The search index of a site: what browsers fetch of it, and when.

texts.json          first: the names of the parties, the words that mean the same, all pages; of a large index
                    instead of the pages ranks and lengths of titles, and where each shard begins (UTF-16LE)
ngrams/<n>.json     a shard: [n-grams, posting lists]; a posting is the distance to the one before
pages/<n>.json      a page with its texts, when it is shown
paragraphs.json     {"articles/4/#p2": pages that have this paragraph}, for a citation (第4条第2項)
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from operator import sub

from kyoyaku.search.documents import IndexPart, SearchPage, SearchText
from kyoyaku.search.folding import fold
from kyoyaku.search.large.ngrams import LONGEST, SHORT, cut_into_shards, find_ngrams

FIRST = "texts.json"
ENCODINGS = {FIRST: "utf-16-le"}
"""Compressed, the first file is a kilobyte smaller in this encoding than in UTF-8."""
TITLE, HEADING, BODY, WITNESS, PLACE, RELATED = range(6)
ZONES = 6
"""A place is the number of a page times ZONES, plus the zone of the page."""


def search_index(parts: Sequence[IndexPart], limit: int) -> dict[str, str]:
    """The files of the index by their paths under search/, as JSON; `parts` are in the order of the site.

    A small index is one file. If it were more than `limit` (bytes, compressed), there are the many files.
    """
    words = [part.words for part in parts]
    pages = [_page(number, page) for number, part in enumerate(parts) for page in part.pages]
    # A list for each field, not for each page: a browser fetches 400 bytes less.
    whole = _as_json({"agreements": words, "pages": [*zip(*pages, strict=True)]})
    if len(zlib.compress(whole.encode(), level=1)) <= limit:
        return {FIRST: whole}
    return _large_index(parts, pages)


def _large_index(parts: Sequence[IndexPart], pages: Sequence[list[object]]) -> dict[str, str]:
    """The files of a large index; `pages` are the pages of all parts."""
    documents = [page for part in parts for page in part.pages]
    texts = (text for number, page in enumerate(documents) for text in _texts(number, page))
    shards = list(cut_into_shards(find_ngrams(texts)))
    head = {
        # What the order of results depends on besides the places of the words.
        "agreements": [
            {
                **part.words,
                "ranks": [page.rank for page in part.pages],
                "titles": [len(page.title.text) for page in part.pages],
            }
            for part in parts
        ],
        "zones": ZONES,
        "firsts": [shard.first for shard in shards],
        "short": SHORT,
        "longest": LONGEST,
    }
    files = {FIRST: _as_json(head), "paragraphs.json": _as_json(_paragraphs(documents))}
    files |= {f"pages/{number}.json": _as_json(page) for number, page in enumerate(pages)}
    for number, shard in enumerate(shards):
        # Distances are smaller numbers than places: [3, 7, 8] is written [3, 4, 1].
        steps: list[list[int]] = [list(map(sub, one.places, [0, *one.places])) for one in shard.ngrams]
        files[f"ngrams/{number}.json"] = _as_json([[one.text for one in shard.ngrams], steps])
    return files


def _texts(number: int, page: SearchPage) -> Iterator[tuple[int, str]]:
    """(place, folded text) of each text of a page that a query may match, in the order of places."""
    place = number * ZONES
    lines = [page.title, *(line for part in page.parts for line in (part.heading, *part.lines))]
    if page.rank:
        yield place + TITLE, fold(page.title.text)
    yield from ((place + HEADING, fold(part.heading.text)) for part in page.parts)
    yield from ((place + BODY, fold("".join(line.text for line in part.lines))) for part in page.parts)
    yield from ((place + WITNESS, fold(line.witness)) for line in lines if line.witness)
    yield place + PLACE, fold(page.place)
    yield from ((place + RELATED, fold(word)) for word in (page.title.text, *page.words))


def _paragraphs(pages: Iterable[SearchPage]) -> dict[str, list[int]]:
    """The pages that have a paragraph of an article, by its address within an agreement: articles/4/#p2."""
    found: dict[str, list[int]] = {}
    for number, page in enumerate(pages):
        address = page.url.partition("/")[2]
        own = page.parts if address.startswith("articles/") else ()
        for line in (line for part in own if not part.heading.text for line in part.lines if line.anchor):
            found.setdefault(f"{address}#{line.anchor}", []).append(number)
    return found


def _page(agreement: int, page: SearchPage) -> list[object]:
    """A page as browsers fetch it: a list of the number of the agreement, address, title, rank, place, label,
    the words that relate it to queries, with | between them, plain words, parts, and the witness reading of
    the title.

    A part is [anchor, heading, label, lines], a line [anchor, text]. Each of these lists ends with the
    witness reading of its text if there is one. There are no names because they would be a twentieth of the
    bytes.
    """
    parts = []
    for part in page.parts:
        lines = [[line.anchor, line.text, *_witness(line)] for line in part.lines]
        parts.append([part.heading.anchor, part.heading.text, part.label, lines, *_witness(part.heading)])
    own = [agreement, page.url, page.title.text, page.rank, page.place, page.label]
    return [*own, "|".join(page.words), page.plain, parts, page.title.witness]


def _as_json(value: object) -> str:
    """JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _witness(text: SearchText) -> list[str]:
    return [text.witness] if text.witness else []
