"""The collation of a text with its transcript: every character of both is counted once, or is a problem.

Also its report, as `check` prints it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kyoyaku.language.characters import RADICALS
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.notes import summary
from kyoyaku.model.text import Corrected, Plain, Span, Supplied
from kyoyaku.model.transcript import SIGNS, Account, Origin, Transcript, Treatment, comparable, without_slips
from kyoyaku.problems import Problem
from kyoyaku.reading.collation.restored import check_debris, check_restored
from kyoyaku.reading.collation.streams import HEADED, REST, Stream, text_stream, transcript_stream
from kyoyaku.reading.collation.table_rows import head_cells
from kyoyaku.reading.collation.unaccounted import unaccounted

OTHER = "以上のどれにも当たらない文字"


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
    seen = without_slips(transcript.content)
    found = Counter({Treatment.MENDED: len(transcript.content) - len(seen)})
    found[Treatment.BLANK] = len(seen) - len("".join(seen.split()))
    found[Treatment.SIGN] = sum(len(sign.rstrip()) for sign in SIGNS.findall(seen))
    # Characters that both have at the same place; FORM or MENDED if they are written differently.
    ends = (*[*ours.starts][1:], len(ours.signs))
    for (start, piece), end in zip(ours.starts.items(), ends, strict=True):
        forms, codes, unwritten = 0, 0, 0
        if piece.treatment in (Treatment.IDENTICAL, Treatment.CAPTION, Treatment.NOTE):
            written = theirs.written[start:end]
            forms = sum(map(str.__ne__, ours.written[start:end], written))
            codes = sum(sign in RADICALS for sign in written) if forms else 0
            unwritten = written.count(REST) + written.count(HEADED)
        found[piece.treatment] += end - start - forms
        found[Treatment.FORM] += forms - codes - unwritten
        found[Treatment.MENDED] += codes
    found[Treatment.HEAD] = sum(len(comparable(cell.text)) for cell in head_cells(agreement, transcript))
    for debris in agreement.debris:
        length = sum(len(comparable(cell.text)) for cell in transcript.cells_at(debris.ref))
        moved = sum(len(comparable(passage)) for passage in debris.moved)
        found[Treatment.MOVED] += moved
        found[debris.kind] += length - moved
    return found


def report(agreement: Agreement) -> str:
    """The lines to print: every count, then each place that rests on the editor and not on the transcript."""
    lines = [agreement.path]
    account, transcript = agreement.account, agreement.transcript
    if account and transcript:
        lines.append(f"  底本（{transcript.path}）の{account.transcript_length:,}字（空白及び改行を含む）")
        lines += _table(account.transcript, account.transcript_unaccounted)
        lines.append(f"  本文の{account.text_length:,}字（空白、欠落の表示等を除く）")
        lines += _table(account.text, account.text_unaccounted)
        # What comes from the editor and not from a place of the transcript.
        unproved = [
            (text.place, mark)
            for text in agreement.texts
            for mark in text.marks()
            if isinstance(mark, Corrected) or (isinstance(mark, Supplied) and not mark.note.refs)
        ]
        lines.append(f"  編者の判断によるもので、底本では確かめられない箇所: {len(unproved)}")
        for place, mark in unproved:
            note = f"{mark.kind}・{mark.note.certainty.label}"
            lines.append(f"    {place}: {summary(mark)}（{note}）{mark.note.reason}。")
    else:
        lines.append("  底本（文字起こし）がないので、照らし合わせていません")
    return "\n".join(lines) + "\n"


def _table(counts: Sequence[tuple[Treatment | Origin, int]], unaccounted: int) -> Iterator[str]:
    for name, number in (*((one.value, number) for one, number in counts), (OTHER, unaccounted)):
        yield f"    {number:>7,}  {name}"
