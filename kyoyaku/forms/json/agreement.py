"""agreement.json: the whole model, edited reading and marks, by the declaration in `objects`.

It also has the lines of the source files, so that the whole model can be read back from it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from kyoyaku.forms.json.objects import PAIRS, keys, type_of
from kyoyaku.forms.provenance import provenance
from kyoyaku.history.steps import Step, steps
from kyoyaku.language.dates import Day
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.anchors import headed_bodies, placed
from kyoyaku.model.grid import Table
from kyoyaku.model.notes import sign
from kyoyaku.model.parts import Block, Closing, Image, Row
from kyoyaku.model.text import Mark, Note, Plain, Text
from kyoyaku.model.transcript import Origin, Treatment
from kyoyaku.pages import addresses
from kyoyaku.pages.compared import Compared, compared
from kyoyaku.pages.links import cross_references
from kyoyaku.problems import Place

SCHEMA = "agreement.schema.json"
Json = dict[str, Any]


@cache
def schema() -> str:
    """The JSON Schema (2020-12) of the format, as it is published."""
    return Path(__file__).with_name(SCHEMA).read_text(encoding="utf-8")


FORMAT: str = json.loads(schema())["properties"]["format"]["const"]
"""The version of the format: the second number grows with what is added, the first with what is changed."""


def to_json(agreement: Agreement) -> Json:
    """The agreement as plain data."""
    blocks = {
        one.block.place: addresses.subject_address(agreement, headed.subject, one.anchor)
        for headed in headed_bodies(agreement)
        for one in placed(headed.body, headed.prefix, headed.before)
        if isinstance(one.block, Table | Image)
    }
    head = {"$schema": SCHEMA, "format": FORMAT, "provenance": asdict(provenance(agreement)), "id": ""}
    places = addresses.text_places(agreement)
    references = [
        {
            "source": places[one.text].address,
            "start": one.reference.start,
            "written": one.reference.written,
            "targets": [
                addresses.subject_address(agreement, target.part, target.anchor) for target in one.targets
            ],
        }
        for one in cross_references(agreement).every()
    ]
    pages = {mark.id: place.page for text, place in places.items() for mark in text.marks()}
    writer = _Writer(agreement, places, pages, blocks)
    time = {
        "versions": list(map(writer.version, agreement.published)),
        "changes": list(map(_change, steps(agreement))),
    }
    return head | writer.fields(agreement) | {"references": references} | time


def write_json(agreement: Agreement) -> str:
    """agreement.json as it is published: without blanks, Japanese as it is, a line for each part of the text.

    A line can safely end before `{"type":`, because within a string the quotation marks would be escaped.
    """
    text = json.dumps(to_json(agreement), ensure_ascii=False, separators=(",", ":"))
    return text.replace('{"type":', '\n{"type":') + "\n"


def write_json_list(agreements: Iterable[Agreement]) -> str:
    """All agreements as a JSON list for people to read, a line a field."""
    return json.dumps(list(map(to_json, agreements)), ensure_ascii=False, indent=1) + "\n"


def _change(step: Step) -> Json:
    """A step: its legal basis, and the rows of its 新旧対照表."""
    texts = ((one.text.place, {"text": one.text.edited, "reason": one.reason}) for one in step.proof.unread)
    return {
        "id": addresses.address(step.after, addresses.change_path(step.after)),
        "from": step.before.version,
        "to": step.after.version,
        "outcome": step.proof.outcome.value,
        "unread": [{"path": place.path, "line": place.line, **said} for place, said in texts],
        "rows": list(map(_row, compared(step))),
    }


def _row(row: Compared) -> Json:
    made: Json = {"id": row.address, "kind": row.kind}
    for name, side in (("old", row.old), ("new", row.new)):
        made |= {f"{name}_place": side.name, f"{name}_address": side.address}
        made[name] = [{"text": text, "marked": is_marked} for text, is_marked in side.pieces]
    return made


@dataclass(frozen=True, slots=True)
class _Writer:
    agreement: Agreement
    places: Mapping[Text, addresses.TextPlace]
    pages: Mapping[str, str]
    """The page of each mark, by its id."""
    blocks: Mapping[Place, str]
    """The address of each table and image, which have no text of their own."""

    def value(self, value: object) -> Any:
        """A value of the model as JSON."""
        match value:
            case None | str() | int():
                return value
            case date() | Day():
                return str(value)  # ISO 8601
            case Treatment() | Origin():
                return value.name.lower()
            case Enum():
                return value.value
            case tuple():
                return [self.value(one) for one in value]
            case Plain():
                return value.edited
            case Text():
                return {"id": self.places[value].address, **self.text(value)}
            case _ if isinstance(value, Mark):
                return {"kind": type_of(value), "sign": sign(value), **self.fields(value)}
            case _ if isinstance(value, Block):
                return {"type": type_of(value), **self.address(value), **self.fields(value)}
            case _:
                return self.fields(value)

    def version(self, one: Agreement) -> Json:
        """A version: when it is in force, by what it was made, where its whole text is."""
        return {
            "id": addresses.address(one, addresses.version_path(one)),
            "version": one.version,
            "state": self.value(one.state),
            "from": self.value(None if one.facts.withdrawn else one.begins),
            "to": self.value(one.ends),
            "changed_by": self.value(one.facts.changed_by),
            "procedure": self.value(one.facts.procedure),
        }

    def fields(self, value: object) -> Json:
        """The keys of an object as `objects` declares them."""
        made: Json = {}
        kind: type = type(value)
        for field, key in keys(kind):
            inner = getattr(value, field)
            if isinstance(inner, Text):
                made |= self.text(inner)
            elif isinstance(inner, Note):
                made |= self.fields(inner)
            elif names := PAIRS.get((kind, field)):
                pairs = inner.items() if isinstance(inner, Mapping) else inner
                made[key] = [dict(zip(names, map(self.value, pair), strict=True)) for pair in pairs]
            elif isinstance(value, Row) and field in ("parties", "bodies"):
                made[key] = [one.slug for one in inner]
            elif isinstance(value, Mark) and field == "id":
                made[key] = f"{self.pages[value.id]}#mark-{value.id}"
            elif isinstance(inner, Place) and key == "line":
                made[key] = inner.line
            else:
                made[key] = self.value(inner)
        return made

    def text(self, text: Text) -> Json:
        """{"text": edited reading, "line": of the source}, and with marks also "spans".

        Spans are strings, which both readings have, and objects, which are marks.
        """
        plain = (Plain(text.edited),) if text.edited else ()
        spans = {} if text.spans == plain else {"spans": self.value(text.spans)}
        return {"text": text.edited, "line": text.place.line, **spans}

    def address(self, value: Block) -> dict[str, str]:
        """The address of a part of the agreement, as `id`: that of the text that it begins with."""
        if isinstance(value, Closing):
            return {"id": addresses.subject_address(self.agreement, value)}
        if isinstance(value, Table | Image):
            return {"id": self.blocks[value.place]}
        text = value.label if isinstance(value, Row) else getattr(value, "text", None)
        return {"id": self.places[text].address} if text else {}
