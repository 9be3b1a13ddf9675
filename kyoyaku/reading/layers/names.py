"""names.yml: organisations, facilities and other names of the text with their readings, for the index page.

- {name: 旭川空港, reading: あさひかわくうこう, kind: facility}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kyoyaku.model.layers import NAME_KINDS, Name
from kyoyaku.reading.layers.side_file import SideFile

READING = re.compile(r"[ぁ-ゖー]+")


def read_names(file: SideFile) -> tuple[Name, ...]:
    """The names of the file. Each stands in the text, and once in the list."""
    return tuple(_names(file))


def _names(file: SideFile) -> Iterator[Name]:
    for node in file.nodes:
        fields = file.mapping(node, "一覧", ("name", "reading", "kind"))
        name, reading = file.string(fields, "name"), file.string(fields, "reading")
        kind = file.choice(node, fields, "kind", NAME_KINDS)
        if reading and not READING.fullmatch(reading):
            file.add(node, f"readingは平仮名で書きますが「{reading}」とあります", "field-value")
        elif name and reading and kind:
            file.in_text(node, name, "name-in-text")
            file.once(node, f"「{name}」", "name-twice")
            yield Name(name, reading, kind, file.place(node))
