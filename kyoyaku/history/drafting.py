"""Drafts an instrument (改め文) for a step: the sentences that turn the old text into the new one.

Each sentence is applied as soon as it is written, by the code for real instruments. So a draft is right, or
there is none. A provision whose words cannot be replaced one by one is replaced as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import takewhile

from kyoyaku.history.applying import apply
from kyoyaku.history.comparison import Pair
from kyoyaku.history.grammar import UnreadError
from kyoyaku.history.phrasing import phrased
from kyoyaku.history.places import AbsentError, path
from kyoyaku.history.steps import Step
from kyoyaku.history.units import ANNEX_NAME, COUNTED, Unit, copied, texts
from kyoyaku.language.dates import wareki
from kyoyaku.language.numerals import provision
from kyoyaku.language.wording import joined

OUTER = ("title", "preamble", "article", "chapter", "supplement", "annex")
"""Kinds of which each has sentences of its own."""
ENTRIES = ("section", "initiative", "row")
NAMED = (*OUTER, "paragraph", "item", *ENTRIES)
SAME = {"article": "同条", "paragraph": "同項", "item": "同号", "annex": "同表"}
CALLED = {"title": "題名", "preamble": "前文", "section": "の部", "initiative": "の項", "row": "の欄"}
ENDS = {"削り": "削る", "とし": "とする", "付し": "付する"}
"""The form at the end of a sentence of verbs that do not just take る (改め, 改める)."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A sentence, and the units of the new text that stand below it."""

    sentence: str
    below: tuple[Unit, ...] = ()


Clause = tuple[str, str, tuple[Unit, ...]]
"""The body of a clause, its verb, and the units below it: ("第2項を", "削り", ())."""
BREAK: Clause = ("", "", ())
"""The end of a sentence."""


@lru_cache(maxsize=64)
def draft(step: Step) -> tuple[Drafted, ...] | None:
    """The sentences of a step; None if they would not give the new text."""
    whole: set[Unit] = set()
    while True:
        made = _Draft(step, whole)
        wrong = set(made.run())
        if not wrong:
            return tuple(made.done)
        if wrong <= whole:
            return None
        whole |= wrong


def _texts(unit: Unit) -> tuple[str, ...]:
    return tuple(one.text for one in texts(unit))


