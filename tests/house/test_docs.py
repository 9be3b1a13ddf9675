"""What the documents show is so."""

from __future__ import annotations

import re

import pytest

from kyoyaku.pages.markup import markdown
from kyoyaku.problems import Problems
from kyoyaku.reading.blocks import Prose, read_blocks
from testing.project import ROOT

ROW = re.compile(r"^\| [^|]+ \| (?P<written>[^|]*`[^|`]*\{[^|]*) \| (?P<shown>[^|]+) \|$", re.MULTILINE)
MARKS = ROW.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))


def test_contributing_shows_marks() -> None:
    assert len(MARKS) >= 8


@pytest.mark.parametrize(("written", "shown"), MARKS)
def test_a_mark_gives_what_contributing_says(written: str, shown: str) -> None:
    match = re.search(r"`(.+?)`", written)
    assert match
    problems = Problems()
    (block,) = read_blocks(match[1] + "\n", "x.md", 1, problems)
    assert problems.found == []
    assert isinstance(block, Prose)
    page = re.sub(r"<[^>]*>", "", markdown(block.text))
    assert page == ("" if shown == "（何も出ない）" else shown)
