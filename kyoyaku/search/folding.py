"""Folding for the search: texts that a reader takes for the same become equal (ＩＣＴ, ict; ｷｬﾝﾌﾟ, キャンプ).

`fold.js` folds queries in the browser by the same rules; a test compares both.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from kyoyaku.language.characters import COMMAS, IGNORABLE, RADICALS

MARK = f"(?:[\uff9e\uff9f\u3099\u309a\u0300-\u036f]|{IGNORABLE.pattern})"
"""What belongs to the character before it: voicing marks, accents (NFKC makes ガ of ｶﾞ), invisible signs."""
CLUSTER = re.compile(f"(?s:[^ぁ-ゖァ-ヺー一-龥、。]{MARK}*|.{MARK}+)")
"""A character with its marks: ｶﾞ, Ａ. Kana and kanji without marks do not change and are not matched."""
BLANK = re.compile("[\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
FORMS = str.maketrans({**COMMAS, **RADICALS})
GAP = "\0"
"""Stands for a blank until its neighbours are folded, too."""
BETWEEN_WORDS = re.compile(f"(?<=[a-z0-9]){GAP}+(?=[a-z0-9])")


def fold(text: str) -> str:
    """The text without differences of width, letter case, commas, half-width kana and radicals.

    Invisible characters and blanks are removed; blanks between two words of Latin letters or digits become
    one space: `PR　活動 a  b` → `pr活動a b`.
    """
    folded = CLUSTER.sub(lambda match: _fold_cluster(match[0]), text)
    return BETWEEN_WORDS.sub(" ", folded).replace(GAP, "")


@cache
def _fold_cluster(cluster: str) -> str:
    """A character with its voicing marks and accents, folded; GAP for a blank."""
    sign = unicodedata.normalize("NFKC", IGNORABLE.sub("", cluster)).lower().translate(FORMS)
    return GAP if BLANK.fullmatch(sign) else sign
