"""Pages to disk: write what changed, delete what is gone, leave the rest untouched."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

KEPT = frozenset({".gitkeep"})


def sync(pages: Mapping[str, str], docs: Path) -> None:
    """Make `docs` hold exactly these pages. A file that is right already is not written again."""
    for name, text in pages.items():
        file = docs / name
        data = text.encode()
        if not file.is_file() or file.read_bytes() != data:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    deepest_first = sorted(docs.rglob("*"), reverse=True)
    for path in deepest_first:
        if path.is_file() and path.relative_to(docs).as_posix() not in pages and path.name not in KEPT:
            path.unlink()
    for path in deepest_first:
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
