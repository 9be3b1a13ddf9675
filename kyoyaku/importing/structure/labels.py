"""Printed numbers at the beginning of a paragraph, and the depth that their order gives.

⑴　農業の振興      (1) and 農業の振興
２　前項の規定      2 and 前項の規定
アメリカ            no number: a number of one bare sign has a blank behind it
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kyoyaku.importing.draft import Part, Run, corrected, struck
from kyoyaku.language.numerals import Label, read_label
from kyoyaku.reading.body import Level, next_level

LABEL = re.compile(
    r"(?P<label>[⑴-⒇①-⑳㉑-㊿㈠-㈩㋐-㋾]"
    r"|\( *(?:[0-9]{1,3}|[ァ-ン]|[a-z]{1,4}|[一二三四五六七八九十百]{1,4}) *\)"
    r"|(?:[0-9]{1,3}|[ァ-ン工才夕卜へ口力]|[a-z]{1,4}|[A-ZⅠ-Ⅹ]|[一二三四五六七八九十百]{1,4})(?=[ .．]))"
    r"(?P<dot>[.．](?![0-9]))? *(?=\S)"
)
LOOKS_LIKE = dict(zip("工才夕卜へ口力二八ァィゥェォlI", "エオタトヘロカニハアイウエオ11", strict=True))
"""Signs that an OCR writes for kana and digits: 工 for エ."""
DOT = "番号の次の点"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph with a printed number: the number, a dot behind it, and what follows."""

    label: Run
    dot: Run
    rest: Run

    @property
    def parts(self) -> tuple[Part, ...]:
        """The paragraph as a draft has it."""
        return *self.head, " ", self.rest

    @property
    def head(self) -> tuple[Part, ...]:
        """The number as a draft has it."""
        return self.label, *(struck(self.dot, DOT) if self.dot else ())


def numbered(run: Run) -> Numbered | None:
    """The printed number that a paragraph begins with, or that is its first piece; None if there is none."""
    own, text, gap = len(Run(run.pieces[:1]).plain), run.plain, 0
    if not (match := LABEL.match(text)) and own < len(text):
        match, gap = LABEL.match(f"{text[:own]} {text[own:]}"), 1
    # 工 is read for エ only in the text of an OCR.
    if not match or not (
        run.pieces[0].is_tight or read_label(run.part(*match.span("label")).as_label.written)
    ):
        return None
    dot = run.part(*match.span("dot")) if match["dot"] else Run(())
    return Numbered(run.part(*match.span("label")).as_label, dot, run.part(match.end() - gap))


def is_label(run: Run) -> bool:
    """Whether a run is nothing but a printed number."""
    match = LABEL.match(f"{run.plain} x")
    return match is not None and match.end() == len(run.plain) + 1


def misread(label: str) -> str:
    """The number with the kana or digit that its sign looks like: (エ) for (工); '' if it looks like none."""
    sign = label.strip("()")
    return label.replace(sign, LOOKS_LIKE[sign]) if sign in LOOKS_LIKE else ""


def parts_of(run: Run) -> tuple[Part, ...]:
    """A paragraph as a draft has it, with one half-width blank behind its number, which may be misread."""
    found = numbered(run)
    is_number = found and (read_label(found.label.written) or misread(found.label.written))
    return found.parts if found and is_number else (run,)


@dataclass(slots=True)
class Ladder:
    """The numbers of the headings above the next one: 1, (1), ア. A heading without a number is None."""

    base: int
    stack: list[Label | None] = field(default_factory=list)
    last: dict[tuple[str, bool], Label] = field(default_factory=dict)
    """The last number of each series."""
    above: int = 0
    """How many of them stand above the columns of the table, which tell the depths of their headings."""

    @property
    def below(self) -> int:
        """The depth of what stands below the last heading."""
        return self.base + len(self.stack)

    def accepts(self, label: str) -> bool:
        """Whether a number follows one of the headings above, or begins a series below them."""
        readings = read_label(label)
        return bool(readings) and not self._next(readings)[0].expected

    def _next(self, readings: tuple[Label, ...]) -> tuple[Level, Label]:
        """The level of a number and how it is read; it may go on from those below the section before."""
        stack = [*filter(None, self.stack)]
        level, after = next_level(stack, readings)
        if level.depth == len(stack) and after[-1] in [one.successor for one in self.last.values()]:
            level = Level(level.depth)
        return level, after[-1]

    def enter(self, label: str, rank: int | None = None) -> tuple[int, tuple[str, ...]]:
        """The depth of the next heading, and, if it is out of order, what was expected; it joins the stack.

        `rank` is its depth among the columns of the table that tell it; -1 is that of 備考.
        """
        readings = read_label(label)
        if rank is not None or not readings:
            at = self.stack.index(None) if None in self.stack else len(self.stack)
            at = at if rank is None else self.above + rank if rank >= 0 else 0
            self.stack = [*self.stack[:at], readings[0] if readings else None]
            return self.base + at, ()
        places = [at for at, one in enumerate(self.stack) if one]
        level, own = self._next(readings)
        at = places[level.depth] if level.depth < len(places) else len(self.stack)
        self.stack, self.last[own.kind] = [*self.stack[:at], own], own
        return self.base + at, level.expected

    def meant(self, label: str) -> str:
        """The kana that a sign was misread from, if that is in order or nearer to it: エ for 工; else ''."""
        right = misread(label)
        if not right or (read_label(label) and self.accepts(label)):
            return ""
        kinds = {one.kind for one in self.stack if one}
        is_near = any(one.kind in kinds or one.ordinal == 1 for one in read_label(right))
        return right if is_near else ""


def head_of(found: Numbered, right: str, before: str) -> tuple[Part, ...]:
    """The number of a heading; if it is misread, in a mark with what is proposed."""
    if not right:
        return found.head
    return corrected(found.label, right, f"「{before}」の次の番号。形の似た字の読み誤りとみられる")
