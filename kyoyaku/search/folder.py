"""The search index on the disk: a folder that is brought up to date, and from which files may be linked.

    site/search/  what browsers fetch
    shares/       what each agreement left for the index when the files were made
    index.json    which agreements these were, and the units of grams; there only while all the rest is whole

A file that changes is replaced, never written over: a published site may be linked to the old one.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from kyoyaku import output
from kyoyaku.search.index import WHOLE, Index, search_index
from kyoyaku.search.share import Share, as_json, read
from kyoyaku.search.units import Unit

FILES, SHARES, MADE = "site/search", "shares", "index.json"


def brought(folder: Path, shares: Mapping[str, bytes], key: str, whole: int = WHOLE) -> Path:
    """Bring the index in a folder up to date; the folder of its files, which then holds these only.

    `shares` are the agreements in the order of the site, by slug, each as `search_share.written` gives it.
    `key` names the code that makes the index: what other code has made is not built on. Files that stay are
    not touched, so a site that is linked to them needs new links for the others only. After a kill or a fault
    (OSError: a full disk, no permission) the next call makes all anew. Not for two callers at once.
    """
    files, kept = folder / FILES, folder / SHARES
    now = {slug: read(data) for slug, data in shares.items()}
    index = search_index(now.values(), _earlier(folder, shares, now, key), whole)
    there = set(_names(files))
    if not index.left <= there:
        index = search_index(now.values(), None, whole)
    (folder / MADE).unlink(missing_ok=True)
    output.put(index.files, files)
    _remove(files, there - index.files.keys() - index.left)
    output.put(shares, kept)
    _remove(kept, set(_names(kept)) - shares.keys())
    units = [[*unit, first] for unit, first in index.units.items()]
    output.put({MADE: as_json({"key": key, "shares": list(shares), "units": units})}, folder)
    return files


def _earlier(folder: Path, shares: Mapping[str, bytes], now: Mapping[str, Share], key: str) -> Index | None:
    """The index that the folder holds, without the texts of its files; None if there is none to build on."""
    try:
        made = json.loads((folder / MADE).read_bytes())
        if made["key"] != key:
            return None
        old = {slug: (folder / SHARES / slug).read_bytes() for slug in made["shares"]}
        units = {Unit(*unit): first for *unit, first in made["units"]}
        # One that is the same need not be read again, nor compared.
        before = (now[slug] if shares.get(slug) == data else read(data) for slug, data in old.items())
        return Index(tuple(before), units=units)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _names(folder: Path) -> Iterator[str]:
    """Every file under a folder by its path there."""
    # Many thousands: a Path for each would take longer than all else after a small edit.
    start = len(str(folder)) + 1
    for inside, _, files in os.walk(folder):
        way = f"{inside[start:]}/" if inside[start:] else ""
        yield from (way + name for name in files)


def _remove(folder: Path, names: Iterable[str]) -> None:
    """Remove files of a folder, and what folders are then empty."""
    for name in names:
        file = folder / name
        file.unlink(missing_ok=True)
        with suppress(OSError):
            file.parent.rmdir()
