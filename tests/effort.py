"""Tests that go on as long as they are let: a little in `make test`, long by `make soak`.

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
from collections import Counter
from collections.abc import Iterable

import pytest

SOAK = "KYOYAKU_SOAK"
Counts = Counter[str]


def times(short: int, long: int) -> int:
    """How often to try: `long` under `make soak`, else `short`."""
    return long if os.environ.get(SOAK) else short


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
