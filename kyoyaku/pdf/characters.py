"""What a PDF says its signs are, so that its words can be found and copied.

A font may draw two characters with one sign: 一 and the radical ⼀. Chromium then names either: a reader who
looks for 乙 in the PDF finds nothing, and copies what no search finds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set

# Those that Unicode does not call compatible (EquivalentUnifiedIdeograph.txt), and the middle dot.
_SAME = dict(zip("‧⺟⺠⻁⻄⻑⻘⻝⻤⻨⻩⻫⻭⻯⻲", "・母民虎西長青食鬼麦黄斉歯竜亀", strict=True))
_RANGE = re.compile(r"<([0-9A-F]+)> <([0-9A-F]+)> <([0-9A-F]{4,})>")
_SIGN = re.compile(r"^(<[0-9A-F]+>) <([0-9A-F]{4,})>$", re.MULTILINE)


def readable(cmap: str, characters: Set[str]) -> str:
    """A ToUnicode map (PDF 32000-1, 9.10.3) whose signs are characters of the page wherever they can be.

    A range is written sign by sign, since its characters need no longer follow each other.
    """
    ranged = _RANGE.sub(lambda found: _listed(found[1], found[2], found[3], characters), cmap)
    return _SIGN.sub(lambda found: f"{found[1]} <{_code(_text(found[2]), characters)}>", ranged)


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
    """The character that the page has for one that looks the same; else itself."""
    same = _SAME.get(one) or unicodedata.normalize("NFKC", one)
    return same if one not in characters and same in characters else one
