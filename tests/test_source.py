"""The file before Markdown reads it: bytes, and what may not stand in a line."""

from __future__ import annotations

import pytest

from kyoyaku.blocks import read_blocks
from kyoyaku.problems import Problems
from kyoyaku.source import MAX_BYTES, check_lines, read_text


def read(data: bytes) -> tuple[str, list[str]]:
    problems = Problems()
    return read_text(data, "x.md", problems), list(map(str, problems.found))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("甲\n乙\n".encode(), "甲\n乙\n"),
        ("\ufeff甲\n".encode(), "甲\n"),
        ("甲\r\n乙\r\n".encode(), "甲\n乙\n"),
        ("\ufeff甲\r\n乙".encode(), "甲\n乙"),
        ("甲\r乙\n".encode(), "甲\r乙\n"),
        ("\ufeff\ufeff甲".encode(), "\ufeff甲"),
    ],
    ids=["plain", "byte order mark", "CRLF", "both", "a lone CR stays", "one byte order mark"],
)
def test_read_text(data: bytes, text: str) -> None:
    assert read(data) == (text, [])


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "x.md:1: 中身がありません (empty-file)"),
        ("\ufeff \r\n　\n".encode(), "x.md:1: 中身がありません (empty-file)"),
        (
            "甲\n乙\n丙".encode() + b"\xff",
            "x.md:3: UTF-8として読めません。UTF-8で保存してください (encoding)",
        ),
        (
            "甲及び乙".encode("cp932"),
            "x.md:1: UTF-8として読めません。UTF-8で保存してください (encoding)",
        ),
        (b" " * (MAX_BYTES + 1), "x.md:1: 大きすぎます（上限2,000,000バイト） (file-size)"),
    ],
    ids=["empty", "blank", "a wrong byte in line 3", "Shift_JIS", "too large"],
)
def test_unreadable(data: bytes, problem: str) -> None:
    assert read(data) == ("", [problem])


def test_the_largest_file() -> None:
    assert read(b"a" * MAX_BYTES) == ("a" * MAX_BYTES, [])


EDGE = "行の始め又は終わりに空白があります。消してください (edge-blank)"
FORM = "「#」の後に半角の空白1個と見出しの文字が要ります (heading-form)"


@pytest.mark.parametrize(
    ("line", "problems"),
    [
        ("", []),
        ("甲及び乙は、連携する。", []),
        ("2 甲　乙は、{~~a~>b~~}。", []),
        ("## 第1条（目的）", []),
        ("##### 観光 {#tourism}", []),
        ("𠮷野町と葛\U000e0100城市", []),
        ("甲\t乙", ["タブがあります。半角の空白にしてください (tab)"]),
        ("甲\x00乙", ["目に見えない文字U+0000があります。消してください (control-character)"]),
        ("甲\r乙", ["目に見えない文字U+000Dがあります。消してください (control-character)"]),
        ("甲\u200b乙\u200b", ["目に見えない文字U+200Bがあります。消してください (control-character)"]),
        ("甲\u00ad乙", ["目に見えない文字U+00ADがあります。消してください (control-character)"]),
        ("甲\u202e乙", ["目に見えない文字U+202Eがあります。消してください (control-character)"]),
        ("\ufeff甲", ["目に見えない文字U+FEFFがあります。消してください (control-character)"]),
        ("甲\ufffd乙", ["目に見えない文字U+FFFDがあります。消してください (control-character)"]),
        (
            "甲\x07\x01乙",
            [
                "目に見えない文字U+0001があります。消してください (control-character)",
                "目に見えない文字U+0007があります。消してください (control-character)",
            ],
        ),
        (" 甲", [EDGE]),
        ("甲 ", [EDGE]),
        ("　甲", [EDGE]),
        ("甲　", [EDGE]),
        ("## 第1条 ", [EDGE]),
        ("##第1条", [FORM]),
        ("##", [FORM]),
        ("##  第1条", [FORM]),
        ("##　第1条", ["「#」の後が全角の空白です。半角の空白1個にしてください (heading-blank)"]),
        ("## 第1条 ##", ["見出しの終わりに「#」があります。消してください (heading-form)"]),
        ("####### 観光", ["見出しの「#」は6個までですが、7個あります (heading-form)"]),
    ],
    ids=ascii,
)
def test_line(line: str, problems: list[str]) -> None:
    assert list(map(str, check_lines(line, "x.md", 4))) == [f"x.md:4: {problem}" for problem in problems]


def test_lines_are_counted_from_the_first_of_the_body() -> None:
    found = check_lines("甲\n\n 乙\n\t丙", "x.md", 10)
    assert [(problem.place.line, problem.rule) for problem in found] == [
        (12, "edge-blank"),
        (13, "tab"),
    ]


# What is wrong today.


@pytest.mark.xfail(reason="_edge_blank knows two blanks, markdown-it strips them all", raises=AssertionError)
@pytest.mark.parametrize("blank", ["\u00a0", "\u2003", "\u202f", "\u205f"], ids=ascii)
def test_any_blank_at_the_edge_of_a_line_is_a_problem(blank: str) -> None:
    assert [problem.rule for problem in check_lines(f"{blank}甲", "x.md", 1)] == ["edge-blank"]


@pytest.mark.xfail(
    reason="Markdown turns an entity into the character after the raw text was checked", raises=AssertionError
)
@pytest.mark.parametrize("entity", ["&#x200b;", "&ZeroWidthSpace;", "&shy;"])
def test_an_entity_for_an_invisible_character_is_a_problem(entity: str) -> None:
    problems = Problems()
    source = f"甲{entity}乙\n"
    problems.found.extend(check_lines(source, "x.md", 1))
    read_blocks(source, "x.md", 1, problems)
    assert problems.found
