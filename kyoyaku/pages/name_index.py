"""The index of names (索引): the names in the order of the fifty sounds (五十音), with their pages."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from itertools import groupby

from kyoyaku.language.characters import unvaried
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.layers import NAME_KINDS, Name
from kyoyaku.model.parts import Annex
from kyoyaku.pages.page_list import Page, reading_order

ROWS = "あかさたなはまやらわ"
"""The first kana of each row. The code points of hiragana are in the order of the fifty sounds."""
ANCHORS = dict(zip(ROWS, "a ka sa ta na ha ma ya ra wa".split(), strict=True))
"""The anchor of each row on the page."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """A name of the index, its kind (団体, 施設, …), and the pages whose text has it."""

    name: Name
    kind: str
    pages: tuple[Page, ...]


def name_index(agreement: Agreement) -> list[tuple[str, list[Indexed]]]:
    """The rows of the fifty sounds that have names, in order: [("あ", [...]), ("か", [...])]."""

    def row(one: Indexed) -> str:
        return ROWS[bisect_right(ROWS, _plain(one.name.reading[0])) - 1]

    pages = [page for page in reading_order(agreement) if not isinstance(page.subject, Annex)]
    texts = [(page, unvaried("\n".join(text.edited for text in page.texts))) for page in pages]
    found = [
        Indexed(
            name, NAME_KINDS[name.kind], tuple(page for page, text in texts if unvaried(name.name) in text)
        )
        for name in sorted(agreement.names, key=lambda one: (_sort_key(one.reading), one.name))
    ]
    return [(name, list(group)) for name, group in groupby(found, row)]


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
