"""The pages of the sample as files, tests/golden/docs; of most agreements those that show structures."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from kyoyaku.model.agreement import Agreement
from kyoyaku.output import sync
from testing.project import PLAIN, RICH, ROOT, rendered

GOLDEN = ROOT / "tests" / "golden" / "docs"
WHOLE = {PLAIN, RICH}
"""The agreements of which every file is kept; of another those that are there: `touch` adds one."""


def test_pages_of_the_sample(
    sample: tuple[Agreement, ...], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    made, expected = rendered(sample), _golden()
    others = {one.slug for one in sample} - WHOLE
    pages = {p: text for p, text in made.items() if p.split("/")[0] not in others or p in expected}
    if request.config.getoption("--update-golden"):
        GOLDEN.mkdir(parents=True, exist_ok=True)
        sync(pages, GOLDEN)
        expected = _golden()
    assert expected, "no golden pages: run make golden and look at what it made"
    sync(pages, tmp_path)
    advice = f"if this is meant: make golden, and read the diff. What was made is in {tmp_path}"
    assert _difference(expected, dict(pages)) == "", advice


def _golden() -> dict[str, str]:
    files = [file for file in GOLDEN.rglob("*") if file.is_file()]
    return {file.relative_to(GOLDEN).as_posix(): file.read_bytes().decode() for file in files}


def _difference(expected: dict[str, str], made: dict[str, str]) -> str:
    """Pages that are missing, too many, or changed, as one diff."""
    lines: list[str] = []
    for path in sorted(expected.keys() | made.keys()):
        old, new = expected.get(path, "").split("\n"), made.get(path, "").split("\n")
        lines += difflib.unified_diff(old, new, f"golden/{path}", f"made/{path}", lineterm="", n=1)
    return "\n".join(lines[:80])
