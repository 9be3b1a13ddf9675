"""The file before Markdown reads it: bytes, and what may not stand in a line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kyoyaku.limits import FILE
from kyoyaku.problems import ContentError, Place, Problems
from kyoyaku.reading.blocks import Prose, read_blocks
from kyoyaku.reading.layers.layers import LAYERS
from kyoyaku.reading.load import load
from kyoyaku.reading.source_text import check_lines, read_text
from testing.project import SAMPLE, read_content, write_content


@pytest.mark.parametrize("data", ["甲\n乙\n", "\ufeff甲\n乙\n", "\ufeff甲\r\n乙\r\n", "甲\n乙"])
def test_a_byte_order_mark_and_carriage_returns_go(data: str) -> None:
    problems = Problems()
    assert read_text(data.encode(), "x.md", problems).strip() == "甲\n乙"
    assert problems.found == []


def test_the_largest_file_is_read() -> None:
    largest = ("a" * 99 + "\n") * (FILE // 100)
    assert read_text(largest.encode(), "x.md", Problems()) == largest


@pytest.mark.parametrize("line", ["## 第1条 ", *(f"{blank}甲" for blank in "\u2003\u202f\u205f")], ids=ascii)
def test_no_blank_at_an_edge(line: str) -> None:
    """Blanks beside those of fixtures/check."""
    assert [(one.place, one.rule) for one in check_lines(line, "x.md", 4)] == [
        (Place("x.md", 4), "edge-blank")
    ]


@pytest.mark.parametrize("are_instruments", [False, True])
def test_every_line_that_an_editor_writes_is_looked_at(are_instruments: bool, tmp_path: Path) -> None:
    """In each line of each file stands a look-alike, whatever field it is in; a transcript is let be.

    An instrument is read only if the version that names it is.
    """
    content = read_content(SAMPLE)
    files = {path: text for path, text in content.items() if ("/changes/" in path) is are_instruments}
    files = {path: text for path, text in files.items() if not path.endswith(".png")}
    marked = {path: re.sub(r"(?m)(?<=.)$", "⺠", text) for path, text in files.items()}
    write_content(tmp_path, content | marked)
    with pytest.raises(ContentError) as found:
        load(tmp_path)
    told = {(one.place.path, one.place.line) for one in found.value.problems if one.rule == "look-alike"}
    assert told == {
        (f"content/{path}", number)
        for path, text in files.items()
        for number, line in enumerate(text.split("\n"), start=1)
        if line and not path.endswith("transcript.txt")
    }
    assert len({path for path, _ in told}) > (1 if are_instruments else len(LAYERS))


@pytest.mark.parametrize("entity", ["&#x200b;", "&ZeroWidthSpace;", "&shy;"])
def test_no_entity_brings_in_an_invisible_character(entity: str) -> None:
    problems = Problems()
    (block,) = read_blocks(f"甲{entity}乙\n", "x.md", 1, problems)
    assert isinstance(block, Prose)
    assert problems.found or block.text.edited == f"甲{entity}乙"
