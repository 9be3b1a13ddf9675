"""What differs between two forms of a paragraph, marked by words, as a 新旧対照表 underlines it.

Characters are compared, since Japanese has no blanks between words. Then changes are widened to whole words:

    3分の2を…3分の1      5分の3を…5分の2        the whole numbers
    甲の長をもって充てる  甲の長及び乙の長が1年ごとに交代して務める   no island of one kana is left
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

WHOLE = 0.6
"""If more than this share of either side is changed, all of the paragraph is marked."""
# An island: so few equal characters (two kana, one kanji) between two changes that they are a coincidence.
KANA = re.compile(r"[\u3040-\u30ff、。，（）「」・ー]{1,2}")
UNITS = "年月日回条項号円人間%％"
"""What a number is counted in: 2回 is marked as a whole if 1回 was there."""
RUN = 6
"""A run of kanji or katakana of at most so many characters is a word, and is marked as a whole: 連携会議."""
# 前条第1項 is 前条, 第 and 1; 医師及び is 医師 and 及び.
WORD = re.compile(r"[0-9０-９，,]+|(?:(?![第及並又若])[々\u4e00-\u9fff])+|[ァ-ヺー]+")
# 定め before the る of 定める, 開 before the く of 開く; not 甲 before the に of 甲に, a particle.
STEM = re.compile(r"[々\u4e00-\u9fff]{1,2}[ぁ-ん]{0,2}$")
ENDING = re.compile(r"[ぁ-ん](?<![はがをにへとのもやで、])")
# る behind 務め, する behind 整備: the end of a verb.
LAST = re.compile(r"す?る(?![ぁ-ん])")
OPENING = ("", "、", "。", "（", "「", " ")
"""Characters behind which an insertion or a deletion had better begin; '' is the start of the text."""
CLOSING = ("、", "。")
"""Characters with which it had better end."""
Pieces = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it is marked."""


@dataclass(frozen=True, slots=True)
class Change:
    """old[start:end] has become new[new_start:new_end]; one of them may be empty."""

    start: int
    end: int
    new_start: int
    new_end: int

    @property
    def is_exchange(self) -> bool:
        """Whether there are characters on both sides."""
        return self.start < self.end and self.new_start < self.new_end

    def words(self, old: str, new: str) -> tuple[str, str]:
        """The words that are removed, and those that are inserted."""
        return old[self.start : self.end], new[self.new_start : self.new_end]

    def moved(self, left: int, right: int) -> Change:
        """The change with its left and its right edges moved by so many characters."""
        return Change(self.start + left, self.end + right, self.new_start + left, self.new_end + right)


def marked(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Both texts as pieces with what differs marked; the pieces, joined, are the text."""
    found = changes(old, new)
    if is_rewritten(old, new, found):
        found = [Change(0, len(old), 0, len(new))]
    olds, news = [(one.start, one.end) for one in found], [(one.new_start, one.new_end) for one in found]
    return tuple(_pieces(old, olds)), tuple(_pieces(new, news))


def is_rewritten(old: str, new: str, found: Sequence[Change]) -> bool:
    """Whether most of either text is changed."""
    both = [one.words(old, new) for one in found]
    gone, come = (sum(len(words[side]) for words in both) for side in (0, 1))
    return gone > WHOLE * len(old) or come > WHOLE * len(new)


def differing(old: str, new: str) -> str:
    """What differs, for a problem: 「甲」と「乙」."""
    both = (one.words(old, new) for one in changes(old, new))
    return "、".join(
        f"「{one}」と「{other}」" if one and other else f"「{one + other}」の有無" for one, other in both
    )


def changes(old: str, new: str) -> list[Change]:
    """The changes between two texts, in order, with edges where a reader would see them."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    raw = [Change(*spans) for tag, *spans in matcher.get_opcodes() if tag != "equal"]
    found = _joined(raw, old)
    for shape in (_slid, _widened):
        done: list[Change] = []
        for one, start in zip(found, [*(later.start for later in found[1:]), len(old)], strict=False):
            # How much equal text is before it and behind it.
            before, behind = one.start - (done[-1].end if done else 0), start - one.end
            done.append(shape(one, old, new, before, behind))
        found = _joined(done, old)
    return found


def _joined(changes: Sequence[Change], old: str) -> list[Change]:
    """The changes; two become one if they touch, or only an island or a unit (回) is between them."""
    found: list[Change] = []
    for one in changes:
        if found and _are_one(found[-1], one, old):
            last = found.pop()
            one = Change(last.start, max(last.end, one.end), last.new_start, max(last.new_end, one.new_end))
        found.append(one)
    return found


def _are_one(first: Change, second: Change, old: str) -> bool:
    between = old[first.end : second.start]
    is_unit = between in UNITS and old[first.end - 1 : first.end].isdigit()
    is_island = KANA.fullmatch(between) or (
        "\u4e00" <= between <= "\u9fff" and len(between) == 1 and first.is_exchange and second.is_exchange
    )
    meets = second.start <= first.end or second.new_start <= first.new_end
    return bool(meets or is_unit or is_island)


def _widened(one: Change, old: str, new: str, before: int, behind: int) -> Change:
    """The change widened to whole words, 連携会議 for 携, by at most `before` and `behind` characters."""
    pieces = [(old, one.start, one.end), (new, one.new_start, one.new_end)]
    pieces = [piece for piece in pieces if piece[1] < piece[2]]
    left = min(_cut(text, start)[0] for text, start, _ in pieces)
    right = min(_cut(text, end)[1] for text, _, end in pieces)
    if one.is_exchange and not left and any(ENDING.match(text, start) for text, start, _ in pieces):
        left = min(len(stem[0]), before) if (stem := STEM.search(old, 0, one.start)) else 0
    if one.is_exchange and not right and min(end - start for _, start, end in pieces) + left > 1:
        right = len(last[0]) if (last := LAST.match(old, one.end)) else 0
    return one.moved(-left, min(right, behind))


def _cut(text: str, edge: int) -> tuple[int, int]:
    """The characters of the number or short word at an edge before and behind it: 1 and 3 for 連|携会議."""
    for word in WORD.finditer(text):
        if word.start() < edge < word.end() and (word[0][0].isdigit() or len(word[0]) <= RUN):
            # 2回|開く: the unit is the end of the word
            return edge - word.start(), 0 if text[edge - 1] in UNITS else word.end() - edge
    return 0, 0


def _slid(one: Change, old: str, new: str, before: int, behind: int) -> Change:
    """An insertion or a deletion, slid to where a reader expects it: behind a comma, or ending with one.

    Of the equivalent 、毎年度4月30日までに and 毎年度4月30日までに、 it takes the second.
    """
    if one.is_exchange:
        return one
    text, start, end = (old, one.start, one.end) if one.start < one.end else (new, one.new_start, one.new_end)
    least = 0
    while least > -before and text[start + least - 1] == text[end + least - 1]:
        least -= 1
    most = 0
    while most < behind and text[start + most] == text[end + most]:
        most += 1

    def points(by: int) -> tuple[int, int]:
        sign = text[start + by - 1 : start + by] if start + by else ""
        are_words = (not _cut(text, start + by)[0]) + (not _cut(text, end + by)[1])
        return (sign in OPENING) + (text[end + by - 1] in CLOSING) + are_words, -abs(by)

    by = max(range(least, most + 1), key=points)
    return one.moved(by, by)


def _pieces(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    done = 0
    for start, end in (*spans, (len(text), len(text))):
        if done < start:
            yield text[done:start], False
        if start < end:
            yield text[start:end], True
        done = end
