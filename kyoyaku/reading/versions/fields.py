"""The fields of the front matter about time: changed_by, procedure, abolished, withdrawn, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml

from kyoyaku.language.dates import Day
from kyoyaku.model.change import Abolished, Act, ChangedBy
from kyoyaku.model.facts import Party
from kyoyaku.reading.yaml_reader import Fields, YamlReader

UNKNOWN = "unknown"
"""What `concluded` says when the date is not known."""
FILE = re.compile(r"changes/[a-z0-9][a-z0-9-]*\.md")


def read_day(fields: Fields, reader: YamlReader, name: str = "concluded") -> Day | None:
    """A date as far as it is known, None for `unknown`; a field that is wrong is removed from `fields`."""
    if reader.string(fields, name) == UNKNOWN:
        return None
    right = (
        f"{name}は「2022-01-12」（日が分からなければ「2018-06」、月も分からなければ「2018」、"
        "日付が分からなければ「unknown」）のように書きます"
    )
    day = reader.parsed(fields, name, Day.read, right)
    if not day:
        fields.pop(name, None)
    return day


def read_changed_by(fields: Fields, reader: YamlReader) -> Iterator[ChangedBy]:
    """The instruments in `changed_by`, a mapping or a list of them."""
    node = fields.get("changed_by")
    nodes = [node] if isinstance(node, yaml.MappingNode) else reader.sequence(node, "changed_by")
    for one in nodes:
        inner = reader.mapping(one, "changed_by", ("title", "concluded"), ("text", "changed_by"))
        file = reader.string(inner, "text")
        if file and not FILE.fullmatch(file):
            right = (
                "changed_byのtextには、変更を定める文書のファイルを「changes/2025-03-20.md」のように書きます"
            )
            reader.add(inner["text"], f"{right}。「{file}」とあります", "field-value")
            file = ""
        title, day = reader.string(inner, "title"), read_day(inner, reader)
        changed = tuple(read_changed_by(inner, reader))
        yield ChangedBy(title, day, file, None, changed, reader.place(one))


def read_procedure(fields: Fields, parties: Sequence[Party], reader: YamlReader) -> Iterator[Act]:
    """The acts in `procedure`, each of a party that is named by its slug, its key or its name."""
    known = {name: one.slug for one in parties for name in (one.slug, one.key, one.name)}
    listed = reader.mappings(
        fields.get("procedure"), "procedure", "procedure", ("act", "on", "source"), ("party", "number")
    )
    for node, inner in listed:
        party = reader.choice(inner, "party", known) or ""
        words = {name: reader.string(inner, name) for name in ("act", "number", "source")}
        if day := read_day(inner, reader, "on"):
            yield Act(**words, party=party, on=day, place=reader.place(node))


def read_end(fields: Fields, reader: YamlReader, name: str) -> Abolished | None:
    """The end in `abolished` or `withdrawn`; None without one, or, with a problem, without its day."""
    if name not in fields:
        return None
    inner = reader.mapping(fields[name], name, ("on", "by"))
    on = reader.date(inner, "on")
    return Abolished(on, reader.string(inner, "by"), reader.place(fields[name])) if on else None
