"""How much a test tries, and how much work a program does.

Tests of endurance try a little in `make test`, much in `make soak`:

    @pytest.mark.soak
    def test_kills(counts: Counts) -> None:
        for _ in range(times(2, 50)):
            ...
            counts["builds killed"] += 1
        counts["builds lost"] += 0

Both print what was tried and found: 「test_kills: 50 builds killed, 0 builds lost」.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from types import FrameType
from typing import Any

import pytest

from testing.project import ROOT

SOAK = "KYOYAKU_SOAK"
OURS = (f"{ROOT / 'kyoyaku'}/", f"{ROOT / 'templates'}/")
Counts = Counter[str]


def times(short: int, long: int) -> int:
    """How often to try: `long` under `make soak`, else `short`."""
    return long if os.environ.get(SOAK) else short


Lines = Counter[tuple[str, int]]


def work(done: Callable[[], object]) -> Lines:
    """How often each line of our programs and templates runs: a count, and so the same on every machine."""
    ran = Lines()

    def inside(frame: FrameType, event: str, _: object) -> Any:
        if event == "line":
            ran[frame.f_code.co_filename, frame.f_lineno] += 1
        return inside

    def called(frame: FrameType, event: str, _: object) -> Any:
        return inside if frame.f_code.co_filename.startswith(OURS) else None

    before = sys.gettrace()
    sys.settrace(called)
    try:
        done()
    finally:
        sys.settrace(before)
    return ran


def kept(counts: Counts) -> tuple[str, object]:
    """The counts as a property of a test, which comes from the worker that ran it to the terminal."""
    assert counts, "a test of endurance that counts nothing"
    return "counts", dict(counts)


def summary(reports: Iterable[pytest.TestReport]) -> list[str]:
    """A line for each test that counted."""
    return sorted(
        f"{report.nodeid.split('::')[-1]}: " + ", ".join(f"{number:,} {of}" for of, number in counted.items())
        for report in reports
        for name, counted in report.user_properties
        if name == "counts" and report.when == "teardown" and isinstance(counted, dict)
    )