class _Draft:
    """Writes a draft: `root` is the old text after the sentences so far, `whole` what is replaced whole."""

    def __init__(self, step: Step, whole: set[Unit]) -> None:
        self.pair, self.old, self.new, self.whole = step.pair, step.proof.old, step.proof.new, whole
        self.root = copied(self.old)
        self.done: list[Drafted] = []
        self.last: dict[str, Unit] = {}
        """The unit of each kind that the sentence named last, for 同条."""
        self.about: list[Unit] = []
        """The old parts that the sentence changes."""
        self.above = {one: above for above in self.new.walk() for one in above.below}
        self.becomes = {one.old: one.new for one in self.pair.walk() if one.old and one.new}
        self.was = {new: old for old, new in self.becomes.items()}

    def run(self) -> list[Unit]:
        """Write the sentences into `done`; returns the old parts whose result is wrong ([]: all right)."""
        waiting: list[Clause] = []
        for clause in self.clauses():
            waiting += [clause] if clause[0] else []
            if waiting and (clause is BREAK or clause[2]):
                *first, (body, verb, below) = waiting
                said = "".join(f"{one}{end}、" for one, end, _ in first) + body + ENDS.get(verb, verb + "る")
                self.done.append(Drafted(f"{said}。", below))
                try:
                    apply(self.done[-1].sentence, [*map(copied, below)], self.root)
                except (AbsentError, UnreadError):
                    return self.about or [self.old]
                waiting, self.last, self.about = [], {}, []
        if _texts(self.root) == _texts(self.new):
            return []
        made = {_texts(one) for one in self.root.walk()}
        wrong = (one for one in self.parts(self.pair) if one.new and _texts(one.new) not in made)
        return [one.old or one.unit for one in wrong] or [self.old]

    def clauses(self) -> Iterator[Clause]:
        """The clauses of all sentences, from the front to the back."""
        for kind in OUTER:
            yield from self.listed(self.parts(self.pair), kind)

    def parts(self, pair: Pair) -> Iterator[Pair]:
        """The parts of a text, those in chapters, too."""
        for one in pair.below:
            yield one
            if one.unit.kind == "chapter" and self.is_fine(one):
                yield from self.parts(one)

    def listed(self, pairs: Iterable[Pair], *kinds: str) -> Iterator[Clause]:
        """The clauses for sisters: each one that stays, and groups of those moved, removed or new."""
        before: Unit | None = None
        group: list[Pair] = []
        ends = [BREAK] if kinds[0] in OUTER else []
        for one in (one for one in pairs if one.unit.kind in kinds):
            old, new = one.old, one.new
            is_moved = one.is_moved and one.unit.kind in (*COUNTED, "annex")
            if not (old and new):
                group.append(one)
            elif is_moved:
                is_fine = self.is_fine(one)
                group += [one] if is_fine else [Pair(old, None), Pair(None, new)]
            else:
                yield from self.grouped(group, before)
                yield from ends
                before, group = old, []
                self.about += [old] if ends else []
                if self.is_fine(one):
                    yield from self.inner(one)
                else:
                    below = tuple(new.below) if old.kind in ("preamble", "row") else (new,)
                    yield f"{self.name(old, is_whole=True)}を次のように", "改め", below
                yield from ends
        yield from self.grouped(group, before)
        yield from ends

    def is_fine(self, pair: Pair) -> bool:
        """Whether the changes in a unit can be written one by one; else it is replaced as a whole."""
        old, new = pair.old, pair.new
        if not (old and new and pair.is_changed):
            return bool(old and new)
        if old in self.whole or (pair.is_moved and (old.number == new.number or old.kind in ENTRIES)):
            return False
        if old.kind in OUTER[2:]:
            captions = {
                ANNEX_NAME.sub("", one.name, count=1) if one.kind == "annex" else one.name
                for one in (old, new)
            }
            is_caption = old.kind == "annex" and not pair.is_moved
            is_caption |= old.kind == "article" and all(re.fullmatch("(（.*）)?", one) for one in captions)
            own = [one for one in pair.below if one.unit.kind == "paragraph" and one.old]
            is_gone = "削除" in (one.text for one in new.below) or (own and not any(map(self.is_fine, own)))
            if is_gone or not (is_caption or len(captions) == 1):
                return False
        return self.words(pair) is not None or bool(self.alike(pair))

    def alike(self, pair: Pair) -> list[tuple[str, str]]:
        """The single replacement that makes all changes of an entry (name and columns), or []."""
        several = [one for one in pair.walk() if one.is_reworded]
        _, clauses = (self.words(pair, is_all=True) if len(several) > 1 else None) or ("", [])
        return clauses if len(clauses) == 1 and pair.unit.kind == "initiative" else []

    def words(self, pair: Pair, *, is_all: bool = False) -> tuple[str, list[tuple[str, str]]] | None:
        """`phrased` for a unit with its lines and cells, or (`is_all`) with all below; None if impossible."""
        own = [*pair.walk()] if is_all or pair.unit.kind in ("preamble", "row") else [*_lines(pair)]
        to = {
            one.old: one.old.text.removesuffix(one.old.name) + one.new.name
            for one in own
            if one.old
            and one.new
            and one.is_reworded
            and one.unit.kind not in OUTER[2:5]
            and not (one.unit.kind == "annex" and one.is_moved)
        }
        is_whole = all(one.old and one.new and (one is pair or not one.is_moved) for one in own)
        return phrased(pair.old, to) if pair.old and is_whole else None

    def inner(self, pair: Pair) -> Iterator[Clause]:
        """The clauses for a unit that stays: its caption, its words, what is below it."""
        old, new = pair.old, pair.new
        if not (old and new and pair.is_changed):
            return
        if old.kind == "article" and pair.is_reworded:
            verb = ("を", "削り") if not new.name else (f"を「{new.name}」に", "改め")
            said, end = verb if old.name else (f"として「{new.name}」を", "付し")
            yield f"{self.name(old)}{'の' if old.name else 'に'}見出し{said}", end, ()
        alike = self.alike(pair)
        part, clauses = ("", alike) if alike else self.words(pair) or ("", [])
        come, gone = new.name.removeprefix(old.name), old.name.removeprefix(new.name)
        if come.startswith("ただし、") and come != new.name:
            yield f"{self.name(old)}に次のただし書を", "加え", (Unit("line", come),)
        elif gone.startswith("ただし、") and gone != old.name:
            yield f"{self.name(old)}ただし書を", "削り", ()
        else:
            for at, (body, end) in enumerate(clauses):
                yield body if at else f"{self.name(old)}{part}中{body}", end, ()
        if not alike and old.kind not in ("preamble", "row", "chapter"):
            for kinds in (("paragraph",), ("item",), ENTRIES):
                yield from self.listed(pair.below, *kinds)
        if old.kind == "supplement":
            yield from self.listed(pair.below, "article")

    def grouped(self, group: Sequence[Pair], before: Unit | None) -> Iterator[Clause]:
        """The clauses for units removed, moved (from the back, to make room), and inserted after `before`."""
        gone = [one.old for one in group if one.old and not one.new]
        if gone:
            names = [self.name(gone[0], is_whole=True), *(self.own(one, one) for one in gone[1:])]
            come = () if before else tuple(one.new for one in group if one.new and not one.old)
            if come and not any(one.old and one.new for one in group):
                yield f"{joined(names, '及び')}を次のように", "改め", come
                return
            yield f"{joined(names, '及び')}を", "削り", ()
        moved = [(one, one.old, one.new) for one in group if one.old and one.new]
        yield from self.moves([one for one, old, new in moved if new.number < old.number])
        yield from self.moves([one for one, old, new in reversed(moved) if new.number > old.number])
        run: list[Unit] = []
        for one in (*group, None):
            if one and one.new and not one.old:
                run.append(one.new)
            elif run and (not one or one.new):
                kind = run[0].kind
                unit = COUNTED.get(kind, "表" if kind == "annex" else "")
                what = "次のように" if not unit or _is_letter(run[0]) else f"次の{len(run)}{unit}を"
                yield f"{self.spot(run[0], before)}{what}", "加え", tuple(run)
                run = []
            before = one.old if one and one.old and one.new else before

    def moves(self, moved: Sequence[Pair]) -> Iterator[Clause]:
        """Give new numbers in this order; after the first, three or more with one shift become a range."""
        rest = [(one.old, one.new, one) for one in moved if one.old and one.new]
        while rest:
            (old, new, first), *rest = rest
            yield from self.inner(first)
            name = self.name(old, is_whole=True)
            host = self.old if old.kind in OUTER else self.was[self.above[new]]
            over = self.name(host) if host.kind in OUTER[2:] or host.kind in COUNTED else ""
            yield f"{name}を{over}{_called(new)}", "とし", ()
            shift = _shift(first)
            alike = [*takewhile(partial(_is_plain, shift), (one for *_, one in rest))]
            if len(alike) > 2 and shift:
                low, high = sorted((rest[0][0], rest[len(alike) - 1][0]), key=lambda one: one.number)
                verb = "繰り下げ" if shift > 0 else "繰り上げ"
                said = f"{self.name(low)}から{_called(high)}までを{abs(shift)}{COUNTED[old.kind]}ずつ"
                yield said, verb, ()
                rest = rest[len(alike) :]

    def spot(self, new: Unit, before: Unit | None) -> str:
        """The words for where a unit is inserted: 第1項の次に, 第4条に, 第1条の前に."""
        above, kind = self.above[new], new.kind
        host = self.was.get(above, self.old)
        sisters = self.now(host).of(kind)
        if before and self.above[self.becomes[before]] is above:
            is_last = sisters[-1].origin is before and kind not in OUTER
            return f"{self.name(host)}に" if is_last else f"{self.name(before, is_whole=True)}の次に"
        kept = [one.origin for one in sisters if one.origin and one.origin in self.becomes]
        if kind in ("article", "chapter") and kept:
            return f"{self.name(kept[0])}の前に"
        if kind == "annex":
            return "附則の次に"
        is_first = sisters and kind in COUNTED and not _is_letter(new)
        return f"{self.name(host)}に" + (f"第1{COUNTED[kind]}として" if is_first else "")

    def now(self, old: Unit) -> Unit:
        """The unit of the text so far that an old unit has become."""
        return next((one for one in self.root.walk() if one.origin is old), self.root)

    def name(self, old: Unit, *, is_whole: bool = False) -> str:
        """The words for a place in the text so far: 第4条第2項; 同条, 同項 for what the sentence named last.

        The only 項 is not named unless `is_whole`; of chapters and sections only the place itself.
        """
        way = path(self.root, self.now(old))
        above = (one for one in way[:-1] if one.kind not in ("chapter", "section"))
        way = [*(one for one in above if one.kind in NAMED), *way[-1:]]
        known = [at for at, one in enumerate(way) if one.kind in SAME and self.last.get(one.kind) is one]
        start = known[-1] if known else 0
        named = SAME[way[start].kind] if known else ""
        for at, one in enumerate(way[start + bool(known) :], start + bool(known)):
            is_only = one.kind == "paragraph" and at and len(way[at - 1].of("paragraph")) == 1
            if not is_only or (is_whole and one is way[-1]):
                named += self.own(one, way[at - 1] if at else self.root)
                self.last[one.kind] = one
        return named

    def own(self, unit: Unit, above: Unit) -> str:
        """The name of a unit inside `above`: 第2項, 休日の救急診療の項; with labels if not unique."""
        if unit.kind not in ENTRIES:
            is_one_of_several = unit.kind == "supplement" and len(above.of("supplement")) > 1
            return unit.text if is_one_of_several else _called(unit)
        alike = [one for one in above.walk() if one.kind == unit.kind and one.name == unit.name]
        labels = "".join(one.label for one in path(above, unit)) if len(alike) > 1 or not unit.name else ""
        return labels + unit.name + CALLED[unit.kind]


