"""The part of the search index that one agreement contributes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from kyoyaku.model.agreement import Agreement
from kyoyaku.search.documents import SearchPage, SearchText, search_pages


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


def page_json(agreement: int, page: SearchPage) -> str:
    """A page as browsers fetch it: [number of the agreement, address, title, rank, place, parts].

    A part is [anchor, heading, label, lines], a line [anchor, text]. Each of these lists ends with the
    witness reading of its text if there is one. There are no names because they would be a twentieth of the
    bytes.
    """
    parts = []
    for part in page.parts:
        lines = [[line.anchor, line.text, *_witness(line)] for line in part.lines]
        parts.append([part.heading.anchor, part.heading.text, part.label, lines, *_witness(part.heading)])
    title, witness = page.title.text, _witness(page.title)
    return as_json([agreement, page.url, title, page.rank, page.place, parts, *witness])


def as_json(value: object) -> str:
    """JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _witness(text: SearchText) -> list[str]:
    return [text.witness] if text.witness else []
