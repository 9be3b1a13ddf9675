"""Printed numbers: labels such as 2, (1), ア, (ア), a, i, ① and their order; kanji numerals."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
LATIN = "abcdefghijklmnopqrstuvwxyz"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
ALPHABETS = {"aiueo": AIUEO, "iroha": IROHA, "latin": LATIN, "capital": LATIN.upper(), "circled": CIRCLED}
NUMBER = "[0-9０-９〇一二三四五六七八九十百千]+"
"""A pattern of the digits that 条, 項 and 別表 are counted with."""
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
KANJI_DIGITS = "〇一二三四五六七八九"
DIGIT_OF_KANJI = str.maketrans(KANJI_DIGITS, "0123456789")
KANJI_UNITS = ((1000, "千"), (100, "百"), (10, "十"))


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label read as a number of one series: (イ) is the second of ア-イ-ウ in brackets."""

    series: str
    bracketed: bool
    ordinal: int

    @property
    def kind(self) -> tuple[str, bool]:
        return self.series, self.bracketed

    @property
    def successor(self) -> Label:
        return Label(self.series, self.bracketed, self.ordinal + 1)

    def __str__(self) -> str:
        bare = _write(self.series, self.ordinal)
        return f"({bare})" if self.bracketed else bare


def split_label(text: str) -> tuple[str, str]:
    """('(1)', '戦略的な観光施策') of '(1) 戦略的な観光施策'; the label is empty when there is none."""
    head, blank, rest = text.partition(" ")
    return (head, rest) if blank and rest and read_label(head) else ("", text)


def read_label(printed: str) -> tuple[Label, ...]:
    """Every way to read a printed label: two for イ (of アイウ and of イロハ); none if it is no label."""
    if len(printed) == 1 and printed in CIRCLED:
        return (Label("circled", False, CIRCLED.index(printed) + 1),)
    folded = unicodedata.normalize("NFKC", printed)
    bracketed = folded.startswith("(") and folded.endswith(")")
    bare = folded[1:-1] if bracketed else folded
    found = {
        "arabic": int(bare) if re.fullmatch(r"[1-9][0-9]{0,3}", bare) else 0,
        **{series: alphabet.find(bare) + 1 for series, alphabet in ALPHABETS.items() if len(bare) == 1},
        "roman": OF_ROMAN.get(bare, 0),
        "ROMAN": OF_ROMAN.get(bare.lower(), 0) if bare.isupper() else 0,
        "kanji": from_kanji(bare),
    }
    return tuple(Label(series, bracketed, ordinal) for series, ordinal in found.items() if ordinal)


def _write(series: str, ordinal: int) -> str:
    if series in ALPHABETS:
        alphabet = ALPHABETS[series]
        return alphabet[ordinal - 1] if ordinal <= len(alphabet) else "（最後の文字の次）"
    if series in ("roman", "ROMAN"):
        return _to_roman(ordinal) if series == "roman" else _to_roman(ordinal).upper()
    return to_kanji(ordinal) if series == "kanji" and ordinal < 10_000 else str(ordinal)


def _to_roman(number: int) -> str:
    text = ""
    for value, letters in ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text


OF_ROMAN = {_to_roman(number): number for number in range(1, 40)}


def to_kanji(number: int) -> str:
    """第二百五十二条 style: 252 is 二百五十二. For 1 to 9999."""
    text = ""
    for unit, sign in KANJI_UNITS:
        digit, number = divmod(number, unit)
        text += (KANJI_DIGITS[digit] if digit > 1 else "") + sign if digit else ""
    return text + (KANJI_DIGITS[number] if number else "")


OF_KANJI = {to_kanji(number): number for number in range(1, 10_000)}


def from_kanji(text: str) -> int:
    """The number that `to_kanji` writes so, or 0 when the text is no kanji numeral."""
    return OF_KANJI.get(text, 0)


def read_number(text: str) -> int:
    """A number in half-width, full-width or kanji digits, also 二五 and 一〇; 0 when it is none."""
    folded = unicodedata.normalize("NFKC", text).translate(DIGIT_OF_KANJI)
    return int(folded) if re.fullmatch(r"[0-9]{1,4}", folded) else from_kanji(text)
