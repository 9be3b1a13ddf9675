"""Slugs that are proposed: for initiatives English words of slug_words.csv, for parties how they are read.

In slug_words.csv `after` is a word used only behind another (処理, disposal), `alone` one used only if no
other is known (推進, promotion). If no word is known, the slug is a number, never a guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from kyoyaku.importing.municipalities import found, rows_of
from kyoyaku.model.slugs import MAX_LENGTH, slug_fault

AND = re.compile("及び|並びに|又は|[、,]|(?<=[一-鿿ァ-ヶー])と(?=[一-鿿ァ-ヶA-Z])")
"""What stands between two things and is read as ・; not the と of ひとり親."""


def proposed(names: Sequence[str]) -> list[str]:
    """A valid slug for each name, in order, no two the same; initiative-3 for the third if none is known."""
    slugs: dict[str, None] = {}
    for number, name in enumerate(names, start=1):
        slug = _in_english(name) or f"initiative-{number}"
        again = (f"{slug}-{count}" for count in range(2, len(names) + 2))
        slugs[next(one for one in (slug, *again) if one not in slugs)] = None
    return [*slugs]


def party_slug(name: str) -> str:
    """The slug of a municipality; '' if it is not known, or if others of this name are read otherwise."""
    slugs = {one.slug for one in found(name)}
    return slugs.pop() if len(slugs) == 1 else ""


def _in_english(name: str) -> str:
    """At most three words: library-and-museum for 図書館及び資料館の利用; '' if none is known."""
    known = {word: (english, use) for word, english, use in rows_of("slug_words.csv")}
    words, alone, end = list[str](), "", 0
    text = re.sub("[の\\s]|(?<![高中初平均対])等", "", AND.sub("・", unicodedata.normalize("NFKC", name)))
    for match in re.finditer("|".join(sorted(known, key=len, reverse=True)), text):
        english, use = known[match[0]]
        if use == "alone":
            alone = alone or english
        elif words and words[-1] in english:
            words[-1] = english  # 職員の人事交流: staff-exchange, not staff-staff-exchange
        elif len(words) < 3 and (words or not use) and not any(english in one for one in words):
            is_listed = words and not use and "・" in text[end : match.start()]
            words.append(f"and-{english}" if is_listed else english)
        end = match.end()
    while len("-".join(words)) > MAX_LENGTH - 6:  # with room for a number: -2
        words.pop()
    slug = "-".join(words) or alone
    return "" if slug_fault(slug) else slug
