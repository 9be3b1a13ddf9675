"""Printed numbers: labels such as 2, (1), ア, (ア), a, i, ① and their order; kanji numerals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
LATIN = "abcdefghijklmnopqrstuvwxyz"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
OWN = {
    "circled": CIRCLED,
    "circled kana": "".join(map(chr, range(0x32D0, 0x32FF))),
    "joined": "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩",
}
"""Characters that are a whole label: ① is not another form of 1."""
ALPHABETS = {"aiueo": AIUEO, "iroha": IROHA, "latin": LATIN, "capital": LATIN.upper(), **OWN}
NUMBER = "[0-9０-９〇一二三四五六七八九十百千]+"
"""A pattern of the digits that 条, 項 and 別表 are counted with."""
# の2 of (5)の2 and (5の2), の二 of 五の二.
BRANCHED = re.compile(rf"([^の]+)((?:の{NUMBER})+)([)）]?)")
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
KANJI_DIGITS = "〇一二三四五六七八九"
DIGIT_OF_KANJI = str.maketrans(KANJI_DIGITS, "0123456789")
PLACES = [["", unit, *(digit + unit for digit in KANJI_DIGITS[2:])] for unit in "千百十"]
KANJI = ["".join(signs) for signs in product(*PLACES, ["", *KANJI_DIGITS[1:]])]
"""The numerals up to 9999 as in 第二百五十二条, each at its number; "" at 0."""


def _to_roman(number: int) -> str:
    text = ""
    for value, letters in ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text


SERIES: dict[str, Sequence[str]] = {
    "arabic": [*map(str, range(1, 10_000))],
    **ALPHABETS,
    "roman": [*map(_to_roman, range(1, 40))],
    "ROMAN": [_to_roman(number).upper() for number in range(1, 40)],
    "kanji": KANJI[1:],
}
ORDINALS = {series: {sign: at for at, sign in enumerate(signs, start=1)} for series, signs in SERIES.items()}


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label read as a number of one series: (イ) is the second of ア-イ-ウ in brackets.

    (5)の2 and (5の2), which an amendment adds between (5) and (6), have the branch (2,).
    """

    series: str
    bracketed: bool
    ordinal: int
    branch: tuple[int, ...] = ()

    @property
    def kind(self) -> tuple[str, bool]:
        return self.series, self.bracketed

    @property
    def successor(self) -> Label:
        return Label(self.series, self.bracketed, self.ordinal + 1)

    @property
    def number(self) -> tuple[int, ...]:
        return self.ordinal, *self.branch

    def __str__(self) -> str:
        signs = SERIES[self.series]
        bare = signs[self.ordinal - 1] if self.ordinal <= len(signs) else "（最後の文字の次）"
        return (f"({bare})" if self.bracketed else bare) + "".join(f"の{one}" for one in self.branch)


def numbers_after(number: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The numbers that may follow: 13, 12の3 and 12の2の2 after 12の2, 1 after 0. A first branch is の2."""
    successors = [(*number[:at], one + 1) for at, one in enumerate(number)]
    return [*successors, (*number, 2)] if number != (0,) else successors


def provision(number: tuple[int, ...], unit: str) -> str:
    """A number as it is printed: 第4条の2 for (4, 2) and 条, 第2項."""
    return f"第{number[0]}{unit}" + "".join(f"の{one}" for one in number[1:])


def split_label(text: str) -> tuple[str, str]:
    """('(1)', '戦略的な観光施策') of '(1) 戦略的な観光施策'; the label is empty when there is none."""
    head, blank, rest = text.partition(" ")
    return (head, rest) if blank and rest and read_label(head) else ("", text)


def read_label(printed: str) -> tuple[Label, ...]:
    """Every way to read a printed label: two for イ (of アイウ and of イロハ); none if it is no label."""
    match = BRANCHED.fullmatch(printed)
    branch = tuple(map(read_number, re.findall(NUMBER, match[2]))) if match else ()
    whole = match[1] + match[3] if match else printed
    is_own = any(whole in ORDINALS[series] for series in OWN)
    folded = whole if is_own else unicodedata.normalize("NFKC", whole)
    bracketed = folded.startswith("(") and folded.endswith(")")
    bare = folded[1:-1] if bracketed else folded
    known = (series for series in SERIES if bare in ORDINALS[series])
    found = (Label(series, bracketed, ORDINALS[series][bare], branch) for series in known)
    # 5の2 is no 項, which has no branch.
    return tuple(one for one in found if not branch or one.kind != ("arabic", False))


def from_kanji(text: str) -> int:
    """The number of a kanji numeral such as 二百五十二, or 0 when the text is no kanji numeral."""
    return ORDINALS["kanji"].get(text, 0)


def read_number(text: str) -> int:
    """A number in half-width, full-width or kanji digits, also 二五 and 一〇; 0 when it is none."""
    folded = unicodedata.normalize("NFKC", text).translate(DIGIT_OF_KANJI)
    return int(folded) if re.fullmatch(r"[0-9]{1,4}", folded) else from_kanji(text)
