"""The account of a text and its transcript, as `make check` prints it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kyoyaku.model.account import Origin, Treatment
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.notes import summary
from kyoyaku.model.text import Corrected, Supplied

OTHER = "以上のどれにも当たらない文字"


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
