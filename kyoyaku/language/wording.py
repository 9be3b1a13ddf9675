"""Helpers for official Japanese (公用文): lists of words, sentences, shortening.

`told_apart` makes messages show how two texts differ that look the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise, zip_longest

from kyoyaku.language.characters import IGNORABLE, MARKS, code_points, mended, unvaried

CHARACTER = re.compile(f".(?:{IGNORABLE.pattern}|[{MARKS}])*")
"""A character with the combining and the invisible characters behind it."""
QUOTED = re.compile(r"「([^「」]+)」")
SAME = str.maketrans("‐‑‒–—―─−－ー〜エオカタトニハヘロ", "----------～工才力夕卜二八へ口")
"""Look-alikes that Unicode normalization keeps apart: 〜 and ～, ー and −, カ and 力."""


BRACKETS = dict(zip("）」』〕】", "（「『〔【", strict=True))


def full_stops(text: str) -> list[int]:
    """The positions behind each 。 that ends a sentence; one in brackets, （以下「甲」という。）, ends none.

    A bracket that is not closed is ignored.
    """
    ends: list[int] = []
    opened: dict[str, list[int]] = {sign: [] for sign in BRACKETS.values()}
    for at, sign in enumerate(text):
        if sign == "。":
            ends.append(at + 1)
        elif sign in opened:
            opened[sign].append(at)
        elif sign in BRACKETS and opened[BRACKETS[sign]]:
            start = opened[BRACKETS[sign]].pop()
            while ends and ends[-1] > start:
                ends.pop()
    return ends


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with its full stop."""
    places = [0, *full_stops(text), len(text)]
    return [text[start:end] for start, end in pairwise(places) if start < end]


def joined(names: Sequence[str], word: str) -> str:
    """A、B及びC; A又はB: the word (及び, 又は, と) stands once, before the last."""
    *first, last = names
    return f"{'、'.join(first)}{word}{last}" if first else last


def counted(names: Sequence[str], is_open: bool = False) -> str:
    """The first of many names with the number of the others: 東岡市ほか17市町村; 東岡市ほか if open."""
    first, *others = names
    ends = {name[-1] for name in others}
    what = "".join(sign for sign in "市区町村" if sign in ends) if ends <= set("市区町村") else "団体"
    return f"{first}ほか" + ("" if is_open else f"{len(others)}{what}")


def quoted(words: Sequence[str]) -> str:
    """「A」、「B」又は「C」."""
    return joined([f"「{word}」" for word in words], "又は")


def is_near(one: str, other: str) -> bool:
    """Whether two words differ by one character, which is another, too many or missing: 役割 and 役害."""
    long, short = sorted((one, other), key=len, reverse=True)
    if one == other or len(long) - len(short) > 1:
        return False
    shorter = {short[:at] + short[at + (len(long) == len(short)) :] for at in range(len(short) + 1)}
    return any(long[:at] + long[at + 1 :] in shorter for at in range(len(long)))


def clipped(text: str, first: int, last: int = 0) -> str:
    """The first and the last characters of a text with … between; all of it if it has no more than these."""
    return text if len(text) <= first + last else f"{text[:first]}…{text[len(text) - last :]}"


def told_apart(message: str) -> str:
    """The message; if two of its quotations differ but look the same, with the code points that differ.

    「⺠」はU+2EA0、「民」はU+6C11 is added. Full and half width look different, so nothing is added for them.
    """
    seen: dict[str, str] = {}
    for quotation in QUOTED.findall(message):
        shape = unicodedata.normalize("NFC", unvaried(mended(quotation))).translate(SAME)
        other = seen.setdefault(shape, quotation)
        if other != quotation:
            pairs = zip_longest(CHARACTER.findall(other), CHARACTER.findall(quotation), fillvalue="")
            differing = next(pair for pair in pairs if pair[0] != pair[1])
            shown = "、".join(f"「{sign}」は{code_points(sign)}" for sign in differing)
            return f"{message}（{shown}）"
    return message