def _lines(pair: Pair) -> Iterator[Pair]:
    """A pair with the lines and cells below it, which no instrument names as places."""
    yield pair
    for one in pair.below:
        if one.unit.kind not in NAMED:
            yield from _lines(one)


def _is_letter(unit: Unit) -> bool:
    return unit.kind == "item" and not unit.number


def _called(unit: Unit) -> str:
    """How an instrument names a unit: 第4条の2, 第2項, ア, 別表第1, 附則."""
    if unit.kind == "article" and not unit.text.startswith("第"):
        return f"記{unit.number[0]}"
    if unit.kind in COUNTED and unit.number:
        return provision(unit.number, COUNTED[unit.kind])
    return unit.label if unit.kind == "item" else CALLED.get(unit.kind) or ANNEX_NAME.findall(unit.text)[0]


def _shift(pair: Pair) -> int:
    """New number minus old number; 0 for a branch number."""
    old, new = pair.old, pair.new
    return new.number[0] - old.number[0] if old and new and len(old.number) == len(new.number) == 1 else 0


def _is_plain(shift: int, pair: Pair) -> bool:
    """Whether only its number changes, by `shift`."""
    is_same = not pair.is_reworded and not any(one.is_changed for one in pair.below)
    return is_same and _shift(pair) == shift


def printed(step: Step, sentences: Sequence[Drafted]) -> Iterator[tuple[str, str]]:
    """The draft as an instrument: its paragraphs, each with what it is.

    They are title, opening, sentence; heading and quoted for what stands below a sentence.
    """
    facts = step.before.facts
    title = step.before.title.edited
    kind = "連携協約" if title.endswith("連携協約") else facts.kind
    since = f"{wareki(facts.concluded)}に{facts.date_is}した" if facts.concluded else ""
    yield "title", f"{title}の一部を変更する{kind}（案）"
    yield "opening", f"{since}{title}の一部を次のように変更する。"
    for one in sentences:
        yield "sentence", one.sentence
        for unit in one.below:
            yield from _quoted(unit)


def _quoted(unit: Unit) -> Iterator[tuple[str, str]]:
    if unit.kind == "tablerow":
        yield "quoted", "　".join(_texts(unit))
        return
    if unit.text:
        yield "heading" if unit.kind in (*OUTER, *ENTRIES) else "quoted", unit.text
    for one in unit.below:
        yield from _quoted(one)
