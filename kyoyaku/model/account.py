"""The account: how each character of a transcript is treated, and where each of a text comes from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Treatment(Enum):
    """How a character of the transcript is treated; the value is its name on the pages.

    The first eight are the declared rules of writing, which need no mark.
    """

    IDENTICAL = "本文と一致する文字"
    FORM = "字形を改めた文字（読点、括弧及び数字）"
    MENDED = "文字コードを改め、又は除いた文字（部首の字、離れた濁点、目に見えない文字等）"
    CAPTION = "条名の次に置いた条の見出し（括弧を除く）"
    BLANK = "空白、改行及び欄の区切り"
    HEAD = "表の見出しの行の文字（取組の各欄の名）"
    NOTE = "例規集の改正の注の文字"
    SIGN = "見出し及び箇条書の記号（# -）"
    CORRECTED = "校訂した箇所の文字"
    ILLEGIBLE = "判読できない文字"
    MOVED = "復元の典拠とした文字（同じ文が二つ以上の箇所にあるものを含む）"
    STRUCK = "除いた文字（削除）"
    DISPLACED = "除いた文：離れて重複したもの"
    UNPLACED = "除いた文：置くべき欄の決められないもの"
    INVENTED = "除いた文字：根拠のないもの"
    STRAY = "除いた記号：混入したもの"
    APART = "除いた文：本文でないもの（題名の前後の日付及び番号、ページの番号等）"


DEBRIS_KINDS = {
    "stray": Treatment.STRAY,
    "apart": Treatment.APART,
    "invented": Treatment.INVENTED,
    "unplaced": Treatment.UNPLACED,
    "displaced": Treatment.DISPLACED,
    "moved": Treatment.MOVED,
}
"""The kinds of debris by their words in debris.yml."""


class Origin(Enum):
    """Where a character of the edited text comes from."""

    WITNESS = "底本の同じ箇所にある文字"
    CORRECTED = "校訂した箇所の文字"
    RESTORED = "底本の他の箇所により補った文字（復元）"
    SUPPLIED = "編者が補った文字（補記）"


@dataclass(frozen=True, slots=True)
class Account:
    """How many characters there are of each kind; kinds that do not occur are left out.

    `transcript` counts every character of the transcript once. `text` counts those of the edited text
    without blanks and without 〔底本欠落〕 and the like. The two lengths are counted independently.
    """

    transcript: tuple[tuple[Treatment, int], ...]
    text: tuple[tuple[Origin, int], ...]
    transcript_length: int
    text_length: int

    @property
    def transcript_unaccounted(self) -> int:
        """Characters of the transcript that are in no count; 0, or the program is wrong."""
        return self.transcript_length - sum(number for _, number in self.transcript)

    @property
    def text_unaccounted(self) -> int:
        """Characters of the text that are in no count; 0, or the program is wrong."""
        return self.text_length - sum(number for _, number in self.text)
