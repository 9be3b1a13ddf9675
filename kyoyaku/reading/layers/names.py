"""names.yml: organisations, facilities and other names of the text with their readings, for the index page.

- {name: 旭川空港, reading: あさひかわくうこう, kind: facility}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kyoyaku.model.layers import NAME_KINDS, Name
from kyoyaku.reading.layers.side_file import SideFile

READING = re.compile(r"[ぁ-ゖー]+")
KINDS = {kind: kind for kind in NAME_KINDS}


def read_names(file: SideFile) -> Iterator[Name]:
    """The names of the file. Each stands in the text, and once in the list."""
    for node, fields in file.entries(("name", "reading", "kind")):
        name, kind = file.string(fields, "name"), file.choice(fields, "kind", KINDS)
        reading = file.parsed(fields, "reading", READING.fullmatch, "readingは平仮名で書きます")
        if name and reading and kind:
            file.in_text(node, name, "name-in-text")
            file.once(node, f"「{name}」", "name-twice")
            yield Name(name, reading[0], kind, file.place(node))
