"""The account of a text and its transcript, as `make check` prints it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kyoyaku.model.account import Account, Origin, Treatment
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.notes import summary
from kyoyaku.model.text import Corrected, Mark, Supplied

OTHER = "以上のどれにも当たらない文字"


def report(agreement: Agreement) -> str:
    """The lines to print: every count, then each place that rests on the editor and not on the transcript."""
    lines = [f"{agreement.path}"]
    if agreement.account and agreement.transcript:
        lines += _counts(agreement.account, agreement.transcript.path)
    else:
        lines.append("  底本（文字起こし）がないので、照らし合わせていません")
    if not agreement.account:
        return "\n".join(lines) + "\n"
    unproved = [(text.place, mark) for text in agreement.texts for mark in text.marks() if _unproved(mark)]
    lines.append(f"  編者の判断によるもので、底本では確かめられない箇所: {len(unproved)}")
    for place, mark in unproved:
        note = f"{mark.kind}・{mark.note.certainty.label}"
        lines.append(f"    {place}: {summary(mark)}（{note}）{mark.note.reason}。")
    return "\n".join(lines) + "\n"


def _unproved(mark: Mark) -> bool:
    """Whether a mark has characters that come from the editor and not from a place of the transcript."""
    return isinstance(mark, Corrected) or (isinstance(mark, Supplied) and not mark.note.refs)


def _counts(account: Account, path: str) -> Iterator[str]:
    yield f"  底本（{path}）の{account.transcript_length:,}字（空白及び改行を含む）"
    yield from _table(account.transcript, account.transcript_unaccounted)
    yield f"  本文の{account.text_length:,}字（空白、欠落の表示等を除く）"
    yield from _table(account.text, account.text_unaccounted)


def _table(counts: Sequence[tuple[Treatment | Origin, int]], unaccounted: int) -> Iterator[str]:
    for name, number in (*((one.value, number) for one, number in counts), (OTHER, unaccounted)):
        yield f"    {number:>7,}  {name}"
