"""A document of an office program is a ZIP; here the same parts give the same bytes."""

from __future__ import annotations

import io
import zipfile


def stored(document: bytes) -> bytes:
    """The document with its parts in order, not compressed, and of the earliest time of the ZIP format."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as source, zipfile.ZipFile(made, "w") as packed:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name)
            entry.create_system = 3
            packed.writestr(entry, source.read(name))
    return made.getvalue()
