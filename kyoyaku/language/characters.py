"""Look-alike and invisible characters, and the forms in which the text of an agreement is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable
from functools import cache

IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Variation selectors: behind an ideograph they choose one of its shapes, as in the name 葛󠄀城市."""
IGNORABLE = re.compile(
    f"[{SELECTORS}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
"""Default_Ignorable_Code_Point of Unicode: characters that are not displayed."""
RARE = re.compile(r"[^\t\n -~\u3000-〟ぁ-ゖ゛-ヿ㐀-䶿一-鿿\uf900-\ufaff！-\uff9f]")
"""Any character that is unusual in a Japanese text."""
MARKS = "\u0300-\u036f\u3099\u309a"
"""Accents and voicing marks that stand apart from the character before them."""
KEPT = f"[{IDEOGRAPHS}][{SELECTORS}]|[かきくけこカキクケコセツトㇷ]\u309a"
"""Two code points that make one character: an ideograph with a selector; か゚ and the like of JIS X 0213."""
ODD = re.compile(f"{KEPT}|[ぁ-ゖゝァ-ヿㇷA-Za-z][{MARKS}]|{RARE.pattern}")

GETA = "〓"
"""The printer's sign for a character that cannot be shown."""
SUPPLEMENT = (
    "〓厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵〓旡日月歺母民氵氺灬爫爫丬牛"
    "犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑"
    "钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
"""The ideographs that look like the radicals U+2E80 to U+2EF3, in this order: those of
EquivalentUnifiedIdeograph.txt (Unicode 17.0.0; for U+2E95 14.0.0, whose ideograph every Python here knows).
"""
RADICALS = {
    **dict.fromkeys(map(chr, range(0x2E80, 0x2FE0)), GETA),
    **{chr(code): sign for code, sign in enumerate(SUPPLEMENT, start=0x2E80)},
    **{sign: unicodedata.normalize("NFKC", sign) for sign in map(chr, range(0x2F00, 0x2FD6))},
}
"""The ideograph for each radical. Some programs put ⺠ (U+2EA0) for 民 when text is copied out of a PDF."""

DIGITS = dict(zip("０１２３４５６７８９", "0123456789", strict=True))
COMMAS = dict.fromkeys(",，､", "、")
STOPS = {"｡": "。"}
BRACKETS = {"(": "（", ")": "）"}
TEXT_FORMS = {**DIGITS, **COMMAS, **BRACKETS}
"""How the text writes a sign that a transcript may have in another form."""
JOINED = {chr(0x2474 + at): f"({at + 1})" for at in range(20)}
"""⑴ to ⒇, which the text writes with three or four characters."""
WRITTEN = str.maketrans({**TEXT_FORMS, **STOPS})
HALF_WIDTH = str.maketrans({**DIGITS, **{full: half for half, full in BRACKETS.items()}, **JOINED})
"""For printed labels, whose digits and brackets are half-width: （１） and ⑴ become (1)."""
# Brackets and commas that stay as they are: (1), (5の2), (ア), (a), (二) as labels, 1,000 as a number.
LABEL_SIGN = re.compile(
    r"\((?:[0-9]+|[ア-ン]|[a-z]+|[一二三四五六七八九十百]+)(?:の[0-9]+)*\)|[0-9],(?=[0-9]{3})"
)
# （１）, （５の２） and （５）の２ at the beginning of a text, ⑴ anywhere, the comma of １，０００.
LABEL_FORM = re.compile(
    r"^（[^（） ]{1,3}(?:の[0-9０-９]+)?）(?=(?:の[0-9０-９]+)* )|[⑴-⒇０-９]"
    r"|(?<=[0-9０-９])，(?=[0-9０-９]{3})"
)


def slips(text: str) -> dict[str, str]:
    """The wrong characters (slips) that software left in a text, each with the right one: {"⺠": "民"}.

    The right one is GETA if it cannot be known, a blank for a special blank, "" for an invisible character.
    """
    found = ODD.findall(text) if RARE.search(text) else ()
    return {written: _right(written) for written in found if written != _right(written)}


def mended(text: str, but: Container[str] = ()) -> str:
    """The text with the right characters in place of its slips, except the slips in `but`."""
    if not RARE.search(text):
        return text
    return ODD.sub(lambda match: match[0] if match[0] in but else _right(match[0]), text)


@cache
def _right(signs: str) -> str:
    """The right form of one or two characters: mostly they themselves."""
    if len(signs) == 2:
        joined = unicodedata.normalize("NFC", signs)
        return joined if len(joined) == 1 else signs if re.match(KEPT, signs) else signs[0] + _right(signs[1])
    if signs in RADICALS:
        return RADICALS[signs]
    if signs in "\u3099\u309a":
        return chr(ord(signs) + 2)  # ゛ and ゜, which need no character before them
    if signs != "\u3000" and (signs.isspace() or signs == "\u2800"):
        return " "
    category = unicodedata.category(signs)
    if IGNORABLE.match(signs) or category in ("Cc", "Cf"):
        return ""
    return GETA if category in ("Cs", "Co", "Cn") or signs in "\ufffc\ufffd" else signs


def in_notation(text: str) -> str:
    """The text as a version writes it, whatever the paper has: ２， as 2、 and ⑴ as (1)."""
    narrow = LABEL_FORM.sub(lambda one: "," if one[0] == "，" else one[0].translate(HALF_WIDTH), text)
    return "".join(
        part.translate(WRITTEN) if at % 2 == 0 else part
        for at, part in enumerate(re.split(f"({LABEL_SIGN.pattern})", narrow))
    )


def unvaried(text: str) -> str:
    """The text without variation selectors, to be compared: 葛城市 for 葛󠄀城市."""
    return re.sub(f"[{SELECTORS}]", "", text)


@cache
def spelled(word: str) -> str:
    """A pattern that finds a word with and without variation selectors."""
    return re.sub(f"[{IDEOGRAPHS}]", rf"\g<0>[{SELECTORS}]?", re.escape(unvaried(word)))


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; without words, one that never matches."""
    return "|".join(map(spelled, sorted(words, key=len, reverse=True))) or "(?!)"


def visible(text: str) -> str:
    """The text with invisible and control characters escaped as \\u001b."""
    shown = (one if one.isprintable() or one in "\u3000\t" else f"\\u{ord(one):04x}" for one in text)
    return "".join(shown)


def code_points(text: str) -> str:
    """The code points of a text: U+845B U+E0100."""
    return " ".join(f"U+{ord(sign):04X}" for sign in text)
