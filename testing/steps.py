"""Steps at random: an agreement made of all the structures, and the same with a few edits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Any

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


def random_step(agreement: Agreement, random: Random) -> Step:
    """Two texts, the second with one to five edits of the first."""
    old = tree(agreement)
    for one in old.walk():
        if one.kind in ("paragraph", "item") and "削除" not in one.text and random.random() < 0.5:
            one.text += random.choice(SENTENCES)
    if is_grown := random.random() < 0.5:
        _Edits(random, old).resize(4)
    new = copied(old)
    edits = _Edits(random, new)
    if is_grown:
        edits.run()
    for _ in range(random.randint(1, 5)):
        edits.edit()
    for one in new.walk():
        one.origin = None
    pair = paired(old, new, {})
    return Step(agreement, agreement, Proof(Outcome.WITHOUT, old, new), pair, tuple(lines(pair)))


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
            *(partial(self.resize, -1, 2), partial(self.resize, 1)) * 2,
            *(self.heading,) * 2,
            *(self.proviso, self.run, self.rewrite, self.everywhere),
        )
        self.one(kinds)()

    def units(self, *kinds: str) -> list[Unit]:
        """The units of these kinds in the parts that an instrument changes."""
        parts = [one for one in self.root.below if one.kind not in ("closing", "attached")]
        return [one for part in parts for one in part.walk() if one.kind in kinds]

    def of(self, *kinds: str) -> Iterator[Unit]:
        """One of them at random, or none."""
        yield from self.random.sample(found := self.units(*kinds), min(1, len(found)))

    def words(self) -> None:
        """Put some words in, take some out, or exchange them."""
        for unit in self.of("title", "paragraph", "item", "continuation", "initiative", "line"):
            tokens = TOKENS.findall(unit.name)
            at = self.random.randint(0, len(tokens))
            tokens[at : at + self.one((0, 1, 1, 2))] = [self.one(("", *WORDS))]
            unit.text = unit.text.removesuffix(unit.name) + ("".join(tokens) or "別に定める。")

    def everywhere(self) -> None:
        """Exchange a word in all of a part."""
        for part in self.of("article", "initiative", "preamble"):
            word, other = self.one(("番", "甲", "協議")), self.one(WORDS)
            for one in part.walk():
                if one.kind not in ("article", "row"):
                    one.text = one.text.removesuffix(one.name) + one.name.replace(word, other)

    def heading(self) -> None:
        """Another caption of an article, or other words in brackets behind 別表."""
        for unit in self.of("article", "annex"):
            if "削除" not in unit.text and re.fullmatch("(第[^（]*|別[^（]*)(（.*）)?", unit.text):
                names = (
                    ("（第2条関係）", "（第12条関係）") if unit.kind == "annex" else ("（会議）", "（雑則）")
                )
                unit.text = unit.text.partition("（")[0].rstrip() + self.one(("", *names))

    def proviso(self) -> None:
        for unit in self.of("paragraph"):
            head, sign, _ = unit.text.partition("ただし、")
            unit.text = head if sign else unit.text + "ただし、会議の定めるところによる。"

    def rewrite(self) -> None:
        for unit in self.of("paragraph", "title", "article"):
            unit.text = unit.text.removesuffix(unit.name).strip()
            if unit.kind == "article":
                unit.below = [Unit("paragraph", "削除", number=(1,))]
            else:
                unit.text += " " * bool(unit.text) + self.one(SENTENCES)

    def run(self) -> None:
        """Take one out of the front of a long list, or put one in there, so that all behind it move."""
        self.resize(self.one((1, -1)), 5)

    def resize(self, by: int, least: int = 1) -> None:
        """Put so many units into a list, or take one out; all of the list get numbers in order."""
        has_ranges = any(re.match(".*[条び]?(及び|から)第", one.text) for one in self.units("article"))
        kind = self.one(LISTED[has_ranges:])
        hosts = [one for one in self.root.walk() if len(one.of(kind)) >= least]
        own = [one for one in self.units(kind) if one.number or kind != "article"]
        for above in self.random.sample(hosts, min(1, len(hosts))):
            several = [one for one in above.of(kind) if one in own]
            if not several:
                return
            unit = several[1] if least > 4 else self.one(several)
            at = above.below.index(unit) + (self.one((0, 1, 1)) if by > 0 else 0)
            above.below[at : at - min(by, 0)] = [self.made(unit) for _ in range(by)]
            self.renumber(above, kind)

    def made(self, like: Unit) -> Unit:
        """A new unit of the kind of another one."""
        sentence = Unit("paragraph", self.one(SENTENCES), number=(1,))
        label = f"{like.label} " * bool(like.label)
        texts = {
            "article": f"第{like.number[0] if like.number else 1}条（{self.one(WORDS)}）",
            "initiative": f"{label}{self.one(WORDS)}の取組",
            "row": f"{self.one(('丁', '丙'))}の役割",
        }
        rows = [Unit("row", one.text, below=[sentence]) for one in like.of("row")]
        below = rows if like.kind == "initiative" else [sentence] if like.kind in texts else []
        slug = f"new-{self.random.randrange(10**9)}"
        return Unit(
            like.kind, texts.get(like.kind, label + sentence.text), None, like.number, slug, "", below
        )

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
