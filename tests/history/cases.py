"""The cases of an agreement through time, tests/fixtures/time/<case>/content, as they are on a day."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import MappingProxyType
from unittest.mock import patch

from kyoyaku.history.steps import Step, steps
from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.compared import Compared, compared
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

    changed 第4条第2項 2回以上←1回
    """
    kept = (row for row in compared(one) if row.line.is_change)
    return list(dict.fromkeys(f"{row.kind} {row.name}{_underlined(row)}" for row in kept))


def _underlined(row: Compared) -> str:
    if not (row.new.pieces and row.old.pieces):
        return ""
    return " " + "←".join("・".join(one for one, it in side.pieces if it) for side in (row.new, row.old))
