"""Pages to disk: write what changed, delete what is gone, leave the rest untouched."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

KEPT = frozenset({".gitkeep"})


def sync(pages: Mapping[str, str], docs: Path) -> None:
    """Make `docs` hold exactly these pages. A file that is right already is not written again."""
    for path, text in pages.items():
        file = docs / path
        data = text.encode()
        if not file.is_file() or file.read_bytes() != data:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    for file in sorted(docs.rglob("*"), reverse=True):
        if file.is_dir():
            _remove_if_empty(file)
        elif file.relative_to(docs).as_posix() not in pages and file.name not in KEPT:
            file.unlink()
            _remove_if_empty(file.parent) if file.parent != docs else None


def _remove_if_empty(folder: Path) -> None:
    if not any(folder.iterdir()):
        folder.rmdir()
