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


RIGHT = ["", "2 甲　乙は{~~a~>b~~}。", "## 第1条（目的）", "##### 観光 {#tourism}", "𠮷と葛\U000e0100"]
WRONG = {
    "tab": ["甲\t乙"],
    "control-character": [f"甲{sign}乙" for sign in "\0\r\u200b\u00ad\u202e\ufffd\ufeff"],
    "edge-blank": ["甲 ", "甲　", "## 第1条 ", *(f"{blank}甲" for blank in " 　\u00a0\u2003\u202f\u205f")],
    "heading-form": ["##第1条", "##", "##  第1条", "## 第1条 ##", "####### 観光"],
    "heading-blank": ["##　第1条"],
}


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        *((line, []) for line in RIGHT),
        *((line, [rule]) for rule, lines in WRONG.items() for line in lines),
        ("甲\x07\x01乙", ["control-character"] * 2),
    ],
    ids=ascii,
)
def test_line(line: str, rules: list[str]) -> None:
    found = list(check_lines(line, "x.md", 4))
    assert [problem.rule for problem in found] == rules
    assert all(problem.place == Place("x.md", 4) for problem in found)


def test_lines_are_counted_from_the_first_of_the_body() -> None:
    found = check_lines("甲\n\n 乙\n丙\t丁", "x.md", 10)
    assert [(one.place.line, one.rule) for one in found] == [(12, "edge-blank"), (13, "tab")]


@pytest.mark.parametrize("entity", ["&#x200b;", "&ZeroWidthSpace;", "&shy;"])
def test_no_entity_brings_in_an_invisible_character(entity: str) -> None:
    problems = Problems()
    (block,) = read_blocks(f"甲{entity}乙\n", "x.md", 1, problems)
    assert problems.found or block.text.edited == f"甲{entity}乙"
