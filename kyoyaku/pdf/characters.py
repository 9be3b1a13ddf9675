"""Which characters the glyphs of a PDF stand for, so that its words can be found and copied.

A font may draw two characters with one glyph, such as 一 (U+4E00) and the radical ⼀ (U+2F00). Chromium then
names either of them. A reader who looks for 乙 in the PDF would find nothing, and would copy ⼄.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set

from kyoyaku.language.characters import RADICALS

# Characters that NFKC does not make the same.
_SAME = {**RADICALS, "‧": "・"}
_RANGE = re.compile(r"<([0-9A-F]+)> <([0-9A-F]+)> <([0-9A-F]{4,})>")
"""`<03> <04> <2ED1>`: the glyphs 3 and 4 are U+2ED1 and U+2ED2."""
_GLYPH = re.compile(r"^(<[0-9A-F]+>) <([0-9A-F]{4,})>$", re.MULTILINE)
"""`<01> <2F04>`: the glyph 1 is U+2F04."""


def readable(cmap: str, characters: Set[str]) -> tuple[str, set[str]]:
    """A ToUnicode map (PDF 32000-1, 9.10.3) that names `characters`, those of the page, wherever it can.

    The second value is all characters that the map names. A range is written glyph by glyph, since its
    characters may no longer follow each other.
    """
    names = set[str]()

    def code(text: str) -> str:
        same = {one: _SAME.get(one) or unicodedata.normalize("NFKC", one) for one in set(text) - characters}
        named = "".join(same[one] if same.get(one) in characters else one for one in text)
        names.update(named)
        return f"<{named.encode('utf-16-be').hex().upper()}>"

    def listed(found: re.Match[str]) -> str:
        first, last, text = found[1], found[2], _text(found[3])
        steps = range(int(last, 16) - int(first, 16) + 1)
        codes = (code(text[:-1] + chr(ord(text[-1]) + step)) for step in steps)
        return f"<{first}> <{last}> [{' '.join(codes)}]"

    ranged = _RANGE.sub(listed, cmap)
    return _GLYPH.sub(lambda found: f"{found[1]} {code(_text(found[2]))}", ranged), names


def _text(code: str) -> str:
    return bytes.fromhex(code).decode("utf-16-be")
