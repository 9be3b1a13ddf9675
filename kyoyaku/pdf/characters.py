"""Which characters the glyphs of a PDF stand for, so that its words can be found and copied.

A font may draw two characters with one glyph, such as 一 (U+4E00) and the radical ⼀ (U+2F00). Chromium then
names either of them. A reader who looks for 乙 in the PDF would find nothing, and would copy ⼄.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set

# Characters that NFKC does not make the same (EquivalentUnifiedIdeograph.txt), and the middle dot.
_SAME = dict(zip("‧⺟⺠⻁⻄⻑⻘⻝⻤⻨⻩⻫⻭⻯⻲", "・母民虎西長青食鬼麦黄斉歯竜亀", strict=True))
_RANGE = re.compile(r"<([0-9A-F]+)> <([0-9A-F]+)> <([0-9A-F]{4,})>")
"""`<03> <04> <2ED1>`: the glyphs 3 and 4 are U+2ED1 and U+2ED2."""
_GLYPH = re.compile(r"^(<[0-9A-F]+>) <([0-9A-F]{4,})>$", re.MULTILINE)
"""`<01> <2F04>`: the glyph 1 is U+2F04."""


def readable(cmap: str, characters: Set[str]) -> str:
    """A ToUnicode map (PDF 32000-1, 9.10.3) that names `characters`, those of the page, wherever it can.

    A range is written glyph by glyph, since its characters may no longer follow each other.
    """
    ranged = _RANGE.sub(lambda found: _listed(found[1], found[2], found[3], characters), cmap)
    return _GLYPH.sub(lambda found: f"{found[1]} <{_code(_text(found[2]), characters)}>", ranged)


def _listed(first: str, last: str, start: str, characters: Set[str]) -> str:
    number = int(last, 16) - int(first, 16) + 1
    text, point = _text(start)[:-1], ord(_text(start)[-1])
    codes = (_code(text + chr(point + step), characters) for step in range(number))
    return f"<{first}> <{last}> [{' '.join(f'<{code}>' for code in codes)}]"


def _text(code: str) -> str:
    return bytes.fromhex(code).decode("utf-16-be")


def _code(text: str, characters: Set[str]) -> str:
    return "".join(_of_page(one, characters) for one in text).encode("utf-16-be").hex().upper()


def _of_page(one: str, characters: Set[str]) -> str:
    """The character of the page that looks the same as `one`; `one` if there is none."""
    same = _SAME.get(one) or unicodedata.normalize("NFKC", one)
    return same if one not in characters and same in characters else one
