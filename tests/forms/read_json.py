"""Reads agreement.json back to the model, by the same declaration that it is written by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import cache
from itertools import count
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from kyoyaku.forms.json.agreement import Json
from kyoyaku.forms.json.objects import PAIRS, RENAMED
from kyoyaku.language.dates import Day
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.change import ChangedBy
from kyoyaku.model.facts import UNOFFICIAL, Facts, Organisation, Party, WitnessNotice
from kyoyaku.model.grid import TableRow
from kyoyaku.model.parts import Row
from kyoyaku.model.text import Note, Plain, Text
from kyoyaku.model.transcript import Origin, Transcript, Treatment, transcript
from kyoyaku.problems import Place

UNWRITTEN: dict[tuple[type, str], Any] = {
    (Agreement, "addresses"): (),
    (Agreement, "pictures"): (),
    (Agreement, "publisher"): UNOFFICIAL,
    (Agreement, "replaced_on"): None,
    (Facts, "is_old_first"): False,
    (Agreement, "earlier"): (),
    (Agreement, "coming"): (),
    (Agreement, "withdrawn"): (),
    (ChangedBy, "instrument"): None,
    **{(WitnessNotice, name): "" for name in ("debris", "expected")},
    (Place, "at"): 0,
}
"""Fields that are not in the file: of the site, other texts, bytes of images, what `_counted` counts."""


def read_json(data: Json) -> Agreement:
    """The model that `to_json` has written; KeyError, TypeError and the like for what is not its format."""
    facts = _Reader(data["source"], None).value(Facts, data["facts"])
    made: Agreement = _Reader(data["source"], facts).object(Agreement, data)
    return made


def written(agreement: Agreement) -> Agreement:
    """What of an agreement is in the file."""
    facts = replace(agreement.facts, changed_by=_without_texts(agreement.facts.changed_by))
    left_out = {name: value for (kind, name), value in UNWRITTEN.items() if kind is Agreement}
    return replace(agreement, facts=facts, **left_out)


def _without_texts(several: tuple[ChangedBy, ...]) -> tuple[ChangedBy, ...]:
    return tuple(replace(one, instrument=None, changed_by=_without_texts(one.changed_by)) for one in several)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


@dataclass(frozen=True, slots=True)
class _Reader:
    path: str
    """The source file that lines are of."""
    facts: Facts | None

    def value(self, hint: Any, data: Any) -> Any:
        """A value of a declared type."""
        arguments = get_args(hint)
        if get_origin(hint) in (UnionType, Union):
            return None if data is None else self.value(self._class_of(arguments, data), data)
        if get_origin(hint) is tuple:
            return tuple(self.value(arguments[0], one) for one in data)
        if hint is Plain:
            return Plain(data)
        if hint is date:
            return date.fromisoformat(data)
        if hint is Day:
            return Day.read(data)
        if hint is Text:
            return self._text(data)
        if hint is Transcript:
            files = tuple(tuple(one.values()) for one in data["files"])
            return replace(transcript((files[0][0], data["content"])), files=files)
        if isinstance(hint, type) and issubclass(hint, Enum):
            return hint[data.upper()] if hint in (Treatment, Origin) else hint(data)
        return self.object(hint, data) if is_dataclass(hint) else data

    def object(self, kind: Any, data: Json) -> Any:
        """An object of a class, by its fields."""
        made = kind(**{one.name: self._field(kind, one.name, data) for one in fields(kind)})
        return _counted(made) if kind is TableRow else made

    def _field(self, kind: type, name: str, data: Json) -> Any:
        hint, key = _hints(kind)[name], RENAMED.get((kind, name), name)
        match kind, name:
            case (_, _) if hint in (Text, Note):
                return self.value(hint, data)
            case (_, _) if (kind, name) in PAIRS:
                return self._pairs(hint, [tuple(one.values()) for one in data[key]])
            case (_, _) if (kind, name) in UNWRITTEN:
                return UNWRITTEN[kind, name]
            case (_, "kind") if kind is Row:
                return data["type"]
            case (_, "source") if kind is Note and self.facts:
                return self.facts.source
            case (_, "parties" | "bodies") if kind is Row and self.facts:
                both: tuple[Party | Organisation, ...] = (*self.facts.parties, *self.facts.bodies)
                by_slug = {one.slug: one for one in both}
                return tuple(by_slug[slug] for slug in data[name])
            case (_, "id"):
                return data[key].partition("#mark-")[2]
            case (_, "place") if key == "line":
                return Place(self.path, data["line"])
        return self.value(hint, data[key])

    def _pairs(self, hint: Any, pairs: list[Any]) -> Any:
        """A dict, or a tuple of pairs."""
        is_dict = get_origin(hint) is dict
        first, second = get_args(hint) if is_dict else get_args(get_args(hint)[0])
        read = ((self.value(first, one), self.value(second, other)) for one, other in pairs)
        return dict(read) if is_dict else tuple(read)

    def _class_of(self, classes: tuple[Any, ...], data: Any) -> Any:
        """Which class of a union the data is of, by its `type` or `kind`."""
        if isinstance(data, Mapping) and (name := data.get("type", data.get("kind"))):
            return next(one for one in classes if one.__name__.lower() == name)
        return next(one for one in classes if one is not NoneType)

    def _text(self, data: Json) -> Text:
        spans = data.get("spans", [data["text"]] if data["text"] else [])
        hint = get_args(_hints(Text)["spans"])[0]
        return Text(tuple(self.value(hint, one) for one in spans), Place(self.path, data["line"]))


def _counted(row: TableRow) -> TableRow:
    """The row with its texts counted from 1, which tells them apart: they are of one line."""
    numbers = count(1)
    return TableRow(
        tuple(
            replace(
                cell,
                texts=tuple(replace(one, place=replace(one.place, at=next(numbers))) for one in cell.texts),
            )
            for cell in row.cells
        )
    )
