"""Pages to disk: write what changed, delete what is gone, leave the rest untouched."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from .exchange import exchange, restore

KEPT = frozenset({".gitkeep"})
NO_LINKS = {errno.EXDEV, errno.EPERM, errno.ENOTSUP, errno.EMLINK}
"""Another file system, or one without hard links: the file is copied."""


def put(files: Mapping[str, str | bytes], folder: Path) -> None:
    """Write files by their paths under a folder. One that is right already is not written again."""
    for name, content in files.items():
        file = folder / name
        data = content.encode() if isinstance(content, str) else content
        if not file.is_file() or file.read_bytes() != data:
            file.parent.mkdir(parents=True, exist_ok=True)
            # Anew, not over the old: a hard link to it must not change.
            file.unlink(missing_ok=True)
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
    restore(published)
    if published.exists():
        exchange(made, published)
        shutil.rmtree(made, ignore_errors=True)
    else:
        made.rename(published)


def replace(folder: Path, files: Mapping[str, Path]) -> None:
    """Let a folder hold these files: complete beside it first, then in its place at once.

    What was there before stays beside it; the next time it is brought up to date, which costs little.
    """
    folder = folder.resolve()  # where a link leads
    restore(folder)
    following = folder.with_name(f".{folder.name}.next")
    mirror(files, following, frozenset())
    if folder.exists():
        exchange(following, folder)
    else:
        following.rename(folder)


def mirror(sources: Mapping[str, Path], folder: Path, kept: frozenset[str] = KEPT) -> None:
    """Make a folder hold exactly these files, by their paths there, as hard links.

    A link that is right already is not touched, so that a large folder costs little when little has changed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, source in sources.items():
        _link(source, folder / name)
    _prune(folder, sources.keys(), kept)


def _link(source: Path, target: Path) -> None:
    found = source.stat()
    try:
        there = target.lstat()
    except OSError:
        target.parent.mkdir(parents=True, exist_ok=True)
    else:
        if (there.st_ino, there.st_dev) == (found.st_ino, found.st_dev):
            return
        target.unlink()
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        shutil.copy2(source, target)


def _prune(folder: Path, wanted: Collection[str], kept: frozenset[str]) -> None:
    """Delete the files that are not wanted, and the folders that hold none."""
    for place, _, names in os.walk(folder, topdown=False):
        inside = os.path.relpath(place, folder)
        for name in names:
            path = name if inside == "." else f"{inside}/{name}"
            if path not in wanted and name not in kept:
                os.unlink(os.path.join(place, name))
        if inside != "." and not os.listdir(place):
            os.rmdir(place)
