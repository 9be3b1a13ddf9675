"""What became of each character of a file: taken, written in another form, or no text of the agreement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kyoyaku.importing.draft import Draft, Run
from kyoyaku.importing.folding import BLANKS
from kyoyaku.importing.paper import LeftOut, Paper, Paragraph

TAKEN, NOT_PLACED = "", "-"
"""The states of a character that is in the draft unchanged and of one that is not, or else a rule."""
STRUCK = "印により本文から除いた文字（題名の前の記号、番号の次の点等）"
UNKNOWN = "どの規則にも当たらない文字"


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph of the file beside the lines of the draft that begin with it.

    `source` has runs of characters with their state; `line` is the first line of the draft, 0 for none.
    """

    at: str
    source: tuple[tuple[str, str], ...]
    draft: str
    line: int


@dataclass(frozen=True, slots=True)
class ImportAccount:
    """How many characters are treated in each way. `source` is their number, counted from the file itself."""

    source: int
    placed: int
    folded: tuple[tuple[str, int], ...]
    """The rules of writing, each with the number of characters that it changed or left out."""
    not_placed: tuple[LeftOut, ...]
    shown: tuple[Shown, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many characters are placed, folded and not placed, which together are those of the file."""
        folded, left_out = (number for _, number in self.folded), (len(one.text) for one in self.not_placed)
        return {"placed": self.placed, "folded": sum(folded), "not_placed": sum(left_out)}

    @property
    def unknown(self) -> tuple[LeftOut, ...]:
        """Characters that no rule has placed or left out."""
        return tuple(one for one in self.not_placed if one.why == UNKNOWN)


def account(paper: Paper, draft: Draft, numbers: Sequence[int]) -> ImportAccount:
    """The account of a paper and its draft, whose lines have these numbers in the version."""
    states = {one: [NOT_PLACED] * len(one.text) for one in paper.paragraphs()}
    for run in draft.also:
        _mark(states, run, is_form=True)
    for line in draft.lines:
        for run in line.kept.runs:
            _mark(states, run)
    struck = [(run, STRUCK) for line in draft.lines for run in line.runs if run not in line.kept.parts]
    reasons = {
        (piece.source, at): why
        for run, why in [*struck, *draft.excluded]
        for piece in run.pieces
        for at in range(piece.start, piece.end)
    }
    for paragraph, signs in states.items():
        for at, sign in enumerate(paragraph.text):
            if signs[at] == NOT_PLACED and sign.isspace():
                signs[at] = BLANKS
    left_out = [*paper.left_out, *_left_out(states, reasons)]
    counts = Counter(state for signs in states.values() for state in signs)
    placed, _ = counts.pop(TAKEN, 0), counts.pop(NOT_PLACED, 0)
    return ImportAccount(
        sum(len(one.text) for one in states) + sum(len(one.text) for one in paper.left_out),
        placed,
        tuple(sorted(counts.items())),
        tuple(left_out),
        tuple(_shown(states, draft, numbers)),
    )


def _mark(states: dict[Paragraph, list[str]], run: Run, *, is_form: bool = False) -> None:
    """Note the state of the characters of a run. `is_form`: the draft has them elsewhere in another form."""
    for piece in run.pieces:
        at = piece.start
        for unit in piece.units:
            for _ in unit.source:
                states[piece.source][at] = TAKEN if is_form else unit.rule
                at += 1


def _left_out(
    states: dict[Paragraph, list[str]], reasons: dict[tuple[Paragraph, int], str]
) -> Iterator[LeftOut]:
    for paragraph, signs in states.items():
        places = (at for at, state in enumerate(signs) if state == NOT_PLACED)
        found = [(reasons.get((paragraph, at), UNKNOWN), paragraph.text[at]) for at in places]
        for why, group in groupby(found, lambda one: one[0]):
            yield LeftOut("".join(sign for _, sign in group), paragraph.at, why)


def _shown(states: dict[Paragraph, list[str]], draft: Draft, numbers: Iterable[int]) -> Iterator[Shown]:
    lines: dict[Paragraph, list[tuple[int, str]]] = {}
    for line, number in zip(draft.lines, numbers, strict=True):
        first = next((piece.source for run in line.runs for piece in run.pieces), None)
        if first:
            lines.setdefault(first, []).append((number, str(line)))
    for paragraph, signs in states.items():
        pairs = groupby(zip(paragraph.text, signs, strict=True), lambda pair: pair[1])
        runs = tuple(("".join(sign for sign, _ in group), state) for state, group in pairs)
        own = lines.get(paragraph, [])
        yield Shown(
            paragraph.at, runs, "\n".join(dict.fromkeys(text for _, text in own)), own[0][0] if own else 0
        )
