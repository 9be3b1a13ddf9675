"""Reports characters that only the text or only the transcript has, and what an editor can do about them.

A message says where the difference is, what both have, and the mark that would declare it:

    「甲及び乙は、」の次が、底本（…/transcript.txt:4）では「園」、本文では「圏」です。書き誤りは直し、
    底本の誤りは{~~園~>圏~~}{>>certain: 理由<<}と書いてください
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from kyoyaku.language.characters import mended, unvaried
from kyoyaku.language.numerals import read_label
from kyoyaku.language.wording import clipped
from kyoyaku.model.transcript import TranscriptCell, comparable
from kyoyaku.problems import Place, Problem
from kyoyaku.reading.collation.alignment import Difference, differences
from kyoyaku.reading.collation.streams import Stream

CONTEXT = 8
"""Characters before a difference that a message shows."""
SHOWN = 40
"""Characters of a difference that a message shows."""
LABEL = 12
"""More characters than any printed number has."""


def unaccounted(ours: Stream, theirs: Stream, debris: Collection[TranscriptCell]) -> Iterator[Problem]:
    """A problem for each place where the witness reading and the transcript differ.

    `debris` are the cells of debris.yml; text that the transcript lacks may have been moved from one of them.
    """
    if ours.signs == theirs.signs:
        yield from _blanks(ours, theirs)
        return
    declared = {comparable(cell.text): cell.ref.written for cell in reversed([*debris])}
    for found in differences(ours.signs, theirs.signs):
        difference = _seen(_settled(found, ours, theirs), ours, theirs)
        here, there = _places(difference, ours, theirs)
        start = max(ours.opening(here), difference.start - CONTEXT)
        before = ours.text(start, difference.start)
        after = f"「{before}」の次" if before else "段落の初め"
        yield Problem(here, after + _message(difference, there, ours, theirs, declared), "witness-agrees")


def _settled(found: Difference, ours: Stream, theirs: Stream) -> Difference:
    """The difference, slid back to the edge of a paragraph or line if possible.

    If one text has 甲甲 and the other 甲, either 甲 may be the surplus one: the difference can slide. An edge
    is the likeliest place, because whole lines are missing more often than single characters.
    """
    if found.ours and found.theirs:
        return found
    slides = [found]
    signs, chunk = (ours.signs, found.ours) if found.ours else (theirs.signs, found.theirs)
    for back in range(1, min(CONTEXT, found.start, found.their_start) + 1):
        if signs[chunk.start - back] != signs[chunk.stop - back]:
            break
        slides.append(Difference(*(place - back for place in found)))
    edges = [sum(map(ours.opens, one[:2])) + sum(map(theirs.opens, one[2:])) for one in slides]
    return slides[edges.index(max(edges))]


def _seen(one: Difference, ours: Stream, theirs: Stream) -> Difference:
    """The difference; if it begins with a variation selector, together with the character before this."""
    first = ours.signs[one.start : one.start + 1] + theirs.signs[one.their_start : one.their_start + 1]
    if unvaried(first) == first:
        return one
    return Difference(one.start - 1, one.end, one.their_start - 1, one.their_end)


def _places(difference: Difference, ours: Stream, theirs: Stream) -> tuple[Place, str]:
    """The place in the text and, in words, the place in the transcript.

    What one side lacks has no place there: it is shown at the neighbour to which it belongs.
    """
    start, end, there = difference.start, difference.end, difference.their_start
    if not difference.ours:
        begins = theirs.parted(there) and not theirs.parted(difference.their_end)
        return ours.place(start if begins else start - 1), str(theirs.place(there))
    if difference.theirs or not theirs.opens(there):
        return ours.place(start), str(theirs.place(there))
    # It may belong to the end of one line of the transcript or to the beginning of the next.
    before, after = theirs.place(max(0, there - 1)), theirs.place(there)
    if ours.opens(start) and (not ours.opens(end) or ours.place(end) == ours.place(start)):
        return ours.place(start), str(after)
    inside = ours.opening(ours.place(start)) < start and not ours.opens(end)
    return ours.place(start), f"{before}又は{after}" if inside and before != after else str(before)


def _message(
    difference: Difference, there: str, ours: Stream, theirs: Stream, declared: Mapping[str, str]
) -> str:
    """What differs there, and the mark that would say so."""
    we = ours.text(difference.start, difference.end)
    they = mended("".join(theirs.plain(difference.their_start, difference.their_end)))
    if we and they:
        right = f"{{~~{they}~>{we}~~}}{{>>certain: 理由<<}}と書いて"
        if len(they) + len(we) > 2 * SHOWN:
            right = "、「{~~」、底本の文、「~>」、本文の文、「~~}{>>certain: 理由<<}」の順に続けて書いて"
        return (
            f"が、底本（{there}）では「{_short(they)}」、本文では「{_short(we)}」です。"
            f"書き誤りは直し、底本の誤りは{right}ください"
        )
    if they:
        debris = ""
        if theirs.opens(difference.their_start) and theirs.opens(difference.their_end):
            debris = "。本文に置かない欄は、その行及び欄の番号、文並びに理由をdebris.ymlに書きます"
        return (
            f"に、底本（{there}）の「{_short(they)}」がありません。写し漏れは加え、底本の余分な文字は"
            f"{_mark('--', they)}ください{debris}"
        )
    ref = declared.get(comparable(we), "行.欄")
    return (
        f"の「{_short(we)}」は、底本（{there}）にありません。書き誤りは消し、"
        f"補った文字は{_mark('++', we)}ください。"
        f"底本の他の箇所から移した文字は、注を{{>>certain @{ref}: 理由<<}}の形とします"
    )


def _short(text: str) -> str:
    return clipped(text, SHOWN // 2, SHOWN // 2)


def _mark(sign: str, text: str) -> str:
    """The mark to be written. A long text is not shortened in it: an editor would copy the shortened form."""
    if len(text) > SHOWN:
        return f"、前に「{{{sign}」、後に「{sign}}}{{>>certain: 理由<<}}」を付けて"
    return f"{{{sign}{text}{sign}}}{{>>certain: 理由<<}}と書いて"


def _blanks(ours: Stream, theirs: Stream) -> Iterator[Problem]:
    """A problem for each blank that only the text has, except the blank after a number."""
    for at in sorted(ours.spaced - theirs.spaced):
        place = ours.place(at)
        start = ours.opening(place)
        if at - start > LABEL or not read_label(ours.signs[start:at]):
            before, after = ours.written[max(start, at - CONTEXT) : at], ours.written[at : at + CONTEXT]
            lost, right = before[-1:] + after[:1], f"{before[-1:]} {after[:1]}"
            message = (
                f"「{before} {after}」の空白は、底本（{theirs.place(at)}）にありません。余分な空白は消し、"
                f"底本が落とした空白は{{~~{lost}~>{right}~~}}{{>>certain: 理由<<}}と書いてください"
            )
            yield Problem(place, message, "witness-blank")
