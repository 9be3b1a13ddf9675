"""The index of names (索引): the names in the order of the fifty sounds (五十音), with their pages."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import groupby

from kyoyaku.language.characters import unvaried
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.layers import NAME_KINDS, Name
from kyoyaku.model.parts import Annex
from kyoyaku.pages.page_list import Page, reading_order

ROWS = {
    "あ": "あいうえお",
    "か": "かきくけこ",
    "さ": "さしすせそ",
    "た": "たちつてと",
    "な": "なにぬねの",
    "は": "はひふへほ",
    "ま": "まみむめも",
    "や": "やゆよ",
    "ら": "らりるれろ",
    "わ": "わゐゑをん",
}


@dataclass(frozen=True, slots=True)
class Indexed:
    """A name of the index, its kind (団体, 施設, …), and the pages whose text has it."""

    name: Name
    kind: str
    pages: tuple[Page, ...]


ANCHORS = dict(zip(ROWS, ("a", "ka", "sa", "ta", "na", "ha", "ma", "ya", "ra", "wa"), strict=True))
"""The anchor of each row on the page."""


def name_index(agreement: Agreement) -> list[tuple[str, list[Indexed]]]:
    """The rows of the fifty sounds that have names, in order: [("あ", [...]), ("か", [...])]."""
    pages = [page for page in reading_order(agreement) if not isinstance(page.subject, Annex)]
    texts = [(page, unvaried("\n".join(text.edited for text in page.texts))) for page in pages]
    found = [
        Indexed(
            name, NAME_KINDS[name.kind], tuple(page for page, text in texts if unvaried(name.name) in text)
        )
        for name in sorted(agreement.names, key=lambda one: (_sort_key(one.reading), one.name))
    ]
    return [(row, list(group)) for row, group in groupby(found, lambda one: _row(one.name.reading))]


def _plain(kana: str) -> str:
    """A kana without voicing mark and of full size: た for だ, つ for っ."""
    bare = unicodedata.normalize("NFD", kana)[0]
    return bare.translate(str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ"))


def _sort_key(reading: str) -> str:
    """A reading to sort by: がっこう comes before かつどう, because voicing marks do not count."""
    letters = ""
    for kana in reading:
        letters += _vowel(letters[-1:]) if kana == "ー" else _plain(kana)
    return letters


def _vowel(kana: str) -> str:
    """The vowel of a kana, which stands for a following ー: あ for ぱ."""
    row = next((row for row in ROWS.values() if kana in row), "")
    place = {"や": 0, "ゆ": 2, "よ": 4, "わ": 0}.get(kana, row.find(kana))
    return "あいうえお"[place] if 0 <= place < 5 else kana


def _row(reading: str) -> str:
    first = _plain(reading[0])
    return next((name for name, row in ROWS.items() if first in row), "わ")
