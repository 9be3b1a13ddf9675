"""Where a text calls a party by the label that the agreement gives it: 甲, 乙."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kyoyaku.language.characters import spelled, unvaried

# A kanji behind a label makes it part of a word (甲板), but not the 及 of 甲及び乙 or the 又 of 甲又は乙.
# A kanji before a label is allowed: その都度甲及び乙が.
JOINING = "及又並若"
KANJI = rf"[々\u3400-\u4dbf\u4e00-\u9fff](?<![{JOINING}])"


@dataclass(frozen=True, slots=True)
class PartyLabel:
    """A label by its place in the edited reading, and the name of the party."""

    start: int
    end: int
    label: str
    name: str


def party_labels(text: str, names: Mapping[str, str]) -> Iterator[PartyLabel]:
    """The labels in a text in order; `names` gives the name for each label.

    甲板 and 乙女 have none, nor has 「甲」, which is the word itself: it stands where the word is defined.
    """
    if not names:
        return
    either = "|".join(map(spelled, sorted(names, key=len, reverse=True)))
    plain = {unvaried(label): name for label, name in names.items()}
    for match in re.finditer(rf"(?<!「)(?:{either})(?=(?:{either})|(?!{KANJI}))(?!」)", text):
        yield PartyLabel(match.start(), match.end(), match.group(), plain[unvaried(match.group())])
