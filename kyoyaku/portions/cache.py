"""What an earlier build has made and the next may take as it is: portions of the site, each with its key.

A key tells of all inputs. A portion's files may be published as hard links, so they are never written to
again: a new portion takes the place of the old one as a folder.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from stat import S_IFMT, S_ISLNK, S_ISREG

from kyoyaku.exchange import exchange
from kyoyaku.output import Node, Original, nodes

RECORD = "portion.json"
Stamp = tuple[int, int]
"""The size of a file in bytes, and when it was written, in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Portion:
    """A folder with files, each by its path under it, and the key of what they were made of."""

    folder: Path
    key: str
    files: Mapping[str, Node]

    def under(self, name: str) -> dict[str, Original]:
        """The files of one of its folders (site, docs) by their paths there."""
        folder, start = f"{self.folder}/", f"{name}/"
        return {
            file.removeprefix(start): Original(folder + file, node)
            for file, node in self.files.items()
            if file.startswith(start)
        }


def key(*inputs: bytes | str) -> str:
    """A key of inputs; none can be taken for a part of another."""
    digest = sha256()
    for one in inputs:
        data = one.encode() if isinstance(one, str) else one
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()


def contents(places: Iterable[Path], root: Path) -> str:
    """A key of all that is in these folders and files: names, kinds and bytes.

    Hidden ones are left out, as where they are read: systems and editors put them there.
    """
    below = (one for place in places for one in (place, *place.rglob("*")))
    ordered = sorted((os.fsencode(one.relative_to(root)), one) for one in below)
    ordered = [(name, one) for name, one in ordered if b"/." not in b"/" + name]
    return key(*(part for name, one in ordered for part in (name, *_inside(one))))


def _inside(one: Path) -> tuple[bytes | str, ...]:
    kind = one.lstat().st_mode
    if S_ISREG(kind):
        return "file", _bytes(one)
    return (str(S_IFMT(kind)), os.readlink(one) if S_ISLNK(kind) else "")


def _bytes(file: Path) -> bytes:
    """What a file holds; whoever needs it says that it cannot be read."""
    try:
        return file.read_bytes()
    except OSError:
        return b""


def held(folder: Path, wanted: str) -> Portion | None:
    """The portion that is kept in a folder, if it has this key and no file of it was touched since."""
    key, stamps = _record(folder)
    files = _untouched(stamps, folder) if key == wanted else None
    return Portion(folder, key, files) if files else None


def is_whole(folder: Path) -> bool:
    """Whether what was kept in a folder, by whatever key, is all there and untouched."""
    _, stamps = _record(folder)
    return bool(_untouched(stamps, folder))


def _record(folder: Path) -> tuple[str, dict[str, Stamp]]:
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return record["key"], {name: (size, written) for name, (size, written) in record["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return "", {}


def _untouched(stamps: dict[str, Stamp], folder: Path) -> dict[str, Node] | None:
    """The files that have these stamps; None if one has another by now."""
    files = {}
    try:
        for name, stamp in stamps.items():
            found, files[name] = _look(f"{folder}/{name}")
            if found != stamp:
                return None
    except OSError:
        return None
    return files


def keep(made: Path, folder: Path, its_key: str) -> Portion:
    """Put a folder that was just made in the place of the portion that was kept until now."""
    found = recorded(made, its_key)
    if folder.exists():
        exchange(made, folder)
        shutil.rmtree(made)
    else:
        made.rename(folder)
    return replace(found, folder=folder)


def recorded(folder: Path, its_key: str) -> Portion:
    """The portion that a folder holds, on record from now on."""
    names = sorted(name for name, node in nodes(folder).items() if node and name != RECORD)
    found = {name: _look(f"{folder}/{name}") for name in names}
    record = {"key": its_key, "files": {name: stamp for name, (stamp, _) in found.items()}}
    (folder / RECORD).write_text(json.dumps(record), encoding="utf-8")
    return Portion(folder, its_key, {name: node for name, (_, node) in found.items()})


def _look(file: str) -> tuple[Stamp, Node]:
    found = os.lstat(file)
    return (found.st_size, found.st_mtime_ns), (found.st_dev, found.st_ino)
