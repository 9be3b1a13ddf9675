"""Characters that a reader cannot see: they change a text without showing it."""

from __future__ import annotations

import unicodedata

UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2028\u2029\ufffd")
SEEN_TO_ELSEWHERE = frozenset("\t\n")


def invisible(text: str) -> list[str]:
    """The characters of the text that have no shape of their own, each once, in order."""
    found = {
        sign
        for sign in text
        if sign in FILLERS or (unicodedata.category(sign) in UNSEEN and sign not in SEEN_TO_ELSEWHERE)
    }
    return sorted(found)
