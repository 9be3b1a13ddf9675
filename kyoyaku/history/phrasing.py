"""The wording of a replacement in a draft: 第4条第2項中「1回」を「2回以上」に改める.

A quotation is the shortest run of whole words that occurs only once in its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kyoyaku.history.applying import edited, exchanges
from kyoyaku.history.places import AbsentError, Spot, ranges
from kyoyaku.history.units import Unit
from kyoyaku.history.words import Change, changes, is_rewritten

LONGEST = 40
"""Characters of a quotation; a longer one is no easier to read than the whole paragraph."""
MOST = 5
"""Replacements in one place; more are no easier to read."""
# What a quotation does not cut: 2回, 甲, 及び, 定める (kanji with its kana up to a particle).
PARTICLE = "[はがをにのとでもやへ]"
TOKENS = re.compile(
    r"及び|並びに|又は|若しくは|[0-9]+(?:[年月日回条項号円人]|分の[0-9]+)?|[甲乙丙丁戊]"
    rf"|(?:(?!及び|並びに|又は|若しくは|[甲乙丙丁戊])[々\u4e00-\u9fff])+(?:(?!{PARTICLE})[ぁ-ゖ])*"
    rf"|[ァ-ヺー]+|{PARTICLE}|[ぁ-ゖ]+|[A-Za-z]+|.",
    re.DOTALL,
)
PARTS = {"ただし書": "proviso", "": "", "各号列記以外の部分": "lead", "本文": "main", "後段": "second"}
"""The parts of a provision that can be named, in the order in which they are tried."""


def phrased(place: Unit, to: Mapping[Unit, str]) -> tuple[str, list[tuple[str, str]]] | None:
    """The part of a place that is named, and each clause with its verb: 「1回」を「2回以上」に, 改め.

    `to` maps each changed unit in the place to its new text. None if the change cannot be written so.
    """
    if not to:
        return "", []
    has_parts = place.kind in ("paragraph", "item")
    for name, part in PARTS.items() if has_parts else (("", ""),):
        try:
            found = list(ranges(Spot(place, part)))
        except AbsentError:
            continue
        sides = [_side(one.text, to.get(one, one.text), start, end) for one, start, end in found]
        is_here = to.keys() <= {one for one, _, _ in found} and None not in sides
        if is_here and (clauses := _clauses([side for side in sides if side])):
            return name, clauses
    return None


def _side(old: str, new: str, start: int, end: int) -> tuple[str, str] | None:
    """The part old[start:end] and what it becomes; None if the text also changes outside of it."""
    head, tail = old[:start], old[end:]
    is_part = new.startswith(head) and new.endswith(tail) and len(new) >= len(head) + len(tail)
    return (old[start:end], new[start : len(new) - len(tail)]) if is_part else None


def _clauses(sides: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The clauses that make the new side of each text of a place; [] if they would be wrong, or too many."""
    whole = "\n".join(old for old, _ in sides)
    cores = Counter(one.words(*side) for side in sides for one in changes(*side))
    quoted = {said: to for side in sides for said, to in _quoted(*side, whole, cores)}
    pairs = {said: become for said, (become, _) in quoted.items()}
    if not 0 < len(pairs) <= MOST or any(edited(old, exchanges(old, pairs)) != new for old, new in sides):
        return []
    clauses: list[tuple[str, str]] = []
    for said, (become, more) in quoted.items():
        body = f"「{said}」の次に「{more}」を" if more else f"「{said}」を" + f"「{become}」に" * bool(become)
        verb = "加え" if more else "改め" if become else "削り"
        if clauses and clauses[-1][1] == verb != "削り":
            body = f"{clauses.pop()[0]}、{body}"
        clauses.append((body, verb))
    return clauses


def _quoted(
    old: str, new: str, whole: str, cores: Counter[tuple[str, str]]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """For each change: its quotation, what replaces this, and the words added behind the quotation or ''.

    Nothing if most of the text is rewritten. A change that no quotation fits is joined with the next one.
    """
    waiting, done = changes(old, new), 0
    if is_rewritten(old, new, waiting):
        return
    edges = [0, *(match.end() for match in TOKENS.finditer(old))]
    while waiting:
        one = waiting.pop(0)
        core = one.words(old, new)
        for left, right in _spans(one, old, edges, (done, waiting[0].start if waiting else len(old))):
            said, become = old[left:right], f"{old[left : one.start]}{core[1]}{old[one.end : right]}"
            is_once = len(said) <= LONGEST and whole.count(said) in {1, cores[core]}
            if is_once and all(map(_is_balanced, (said, become))):
                yield said, (become, core[1] if right == one.start else "")
                done = one.end
                break
        else:
            if waiting:
                other = waiting[0]
                waiting[0] = Change(one.start, other.end, one.new_start, other.new_end)


def _spans(one: Change, old: str, edges: Sequence[int], limits: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The spans (start, end) that can be quoted for a change, in the order in which they are tried.

    First the words that go, or words before an insertion; then more and more words around the change.
    """
    lefts = [at for at in reversed(edges) if limits[0] <= at <= one.start][:12]
    rights = [at for at in edges if one.end <= at <= limits[1]][:12]
    is_put_in = one.start == one.end
    if not is_put_in and {one.start, one.end} <= set(edges):
        yield one.start, one.end
    if is_put_in and one.start in edges:
        yield from ((at, one.start) for at in lefts[1:])

    def length(span: tuple[int, int]) -> tuple[bool, int]:
        # An insertion at the beginning quotes 「住民に窓口」; 「住民」 alone would say little.
        is_little = span[1] - span[0] < 4 or "ぁ" <= old[span[1] - 1] <= "ゖ"
        return is_put_in and is_little, span[1] - span[0]

    yield from sorted(((a, b) for a in lefts for b in rights if a < b), key=length)


def _is_balanced(said: str) -> bool:
    return said.count("「") == said.count("」") and said.find("」") >= said.find("「")
