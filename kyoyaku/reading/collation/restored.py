"""Checks that debris.yml quotes the transcript, and that restored passages stand where their notes say.

A mark such as {++連絡調整を行う。++}{>>certain @78.2: …<<} names a place of the transcript, which is either

- a cell declared in debris.yml: then the passage in braces there ("•{連絡調整を行う。}") is the same, no
  character more or less, and every passage in braces is restored as often as it stands there; or
- a cell of the running text: it is evidence only. The passage must end where words end: at the edge of the
  cell, a blank, a comma, the end of a sentence, or the character with which the text goes on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kyoyaku.language.characters import mended
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.layers import Debris
from kyoyaku.model.text import Ref, Supplied
from kyoyaku.model.transcript import Transcript, comparable
from kyoyaku.problems import Place, Problem
from kyoyaku.reading.collation.streams import Piece, Stream, stream


@dataclass(frozen=True, slots=True)
class Quotation:
    """Characters that a mark restores from a place of the transcript, and the characters around the mark."""

    wanted: str
    ref: Ref
    before: str
    after: str
    place: Place


def check_debris(agreement: Agreement, transcript: Transcript) -> Iterator[Problem]:
    """A problem for each entry whose text is not that of its cell, and for each cell declared twice."""
    declared: set[Ref] = set()
    places = {comparable(cell.text): cell.ref for cell in reversed([*transcript.cells])}
    for debris in agreement.debris:
        cells = transcript.cells_at(debris.ref)
        wanted = comparable(debris.text)
        if wanted and wanted != comparable("".join(cell.text for cell in cells)):
            shown = " ".join(mended(cell.text).strip() for cell in cells)
            where = f"底本（{transcript.place(debris.ref.line)}）の{debris.ref}"
            found = f"「{shown}」ですが、textは「{debris.text}」です" if shown else "空です"
            # The lines of the transcript may have moved.
            hint = f"（同じ文が{places[wanted]}にあります）" if wanted in places else ""
            message = f"{where}は{found}{hint}。底本のとおりに書いてください"
            yield Problem(debris.place, message, "debris-text")
        if twice := declared & {cell.ref for cell in cells}:
            message = f"{min(twice, key=str)}は、前にも書かれています。一つにしてください"
            yield Problem(debris.place, message, "debris-twice")
        declared |= {cell.ref for cell in cells}


def quotations(agreement: Agreement) -> Iterator[Quotation]:
    """A quotation for each place that the note of a supplied passage names."""
    for text in agreement.texts:
        for at, span in enumerate(text.spans):
            if isinstance(span, Supplied) and span.note.refs:
                before = comparable(text.spans[at - 1].edited)[-1:] if at else ""
                after = "".join(comparable(one.edited)[:1] for one in text.spans[at + 1 : at + 2])
                for ref in span.note.refs:
                    yield Quotation(span.moved, ref, before, after, text.place)


def check_restored(agreement: Agreement, transcript: Transcript) -> Iterator[Problem]:
    """A problem for each quotation that is not at its place, and each moved passage that is not quoted."""
    debris = {cell.ref: one for one in agreement.debris for cell in transcript.cells_at(one.ref)}
    passages = {
        one.ref: [stream([Piece(passage, one.place)]) for passage in one.moved] for one in agreement.debris
    }
    running = cache(lambda cell: stream([Piece(cell.text, Place("", 1))]))
    taken: Counter[tuple[Ref, str]] = Counter()
    for quotation in quotations(agreement):
        cells = transcript.cells_at(quotation.ref)
        held = [debris[cell.ref] for cell in cells if cell.ref in debris]
        wanted = stream([Piece(quotation.wanted, quotation.place)])
        both = ((one.ref, passage) for one in held for passage in passages[one.ref])
        # The passage has every blank of the quotation, too.
        same = [at for at, it in both if wanted.signs == it.signs and wanted.spaced <= it.spaced]
        if same:
            taken[same[0], wanted.signs] += 1
        elif held or not any(_stands(quotation, running(cell)) for cell in cells):
            yield Problem(quotation.place, _missing(quotation, held, transcript), "witness-place")
    for one in agreement.debris:
        for passage, number in Counter(one.moved).items():
            if taken[one.ref, comparable(passage)] != number:
                message = (
                    f"{one.ref}の「{passage}」を本文に移した印がないか、多すぎます。"
                    "移した先に、前に「{++」、後に"
                    f"「++}}{{>>certain @{one.ref.written}: 理由<<}}」を付けて書くか、"
                    "textの{ }を外してください"
                )
                yield Problem(one.place, message, "debris-moved")


def _stands(quotation: Quotation, cell: Stream) -> bool:
    """Whether the quotation stands in the cell and words begin and end with it."""
    signs, wanted = cell.signs, comparable(quotation.wanted)
    length, edges = len(signs), cell.spaced
    at = signs.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        opens = not at or at in edges or signs[at - 1] in ("、", "。", quotation.before)
        closes = end == length or end in edges or signs[end - 1] == "。" or signs[end] == quotation.after
        if opens and closes:
            return True
        at = signs.find(wanted, at + 1)
    return False


def _missing(quotation: Quotation, held: list[Debris], transcript: Transcript) -> str:
    where = f"底本（{transcript.place(quotation.ref.line)}）の{quotation.ref}"
    if held:
        return (
            f"「{quotation.wanted}」は、debris.yml（{held[0].place}）の{held[0].ref}で移した文となっていません。"
            "印の中の文と、textの中で{ }で囲んだ文を、一字も違わないようにしてください"
        )
    wanted = comparable(quotation.wanted)
    if any(wanted in comparable(cell.text) for cell in transcript.cells_at(quotation.ref)):
        return (
            f"{where}では、「{quotation.wanted}」の前か後に文字が続いています。語の切れ目までを書いてください"
        )
    return f"「{quotation.wanted}」は{where}にありません。行及び欄の番号を確かめてください"
