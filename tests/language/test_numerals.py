"""Printed numbers: labels and their series, kanji numerals."""

from __future__ import annotations

import pytest

from kyoyaku.language.numerals import (
    AIUEO,
    CIRCLED,
    IROHA,
    KANJI_DIGITS,
    LATIN,
    Label,
    from_kanji,
    read_label,
    read_number,
    split_label,
    to_kanji,
)


@pytest.mark.parametrize(
    ("printed", "readings"),
    [
        ("2", [("arabic", False, 2)]),
        ("２", [("arabic", False, 2)]),
        ("9999", [("arabic", False, 9999)]),
        ("(1)", [("arabic", True, 1)]),
        ("（１）", [("arabic", True, 1)]),
        ("⑴", [("arabic", True, 1)]),
        ("ウ", [("aiueo", False, 3), ("iroha", False, 24)]),
        ("(ア)", [("aiueo", True, 1), ("iroha", True, 36)]),
        ("イ", [("aiueo", False, 2), ("iroha", False, 1)]),
        ("ン", [("aiueo", False, 46)]),
        ("ヰ", [("iroha", False, 25)]),
        ("a", [("latin", False, 1)]),
        ("(b)", [("latin", True, 2)]),
        ("A", [("capital", False, 1)]),
        ("i", [("latin", False, 9), ("roman", False, 1)]),
        ("v", [("latin", False, 22), ("roman", False, 5)]),
        ("x", [("latin", False, 24), ("roman", False, 10)]),
        ("iv", [("roman", False, 4)]),
        ("(xxxix)", [("roman", True, 39)]),
        ("①", [("circled", False, 1)]),
        ("⑳", [("circled", False, 20)]),
        ("一", [("kanji", False, 1)]),
        ("十二", [("kanji", False, 12)]),
        ("（二）", [("kanji", True, 2)]),
    ],
)
def test_read_label(printed: str, readings: list[tuple[str, bool, int]]) -> None:
    assert sorted(read_label(printed), key=str) == sorted((Label(*one) for one in readings), key=str)


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "0",
        "01",
        "10000",
        "1.",
        "1)",
        "(1",
        "()",
        "ab",
        "iiii",
        "ア)",
        "アイ",
        "甲",
        "第1条",
        "〇",
        "一一",
        "が",
        " 1",
    ],
)
def test_no_label(printed: str) -> None:
    assert read_label(printed) == ()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("(1) 戦略的な観光施策", ("(1)", "戦略的な観光施策")),
        ("2 甲及び乙は、負担する。", ("2", "甲及び乙は、負担する。")),
        ("ア 地域 医療", ("ア", "地域 医療")),
        ("甲 旭川市", ("", "甲 旭川市")),
        ("２　甲は", ("", "２　甲は")),
        ("(1)", ("", "(1)")),
        ("(1) ", ("", "(1) ")),
        ("", ("", "")),
    ],
)
def test_split_label(text: str, parts: tuple[str, str]) -> None:
    assert split_label(text) == parts


def test_alphabets_hold_no_letter_twice() -> None:
    for alphabet in (AIUEO, IROHA, LATIN, CIRCLED, KANJI_DIGITS):
        assert len(set(alphabet)) == len(alphabet)
    assert (len(IROHA), len(LATIN), len(CIRCLED)) == (47, 26, 50)
    assert set(IROHA) - set(AIUEO) == {"ヰ", "ヱ"}
    assert set(AIUEO) - set(IROHA) == {"ン"}


def test_the_successor_is_of_the_same_series() -> None:
    assert str(Label("aiueo", True, 1).successor) == "(イ)"
    assert str(Label("roman", False, 3).successor) == "iv"
    assert str(Label("circled", False, 1).successor) == "②"


def test_after_the_last_letter_comes_none() -> None:
    after = Label("circled", False, 50).successor
    assert read_label(str(after)) == ()


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (100, "百"),
        (101, "百一"),
        (252, "二百五十二"),
        (1000, "千"),
        (2026, "二千二十六"),
        (9999, "九千九百九十九"),
    ],
)
def test_kanji_numerals(number: int, written: str) -> None:
    assert to_kanji(number) == written
    assert from_kanji(written) == number


@pytest.mark.parametrize(
    "text", ["", "〇", "一二", "一十", "十十", "十百", "二百五十二条", "12", "二五二", "万"]
)
def test_no_kanji_numeral(text: str) -> None:
    assert from_kanji(text) == 0


@pytest.mark.parametrize("text", ["九千九千", "千千千千千千千千千千"])
def test_too_large_for_a_kanji_numeral(text: str) -> None:
    assert from_kanji(text) == 0


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4", 4),
        ("４", 4),
        ("四", 4),
        ("二百五十二", 252),
        ("252", 252),
        ("12345", 0),
        ("", 0),
        ("甲", 0),
        ("1十", 0),
    ],
)
def test_read_number(text: str, number: int) -> None:
    assert read_number(text) == number
