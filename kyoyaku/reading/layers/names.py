"""names.yml: organisations, facilities and other names of the text with their readings, for the index page.

- {name: 旭川空港, reading: あさひかわくうこう, kind: facility}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.layers import NAME_KINDS, Name
from kyoyaku.problems import Problem, Problems
from kyoyaku.reading.yaml_reader import YamlReader

FIELDS = ("name", "reading", "kind")
READING = re.compile(r"[ぁ-ゖー]+")


def read_names(text: str, path: str, problems: Problems) -> tuple[Name, ...]:
    """The names of the file; a problem for each entry that has not the form."""
    reader = YamlReader(path, 1, problems)
    return tuple(name for node in reader.entries(text) if (name := _entry(reader, node)))


def _entry(reader: YamlReader, node: yaml.Node) -> Name | None:
    fields = reader.mapping(node, "一覧", FIELDS)
    name, reading = reader.word(fields.get("name"), "name"), reader.string(fields, "reading")
    kind = reader.choice(node, fields, "kind", NAME_KINDS)
    if reading and not READING.fullmatch(reading):
        reader.add(node, f"readingは平仮名で書きますが「{reading}」とあります", "field-value")
    if not (name and READING.fullmatch(reading) and kind):
        return None
    return Name(name, reading, kind, reader.place(node))


def check_names(agreement: Agreement) -> Iterator[Problem]:
    """Each name stands in the text, and once in the list."""
    held = "\n".join(text.edited for text in agreement.texts)
    seen: set[str] = set()
    for one in agreement.names:
        if one.name not in held:
            yield Problem(one.place, f"「{one.name}」は協約の文にありません", "name-in-text")
        if one.name in seen:
            yield Problem(one.place, f"「{one.name}」は、前にも書かれています", "name-twice")
        seen.add(one.name)
