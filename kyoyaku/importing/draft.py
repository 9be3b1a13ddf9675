"""A draft: the lines of a version, made of pieces of the file and of signs of the source form.

A line has no words of its own. What is no piece of the file is a sign of Markdown, a mark of an editor, or a
label of a column that is printed elsewhere, so no character can be invented on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum

from kyoyaku.importing.folding import DIGIT, LETTER, FoldedCharacter, fold, plain
from kyoyaku.importing.paper import Paragraph
from kyoyaku.language.markdown import escape_plain, escape_plain_start


@dataclass(frozen=True, slots=True)
class Taken:
    """Characters of a paragraph from `start` to `end`."""

    source: Paragraph
    start: int
    end: int
    is_label: bool = False
    """Whether they are a printed number: （１）."""
    is_tight: bool = False
    """Whether blanks between Japanese characters mean nothing."""

    @property
    def units(self) -> list[FoldedCharacter]:
        """Each character with what the draft has for it."""
        text = self.source.text[self.start : self.end]
        return fold(text, is_label=self.is_label, is_tight=self.is_tight)

    @property
    def written(self) -> str:
        """The characters as the draft has them."""
        return "".join(unit.written for unit in self.units)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in one sequence: a paragraph, a part of one, or a paragraph that was torn into two."""

    pieces: tuple[Taken, ...]

    @classmethod
    def of(cls, *paragraphs: Paragraph, is_tight: bool = False) -> Run:
        """The whole of some paragraphs, without the blanks at their edges."""
        whole = (Taken(one, 0, len(one.text), is_tight=is_tight) for one in paragraphs)
        return cls(tuple(one for piece in whole for one in cls((piece,)).stripped.pieces))

    @property
    def plain(self) -> str:
        """Its characters as patterns match them, with 1 and 0 where an OCR has read l and O in a number."""
        is_read = any(one.is_tight for one in self.pieces)
        return LETTER.sub(lambda sign: DIGIT[sign[0]], self.raw) if is_read else self.raw

    @property
    def raw(self) -> str:
        """Its characters as patterns match them (`folding.plain`), with what an OCR has misread."""
        return "".join(plain(one.source.text[one.start : one.end]) for one in self.pieces)

    @property
    def joined(self) -> str:
        """`plain` without blanks."""
        return self.plain.replace(" ", "")

    @property
    def written(self) -> str:
        """Its characters as a draft has them."""
        return "".join(one.written for one in self.pieces)

    @property
    def at(self) -> str:
        """Where it begins, for people."""
        return self.pieces[0].source.at if self.pieces else ""

    @property
    def stripped(self) -> Run:
        """Without the blanks at the edges."""
        text = self.plain
        start = len(text) - len(text.lstrip())
        return self.part(start, max(start, len(text.rstrip())))

    def part(self, start: int, end: int | None = None) -> Run:
        """The characters from `start` to `end`, as `plain` counts them."""
        stop = len(self.plain) if end is None else end
        found = []
        for one in self.pieces:
            first, last = one.start + max(0, start), min(one.end, one.start + stop)
            if first < last:
                found.append(replace(one, start=first, end=last))
            start, stop = start - (one.end - one.start), stop - (one.end - one.start)
        return Run(tuple(found))

    @property
    def as_label(self) -> Run:
        """The same characters as a printed number: ( 1 ) is (1)."""
        return Run(tuple(replace(one, is_label=True) for one in self.solid.pieces))

    @property
    def solid(self) -> Run:
        """The characters of 附　則 without the blank."""
        pieces = (self.part(*match.span()) for match in re.finditer("[^ ]+", self.plain))
        return Run(tuple(piece for one in pieces for piece in one.pieces))

    def __bool__(self) -> bool:
        return bool(self.pieces)

    def __add__(self, other: Run) -> Run:
        return Run((*self.pieces, *other.pieces))


# 〔底本欠落・約24字〕, 〔判読不能〕: what an editor of the file says of what it lacks.
LOST = re.compile(r"〔(?:[^〔〕]{0,4}欠落(?:・[^〔〕]{1,9})?|判読不能|続きがあった可能性)〕")
AS_LOST = r"{?\g<0>?}{>>certain: 元のファイルにある、欠落等の表示<<}"

Part = Run | str
"""Characters of the file (Run), or signs that are not in it (str): `{~~`, the name of a column."""


@dataclass(frozen=True, slots=True)
class Signatory:
    """A party as the text names it: 甲 and 旭川市."""

    key: str
    name: str


