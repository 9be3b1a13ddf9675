"""The cases of an agreement through time, tests/fixtures/time/<case>/content, as they are on a day."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import MappingProxyType
from unittest.mock import patch

from kyoyaku.history.comparison import Line, Pair
from kyoyaku.history.steps import Step, steps
from kyoyaku.history.units import COUNTED
from kyoyaku.model.agreement import Agreement
from kyoyaku.problems import ContentError
from kyoyaku.reading.load import load
from kyoyaku.reading.versions.versions import AS_OF
from testing.project import FIXTURES, read_content, write_content

CASES = FIXTURES / "time"
DAY = "2026-11-27"
FUTURE = "12-no-text-and-future"
"""Its steps have no instrument, and one of its versions is still to come."""


@contextmanager
def as_of(day: str = DAY) -> Iterator[None]:
    """The environment of a build on a day."""
    with patch.dict(os.environ, {AS_OF: day}):
        yield


def loaded(root: Path, day: str = DAY) -> Agreement:
    """The agreement of root/content, which has no problem."""
    with as_of(day):
        (found,) = load(root)
    return found


@cache
def agreement(case: str, day: str = DAY) -> Agreement:
    """The agreement of a case."""
    return loaded(CASES / case, day)


def problems(root: Path, day: str = DAY) -> list[str]:
    """What is reported of root/content, line by line."""
    with as_of(day):
        try:
            load(root)
        except ContentError as error:
            return str(error).split("\n")
    return []


def write_edited(root: Path, case: str, edit: Mapping[str, str] = MappingProxyType({})) -> Path:
    """Make root/content hold a case with texts replaced; each old text stands just once, after its file.

    {"2025-04-01.md: 毎年度2回": "毎年度3回"}
    """
    files = read_content(CASES / case)
    for key, new in edit.items():
        name, _, old = key.partition(": ")
        (path,) = (path for path in files if path.endswith(name))
        assert files[path].count(old) == 1, f"{old!r} stands {files[path].count(old)} times"
        files[path] = files[path].replace(old, new)
    write_content(root, files)
    return root


def step(case: str, version: str = "", day: str = DAY) -> Step:
    """The step of a case to a version; without its name, the only one."""
    (found,) = (one for one in steps(agreement(case, day)) if version in ("", one.after.version))
    return found


def rows(one: Step) -> list[str]:
    """The rows of a step that show a change: kind, place, and what is underlined on both sides.

    A label and what stands under it are one row here.

    changed 第4条第2項 2回以上←1回
    """
    kept = (line for line in one.lines if line.is_change)
    names = dict(_names(one.pair, ""))
    return list(dict.fromkeys(f"{line.kind} {names[id(line.pair)]}{_underlined(line)}" for line in kept))


def _underlined(line: Line) -> str:
    if not (line.old and line.new):
        return ""
    new, old = ("・".join(words for words, marked in side if marked) for side in (line.new, line.old))
    return f" {new}←{old}"


def _names(pair: Pair, above: str) -> Iterator[tuple[int, str]]:
    """What is called how: 第4条第2項, 生活路線バスの維持/甲の役割."""
    unit = pair.unit
    name = {"annex": "別表", "title": "題名", "preamble": "前文"}.get(unit.kind, unit.name)
    if unit.kind in COUNTED and unit.number:
        name = f"第{'の'.join(map(str, unit.number))}{COUNTED[unit.kind]}"
    if unit.kind in ("paragraph", "item") and above.startswith("第"):
        name = above + name
    elif unit.kind == "paragraph":
        name = above
    elif unit.kind == "row":
        name = f"{above}/{name}"
    yield id(pair), name
    for one in pair.below:
        yield from _names(one, name)
