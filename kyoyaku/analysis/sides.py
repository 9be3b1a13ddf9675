"""The roles of an initiative against each other: which words two of them have.

Words are compared, no meaning. A clause with a gap is in no comparison.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kyoyaku.model.parts import Initiative, Row
from kyoyaku.model.text import Text
from kyoyaku.model.walking import texts

Passage = tuple[int, int]
"""Start and end in the edited reading."""


def sides(one: Initiative) -> list[Row]:
    """The rows that stand beside each other: those of one party or body."""
    return [row for row in one.all_rows if row.body and len(row.bearers) == 1]


def shared(one: Initiative) -> dict[Text, list[Passage]]:
    """The clauses of a role that another role has, too, or has with 甲 and 乙 in each other's place."""
    found: dict[Text, list[Passage]] = {}
    several = [(row, list(_clauses(row))) for row in sides(one)]
    for row, own in several:
        others = [(other, {words for _, _, words in said}) for other, said in several if other != row]
        for text, start, words in own:
            if any(words in said or _swapped(words, row, other) in said for other, said in others):
                passages = found.setdefault(text, [])
                # A clause that follows a shared one is one with it: 、 stands between them.
                begins = passages.pop()[0] if passages and passages[-1][1] == start - 1 else start
                passages.append((begins, start + len(words)))
    return found


def _clauses(row: Row) -> Iterator[tuple[Text, int, str]]:
    for text in texts(row.body):
        for clause in re.finditer("[^、。]+", text.edited):
            if "〔" not in clause[0]:
                yield text, clause.start(), clause[0]


def _swapped(words: str, row: Row, other: Row) -> str:
    """The words with the two bearers in each other's place, by label and by name."""
    (one,), (two,) = row.bearers, other.bearers
    pairs = {one.name: two.name, getattr(one, "key", one.name): getattr(two, "key", two.name)}
    pairs |= {new: old for old, new in pairs.items()}
    either = "|".join(map(re.escape, sorted(pairs, key=len, reverse=True)))
    return re.sub(either, lambda found: pairs[found[0]], words)
