"""Characters that only the text or only the transcript has, and what an editor can do about each."""

from __future__ import annotations

from collections.abc import Iterator

from .alignment import Difference, differences
from .numerals import read_label
from .problems import Place, Problem
from .streams import Stream
from .text import Ref
from .transcript import Transcript, fold

LIMIT = 100
"""More differences are no slips: the text is of another paper, or not finished."""
CONTEXT = 8
SHOWN = 40
RULE = "witness-agrees"


def unaccounted(ours: Stream, theirs: Stream, transcript: Transcript) -> Iterator[Problem]:
    """A problem for each place where the witness reading and the transcript differ."""
    if ours.signs == theirs.signs:
        yield from _blanks(ours, theirs)
        return
    for number, found in enumerate(differences(ours.signs, theirs.signs)):
        difference = _settled(found, ours, theirs)
        here, there = _places(difference, ours, theirs)
        if number == LIMIT:
            message = f"底本（{there}）との違いが{LIMIT}箇所を超えました。ここから後は照らし合わせていません"
            yield Problem(here, message, "witness-agrees")
            return
        after = _after(ours, difference.start, here)
        message = f"{after}{_message(difference, there, ours, theirs, transcript)}"
        yield Problem(here, message, "witness-agrees")


def _settled(difference: Difference, ours: Stream, theirs: Stream) -> Difference:
    """Of the places that a lacking character may have (the 甲 of 甲甲), one at the edge of a paragraph."""

    def edges(one: Difference) -> int:
        return sum(map(ours.opens, (one.start, one.end))) + sum(
            map(theirs.opens, (one.their_start, one.their_end))
        )

    best = difference
    while _slides(difference, ours.signs, theirs.signs) and best.start - difference.start < CONTEXT:
        difference = difference.back
        best = max(best, difference, key=edges)
    return best


def _slides(difference: Difference, ours: str, theirs: str) -> bool:
    """Whether it reads the same one character earlier."""
    if not (difference.start and difference.their_start) or (difference.ours and difference.theirs):
        return False
    signs, chunk = (ours, difference.ours) if difference.ours else (theirs, difference.theirs)
    return signs[chunk.start - 1] == signs[chunk.stop - 1]


def _places(difference: Difference, ours: Stream, theirs: Stream) -> tuple[Place, Place]:
    """Where it is in the text and in the transcript; what one lacks is at the end of what came before."""
    start, there = difference.start, difference.their_start
    if not difference.ours:
        begins = theirs.parted(there) and not theirs.parted(difference.their_end)
        return ours.place(start if begins else start - 1), theirs.place(there)
    if not difference.theirs:
        begins = ours.opens(start) and not ours.opens(difference.end)
        return ours.place(start), theirs.place(there if begins else there - 1)
    return ours.place(start), theirs.place(there)


def _after(ours: Stream, at: int, here: Place) -> str:
    """Where it is in its paragraph, in words."""
    start = max(ours.opening(here), at - CONTEXT)
    return f"「{ours.written[start:at]}」の次" if start < at else "段落の初め"


def _message(
    difference: Difference, there: Place, ours: Stream, theirs: Stream, transcript: Transcript
) -> str:
    """What differs there, and the mark that would say so."""
    start, their_start = difference.start, difference.their_start
    we = _shown(ours.written[start : difference.end])
    they = _shown(theirs.written[their_start : difference.their_end])
    if we and they:
        return (
            f"が、底本（{there}）では「{they}」、本文では「{we}」です。"
            f"書き誤りは直し、底本の誤りは{{~~{they}~>{we}~~}}{{>>certain: 理由<<}}と書いてください"
        )
    if they:
        return (
            f"に、底本（{there}）の「{they}」がありません。写し漏れは加え、"
            f"底本の余分な文字は{{--{they}--}}{{>>certain: 理由<<}}と書いてください"
            + _as_debris(difference, there, theirs, transcript)
        )
    ref = _elsewhere(ours.signs[start : difference.end], transcript)
    return (
        f"の「{we}」は、底本（{there}）にありません。書き誤りは消し、"
        f"補った文字は{{++{we}++}}{{>>certain: 理由<<}}、底本の他の箇所から移した文字は"
        f"{{++{we}++}}{{>>certain @{ref}: 理由<<}}と書いてください"
    )


def _shown(text: str) -> str:
    half = SHOWN // 2
    return text if len(text) <= SHOWN else f"{text[:half]}…{text[-half:]}"


def _as_debris(difference: Difference, there: Place, theirs: Stream, transcript: Transcript) -> str:
    """The entry of debris.yml for a cell that the text lacks as a whole."""
    if not (theirs.opens(difference.their_start) and theirs.opens(difference.their_end)):
        return ""
    lacking = theirs.signs[difference.their_start : difference.their_end]
    for cell in transcript.cells_at(Ref(there.line)):
        if lacking.startswith(fold(cell.text)):
            entry = f'{{at: "{cell.ref.written}", kind: stray, text: "{_shown(cell.text)}", …}}'
            return f"。本文に置かない欄は、debris.ymlに「- {entry}」のように書きます"
    return ""


def _elsewhere(signs: str, transcript: Transcript) -> str:
    """The place of the transcript that holds just these characters, or how a place is written."""
    for cell in transcript.cells:
        if fold(cell.text) == signs:
            return cell.ref.written
    return "行.欄"


def _blanks(ours: Stream, theirs: Stream) -> Iterator[Problem]:
    """The text has a blank only where the transcript has one, or after a printed number."""
    for at in sorted(ours.spaced - theirs.spaced):
        place = ours.place(at)
        start = ours.opening(place)
        if not read_label(ours.signs[start:at]):
            before, after = ours.written[max(start, at - CONTEXT) : at], ours.written[at : at + CONTEXT]
            lost, right = before[-1:] + after[:1], f"{before[-1:]} {after[:1]}"
            message = (
                f"「{before} {after}」の空白は、底本（{theirs.place(at)}）にありません。余分な空白は消し、"
                f"底本が落とした空白は{{~~{lost}~>{right}~~}}{{>>certain: 理由<<}}と書いてください"
            )
            yield Problem(place, message, "witness-blank")
