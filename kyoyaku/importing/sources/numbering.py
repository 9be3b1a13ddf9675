"""The numbers that Word writes by itself: they stand in numbering.xml as rules, and in no paragraph.

    <w:lvlText w:val="第%1条"/> with the format decimalFullWidth    第１条, 第２条 …

Numbers go on through all lists of one definition (abstractNum), as Word counts them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from lxml.etree import _Element as Element

from kyoyaku.importing.paper import RefusedError
from kyoyaku.language.numerals import AIUEO, CIRCLED, IROHA, LATIN, SERIES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NARROW = {ord(unicodedata.normalize("NFKC", chr(code))): code for code in range(0xFF66, 0xFF9E)}
LETTERS = [letter * times for times in (1, 2, 3) for letter in LATIN]
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
DIGITS = {"decimal": {}, "decimalHalfWidth": {}, "decimalFullWidth": WIDE, "decimalFullWidth2": WIDE}
SIGNS: dict[str, Sequence[str]] = {
    "aiueo": AIUEO.translate(NARROW),  # ｱ, ｲ
    "aiueoFullWidth": AIUEO,
    "iroha": f"{IROHA}ン".translate(NARROW),
    "irohaFullWidth": f"{IROHA}ン",
    "lowerLetter": LETTERS,
    "upperLetter": [one.upper() for one in LETTERS],
    "lowerRoman": SERIES["roman"],
    "upperRoman": SERIES["ROMAN"],
    "decimalEnclosedCircle": CIRCLED[:20],
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    **dict.fromkeys(("japaneseCounting", "chineseCountingThousand"), SERIES["kanji"][:99]),
}
"""The signs of a format from 1, as far as Word's series is known."""
NUMBER = ("pPr", "numPr")


def value(node: Element | None, *path: str) -> str | None:
    """The value of an element on this path below a node; None if it is not there."""
    for step in path:
        node = None if node is None else node.find(W + step)
    return None if node is None else node.get(f"{W}val", "")


def whole(text: str | None, usual: int) -> int:
    """A number of the file; `usual` if there is none."""
    return int(text) if text and re.fullmatch("[0-9]{1,4}", text) else usual


def first(several: Iterable[str | None]) -> str | None:
    """The first that is there."""
    return next((one for one in several if one is not None), None)


class NumberLevel(NamedTuple):
    """A level of a list; `is_anew`: its count restarts, whatever other lists have counted."""

    node: Element
    form: str
    start: int
    is_anew: bool


class Numbering:
    """The styles and lists of a document, and how far each definition has counted."""

    def __init__(self, styles: Element | None, lists: Element | None) -> None:
        self._styles = _by_key(styles, "style", "styleId")
        self._rules = _by_key(lists, "abstractNum", "abstractNumId")
        self._lists = _by_key(lists, "num", "numId")
        usual = (key for key, one in self._styles.items() if one.get(f"{W}default") == "1")
        self._usual = first(key for key in usual if self._styles[key].get(f"{W}type") == "paragraph")
        self._counts, self._begun = dict[str, dict[int, int]](), set[tuple[str, int]]()
        self._levels, self.styles = cache(self._read), cache(self._chain)

    def _chain(self, key: str | None) -> list[Element]:
        """A style and those that it is based on, which may go in a circle."""
        found = list[Element]()
        while key in self._styles and len(found) < 12:
            found.append(self._styles[key])
            key = value(found[-1], "basedOn")
        return found

    def styles_of(self, paragraph: Element) -> list[Element]:
        """The styles of a paragraph."""
        return self.styles(value(paragraph, "pPr", "pStyle") or self._usual)

    def next(self, paragraph: Element, at: str) -> str:
        """The number of the next paragraph with the blank behind it; blank if it has none."""
        styles = self.styles_of(paragraph)
        key = first(value(one, *NUMBER, "numId") for one in (paragraph, *styles)) or ""
        rule, levels = self._levels(key)
        named = {value(level.node, "pStyle"): str(place) for place, level in levels.items()}
        by_style = [named.get(one.get(f"{W}styleId")) for one in styles]
        by_style += [value(one, *NUMBER, "ilvl") for one in styles]
        place = whole(first((value(paragraph, *NUMBER, "ilvl"), *by_style)), 0)
        if place not in levels:
            return ""
        node, counts = levels[place].node, self._count(rule, key, levels, place)
        is_plain = value(node, "isLgl") not in (None, "0", "false")

        def shown(found: re.Match[str]) -> str:
            one = int(found[1]) - 1
            form = "decimal" if is_plain else levels[one].form if one in levels else "none"
            return written(counts[one], form, at) if one in counts else ""

        text = re.sub(
            "%([1-9])", shown, (value(node, "lvlText") or "")[:100]
        )  # a long one makes a file large
        return text and text + ("" if value(node, "suff") == "nothing" else "\u3000")

    def _count(self, rule: str, key: str, levels: dict[int, NumberLevel], place: int) -> dict[int, int]:
        """Count a paragraph of this level: levels above without a number start, those below restart."""
        counts, level = self._counts.setdefault(rule, {}), levels[place]
        is_anew = place not in counts or (level.is_anew and (key, place) not in self._begun)
        self._begun.add((key, place))
        for one, other in levels.items():
            if one < place:
                counts.setdefault(one, other.start)
            elif one > place and whole(value(other.node, "lvlRestart"), one) > place:
                counts.pop(one, None)
        counts[place] = level.start if is_anew else counts[place] + 1
        return counts

    def _read(self, key: str) -> tuple[str, dict[int, NumberLevel]]:
        """The definition of a list, by its id, and its levels; none if there is no such list."""
        own, levels = self._lists.get(key), dict[int, NumberLevel]()
        rule = value(own, "abstractNumId") or ""
        if style := value(self._rules.get(rule), "numStyleLink"):
            other = value(self._styles.get(style), *NUMBER, "numId")
            rule = value(self._lists.get(other or ""), "abstractNumId") or ""
        overrides = _by_key(own, "lvlOverride", "ilvl")
        for place, usual in list(_by_key(self._rules.get(rule), "lvl", "ilvl").items())[:9]:
            override = overrides.get(place)
            node = next((override if override is not None else usual).iterfind(f"{W}lvl"), usual)
            # A format of Word's own stands before its substitute for older programs.
            form = first(one.get(f"{W}val") for one in node.iter(f"{W}numFmt")) or "decimal"
            start = value(override, "startOverride")
            begins = whole(start, whole(value(node, "start"), 1))
            levels[whole(place, 0)] = NumberLevel(node, form, begins, start is not None)
        return rule, levels


def _by_key(root: Element | None, name: str, key: str) -> dict[str, Element]:
    return {} if root is None else {one.get(W + key, ""): one for one in root.iterfind(W + name)}


def written(count: int, form: str, at: str) -> str:
    """A number as a format writes it: 3 is ３, ウ, ⑶."""
    if form in ("none", "bullet"):
        return ""
    if form in DIGITS:
        return str(count).translate(DIGITS[form])
    if 0 < count <= len(SIGNS.get(form, ())):
        return SIGNS[form][count - 1]
    why = f"{at}の自動番号（書式{form}の{count}番目）を文字に直せません"
    raise RefusedError(f"{why}ので、番号の書式を変えるか、番号を文字として入力して、保存し直してください")
