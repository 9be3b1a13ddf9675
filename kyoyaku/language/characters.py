"""Characters that look like others or like nothing, and the forms in which an agreement's text is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from kyoyaku.language.radicals import GETA, RADICALS

IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Variation selectors: behind an ideograph they choose one of its shapes, as in the name 葛󠄀城市."""
IGNORABLE = re.compile(
    f"[{SELECTORS}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
"""Default_Ignorable_Code_Point of Unicode: what a program shows nothing for."""
RARE = re.compile(r"[^\t\n -~\u3000-〟ぁ-ゖ゛-ヿ㐀-䶿一-鿿\uf900-\ufaff！-\uff9f]")
"""What is not among the usual characters of a Japanese text, and is looked at more closely."""
KEPT = re.compile(f"[{IDEOGRAPHS}][{SELECTORS}]|[かきくけこカキクケコセツトㇷ]\u309a")
"""Two characters that have no other form: an ideograph of a certain shape; か゚ and the like of JIS X 0213."""

DIGITS = dict(zip("０１２３４５６７８９", "0123456789", strict=True))
COMMAS = dict.fromkeys(",，､", "、")
STOPS = {"｡": "。"}
BRACKETS = {"(": "（", ")": "）"}
TEXT_FORMS = {**DIGITS, **COMMAS, **BRACKETS}
"""How the text writes a sign that a transcript may have in another form."""
HALF_WIDTH = str.maketrans({**DIGITS, **{full: half for half, full in BRACKETS.items()}})
"""For printed labels, whose digits and brackets are half-width: （１） becomes (1)."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Characters that a program made and nobody meant, where they start, and what would be right.

    `right` is GETA if that cannot be known, a blank for an odd blank, and "" for what is invisible.
    """

    start: int
    written: str
    right: str


def slips(text: str) -> Iterator[Slip]:
    """The slips of a text: ⺠ for 民, か and U+3099 for が, odd blanks, and what has no shape."""
    for match in RARE.finditer(text):
        at, sign = match.start(), match[0]
        before = text[at - 1 : at]
        joined = unicodedata.normalize("NFC", before + sign) if unicodedata.combining(sign) else ""
        if KEPT.fullmatch(before + sign):
            continue
        if len(joined) == 1 and before:
            yield Slip(at - 1, before + sign, joined)
        elif (right := _right(sign)) != sign:
            yield Slip(at, sign, right)


@cache
def _right(sign: str) -> str:
    """What a character by itself should be: mostly itself."""
    if sign in RADICALS:
        return RADICALS[sign]
    if sign in "\u3099\u309a":
        return chr(ord(sign) + 2)  # ゛ and ゜, which need no character before them
    if sign != "\u3000" and (sign.isspace() or sign == "\u2800"):
        return " "
    category = unicodedata.category(sign)
    if IGNORABLE.match(sign) or category in ("Cc", "Cf"):
        return ""
    return GETA if category in ("Cs", "Co", "Cn") or sign in "\ufffc\ufffd" else sign


def mended(text: str, which: Callable[[Slip], bool] = lambda _: True) -> str:
    """The text with what is right in the place of each slip, or of those of a kind."""
    parts: list[str] = []
    end = 0
    for slip in filter(which, slips(text)):
        parts += text[end : slip.start], slip.right
        end = slip.start + len(slip.written)
    return "".join((*parts, text[end:]))


def unvaried(text: str) -> str:
    """The text without variation selectors, to be compared: 葛城市 for 葛󠄀城市."""
    return re.sub(f"[{SELECTORS}]", "", text)


@cache
def spelled(word: str) -> str:
    """A pattern that finds a word with and without variation selectors."""
    return re.sub(f"[{IDEOGRAPHS}]", rf"\g<0>[{SELECTORS}]?", re.escape(unvaried(word)))


def code_points(text: str) -> str:
    """U+845B U+E0100."""
    return " ".join(f"U+{ord(sign):04X}" for sign in text)
