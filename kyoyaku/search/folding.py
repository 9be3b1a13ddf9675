"""Folding: texts that a reader takes for the same become the same.

The rules are those of `fold.js`, by which the browser folds what is searched for; a test holds both equal.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

CLUSTER = re.compile("(?s:.)[\uff9e\uff9f\u3099\u309a\u0300-\u036f]*")
BLANK = re.compile("[\t-\r \xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]+")
GAP = "\0"
BETWEEN_WORDS = re.compile(f"(?<=[a-z0-9]){GAP}+(?=[a-z0-9])")


def fold(text: str) -> str:
    """The text without differences of width, letter case, commas and kana, and without blanks.

    Blanks between two words of Latin letters or digits become one space.
    """
    folded = "".join(_sign(cluster) for cluster in CLUSTER.findall(text))
    return BETWEEN_WORDS.sub(" ", folded).replace(GAP, "")


@cache
def _sign(cluster: str) -> str:
    """A character with its voicing marks and accents, folded; a gap for a blank."""
    sign = unicodedata.normalize("NFKC", cluster).lower().replace(",", "、").replace("､", "、")
    return GAP if BLANK.fullmatch(sign) else sign
