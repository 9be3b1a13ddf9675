"""ZIP files as Word and Excel write them, for what is wrong with one."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile


def zipped(parts: Mapping[str, str | bytes], before: bytes = b"") -> bytes:
    """A ZIP with these members, and those of the one before that they do not replace."""
    if before:
        with ZipFile(BytesIO(before)) as old:
            parts = {name: old.read(name) for name in old.namelist()} | {**parts}
    with ZipFile(file := BytesIO(), "w", ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()
