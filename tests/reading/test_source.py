"""The file before Markdown reads it: bytes, and what may not stand in a line."""

from __future__ import annotations

import pytest

from kyoyaku.limits import FILE
from kyoyaku.problems import Place, Problems
from kyoyaku.reading.blocks import read_blocks
from kyoyaku.reading.source_text import check_lines, read_text


def read(data: bytes) -> tuple[str, list[str]]:
    problems = Problems()
    text = read_text(data, "x.md", problems)
    return text, [f"{problem.place.line} {problem.rule}" for problem in problems.found]


LARGEST = ("a" * 99 + "\n") * (FILE // 100)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("甲\n乙\n", "甲\n乙\n"),
        ("\ufeff甲\n", "甲\n"),
        ("\ufeff甲\r\n乙\r\n", "甲\n乙\n"),
        ("甲\r乙\n", "甲\r乙\n"),
        ("\ufeff\ufeff甲", "\ufeff甲"),
        (LARGEST, LARGEST),
    ],
    ids=["plain", "byte order mark", "and CRLF", "a lone CR stays", "one byte order mark", "the largest"],
)
def test_read_text(data: str, text: str) -> None:
    assert read(data.encode()) == (text, [])


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "1 empty-file"),
        ("\ufeff \r\n　\n".encode(), "1 empty-file"),
        ("甲\n乙\n丙".encode() + b"\xff", "3 encoding"),
        ("甲及び乙".encode("cp932"), "1 encoding"),
        (b" " * (FILE + 1), "1 file-size"),
    ],
    ids=["empty", "blank", "a wrong byte in line 3", "Shift_JIS", "too large"],
)
def test_unreadable(data: bytes, problem: str) -> None:
    assert read(data) == ("", [problem])


WRONG = {
    "control-character": [f"甲{sign}乙" for sign in "\r\ufffd\ufeff"],
    "edge-blank": ["## 第1条 ", *(f"{blank}甲" for blank in "\u2003\u202f\u205f")],
}


@pytest.mark.parametrize(
    ("rule", "line"), [(rule, line) for rule in WRONG for line in WRONG[rule]], ids=ascii
)
def test_line(rule: str, line: str) -> None:
    """Signs beside those of fixtures/check."""
    assert [(one.place, one.rule) for one in check_lines(line, "x.md", 4)] == [(Place("x.md", 4), rule)]


def test_lines_are_counted_from_the_first_of_the_body() -> None:
    found = check_lines("甲\n\n 乙\n丙\t丁", "x.md", 10)
    assert [(one.place.line, one.rule) for one in found] == [(12, "edge-blank"), (13, "tab")]


@pytest.mark.parametrize("entity", ["&#x200b;", "&ZeroWidthSpace;", "&shy;"])
def test_no_entity_brings_in_an_invisible_character(entity: str) -> None:
    problems = Problems()
    (block,) = read_blocks(f"甲{entity}乙\n", "x.md", 1, problems)
    assert problems.found or block.text.edited == f"甲{entity}乙"
