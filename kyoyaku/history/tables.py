"""An instrument in the form of a 新旧対照表: each row has a paragraph as it was and as it becomes.

The words count, not the underlines, which may be wider or narrower. A paragraph in no row stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kyoyaku.history.comparison import SAME, alike
from kyoyaku.history.grammar import UnreadError
from kyoyaku.history.units import Unit, number_in, texts
from kyoyaku.history.words import differing
from kyoyaku.language.characters import in_notation
from kyoyaku.model.change import ComparedRow
from kyoyaku.problems import Place

# （略）, 2～4 （略）, 第1条から第3条まで （略）: what stays as it is.
OMITTED = re.compile(
    r"(?:[第0-9条項号()ア-ン]+(?:(?:[～・、]|から|及び)[第0-9条項号()ア-ン]+)+(?:まで)? ?)?[（(]?略[）)]?"
)
NEW = re.compile(r"[（(]新設[）)]|")
GONE = re.compile(r"[（(]削(?:る|除)[）)]|")
# 2 （略）, （略）ただし、この限りでない。: the words beside it count.
BESIDE_OMITTED = re.compile(r"(.*?) ?（略）(.*)")
# Other forms of （略）: 〔同左〕, 第3条 略, ［2～4 略］.
SIGN = re.compile(r"^[［[〔](.+) (?:略|同左)[］\]〕]$|[（［[〔](?:略|同左)[）］\]〕]|(?<![^ ])(?:略|同左)$")


def apply_table(rows: Sequence[ComparedRow], root: Unit, new: Sequence[Unit]) -> Iterator[tuple[Place, str]]:
    """Change a text as the rows say. Yields (place, fault) for each row whose paragraph is not in the text.

    A paragraph is searched behind that of the row before, then everywhere. A new one is inserted between its
    neighbours, where `new`, the next version, has it. Raises UnreadError if a row changes a （略）.
    """
    order = texts(root)
    at = 0
    found: list[tuple[ComparedRow, Unit | None, int]] = []
    for row in rows:
        old, unit = _words(row.old), None
        if OMITTED.fullmatch(old):
            if old != _words(row.new):
                raise UnreadError(f"「{old}」を「{_words(row.new)}」とする行は、1文ずつの行に分けてください")
        elif not NEW.fullmatch(old):
            place = _place(order, old, at)
            if place is None:
                yield row.place, _absent(old, order)
                continue
            at, unit = place, order[place]
        found.append((row, unit, at))
    _change(found, order, new)


def _change(
    found: Sequence[tuple[ComparedRow, Unit | None, int]], order: Sequence[Unit], new: Sequence[Unit]
) -> None:
    """Change the paragraphs of the rows, and insert the new ones behind their position in the old text."""
    for row, unit, _ in found:
        if unit:
            unit.text, unit.by = _changed(unit.text, _words(row.old), _words(row.new)), row.place
    beside = {*pairwise(one.text for one in new)}
    made = Counter[Unit]()
    """The number of units inserted below each unit so far: the next one stands behind these."""
    ends = [here for _, unit, here in found if unit]
    last, place = "", 0
    for row, unit, at in found:
        words = _words(row.new)
        if unit or OMITTED.fullmatch(words):
            last = ""
            continue
        if (last, words) not in beside:
            between = range(at, min((end for end in ends if end > at), default=len(order)))
            place = next((p for p in between if (order[p].text, words) in beside), at)
        one = Unit("line", words, number=number_in(words), is_added=True, by=row.place)
        order[place].below.insert(made[order[place]], one)
        made[order[place]] += 1
        last = words


def _changed(text: str, old: str, new: str) -> str:
    """The new text of a paragraph; '' if it is removed."""
    if GONE.fullmatch(new):
        return ""
    if (now := BESIDE_OMITTED.fullmatch(new)) and (was := BESIDE_OMITTED.fullmatch(old)):
        return now[1] + text[len(was[1]) : len(text) - len(was[2])] + now[2]
    return new


def _words(pieces: Sequence[tuple[str, bool]]) -> str:
    words = in_notation("".join(words for words, _ in pieces))
    return SIGN.sub(lambda one: f"{one[1] or ''} （略）".lstrip(), words)


def _place(order: Sequence[Unit], old: str, at: int) -> int | None:
    """The position of a paragraph, searched behind `at`, then from the beginning; None if absent."""
    parts = BESIDE_OMITTED.fullmatch(old)
    places: tuple[int, ...] = (*range(at + 1, len(order)), *range(at + 1))
    for place in places:
        text = order[place].text
        if text == old or (parts and text.startswith(parts[1]) and text.endswith(parts[2])):
            return place
    return None


def _absent(old: str, order: Sequence[Unit]) -> str:
    """What is wrong with a paragraph that is not there, with the one that is most like it."""
    fault = f"変更前の欄に「{old}」とありますが、変更前の版にその文はありません"
    near = max(order, key=lambda one: alike(old, one.text), default=None)
    if near and near.source and alike(old, near.text) >= SAME:
        fault += (
            f"。{near.source.place}には「{near.text}」とあります。違いは、{differing(old, near.text)}です"
        )
    return fault
