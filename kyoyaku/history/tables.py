"""An instrument in the form of a 新旧対照表: each row has a paragraph as it was and as it becomes.

The words decide, and not the underlines, which may be drawn wider or narrower. What no row has stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kyoyaku.history.comparison import SAME, alike
from kyoyaku.history.units import Unit, number_in, texts
from kyoyaku.history.words import differing
from kyoyaku.language.characters import in_notation
from kyoyaku.model.change import ComparedRow
from kyoyaku.problems import Place

OMITTED = re.compile(r"[（(]?略[）)]?")
NEW = re.compile(r"[（(]新設[）)]|")
GONE = re.compile(r"[（(]削(?:る|除)[）)]|")
# 2 （略）, 第4条（連絡会議） （略）: the words before it count.
BEFORE_OMITTED = re.compile(r"(.*?) ?[（(]略[）)]")


def apply_table(rows: Sequence[ComparedRow], root: Unit) -> Iterator[tuple[Place, str]]:
    """Change a text as the rows say. Gives the rows whose paragraph it does not have, and what is wrong.

    A row is looked for behind that of the row before it, then everywhere.
    """
    order = texts(root)
    at = -1
    found: list[tuple[ComparedRow, Unit | None, Unit | None]] = []
    for row in rows:
        old = _words(row.old)
        unit: Unit | None = None
        if not OMITTED.fullmatch(old) and not NEW.fullmatch(old):
            place = _place(order, old, at)
            if place is None:
                yield row.place, _absent(old, order)
                continue
            at = place
            unit = order[at]
        found.append((row, unit, order[at] if at >= 0 else None))
    made: dict[Unit, int] = {}
    """How many new units stand right below one so far: in the order of the document they are behind it."""
    for row, unit, last in found:
        new, old = _words(row.new), _words(row.old)
        if unit:
            unit.text, unit.by = _changed(unit.text, old, new), row.place
        elif last and not OMITTED.fullmatch(new):
            one = Unit("line", new, number=number_in(new), is_added=True, by=row.place)
            last.below.insert(made.get(last, 0), one)
            made[last] = made.get(last, 0) + 1


def _changed(text: str, old: str, new: str) -> str:
    """What a paragraph becomes; '' if it goes."""
    if GONE.fullmatch(new):
        return ""
    if omitted := BEFORE_OMITTED.fullmatch(new):
        start = BEFORE_OMITTED.fullmatch(old)
        return omitted[1] + text.removeprefix(start[1] if start else old)
    return new


def _words(pieces: Sequence[tuple[str, bool]]) -> str:
    return in_notation("".join(words for words, _ in pieces))


def _place(order: Sequence[Unit], old: str, at: int) -> int | None:
    """The position of a paragraph, first of those behind a position."""
    start = BEFORE_OMITTED.fullmatch(old)
    places: tuple[int, ...] = (*range(at + 1, len(order)), *range(at + 1))
    for place in places:
        text = order[place].text
        if text == old or (start and text.startswith(start[1])):
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
