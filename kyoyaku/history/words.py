"""What differs between two forms of a paragraph, marked by words, as a 新旧対照表 underlines it.

Characters are compared, because words of Japanese have no edges. Then what a reader would not part is joined:

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
# Equal signs between two changes that are too few to be meant: two kana, one kanji.
KANA = re.compile(r"[\u3040-\u30ff、。，（）「」・ー]{1,2}")
KANJI = re.compile(r"[\u4e00-\u9fff]")
UNITS = "年月日回条項号円人間%％"
"""What a number is counted in: 2回 is marked as a whole if 1回 was there."""
RUN = 6
"""A run of kanji or katakana of at most so many characters is a word, and is marked as a whole: 連携会議."""
WORD = re.compile(r"[0-9０-９，,]+|[々\u4e00-\u9fff]+|[ァ-ヺー]+")
OPENING = ("", "、", "。", "（", "「", " ")
"""What a change that a reader sees begins behind."""
CLOSING = ("、", "。")
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

    def moved(self, left: int, right: int) -> Change:
        """The change with its left and its right edges moved by so many characters."""
        return Change(self.start + left, self.end + right, self.new_start + left, self.new_end + right)


def marked(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Both texts with what differs marked; without the marks each is what it was."""
    found = changes(old, new)
    olds, news = [(one.start, one.end) for one in found], [(one.new_start, one.new_end) for one in found]
    both = ((olds, old), (news, new))
    if any(sum(end - start for start, end in spans) > WHOLE * len(text) for spans, text in both):
        olds, news = [(0, len(old))], [(0, len(new))]
    return tuple(_pieces(old, olds)), tuple(_pieces(new, news))


def differing(old: str, new: str) -> str:
    """What differs, for a problem: 「甲」と「乙」."""
    both = ((old[one.start : one.end], new[one.new_start : one.new_end]) for one in changes(old, new))
    return "、".join(
        f"「{one}」と「{other}」" if one and other else f"「{one + other}」の有無" for one, other in both
    )


def changes(old: str, new: str) -> list[Change]:
    """The changes between two texts, in order, with edges where a reader would see them."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    raw = [Change(*spans) for tag, *spans in matcher.get_opcodes() if tag != "equal"]
    widened = (_widened(one, old, new) for one in _joined(raw, old))
    return _joined([_slid(one, old, new) for one in widened], old)


def _joined(changes: Sequence[Change], old: str) -> list[Change]:
    """The changes, two as one where they meet or only an island is between them."""
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
        KANJI.fullmatch(between) and first.is_exchange and second.is_exchange
    )
    meets = second.start <= first.end or second.new_start <= first.new_end
    return bool(meets or is_unit or is_island)


def _widened(one: Change, old: str, new: str) -> Change:
    """The change with all of each number, and of each short word, that it cuts: 連携会議 for 携."""
    left = min(_cut_before(old, one.start), _cut_before(new, one.new_start))
    right = min(_cut_behind(old, one.end), _cut_behind(new, one.new_end))
    return one.moved(-left, right)


def _cut_before(text: str, edge: int) -> int:
    """How many characters of the word at an edge stand before it: 1 for 連 of 連|携会議."""
    word = _word_at(text, edge)
    return edge - word.start() if word else 0


def _cut_behind(text: str, edge: int) -> int:
    if edge and text[edge - 1] in UNITS:
        return 0  # 2回|開く: the unit is the end of the word
    word = _word_at(text, edge)
    return word.end() - edge if word else 0


def _word_at(text: str, edge: int) -> re.Match[str] | None:
    """The number or the short word that has an edge inside it."""
    found = (one for one in WORD.finditer(text) if one.start() < edge < one.end())
    word = next(found, None)
    return word if word and (word[0][0].isdigit() or len(word[0]) <= RUN) else None


def _slid(one: Change, old: str, new: str) -> Change:
    """An insertion or a deletion, moved to where a reader sees it: behind a comma, or up to one.

    In 、毎年度4月30日までに it is 毎年度4月30日までに、 that was put in.
    """
    if one.is_exchange:
        return one
    text, start, end = (old, one.start, one.end) if one.start < one.end else (new, one.new_start, one.new_end)
    least = 0
    while start + least > 0 and text[start + least - 1] == text[end + least - 1]:
        least -= 1
    most = 0
    while end + most < len(text) and text[start + most] == text[end + most]:
        most += 1

    def points(by: int) -> tuple[int, int]:
        before = text[start + by - 1 : start + by] if start + by else ""
        return (before in OPENING) + (text[end + by - 1] in CLOSING), -abs(by)

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
