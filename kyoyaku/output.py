"""Pages to disk: write what changed, delete what is gone, leave the rest untouched."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

KEPT = frozenset({".gitkeep"})


def put(files: Mapping[str, str | bytes], folder: Path) -> None:
    """Write files by their paths under a folder. One that is right already is not written again."""
    for name, content in files.items():
        file = folder / name
        data = content.encode() if isinstance(content, str) else content
        if not file.is_file() or file.read_bytes() != data:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)


def sync(pages: Mapping[str, str], docs: Path) -> None:
    """Make `docs` hold exactly these pages."""
    put(pages, docs)
    deepest_first = sorted(docs.rglob("*"), reverse=True)
    for path in deepest_first:
        if path.is_file() and path.relative_to(docs).as_posix() not in pages and path.name not in KEPT:
            path.unlink()
    for path in deepest_first:
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def take(folder: Path) -> dict[str, bytes]:
    """Every file under a folder by its path."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


def swap(made: Path, published: Path) -> None:
    """Put a folder in the place of another at once, so that none is ever half new."""
    old = made.with_name(f"{made.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if published.exists():
        published.rename(old)
    made.rename(published)
    shutil.rmtree(old, ignore_errors=True)
