"""The collation of a text with its transcript: every character of both is counted once, or is a problem."""

from __future__ import annotations

from collections import Counter

from kyoyaku.language.characters import RADICALS
from kyoyaku.model.account import Account, Origin, Treatment
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.text import Corrected, Plain, Span, Supplied
from kyoyaku.model.transcript import SIGNS, Transcript, comparable, visible
from kyoyaku.problems import Problem
from kyoyaku.reading.collation.restored import check_debris, check_restored
from kyoyaku.reading.collation.streams import Stream, text_stream, transcript_stream
from kyoyaku.reading.collation.unaccounted import unaccounted


def collate(agreement: Agreement, transcript: Transcript) -> tuple[list[Problem], Account | None]:
    """The problems of a text and its transcript; without any, the account of every character of both."""
    ours, theirs = text_stream(agreement, transcript), transcript_stream(agreement, transcript)
    declared = [cell for debris in agreement.debris for cell in transcript.cells_at(debris.ref)]
    problems = [
        *check_restored(agreement, transcript),
        *check_debris(agreement, transcript),
        *unaccounted(ours, theirs, declared),
    ]
    return problems, None if problems else _account(agreement, transcript, ours, theirs)


def _account(agreement: Agreement, transcript: Transcript, ours: Stream, theirs: Stream) -> Account:
    treatments = _treatments(agreement, transcript, ours, theirs)
    spans = [span for text in agreement.texts for span in text.spans]
    origins = Counter[Origin]()
    for span in spans:
        parts: tuple[Span, ...] = (span,)
        origin = Origin.WITNESS
        if isinstance(span, Supplied):
            parts, origin = span.content, Origin.RESTORED if span.note.refs else Origin.SUPPLIED
        for part in parts:
            # Blanks do not count, nor do 〔底本欠落〕 and the like.
            if isinstance(part, Plain | Corrected):
                own = Origin.CORRECTED if isinstance(part, Corrected) else origin
                origins[own] += len(comparable(part.edited))
    account = Account(
        tuple((one, treatments[one]) for one in Treatment if treatments[one]),
        tuple((one, origins[one]) for one in Origin if origins[one]),
        len(transcript.content),
        sum(len(comparable(span.edited)) for span in spans if not span.is_lost),
    )
    if account.transcript_unaccounted or account.text_unaccounted:
        raise AssertionError(f"the program does not count some characters: {account}")
    return account


def _treatments(
    agreement: Agreement, transcript: Transcript, ours: Stream, theirs: Stream
) -> Counter[Treatment]:
    """How many characters of the transcript are treated in each way."""
    seen = visible(transcript.content)
    found = Counter({Treatment.MENDED: len(transcript.content) - len(seen)})
    found[Treatment.BLANK] = len(seen) - len("".join(seen.split()))
    found[Treatment.SIGN] = sum(len(sign.rstrip()) for sign in SIGNS.findall(seen))
    # Both have these characters at the same place; FORM or MENDED, if one is written otherwise, unmarked.
    ends = (*ours.starts[1:], len(ours.signs))
    for piece, start, end in zip(ours.pieces, ours.starts, ends, strict=True):
        forms, codes = 0, 0
        if piece.treatment in (Treatment.IDENTICAL, Treatment.CAPTION):
            forms = sum(map(str.__ne__, ours.written[start:end], theirs.written[start:end]))
            codes = sum(sign in RADICALS for sign in theirs.written[start:end]) if forms else 0
        found[piece.treatment] += end - start - forms
        found[Treatment.FORM] += forms - codes
        found[Treatment.MENDED] += codes
    for debris in agreement.debris:
        length = sum(len(comparable(cell.text)) for cell in transcript.cells_at(debris.ref))
        moved = sum(len(comparable(passage)) for passage in debris.moved)
        found[Treatment.MOVED] += moved
        found[debris.kind] += length - moved
    return found
