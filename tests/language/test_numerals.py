"""Printed numbers: labels and their series, kanji numerals."""

from __future__ import annotations

import pytest

from kyoyaku.language import numerals
from kyoyaku.language.numerals import Label, from_kanji, read_label, read_number, split_label, to_kanji

READINGS = """
2 arabic 2 | ２ arabic 2 | 9999 arabic 9999 | (1) arabic (1) | （１） arabic (1) | ⑴ arabic (1)
ウ aiueo 3 iroha 24 | (ア) aiueo (1) iroha (36) | イ aiueo 2 iroha 1 | ン aiueo 46 | ヰ iroha 25
a latin 1 | (b) latin (2) | A capital 1 | i latin 9 roman 1 | v latin 22 roman 5 | x latin 24 roman 10
iv roman 4 | (xxxix) roman (39) | ① circled 1 | ⑳ circled 20 | 一 kanji 1 | 十二 kanji 12 | （二） kanji (2)
"""
"""A printed label and how it can be read: series and number, in brackets if it has some."""


@pytest.mark.parametrize("line", READINGS.strip().replace("\n", " | ").split(" | "))
def test_read_label(line: str) -> None:
    printed, *readings = line.split()
    expected = {
        Label(series, number[0] == "(", int(number.strip("()")))
        for series, number in zip(readings[::2], readings[1::2], strict=True)
    }
    assert set(read_label(printed)) == expected
    assert len(read_label(printed)) == len(expected)


@pytest.mark.parametrize(
    "printed", ["", " 1", *"0 01 10000 1. 1) (1 () ab iiii ア) アイ 甲 第1条 〇 一一 が".split()]
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
    for alphabet in (*numerals.ALPHABETS.values(), numerals.KANJI_DIGITS):
        assert len(set(alphabet)) == len(alphabet)
    ours, theirs = set(numerals.AIUEO), set(numerals.IROHA)
    assert (theirs - ours, ours - theirs) == ({"ヰ", "ヱ"}, {"ン"})


def test_the_successor_is_of_the_same_series_and_after_the_last_letter_comes_none() -> None:
    labels = [Label("aiueo", True, 1), Label("roman", False, 3), Label("circled", False, 1)]
    assert [str(label.successor) for label in labels] == ["(イ)", "iv", "②"]
    assert read_label(str(Label("circled", False, 50).successor)) == ()


KANJI = {1: "一", 10: "十", 11: "十一", 20: "二十", 100: "百", 101: "百一", 252: "二百五十二", 1000: "千"}
LARGE = {2026: "二千二十六", 9999: "九千九百九十九"}


@pytest.mark.parametrize(("number", "written"), [*KANJI.items(), *LARGE.items()])
def test_kanji_numerals(number: int, written: str) -> None:
    assert to_kanji(number) == written
    assert from_kanji(written) == number


NO_KANJI = "〇 一二 一十 十十 十百 二百五十二条 12 二五二 万 九千九千 千千千千千千千千千千"


@pytest.mark.parametrize("text", ["", *NO_KANJI.split()])
def test_no_kanji_numeral(text: str) -> None:
    assert from_kanji(text) == 0


NUMBERS = {"4": 4, "４": 4, "四": 4, "二百五十二": 252, "252": 252, "12345": 0, "": 0, "甲": 0, "1十": 0}


@pytest.mark.parametrize(("text", "number"), NUMBERS.items())
def test_read_number(text: str, number: int) -> None:
    assert read_number(text) == number
