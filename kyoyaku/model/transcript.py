"""The transcript that a text was made from, in lines and cells separated by tabs, and its account.

The account says how each character of it is treated, and where each of the text comes from.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from hashlib import sha256
from itertools import accumulate, chain

from kyoyaku.language.characters import JOINED, RADICALS, TEXT_FORMS, mended
from kyoyaku.model.text import Ref
from kyoyaku.problems import Place

SIGNS = re.compile(r"^(?:#+ |- )", re.MULTILINE)
"""What the OCR writes before a heading or an entry of a list."""
FORMS = {**TEXT_FORMS, **RADICALS}
FORM = re.compile(f"[{re.escape(''.join(FORMS))}]")


def without_slips(text: str) -> str:
    """The text without slips, except radicals, which `in_text_forms` replaces one for one."""
    return mended(text, RADICALS)


def in_text_forms(text: str) -> str:
    """The text in the declared forms: commas as 、, brackets as （）, digits half-width, ⺠ as 民."""
    return FORM.sub(lambda match: FORMS[match[0]], text)


@lru_cache(maxsize=4096)
def comparable(text: str) -> str:
    """The text for comparison: in the declared forms and without blanks."""
    return in_text_forms("".join(without_slips(text).split()))


@dataclass(frozen=True, slots=True)
class TranscriptCell:
    """A cell that is not blank, without the signs (# -) at the beginning of its line."""

    ref: Ref
    text: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """A transcript: its text, without byte order mark and with LF, whatever git made of it.

    If it is in several files, their lines are numbered on, and so are the places that marks name.
    """

    files: tuple[tuple[str, int], ...]
    """The path of each file, and the number of lines before it."""
    content: str
    rows: tuple[tuple[TranscriptCell, ...], ...]
    """The cells of each line."""

    @property
    def path(self) -> str:
        """The path of its first file."""
        return self.files[0][0]

    def place(self, line: int) -> Place:
        """Where a line is in its file."""
        path, before = next(one for one in reversed(self.files) if one[1] < line)
        return Place(path, line - before)

    @property
    def sha256(self) -> str:
        """The SHA-256 of the content, in hexadecimal."""
        return sha256(self.content.encode()).hexdigest()

    @property
    def has_joined_labels(self) -> bool:
        """Whether a line or cell begins with ⑴ or the like."""
        return any(cell.text.lstrip()[:1] in JOINED for cell in self.cells)

    @property
    def cells(self) -> Iterator[TranscriptCell]:
        """Every cell in order."""
        return chain.from_iterable(self.rows)

    def cells_at(self, ref: Ref) -> list[TranscriptCell]:
        """The cell at a place, or those of a whole line; none when there is no such place."""
        row = self.rows[ref.line - 1] if ref.line <= len(self.rows) else ()
        if ref.cell is None:
            return list(row)
        at = bisect_left(row, ref.cell, key=lambda cell: cell.ref.cell or 0)
        return [cell for cell in row[at : at + 1] if cell.ref == ref]


def transcript(*files: tuple[str, str]) -> Transcript:
    """The transcript in one or several files, each given by its path and its characters."""
    if len(files) > 1:
        files = tuple((path, content.removesuffix("\n") + "\n") for path, content in files)
    lengths = accumulate((content.count("\n") for _, content in files), initial=0)
    content = "".join(content for _, content in files)
    cells = (
        [TranscriptCell(Ref(number, at), one) for at, one in enumerate(SIGNS.sub("", line).split("\t"), 1)]
        for number, line in enumerate(without_slips(content).split("\n"), start=1)
    )
    rows = tuple(tuple(cell for cell in row if comparable(cell.text)) for row in cells)
    starts = tuple((path, before) for (path, _), before in zip(files, lengths, strict=False))
    return Transcript(starts, content, rows)


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
    kind: Treatment[kind.upper()] for kind in "stray apart invented unplaced displaced moved".split()
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
