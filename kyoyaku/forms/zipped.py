"""A document of an office program is a ZIP; here the same parts give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A document of these parts, in order, not compressed, and of the earliest time of the ZIP format."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name)
            entry.create_system = 3
            archive.writestr(entry, content)
    return made.getvalue()


def stored(document: bytes) -> bytes:
    """The document, packed so."""
    with zipfile.ZipFile(io.BytesIO(document)) as source:
        return packed({name: source.read(name) for name in source.namelist()})
