"""Characters that a reader cannot see, and the forms in which an agreement's text is written."""

from __future__ import annotations

import unicodedata

UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Categories of Unicode without a shape: control, format, surrogate, private use, unassigned."""
FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2028\u2029\ufffd")
"""Other characters without a shape: Hangul fillers, separators of lines, the replacement character."""
SEEN_TO_ELSEWHERE = frozenset("\t\n")

DIGITS = dict(zip("０１２３４５６７８９", "0123456789", strict=True))
COMMAS = dict.fromkeys(",，､", "、")
STOPS = {"｡": "。"}
BRACKETS = {"(": "（", ")": "）"}
TEXT_FORMS = {**DIGITS, **COMMAS, **BRACKETS}
"""How the text writes a sign that a transcript may have in another form."""
HALF_WIDTH = str.maketrans({**DIGITS, **{full: half for half, full in BRACKETS.items()}})
"""For printed labels, whose digits and brackets are half-width: （１） becomes (1)."""


def invisible(text: str) -> list[str]:
    """The characters of the text that have no shape, each once, in the order of their code points."""
    if text.isprintable() and FILLERS.isdisjoint(text):
        return []
    found = {
        sign
        for sign in text
        if sign in FILLERS or (unicodedata.category(sign) in UNSEEN and sign not in SEEN_TO_ELSEWHERE)
    }
    return sorted(found)
