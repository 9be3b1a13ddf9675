"""Compares the roles of an initiative: which clauses two of them share.

Only words are compared, not their meaning. A clause with lost words is left out.
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
    """The rows to compare: those with a text and exactly one party or body."""
    return [row for row in one.all_rows if row.body and len(row.bearers) == 1]


def shared(one: Initiative) -> dict[Text, list[Passage]]:
    """By text, the passages that another role has too, word for word or with 甲 and 乙 exchanged."""
    found: dict[Text, list[Passage]] = {}
    several = [(row, list(_clauses(row))) for row in sides(one)]
    for row, own in several:
        others = [(other, {words for _, _, words in said}) for other, said in several if other != row]
        for text, start, words in own:
            if any(words in said or _swapped(words, row, other) in said for other, said in others):
                passages = found.setdefault(text, [])
                # Shared clauses that follow each other become one passage; only 、 is between them.
                begins = passages.pop()[0] if passages and passages[-1][1] == start - 1 else start
                passages.append((begins, start + len(words)))
    return found


def _clauses(row: Row) -> Iterator[tuple[Text, int, str]]:
    for text in texts(row.body):
        for clause in re.finditer("[^、。]+", text.edited):
            if "〔" not in clause[0]:
                yield text, clause.start(), clause[0]


def _swapped(words: str, row: Row, other: Row) -> str:
    """The words with the two bearers exchanged, by label and by name: 甲は乙に for 乙は甲に."""
    (one,), (two,) = row.bearers, other.bearers
    pairs = {one.name: two.name, getattr(one, "key", one.name): getattr(two, "key", two.name)}
    pairs |= {new: old for old, new in pairs.items()}
    either = "|".join(map(re.escape, sorted(pairs, key=len, reverse=True)))
    return re.sub(either, lambda found: pairs[found[0]], words)
