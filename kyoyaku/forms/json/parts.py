"""The parts of an agreement in JSON, each with its address as `id`, and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kyoyaku.forms.json.text import Json, text_from_json, text_to_json
from kyoyaku.forms.passages import initiative_address, part_address
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.anchors import of_row, of_section
from kyoyaku.model.facts import Party
from kyoyaku.model.parts import (
    Annex,
    Article,
    Body,
    Closing,
    Initiative,
    Item,
    Paragraph,
    Part,
    Row,
    Section,
    Supplement,
)
from kyoyaku.problems import Place


def part_to_json(agreement: Agreement, part: Part) -> Json:
    """An article, annex, 附則 or closing; `type` says which."""
    page = part_address(agreement, part)
    written: Json = {"type": type(part).__name__.lower(), "id": page}
    if isinstance(part, Closing):
        lines = [{"id": f"{page}#l{n}", **text_to_json(line)} for n, line in enumerate(part.lines, start=1)]
        return {**written, "line": part.place.line, "lines": lines}
    written |= {**text_to_json(part.text), "body": body_to_json(part.body, page)}
    if isinstance(part, Article):
        written |= {"number": list(part.number), "caption": part.caption}
    if isinstance(part, Annex):
        written |= {"name": part.name, "number": part.number, "relation": part.relation}
    if isinstance(part, Article | Annex):
        written["children"] = _children_to_json(agreement, page, part.children)
    return written


def body_to_json(body: Body, page: str, prefix: str = "") -> list[Json]:
    """The paragraphs of a body and the items under them, on a page."""
    written, bare = [], 0
    for block in body:
        if isinstance(block, Paragraph):
            anchor = f"{prefix}p{block.number}"
            items = _items_to_json(block.items, page, f"{anchor}-i")
            written.append(_block(block, f"{page}#{anchor}", items) | {"number": block.number})
        else:
            bare += 1
            written += _items_to_json((block,), page, f"{prefix}i", bare)
    return written


def _items_to_json(items: Iterable[Item], page: str, stem: str, first: int = 1) -> list[Json]:
    return [
        _block(item, f"{page}#{stem}{n}", _items_to_json(item.items, page, f"{stem}{n}-"))
        for n, item in enumerate(items, start=first)
    ]


def _block(block: Paragraph | Item, address: str, items: list[Json]) -> Json:
    kind = type(block).__name__.lower()
    return {"type": kind, "id": address, "label": block.label, **text_to_json(block.text), "items": items}


def _children_to_json(
    agreement: Agreement, page: str, children: Iterable[Section | Initiative]
) -> list[Json]:
    return [
        _section_to_json(agreement, page, child)
        if isinstance(child, Section)
        else _initiative_to_json(initiative_address(agreement, child), child)
        for child in children
    ]


def _section_to_json(agreement: Agreement, page: str, section: Section) -> Json:
    anchor = of_section(section)
    return {
        "type": "section",
        "id": f"{page}#{anchor}",
        "label": section.label,
        "position": list(section.position),
        **text_to_json(section.text),
        "body": body_to_json(section.body, page, f"{anchor}-"),
        "children": _children_to_json(agreement, page, section.children),
    }


def _initiative_to_json(page: str, initiative: Initiative) -> Json:
    return {
        "type": "initiative",
        "id": page,
        "slug": initiative.slug,
        "label": initiative.label,
        "name": initiative.name,
        **text_to_json(initiative.text),
        "rows": [_row_to_json(page, row) for row in initiative.rows],
    }


def _row_to_json(page: str, row: Row) -> Json:
    return {
        "type": "content" if row.is_content else "role",
        "id": f"{page}#{of_row(row)}",
        "parties": [party.slug for party in row.parties],
        **text_to_json(row.label),
        "body": body_to_json(row.body, page, f"{of_row(row)}-"),
    }


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads parts back: `path` is the source file that lines are of, `parties` are those of the facts."""

    path: str
    parties: tuple[Party, ...]

    def part(self, data: Json) -> Part:
        """The part that `part_to_json` has written."""
        if data["type"] == "closing":
            lines = tuple(text_from_json(line, self.path) for line in data["lines"])
            return Closing(lines, Place(self.path, data["line"]))
        text, body = text_from_json(data, self.path), self.body(data["body"])
        if data["type"] == "supplement":
            return Supplement(text, body)
        children = self._children(data["children"])
        if data["type"] == "article":
            return Article(tuple(data["number"]), data["caption"], text, body, children)
        return Annex(data["name"], data["number"], data["relation"], text, body, children)

    def body(self, data: list[Json]) -> Body:
        """The body that `body_to_json` has written."""
        return tuple(self._paragraph(one) if one["type"] == "paragraph" else self._item(one) for one in data)

    def _paragraph(self, data: Json) -> Paragraph:
        items = tuple(map(self._item, data["items"]))
        return Paragraph(data["number"], data["label"], text_from_json(data, self.path), items)

    def _item(self, data: Json) -> Item:
        items = tuple(map(self._item, data["items"]))
        return Item(data["label"], text_from_json(data, self.path), items)

    def _children(self, data: list[Json]) -> tuple[Section | Initiative, ...]:
        return tuple(
            self._section(one) if one["type"] == "section" else self._initiative(one) for one in data
        )

    def _section(self, data: Json) -> Section:
        return Section(
            data["label"],
            text_from_json(data, self.path),
            tuple(data["position"]),
            self.body(data["body"]),
            self._children(data["children"]),
        )

    def _initiative(self, data: Json) -> Initiative:
        rows = tuple(map(self._row, data["rows"]))
        return Initiative(data["slug"], data["label"], text_from_json(data, self.path), rows)

    def _row(self, data: Json) -> Row:
        parties = tuple(next(p for p in self.parties if p.slug == slug) for slug in data["parties"])
        label = text_from_json(data, self.path)
        return Row(label, data["type"] == "content", parties, self.body(data["body"]))
