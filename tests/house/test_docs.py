"""What the documents show is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kyoyaku.pages.markup import markdown
from kyoyaku.problems import Problems
from kyoyaku.reading.blocks import Prose, read_blocks
from testing.project import ROOT

GUIDE = {page.stem: page.read_text(encoding="utf-8") for page in sorted((ROOT / "guide").glob("*.md"))}
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("guide/*.md")]
ROW = re.compile(r"^\| [^|]+ \| (?P<written>[^|]*`[^|`]*\{[^|]*) \| (?P<shown>[^|]+) \|$", re.MULTILINE)
MARKS = ROW.findall(GUIDE["marks"])
LINK = re.compile(r"\]\((?!https?:)([^()#]+)(?:#[^()]*)?\)")
MAKE = re.compile(r"(?:^    |`|; )make (?:-s )?([a-z-]+)", re.MULTILINE)
FILE = re.compile(r"`((?:[\w.-]+/)+[\w.-]+\.(?:py|j2|json|csv|html|yml))`")
RULES = re.findall(r"`([a-z-]+)`", "".join(re.findall(r"^\| ([^|]+) \|", GUIDE["publishing"], re.MULTILINE)))


def test_the_guide_shows_every_kind_of_mark_and_what_it_gives() -> None:
    assert len(MARKS) >= 8
    for written, shown in MARKS:
        problems = Problems()
        (block,) = read_blocks(written.split("`")[1] + "\n", "x.md", 1, problems)
        assert problems.found == []
        assert isinstance(block, Prose)
        page = re.sub(r"<[^>]*>", "", markdown(block.text))
        assert page == ("" if shown == "（何も出ない）" else shown), written


def test_the_guide_explains_rules_that_there_are() -> None:
    """A name in the first column of the table of errors is one that the program reports."""
    program = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "kyoyaku").rglob("*.py"))
    assert len(RULES) > 20
    assert [name for name in RULES if f'"{name}"' not in program] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_documents_lead_to_files(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [link for link in LINK.findall(text) if not (page.parent / link).exists()] == []


def test_the_targets_of_make_that_documents_name_are_there() -> None:
    named = {target for page in PAGES for target in MAKE.findall(page.read_text(encoding="utf-8"))}
    there = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"site", "check"} <= named <= set(there)


def test_the_files_that_the_guide_names_are_there() -> None:
    named = FILE.findall(GUIDE["developing"] + GUIDE["publisher"])
    assert len(named) > 20
    folders = (ROOT, ROOT / "kyoyaku")
    assert [name for name in named if not any((folder / name).exists() for folder in folders)] == []
