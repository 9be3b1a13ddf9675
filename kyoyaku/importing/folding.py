"""How the characters of a file are written in a draft: by declared rules, one character after another.

    第１条　⑴（目的）,   第1条　(1)（目的）、

The collation of a text with its transcript knows every rule, too. So each difference between a draft and its
file has a name.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kyoyaku.language.characters import (
    BRACKETS,
    COMMAS,
    DIGITS,
    HALF_WIDTH,
    JOINED,
    KEPT,
    MARKS,
    RADICALS,
    in_notation,
    mended,
)

# One character each: か゚, 葛 with its variation selector, e with an accent as a sign of its own.
CHARACTER = re.compile(f"{KEPT}|[ぁ-ゖゝァ-ヿㇷA-Za-z][{MARKS}]|.", re.DOTALL)
WIDE_LATIN = {chr(0xFF21 + at): chr(0x41 + at) for at in (*range(26), *range(32, 58))}
ALIKE = str.maketrans({**DIGITS, **COMMAS, **RADICALS, **WIDE_LATIN, "（": "(", "）": ")", "：": ":"})
BLANK = re.compile(r"\s")
# A blank beside a Japanese character or behind a comma: what an OCR writes where a printed line ends.
TORN = re.compile(r"(?<=[^\x00-\x7f]|,)\s+|\s+(?=[^\x00-\x7f])")
# 第l条, 令和4年1月1O日, (l): a letter that an OCR read for a digit.
LETTER = re.compile(r"(?<![A-Za-z])[lI|OZ](?=[0-9lI|OZ]*[条項号年月日])|(?<=[(（])[l|](?=[)）])")
DIGIT = {"l": "1", "I": "1", "|": "1", "O": "0", "Z": "2"}
FORMS = (
    ("番号の形（⑴を(1)とする等）", frozenset(JOINED)),
    ("数字の幅", frozenset(DIGITS)),
    ("読点の形", frozenset(COMMAS)),
    ("括弧の幅", frozenset([*BRACKETS, *BRACKETS.values()])),
)
BLANKS, CODES = "空白（字下げ及び余分なもの）", "文字コード（部首の字等）"


class FoldedCharacter(NamedTuple):
    """A character of the file, what a draft writes for it, and the rule for that; '' if it is the same."""

    source: str
    written: str
    rule: str


@cache
def plain(text: str) -> str:
    """The text in forms that patterns can match, of the same length: ２（甲），⼄ becomes 2(甲)、乙."""
    return BLANK.sub(" ", text.translate(ALIKE))


def fold(text: str, *, is_label: bool = False, is_tight: bool = False) -> list[FoldedCharacter]:
    """The characters of a text, each with what a draft writes for it.

    A run of blanks is one blank. `is_tight`: none between Japanese characters. `is_label`: the text is a
    printed number, whose brackets are half-width.
    """
    signs = CHARACTER.findall(text)
    right = [mended(sign) if not sign.isspace() else sign for sign in signs]
    joined = "".join(right)
    written = iter(joined.translate(HALF_WIDTH) if is_label else in_notation(joined))
    torn = {at for match in TORN.finditer(text) for at in range(*match.span())} if is_tight else set[int]()
    units: list[FoldedCharacter] = []
    start = 0
    for sign, one in zip(signs, right, strict=True):
        length = sum(len(JOINED.get(part, part)) for part in one)
        out = "".join(next(written) for _ in range(length))
        if sign.isspace():
            again = bool(units) and units[-1].source.isspace()
            out = "" if again or start in torn else sign if sign in " \u3000" else " "
        units.append(FoldedCharacter(sign, out, "" if out == sign else _rule(sign)))
        start += len(sign)
    return units


def _rule(sign: str) -> str:
    if sign.isspace():
        return BLANKS
    return next((name for name, signs in FORMS if sign in signs), CODES)
