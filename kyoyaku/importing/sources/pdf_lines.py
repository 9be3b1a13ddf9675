"""From characters of a PDF with their places to lines, and from lines to paragraphs.

    第１条　この連携協約は、甲及び乙が      the line reaches the right edge: it goes on
    互いに役割を分かち合う。                room was left for the next word: the paragraph ends

A wide gap inside a line is a full-width blank, a narrow one between Latin letters a blank.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import NamedTuple

ENDS = tuple("。．.」）)")
_LABEL = re.compile(
    r"(第?[0-9０-９一二三四五六七八九十百]+[条項号章節]?(の[0-9０-９一二三四五六七八九十]+)?|[⑴-⒇①-⑳㈠-㈩]"
    r"|[（(].{1,3}[）)]|[0-9０-９]+[.．]|[ア-ンイロハｱ-ﾝa-zａ-ｚ・])\u3000"
)
"""A line that begins so is a new paragraph, even after a full line: 第２条 and a gap, ⑴ and a gap."""
_AFTER_END = re.compile(r"[⑴-⒇①-⑳㈠-㈩]|[（(][^（(）)]{1,20}[）)]$|[（(][0-9０-９ア-ン一-十]{1,2}[）)]")
"""A line that begins so is a new paragraph after a full line that ends a sentence: ⑴, a caption （目的）."""
_NO_START = set("、。，．・：；）」』】〕”’ゝゞ々ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;!?)]！？")
"""Characters that never begin a line: the one before them comes down with them."""
_NO_END = set("「『【〔“‘（([")
"""Characters that never end a line: they come down with the one after them."""


class Char(NamedTuple):
    """A character, its box and the size of its font, in points from the upper left corner of the page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of its box."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


def _is_latin(text: str) -> bool:
    return text.isascii() and text.isprintable()


@dataclass(frozen=True, eq=False)
class PdfLine:
    """A printed line; `right` is where its column ends, `left` where a cell begins (0 in the text)."""

    page: int
    chars: tuple[Char, ...]
    left: float = 0
    right: float = 0

    @property
    def x0(self) -> float:
        """Where its first character begins."""
        return self.chars[0].x0

    @property
    def x1(self) -> float:
        """Where its last character ends."""
        return self.chars[-1].x1

    @cached_property
    def top(self) -> float:
        """Its upper edge."""
        return min(one.top for one in self.chars)

    @cached_property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(one.bottom for one in self.chars)

    @property
    def middle_y(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2

    @cached_property
    def size(self) -> float:
        """The size of most of its characters."""
        return Counter(one.size for one in self.chars).most_common(1)[0][0]

    @cached_property
    def text(self) -> str:
        """Its characters with blanks for gaps; behind a label for any that is wider than the others."""
        words = self.chars[0].text
        gaps = [(right.x0 - left.x1) / max(left.size, right.size) for left, right in pairwise(self.chars)]
        usual = median(gaps) if gaps else 0
        for gap, (left, right) in zip(gaps, pairwise(self.chars), strict=True):
            is_narrow = gap > 0.12 and _is_latin(left.text[-1]) and _is_latin(right.text[0])
            least = usual + (0.3 if _is_latin(left.text[-1]) else 0.15)  # a program parts 1 and あ by itself
            is_wide = gap > 0.7 or (gap > least and _LABEL.fullmatch(f"{words}\u3000"))
            words += ("\u3000" if is_wide else " " if is_narrow else "") + right.text
        return words

    @cached_property
    def first_word(self) -> float:
        """The width of what must stand together at its beginning: a character, a Latin word, す。, 「甲」."""
        end = 1
        for left, right in pairwise(self.chars):
            is_word = _is_latin(left.text) and _is_latin(right.text) and right.x0 - left.x1 < 0.12 * left.size
            if not is_word and right.text not in _NO_START and left.text not in _NO_END:
                break
            end += 1
        return self.chars[end - 1].x1 - self.x0

    def is_full(self, following: PdfLine) -> bool:
        """Whether the line after it begins with what had no room in it."""
        return self.right - self.x1 < following.first_word + 0.3 * self.size

    @property
    def is_centred(self) -> bool:
        """Whether it stands in the middle of a cell, away from both sides."""
        sides = self.x0 - self.left, self.right - self.x1
        return self.left > 0 and abs(sides[0] - sides[1]) < 0.3 * self.size < sides[0]


def lines_of(chars: Iterable[Char], page: int) -> list[PdfLine]:
    """The lines of a page or a cell from above, each from the left."""
    rows: list[list[Char]] = []
    middle = float("-inf")
    for one in sorted(chars, key=lambda one: one.middle[1]):
        if one.middle[1] - middle > 0.45 * one.size:
            rows.append([])
            middle = one.middle[1]
        rows[-1].append(one)
    return [PdfLine(page, tuple(sorted(row, key=lambda one: one.x0))) for row in rows]


def is_ruby(line: PdfLine, below: PdfLine) -> bool:
    """Whether a line is the small reading above words of the line below."""
    close = below.top - line.bottom < 0.3 * below.size
    return line.size <= 0.6 * below.size and close and below.x0 - 1 < (line.x0 + line.x1) / 2 < below.x1 + 1


def pitch_of(lines: Sequence[PdfLine]) -> float:
    """The usual distance between lines of one paragraph, as a multiple of the font size."""
    pitches = Counter(
        round((after.top - before.top) / before.size, 1)
        for before, after in pairwise(lines)
        if before.page == after.page and after.top > before.top and before.is_full(after)
    )
    return pitches.most_common(1)[0][0] if pitches else 2


def paragraphs_of(lines: Sequence[PdfLine], pitch: float) -> Iterator[list[PdfLine]]:
    """The lines of each paragraph."""
    paragraph: list[PdfLine] = []
    for line in lines:
        if paragraph and not _goes_on(paragraph, line, pitch):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _goes_on(paragraph: Sequence[PdfLine], line: PdfLine, pitch: float) -> bool:
    """Whether `line` continues a paragraph."""
    last, shift = paragraph[-1], (line.x0 - paragraph[-1].x0) / line.size
    is_far = line.page == last.page and line.top - last.top > 1.4 * pitch * last.size
    if is_far or abs(line.size - last.size) > 0.15 * last.size or _LABEL.match(line.text):
        return False
    if last.is_centred and line.is_centred:
        return not last.text.endswith("。")
    if not last.is_full(line) or (last.text.endswith(ENDS) and _AFTER_END.match(line.text)):
        return False
    if len(paragraph) > 1:
        return abs(shift) < 0.5
    if last.left and last.x0 - last.left > 0.7 * last.size and last.text.endswith("。") and abs(shift) < 0.5:
        return False  # both lines of a cell are indented, as the first of a paragraph is
    if shift > 0.5:  # a hanging indent: the line stands below what follows the label, or below the gap
        return shift < 6 and bool(_LABEL.match(last.text) or _AFTER_END.match(last.text))
    return shift > -2.5


def text_of(lines: Sequence[PdfLine]) -> str:
    """The lines of a paragraph as one: a blank only between two Latin words."""
    words = lines[0].text
    for line in lines[1:]:
        is_latin = _is_latin(words[-1]) and _is_latin(line.text[0]) and words[-1] != "-"
        words += (" " if is_latin else "") + line.text
    return words
