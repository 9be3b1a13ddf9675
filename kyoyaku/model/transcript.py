"""The transcript that a text was made from: lines, and cells separated by tabs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain

from kyoyaku.language.characters import TEXT_FORMS
from kyoyaku.model.text import Ref

SIGNS = re.compile(r"^(?:#+ |- )")
"""What the OCR writes before a heading or an entry of a list."""
FORM = re.compile(f"[{re.escape(''.join(TEXT_FORMS))}]")
UNSEEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
"""Blanks without width, which some programs leave in a text; they count as blanks."""


def visible(text: str) -> str:
    """The text without blanks that have no width."""
    return UNSEEN.sub("", text)


def in_text_forms(text: str) -> str:
    """The text in the declared forms: commas as 、, brackets as （）, digits half-width."""
    return FORM.sub(lambda match: TEXT_FORMS[match[0]], text)


def comparable(text: str) -> str:
    """The text under the declared rules of writing: in these forms and without blanks."""
    return in_text_forms("".join(visible(text).split()))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not blank, without the signs (# -) at the beginning of its line."""

    ref: Ref
    text: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """A transcript: its path, the file as it is, and its lines without byte order mark and CR."""

    path: str
    content: str
    lines: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    """The cells of each line."""

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file, in hexadecimal."""
        return sha256(self.content.encode()).hexdigest()

    @property
    def cells(self) -> Iterator[Cell]:
        """Every cell in order."""
        return chain.from_iterable(self.rows)

    def cells_at(self, ref: Ref) -> list[Cell]:
        """The cell at a place, or those of a whole line; none when there is no such place."""
        row = self.rows[ref.line - 1] if ref.line <= len(self.rows) else ()
        if ref.cell is None:
            return list(row)
        at = bisect_left(row, ref.cell, key=lambda cell: cell.ref.cell or 0)
        return [cell for cell in row[at : at + 1] if cell.ref == ref]


def transcript(path: str, content: str) -> Transcript:
    """The transcript in a file, whose characters are `content`."""
    lines = tuple(content.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"))
    cells = (
        [Cell(Ref(number, at), cell) for at, cell in enumerate(SIGNS.sub("", line).split("\t"), start=1)]
        for number, line in enumerate(lines, start=1)
    )
    rows = tuple(tuple(cell for cell in row if comparable(cell.text)) for row in cells)
    return Transcript(path, content, lines, rows)