class LineKind(Enum):
    """What a line of a draft is; the value is its form."""

    HEADING = "{signs} {words}{slug}"
    TEXT = "{words}"
    LABEL = "**{words}**"
    NOTE = "{{>>note: {words}<<}}"
    ROW = "|{words}"
    ASK = "{{>>ask: {words}<<}}"
    BREAK = "***"


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line of a draft. `depth` is that of a heading."""

    kind: LineKind
    parts: tuple[Part, ...]
    depth: int = 0
    is_initiative: bool = False
    slug: str = ""

    @property
    def words(self) -> str:
        """What it says, as the draft has it, without escapes."""
        return "".join(part if isinstance(part, str) else part.written for part in self.parts)

    @property
    def runs(self) -> Iterator[Run]:
        """Its characters of the file."""
        return (part for part in self.parts if isinstance(part, Run))

    @property
    def kept(self) -> DraftLine:
        """The line without what marks strike from it."""
        pairs = zip(["", *self.parts], self.parts, strict=False)
        parts = (two for one, two in pairs if one != "{--" and not str(two).startswith(("{--", "--}")))
        return replace(self, parts=tuple(parts))

    def __str__(self) -> str:
        escaped = (
            part if isinstance(part, str) else LOST.sub(AS_LOST, escape_plain(part.written))
            for part in self.parts
        )
        words = "".join(escaped)
        if self.kind is LineKind.TEXT and self.parts and isinstance(self.parts[0], Run):
            words = escape_plain_start(words)
        slug = f" {{#{self.slug}}}" if self.slug else ""
        signs = "#" * min(self.depth, 6)
        if not words and self.is_initiative:
            return f"{signs}{slug}"
        return self.kind.value.format(signs=signs, words=words.rstrip(), slug=slug)


def ask(question: str) -> DraftLine:
    """A line with a question that a person has to answer; `check` refuses it."""
    return DraftLine(LineKind.ASK, (re.sub(r"\{>>|<<\}|\n", " ", question),))


def struck(run: Run, reason: str) -> tuple[Part, ...]:
    """Characters of the file that the text does not have, in a mark with the reason."""
    return "{--", run, f"--}}{{>>certain: {reason}<<}}"


def corrected(run: Run, right: str, reason: str) -> tuple[Part, ...]:
    """Characters that an OCR seems to have misread, with what is proposed; a question belongs to it."""
    return "{~~", run, f"~>{right}~~}}{{>>probable: {reason}<<}}"


UNPLACED = "置く所が底本から分からない文"


@dataclass(frozen=True, slots=True)
class DraftDebris:
    """A cell of the transcript that is not read where it stands, as debris.yml has it."""

    at: str
    kind: str
    text: str
    reason: str


@dataclass(slots=True)
class Draft:
    """What the rules make of a paper, while they work."""

    places: dict[Paragraph, str]
    """Where each paragraph of the paper stands in its transcript: 12.3."""
    lines: list[DraftLine] = field(default_factory=list)
    preamble: list[Run] = field(default_factory=list)
    parties: list[Signatory] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    """The days in the closing, as 2022-01-12."""
    also: list[Run] = field(default_factory=list)
    """Characters that the draft has in another form: the head row of a table, the brackets of a note."""
    instrument: str = ""
    dated: list[Run] = field(default_factory=list)
    """The dates that stand below the title: of the 告示, if the closing has none."""
    head: tuple[Run, ...] = ()
    """The head row of the tables of the part that was read last."""
    columns: dict[str, tuple[Run, ...]] = field(default_factory=dict)
    """The head row of the table of each annex or article with initiatives, by its name; () if it has none."""
    excluded: list[tuple[Run, str]] = field(default_factory=list)
    """Characters that are no text of the agreement, and why."""
    debris: list[DraftDebris] = field(default_factory=list)
    rules: list[tuple[str, str]] = field(default_factory=list)
    """The rules that were applied, and where."""

    @property
    def day(self) -> str:
        """The day of the conclusion, or of the publication, as 2022-01-12; '' if it is not one day."""
        return self.days[0] if len(self.days) == 1 else ""

    def leave_out(self, run: Run, why: str, kind: str = "apart") -> None:
        """Note a cell or a line that is not read where it stands; it is no text unless `kind` is moved."""
        source = run.pieces[0].source
        self.excluded += [(run, why)] if kind != "moved" else []
        self.debris.append(DraftDebris(self.places[source], kind, Run.of(source).written, why))

    def applied(self, rule: str, at: str) -> None:
        """Note a rule for the report."""
        self.rules.append((rule, at))
