"""Applies the commands of an instrument to a text.

All commands of a sentence take effect at once. So every place is found first, in the text before the
sentence; then words are replaced, then units removed and inserted, and last units renumbered.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

from kyoyaku.history import grammar
from kyoyaku.history.grammar import Command, UnreadError
from kyoyaku.history.places import KINDS, AbsentError, Finder, Spot, body, parent, path, ranges
from kyoyaku.history.units import HEADED, LABEL, Unit, texts

LISTED = ("article", "paragraph", "item", "chapter")
"""Kinds that stand in the order of their numbers."""


def names(root: Unit) -> list[str]:
    """The names that cite second documents, and the entries, sections and columns of annexes."""
    kinds = ("attached", "initiative", "section", "row")
    found = (one for one in root.walk() if one.kind in kinds or one.head)
    return [name for one in found for name in (one.head, one.text, one.name) if name]


def is_command(sentence: str, root: Unit) -> bool:
    """Whether the grammar covers a sentence; 次の表のとおり改める, above a 新旧対照表, is none."""
    try:
        return bool(grammar.readings(sentence, names(root)))
    except UnreadError:
        return False


def apply(sentence: str, new: Sequence[Unit], root: Unit) -> None:
    """Change the text `root` as a sentence says; `new` are the units below the sentence.

    Raises UnreadError if no rule covers it, AbsentError if a place or a quotation is not in the text. The
    text is then unchanged, unless the error is found while units are moved (about `new`, say).
    """
    fault: Exception = UnreadError(sentence)
    for commands in grammar.readings(sentence, names(root)):
        # A place that is not there may be one that an earlier sentence has moved.
        for is_former in (False, True):
            try:
                found, edits = _found(commands, Finder(root, is_former))
            except (AbsentError, UnreadError) as one:
                fault = fault if is_former else one
                continue
            _Sentence(root, list(new)).apply(found, edits)
            return
    raise fault


Found = list[tuple[Command, list[Spot]]]
Edit = tuple[int, int, str]
"""Start, end, and the words that replace what is between them."""
Edits = Mapping[Unit, list[Edit]]
"""The replacements of words of a sentence, found before any is made, so none sees the result of another."""


def _found(commands: Sequence[Command], finder: Finder) -> tuple[Found, Edits]:
    """Each command with its places, and the replacements of words.

    Raises AbsentError; UnreadError if a quotation may be in lost words, or a unit cannot be moved so.
    """
    found: Found = []
    edits = defaultdict[Unit, list[Edit]](list)
    for one in commands:
        # The unit 第2条及び第3条 削除 is found twice.
        several = [finder.spots(where) for where in one.places]
        spots = [*dict.fromkeys(chain.from_iterable(several))]
        for own in several if one.pairs else ():
            for unit, made in _exchanges(one, own, finder.root):
                edits[unit] += made
        if one.does == "shift" and not all(spot.unit.number for spot in spots):
            raise UnreadError("番号のないものは、繰り上げ、又は繰り下げることができません")
        headed = (spot for spot in spots if one.does == "caption" or spot.part in ("caption", "headed"))
        if any(spot.unit.kind not in (*HEADED, "title") for spot in headed):
            raise UnreadError("条でないものの見出しについての改正規定は、読むことができません")
        if one.to and one.to.steps[-1].unit == "paragraph":  # 第2条を同条第2項とする
            spots = [Spot(_sole(spot.unit)) for spot in spots]
        if one.to:
            _check_target(one.to, spots[0], finder)
        found.append((one, spots))
    return found, edits


def _exchanges(command: Command, spots: Sequence[Spot], root: Unit) -> Iterator[tuple[Unit, list[Edit]]]:
    """The replacements in the places. Raises AbsentError if words are in none, UnreadError if maybe lost."""
    inside = [one for spot in spots for one in ranges(spot)]
    for words, _ in command.pairs:
        if not any(words in unit.text[start:end] for unit, start, end in inside):
            if any(unit.is_lost for unit, *_ in inside):
                raise UnreadError(f"「{words}」は、失われた文の中にあるかもしれません")
            others = (unit.source.place for unit in root.walk() if words in unit.text and unit.source)
            there = ""
            if len(inside) == 1:
                [(unit, start, end)] = inside
                there = f"「{unit.text[start:end]}」に"
            near = f"（この字句は、{other}にあります）" if (other := next(others, None)) else ""
            raise AbsentError(f"{there}「{words}」という字句がありません{near}")
    for unit, start, end in inside:
        yield unit, exchanges(unit.text, dict(command.pairs), start, end)


def _check_target(to: grammar.Where, spot: Spot, finder: Finder) -> None:
    """Raises UnreadError if the new number is not that of a sister: 同条第3項 for a 項 of the article."""
    kinds = {"letter": KINDS["letter"], "remarks": ("item", "paragraph"), "entry": ("initiative",)}
    is_sister = spot.unit.kind in kinds.get(to.steps[-1].unit, (to.steps[-1].unit,))
    over = path(finder.root, spot.unit)[:-1]
    if above := to.steps[:-1]:
        is_sister &= finder.spots(grammar.Where(above))[0].unit in (finder.root, *over)
    if spot.unit.kind in ("initiative", "section"):
        last, labels = to.steps[-1], re.escape("".join(one.label for one in over))
        is_sister &= re.fullmatch(f"(?:{labels})?{LABEL}", last.labels or last.name) is not None
    if not is_sister:
        raise UnreadError("別の所へ移す改正規定は、読むことができません")


@dataclass(slots=True)
class _Sentence:
    """Applies one sentence to a text; `waiting` are the units below it that are not inserted yet."""

    root: Unit
    waiting: list[Unit]
    kind: str = ""
    """The kind of the unit that was inserted last."""

    def apply(self, found: Found, edits: Edits) -> None:
        """Make the replacements, then run the commands, those that give numbers last."""
        steps: tuple[dict[str, Callable[[Command, list[Spot]], None]], ...] = (
            {"caption": self.caption},
            {"remove": self.remove, "replace": self.replace, "insert": self.insert},
            {"renumber": self.renumber, "shift": self.renumber},
        )
        for unit, own in edits.items():
            unit.text = edited(unit.text, own)
        for step in steps:
            if "shift" in step and self.waiting:
                fault = UnreadError if self.waiting[0].kind != self.kind else AbsentError
                raise fault(f"下にある文のうち「{self.waiting[0].text}」には、置く所がありません")
            for command, spots in found:
                if command.does in step:
                    step[command.does](command, spots)
        _sort(self.root)

    def renumber(self, command: Command, spots: Sequence[Spot]) -> None:
        for unit in (spot.unit for spot in spots):
            if command.to:
                to = command.to.steps[-1]
                unit.renumber(to.number, to.labels or (to.name if to.unit != "remarks" else ""))
            else:
                unit.renumber((*unit.number[:-1], unit.number[-1] + command.count))

    def caption(self, command: Command, spots: Sequence[Spot]) -> None:
        unit = spots[0].unit
        unit.text = _uncaptioned(unit) * (unit.kind != "title") + command.text

    def remove(self, command: Command, spots: Sequence[Spot]) -> None:
        for spot in spots:
            if spot.part == "items":
                for one in (spot.unit, *spot.unit.of("paragraph")):
                    one.below = [inner for inner in one.below if inner.kind != "item"]
            elif spot.part:
                for one, start, end in ranges(spot):
                    one.text = one.text[:start] + one.text[end:]
            else:
                parent(self.root, spot.unit).below.remove(spot.unit)

    def replace(self, command: Command, spots: Sequence[Spot]) -> None:
        """Replace `spots` by the units below the sentence; the first new unit continues the first old one."""
        spot, *others = spots
        unit = spot.unit
        if spot.part == "caption" or unit.kind == "title":
            text = self.taken("", 1)[0].text
            # （協議会） below, or 第2章 委員会.
            is_bare = spot.part == "caption" and text.startswith("（")
            unit.text = _uncaptioned(unit) * is_bare + text
        elif spot.part in ("proviso", "main", "first", "second", "lead"):
            one, start, end = next(iter(ranges(spot)))
            one.text = one.text[:start] + self.taken("", 1)[0].text + one.text[end:]
        elif spot.part == "items":
            below = next((one for one in unit.below if one.of("item")), unit)
            kept = [one for one in below.below if one.kind != "item"]
            below.below = [*self.taken("item"), *kept]
        elif unit.kind in ("preamble", "row") and "row" not in (one.kind for one in self.waiting[:1]):
            # The text of a column, without its label.
            unit.below = self.taken("")
        else:
            above = parent(self.root, unit)
            at = above.below.index(unit)
            if unit.kind == "tablerow":
                self.open(above)
            new = self.taken(unit.kind)
            if unit.kind != "initiative":  # its slug says whether it is the same
                new[0].origin = unit.origin
            above.below[at : at + 1] = new
            for other in others:
                above.below.remove(other.unit)

    def insert(self, command: Command, spots: Sequence[Spot]) -> None:
        unit, where = spots[0].unit, command.where
        if spots[0].part == "body" and where == "after":
            unit = body(unit)[-1]
        if where in ("ただし書", "後段"):
            own = _last(unit)
            own.text += self.taken("", 1)[0].text
            return
        table = parent(self.root, unit) if unit.kind == "tablerow" else unit
        tables = [one for one in table.walk() if one.kind == "table"]
        if tables and self.open(tables[-1]) and where == "end":
            unit = tables[-1]
        kind = command.unit or (self.waiting[0].kind if self.waiting else "")
        new = self.taken(kind, command.count)
        for one in new:
            one.is_added = True
        if where in ("after", "before"):
            into = parent(self.root, unit)
            at = into.below.index(unit) + (where == "after")
            while kind == "annex" and into.below[at:] and into.below[at].kind == "closing":
                at += 1  # 附則の次に次の別表を加える: the signatures stand before it
        else:
            is_below = kind == "item" and unit.kind == "article"
            into = _last(unit) if is_below else unit
            same = [place for place, one in enumerate(into.below) if one.kind == kind]
            at = (same[0] if where == "first" else same[-1] + 1) if same else len(into.below)
        into.below[at:at] = new

    def open(self, table: Unit) -> bool:
        """Take a table below the sentence as rows of `table`, without the same head; whether there is one."""
        if not self.waiting or self.waiting[0].kind != "table":
            return False
        heads = [[one.text for one in texts(each.below[0])] for each in (self.waiting[0], table)]
        self.waiting[:1] = self.waiting[0].below[heads[0] == heads[1] :]
        return True

    def taken(self, kind: str, count: int = 0) -> list[Unit]:
        """Take `count` units (0: all in a row) of a kind ('': any) from `waiting`. Raises if too few."""
        own = next(
            (at for at, one in enumerate(self.waiting) if kind and one.kind != kind), len(self.waiting)
        )
        number = count or own
        if 0 < own < number:
            raise AbsentError(f"{number}の規定が続くはずですが、下にある規定は{own}です")
        if not number or own < number:
            raise UnreadError("改め文の下にある文の数又は種類が、改め文のいうところと合いません")
        taken, self.waiting[:] = self.waiting[:number], self.waiting[number:]
        self.kind = taken[-1].kind
        for one in taken:
            for inner in one.walk():
                inner.origin = None
        return taken


def _uncaptioned(unit: Unit) -> str:
    return unit.text.partition("（")[0].rstrip()


def _sole(unit: Unit) -> Unit:
    """The only 項 of an article; else the unit itself."""
    own = unit.of("paragraph") if unit.kind == "article" else []
    return own[0] if len(own) == 1 else unit


def _last(unit: Unit) -> Unit:
    """The last 項 of an article, to which a 号 or ただし書 is added; else the unit itself."""
    return unit.of("paragraph")[-1] if unit.kind == "article" and unit.of("paragraph") else unit


def exchanges(text: str, to: Mapping[str, str], start: int = 0, end: int = sys.maxsize) -> list[Edit]:
    """The edits that replace the keys of `to` in text[start:end]; of keys with one start, the longest."""
    either = re.compile("|".join(map(re.escape, sorted(to, key=len, reverse=True))))
    return [(*one.span(), to[one[0]]) for one in either.finditer(text, start, end)]


def edited(text: str, edits: Sequence[Edit]) -> str:
    """A text after edits. Of two that overlap the longer one is made; of equally long ones, the later."""
    kept: list[Edit] = []
    order = sorted(range(len(edits)), key=lambda at: (edits[at][0] - edits[at][1], -at))
    for one in (edits[at] for at in order):
        if all(one[1] <= start or end <= one[0] for start, end, _ in kept):
            kept.append(one)
    for start, end, new in sorted(kept, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _sort(root: Unit) -> None:
    """Sort numbered units by number; an inserted unit stays behind the unit that it follows."""
    for unit in root.walk():
        for kind in LISTED:
            own = [one for one in unit.below if one.kind == kind and one.number]
            heads: Iterable[Unit] = accumulate(own, lambda head, one: head if one.is_added else one)
            ordered = iter(sorted(zip(heads, own, strict=True), key=lambda both: both[0].number))
            unit.below = [next(ordered)[1] if one in own else one for one in unit.below]
