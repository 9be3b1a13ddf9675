"""Steps at random: an agreement made of all the structures, and the same with a few edits."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from hypothesis import strategies as st
from hypothesis.vendor.pretty import RepresentationPrinter

from kyoyaku.history.applying import names
from kyoyaku.history.comparison import lines, paired
from kyoyaku.history.drafting import Drafted
from kyoyaku.history.grammar import readings
from kyoyaku.history.phrasing import TOKENS
from kyoyaku.history.proof import Outcome, Proof
from kyoyaku.history.steps import Step
from kyoyaku.history.units import Unit, copied, number_in, tree
from kyoyaku.language.numerals import Label, read_label
from kyoyaku.model.agreement import Agreement
from kyoyaku.problems import Problems
from kyoyaku.reading.parse import parse
from testing.structures import written_agreements

WORDS = ("毎年度", "2回", "町長", "及び丙", "連絡会議", "、協議により", "（以下「会議」という。）", "別に")
SENTENCES = (
    "連絡会議は、毎年度1回開くものとし、その庶務は甲が処理する。",
    "費用は、甲及び乙が協議して定める。ただし、軽微なものは、この限りでない。",
    "甲は、乙の求めに応じて、連絡会議に必要な資料を作る。",
)
FORMS = ("改める", "削る", "加える", "replace", "remove", "insert", "renumber", "shift", "caption", "全部")
"""The forms of commands; 全部 is the replacement of an article, an annex or a 附則."""
COUNTED = ("article", "paragraph", "item")
LISTED = (*COUNTED, "initiative", "row")


@dataclass(frozen=True, eq=False, repr=False)
class RandomStep(Step):
    """A step whose rows are all that a failing test shows; all of it would be 40 million characters."""

    def __repr__(self) -> str:
        rows = (f"{one.old} {one.new}" for one in self.lines if one.kind in ("changed", "added"))
        return "\n".join(rows)[:2000]

    def _repr_pretty_(self, printer: RepresentationPrinter, is_inside: bool) -> None:
        """What Hypothesis asks for: it shows the fields of a dataclass whatever its __repr__ says."""
        printer.text(repr(self))


def random_step(agreement: Agreement, random: Random) -> Step:
    """Two texts, the second with one to five edits of the first."""
    old = tree(agreement)
    for one in old.walk():
        if one.kind in ("paragraph", "item") and "削除" not in one.text and random.random() < 0.5:
            one.text += random.choice(SENTENCES)
    if is_grown := random.random() < 0.5:
        _Edits(random, old).grow()
    new = copied(old)
    edits = _Edits(random, new)
    if is_grown:
        edits.run()
    for _ in range(random.randint(1, 5)):
        edits.edit()
    for one in new.walk():
        one.origin = None
    pair = paired(old, new, {})
    return RandomStep(agreement, agreement, Proof(Outcome.WITHOUT, old, new), pair, tuple(lines(pair)))


@st.composite
def random_steps(draw: st.DrawFn) -> Step:
    """Steps of agreements at random."""
    written = draw(written_agreements())
    path, source = next((path, text) for path, text in written.files.items() if path.endswith(".md"))
    agreement = parse(source.encode(), f"content/{path}", "yamada-kawakami", Problems())
    assert agreement
    return random_step(agreement, Random(draw(st.integers(0, 2**32))))


@dataclass
class _Edits:
    random: Random
    root: Unit

    def one(self, several: Sequence[Any]) -> Any:
        return self.random.choice(several)

    def edit(self) -> None:
        """One edit of a kind, if the text has something for it."""
        kinds: tuple[Callable[[], None], ...] = (
            *(self.words,) * 4,
            *(self.remove, self.add) * 2,
            *(self.caption, self.relation, self.proviso, self.run, self.rewrite, self.everywhere),
        )
        self.one(kinds)()

    def of(self, *kinds: str) -> Unit | None:
        """A unit of these kinds in the parts that an instrument changes."""
        parts = [one for one in self.root.below if one.kind not in ("closing", "attached")]
        found = [one for part in parts for one in part.walk() if one.kind in kinds]
        return self.one(found) if found else None

    def words(self) -> None:
        if unit := self.of("title", "paragraph", "item", "continuation", "initiative", "line"):
            unit.text = unit.text.removesuffix(unit.name) + self.changed(unit.name)

    def changed(self, text: str) -> str:
        """A text with some words put in, taken out, or exchanged."""
        tokens = TOKENS.findall(text)
        at = self.random.randint(0, len(tokens))
        tokens[at : at + self.one((0, 1, 1, 2))] = [self.one(("", *WORDS))]
        return "".join(tokens) or "別に定める。"

    def everywhere(self) -> None:
        """Exchange a word in all of a part."""
        if part := self.of("article", "initiative", "preamble"):
            word, other = self.one(("番", "甲", "協議")), self.one(WORDS)
            for one in part.walk():
                if one.kind not in ("article", "row"):
                    one.text = one.text.removesuffix(one.name) + one.name.replace(word, other)

    def caption(self) -> None:
        if (unit := self.of("article")) and "削除" not in unit.text and re.fullmatch("(（.*）)?", unit.name):
            unit.text = unit.text.removesuffix(unit.name) + self.one(("", "（会議）", "（雑則）"))

    def relation(self) -> None:
        if unit := self.of("annex"):
            unit.text = unit.text.partition("（")[0] + self.one(("", "（第2条関係）", "（第12条関係）"))

    def proviso(self) -> None:
        if unit := self.of("paragraph"):
            head, sign, _ = unit.text.partition("ただし、")
            unit.text = head if sign else unit.text + "ただし、会議の定めるところによる。"

    def rewrite(self) -> None:
        if unit := self.of("paragraph", "title", "article"):
            if unit.kind != "article":
                unit.text = unit.text.removesuffix(unit.name) + self.one(SENTENCES)
            else:
                unit.text, unit.below = (
                    unit.text.removesuffix(unit.name).strip(),
                    [Unit("paragraph", "削除", number=(1,))],
                )

    def remove(self) -> None:
        for above, unit in self.listed():
            if len(above.of(unit.kind)) > 1:
                above.below.remove(unit)
                self.renumber(above, unit.kind)

    def add(self) -> None:
        for above, unit in self.listed():
            new = self.made(unit)
            above.below.insert(above.below.index(unit) + self.one((0, 1, 1)), new)
            self.renumber(above, unit.kind)

    def grow(self) -> None:
        """Put four units into a list, so that a run of them can be moved."""
        for above, unit in self.listed():
            at = above.below.index(unit) + 1
            above.below[at:at] = [self.made(unit) for _ in range(4)]
            self.renumber(above, unit.kind)

    def run(self) -> None:
        """Take the second out of a long list, or put one in front of it, so that all behind it move."""
        lists = [
            (above, above.of(kind)) for above in self.root.walk() for kind in COUNTED if above.kind in COUNTED
        ]
        for above, own in [one for one in lists if len(one[1]) > 4][:1]:
            if self.one((True, False)):
                above.below.remove(own[1])
            else:
                above.below.insert(above.below.index(own[1]), self.made(own[1]))
            self.renumber(above, own[1].kind)

    def listed(self) -> list[tuple[Unit, Unit]]:
        """A unit of a list with what it stands in."""
        has_ranges = any(
            re.match(".*[条び]?(及び|から)第", one.text) for one in self.root.walk() if one.kind == "article"
        )
        unit = self.of(self.one(LISTED[has_ranges:]))
        return (
            [(above, unit) for above in self.root.walk() if unit in above.below]
            if unit and (unit.number or unit.kind != "article")
            else []
        )

    def made(self, like: Unit) -> Unit:
        """A new unit of the kind of another one."""
        number: tuple[int, ...] = tuple(one + 1 for one in like.number[:1])
        sentence = Unit("paragraph", self.one(SENTENCES), number=(1,))
        slug = f"new-{self.random.randrange(10**9)}"
        match like.kind:
            case "article":
                return Unit(
                    "article", f"第{number[0]}条（{self.one(WORDS)}）", number=number, below=[sentence]
                )
            case "initiative":
                rows = [Unit("row", one.text, below=[sentence]) for one in like.of("row")]
                name = f"{like.label} " * bool(like.label) + f"{self.one(WORDS)}の取組"
                return Unit("initiative", name, slug=slug, below=[*rows])
            case "row":
                return Unit("row", f"{self.one(('丁', '丙'))}の役割", below=[sentence])
        label = f"{like.label} " * bool(like.label)
        return Unit(like.kind, label + sentence.text, number=like.number)

    def renumber(self, above: Unit, kind: str) -> None:
        """Give units that stand together numbers in order; all articles of the document are one list."""
        parts = [above] if above.kind == "supplement" else [*self.root.of("article", "chapter")]
        articles = [one for part in parts for one in part.walk() if one.kind == kind]
        _count(articles if kind == "article" else above.of(kind))


def _count(units: Sequence[Unit]) -> None:
    """A branch number (第3条の2) stays with what it follows."""
    labels = [{label.kind for label in read_label(one.label)} for one in units]
    last = 0
    for one in units:
        if len(one.number) > 1 and last:
            one.renumber((last, *one.number[1:]))
            continue
        last += 1
        if one.kind == "item":
            label = Label(*min(set.intersection(*labels)), last)
            one.text, one.number = f"{label} {one.name}", number_in(f"{label} 例")
        elif one.kind == "article":
            one.renumber((last,))
        elif any(labels[1:]):
            first = "1 " * bool(labels[0])
            one.renumber((last,))
            one.text = first * (last == 1) + one.text
        else:
            one.number = (last,)


def forms(one: Drafted, step: Step) -> list[str]:
    """The forms of the commands of a sentence."""
    both = (*names(step.proof.old), *names(step.proof.new))
    commands = readings(one.sentence, both)[0]
    found = [command.does for command in commands if not command.pairs]
    pairs = [pair for command in commands for pair in command.pairs]
    found += [
        "削る" if not new else "加える" if f"「{was}」の次に" in one.sentence else "改める"
        for was, new in pairs
    ]
    if "replace" in found and one.below and one.below[0].kind in ("article", "annex", "supplement"):
        found.append("全部")
    return found
