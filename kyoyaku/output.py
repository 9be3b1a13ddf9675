"""Pages to disk: write what changed, delete what is gone, leave the rest untouched."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Mapping, Set
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from kyoyaku.exchange import exchange, restore

KEPT = frozenset({".gitkeep"})
NO_LINKS = {errno.EXDEV, errno.EPERM, errno.ENOTSUP, errno.EMLINK}
"""Another file system, or one without hard links: the file is copied."""
Files = Mapping[str, str | bytes]
"""The contents of files by their paths under a folder."""
Node = tuple[int, int]
"""A file on the disk, whatever it is called: its device, and its number there."""


class Original(NamedTuple):
    """A file to which others may be hard links."""

    path: str
    node: Node


def put(files: Files, folder: Path) -> None:
    """Write files by their paths under a folder. One that is right already is not written again."""
    for name, content in files.items():
        file = folder / name
        data = content.encode() if isinstance(content, str) else content
        if not file.is_file() or file.read_bytes() != data:
            file.parent.mkdir(parents=True, exist_ok=True)
            _write(file, data)


def _write(file: Path, data: bytes) -> None:
    """Write a file anew, not over the old: a hard link to that must not change, and nobody finds it gone."""
    if not os.path.lexists(file):
        file.write_bytes(data)
        return
    half = file.with_name(f"{file.name}.{os.getpid()}")
    half.write_bytes(data)
    half.replace(file)


def sync(pages: Files, docs: Path) -> None:
    """Make `docs` hold exactly these pages."""
    _cleared(docs, pages.keys(), KEPT)
    put(pages, docs)


def take(folder: Path) -> dict[str, bytes]:
    """Every file under a folder by its path."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


def swap(made: Path, published: Path) -> None:
    """Put a folder in the place of another at once, so that none is ever half new; they change places."""
    restore(published)
    if published.exists():
        exchange(made, published)
    else:
        made.rename(published)


def replace(folder: Path, files: Mapping[str, Original]) -> None:
    """Let a folder hold these files: complete beside it first, then in its place at once.

    What was there before stays beside it; the next time it is brought up to date, which costs little.
    """
    folder = folder.resolve()  # where a link leads
    restore(folder)
    following = folder.with_name(f".{folder.name}.next")
    mirror(files, following, frozenset())
    swap(following, folder)


def mirror(originals: Mapping[str, Original], folder: Path, kept: frozenset[str] = KEPT) -> None:
    """Make a folder hold exactly these files, by their paths there, as hard links.

    A link that is right is not even looked at: the folder that it is in tells which file it is.
    """
    there = _cleared(folder, originals.keys(), kept)
    for path, original in originals.items():
        if there.get(path) != original.node:
            _link(original.path, folder / path)


def _link(original: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    try:
        os.link(original, target)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        shutil.copy2(original, target)


def _cleared(folder: Path, wanted: Set[str], kept: frozenset[str]) -> Mapping[str, Node | None]:
    """What was in a folder, when all is gone that is not wanted, and the folders that then hold nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    there = nodes(folder)
    for path in there.keys() - wanted:
        place, _, name = path.rpartition("/")
        if name and name not in kept:
            os.unlink(folder / path)
        with suppress(OSError):
            while place:
                os.rmdir(folder / place)
                place = place.rpartition("/")[0]
    return there


def nodes(folder: Path) -> dict[str, Node | None]:
    """Every file under a folder by its path there, and None for each folder that holds nothing."""
    device, found, waiting = folder.stat().st_dev, dict[str, Node | None](), [""]
    # Many thousands: to look at each, or to make a Path of it, would take longer than all else.
    while waiting:
        inside = waiting.pop()
        entries = list(os.scandir(f"{folder}/{inside}"))
        if not entries:
            found[inside] = None
        for entry in entries:
            path = inside + entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append(f"{path}/")
            else:
                found[path] = device, entry.inode()
    return found
