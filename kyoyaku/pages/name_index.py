"""The index of names (索引) and the glossary, in the order of the fifty sounds (五十音), with their pages."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from kyoyaku.language.characters import unvaried
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.layers import NAME_KINDS
from kyoyaku.model.parts import Annex
from kyoyaku.pages.addresses import address
from kyoyaku.pages.page_list import Page, reading_order

ROWS = "あかさたなはまやらわ"
"""The first kana of each row. The code points of hiragana are in the order of the fifty sounds."""
ANCHORS = dict(zip(ROWS, "a ka sa ta na ha ma ya ra wa".split(), strict=True))
"""The anchor of each row on the page."""
KANA = re.compile("[ぁ-ゖァ-ヺー・]+")
"""A word of kana only, which needs no reading."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """A word with its reading, what it is (団体, 施設, …) or means, and the pages whose text has it."""

    word: str
    reading: str
    said: str
    pages: tuple[Page, ...]


Rows = list[tuple[str, list[Indexed]]]
"""The rows of the fifty sounds that have words, in order: [("あ", [...]), ("か", [...])]."""


def name_index(agreement: Agreement) -> Rows:
    """The names of the text."""
    return _rows(agreement, ((one.name, one.reading, NAME_KINDS[one.kind]) for one in agreement.names))


def glossary(agreement: Agreement) -> Rows:
    """The words of the text that the editor explains."""
    return _rows(agreement, ((one.term, one.reading, one.meaning) for one in agreement.glossary))


def _rows(agreement: Agreement, words: Iterable[tuple[str, str, str]]) -> Rows:
    pages = [page for page in reading_order(agreement) if not isinstance(page.subject, Annex)]
    texts = [(page, unvaried("\n".join(text.edited for text in page.texts))) for page in pages]
    found = [
        Indexed(word, reading, said, tuple(page for page, text in texts if unvaried(word) in text))
        for word, reading, said in sorted(words, key=lambda one: (_sort_key(one[1]), one[0]))
    ]
    return [(name, list(group)) for name, group in groupby(found, _row)]


def _row(one: Indexed) -> str:
    return ROWS[bisect_right(ROWS, _plain(one.reading[0])) - 1]


def term_anchor(reading: str) -> str:
    """The anchor of a word on the page of the glossary, by its reading: t-oubun for おうぶん."""
    names = (unicodedata.name(kana).split()[-1] for kana in reading.replace("ー", ""))
    return f"t-{''.join(names).lower()}"


def readings(agreement: Agreement, page: Page) -> str:
    """The readings of the names and explained words on a page, for its script: 旭川市=あさひかわし;応分=…."""
    said = agreement.explained.get(address(agreement, page.path))
    text = unvaried("\n".join((*(text.edited for text in page.texts), said.plain if said else "")))
    words = [(one.name, one.reading) for one in agreement.names]
    words += [(one.term, one.reading) for one in agreement.glossary]
    return ";".join(
        f"{word}={kana}"
        for word, kana in dict(words).items()
        if not KANA.fullmatch(word) and unvaried(word) in text
    )


def _plain(kana: str) -> str:
    """A kana without voicing mark and of full size: た for だ, つ for っ."""
    bare = unicodedata.normalize("NFD", kana)[0]
    return bare.translate(str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ"))


def _sort_key(reading: str) -> str:
    """A reading to sort by: がっこう comes before かつどう, because voicing marks do not count."""
    letters = ""
    for kana in reading:
        letters += _vowel(letters[-1:] or kana) if kana == "ー" else _plain(kana)
    return letters


def _vowel(kana: str) -> str:
    """The vowel of a kana, which stands for a following ー: あ for ぱ, whose name ends in LETTER PA."""
    vowel = "AIUEO".find(unicodedata.name(kana, " ")[-1])
    return kana if vowel < 0 else "あいうえお"[vowel]
