"""What marks take from elsewhere in the transcript: that it stands there, and is all of it.

A passage that goes on in the transcript where it ends in the text, or begins there before it begins
here, has lost a character on its way. So each edge must be one that the transcript has too: a blank,
a comma, the end of a sentence, a tag of the OCR's, or a character that the text goes on with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .model import Agreement
from .problems import Place, Problem
from .streams import Piece, Stream, stream
from .text import Ref, Supplied, marks_of
from .transcript import Transcript, fold


@dataclass(frozen=True, slots=True)
class Quotation:
    """Characters that a mark takes from a place of the transcript, and its neighbours in the text."""

    wanted: str
    ref: Ref
    before: str
    after: str
    place: Place


def quotations(agreement: Agreement) -> Iterator[Quotation]:
    """One for each place that a mark's note names."""
    for text in agreement.texts():
        for at, span in enumerate(text.spans):
            for mark in (one for one in marks_of(span) if one.note.refs):
                before = fold(text.spans[at - 1].edited)[-1:] if at else ""
                after = "".join(fold(span.edited)[:1] for span in text.spans[at + 1 : at + 2])
                wanted = mark.moved if isinstance(mark, Supplied) else mark.witness
                yield from (Quotation(wanted, ref, before, after, text.place) for ref in mark.note.refs)


def check_restored(agreement: Agreement, transcript: Transcript) -> Iterator[Problem]:
    """What is restored from a place of the transcript stands there, whole."""
    for one in quotations(agreement):
        if not found(one, transcript):
            where = f"底本（{transcript.path}:{one.ref.line}）の{one.ref}"
            message = f"「{one.wanted}」は{where}にありません"
            if any(fold(one.wanted) in fold(cell.text) for cell in transcript.cells_at(one.ref)):
                message = (
                    f"{where}では、「{one.wanted}」の前又は後に文字が続いています。"
                    "文の切れ目か、前後の文字が本文と同じになる所までを移してください"
                )
            yield Problem(one.place, message, "witness-place")


def found(quotation: Quotation, transcript: Transcript) -> tuple[Ref, range] | None:
    """The cell that holds the quotation, and which of its characters it is; None when there is none."""
    for cell in transcript.cells_at(quotation.ref):
        passage = stream([Piece(cell.text, quotation.place)])
        if characters := _within(passage, quotation):
            return cell.ref, characters
    return None


def _within(passage: Stream, quotation: Quotation) -> range | None:
    """Where the quotation stands in the passage with an edge on both sides."""
    signs, wanted = passage.signs, fold(quotation.wanted)
    edges = {0, len(signs), *passage.spaced}
    at = signs.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        opens = at in edges or signs[at - 1] in ("、", "。", ">", quotation.before)
        closes = end in edges or signs[end - 1] == "。" or signs[end] in ("<", quotation.after)
        if opens and closes:
            return range(at, end)
        at = signs.find(wanted, at + 1)
    return None
