"""A version as a tree of units that an instrument names and changes: 条, 項, 号, 取組, 欄.

A unit is the same object while its number and its words change. So all commands of a sentence can find their
places in the text before the sentence, and each unit of the result knows its old one (`origin`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from kyoyaku.language.numerals import NUMBER, Label, provision, read_label, read_number, split_label
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.grid import Table
from kyoyaku.model.parts import Annex, Article, Chapter, Initiative, Item, Paragraph, Row
from kyoyaku.model.text import WITNESS, Text
from kyoyaku.model.walking import INSIDE
from kyoyaku.problems import Place

HEADED = {"article", "annex", "supplement", "chapter", "attached"}
"""Kinds whose text is a heading; 第4条中「…」 does not search it."""
COUNTED = {"article": "条", "paragraph": "項", "item": "号", "chapter": "章"}
COUNTING = {"arabic", "kanji", "circled", "joined"}
"""The series of labels that are called by a number: (2) and ② are 第2号."""
# 第4条 of 第4条（連絡会議）, 第2章 of 第2章 総則.
PRINTED = re.compile(rf"第({NUMBER})([条編章節款目])((?:の{NUMBER})*)")
# ア of 1(1)ア.
LABEL = r"(?:[0-9]+|\(.*?\)|.)"
# 別表第1の2 of 別表第1の2（第3条関係）.
ANNEX_NAME = re.compile(r"[^（ ]+")


@dataclass(slots=True, eq=False)
class Unit:
    """A heading, a paragraph, or a row with its label, and the units below it."""

    kind: str
    """Its class in the model in lower case; or agreement, title, line, provision, instrument."""
    text: str
    source: Text | None = field(default=None, repr=False)
    """The text of the model that it was made of."""
    number: tuple[int, ...] = ()
    """(4, 2) for 第4条の2, (2,) for 第2項 and for the second 号; () for ア, which is named by its label."""
    slug: str = ""
    head: str = ""
    """The first cell of a row of a table; the head of the column of a cell."""
    below: list[Unit] = field(default_factory=list, repr=False)
    origin: Unit | None = field(default=None, repr=False)
    """The unit that it was in the text before the instrument; None if it is new."""
    is_added: bool = False
    """Whether an instrument inserted it, so that it continues no old unit."""
    by: Place | None = None
    """The line of the instrument that changed it last."""

    def walk(self) -> Iterator[Unit]:
        """The unit and all units below it, in the order of the document."""
        yield self
        for one in self.below:
            yield from one.walk()

    def of(self, *kinds: str) -> list[Unit]:
        """The units right below it that are of these kinds."""
        return [one for one in self.below if one.kind in kinds]

    @property
    def label(self) -> str:
        """The printed label of a paragraph, an item, an initiative or a section: (1); '' for none."""
        return "" if self.kind in HEADED else split_label(self.text)[0]

    @property
    def name(self) -> str:
        """The text without its label or number: 休日の救急診療; （連絡会議） of 第4条（連絡会議）."""
        if self.kind in ("article", "chapter") and PRINTED.match(self.text):
            return PRINTED.sub("", self.text, count=1).strip()
        return split_label(self.text)[1] if self.label or self.kind == "article" else self.text

    @property
    def bare(self) -> str:
        """Its name without brackets around the whole: 連絡会議 of （連絡会議）; 別表（第2条関係） stays."""
        return re.sub("^（(.*)）$", r"\1", self.name)

    @property
    def last(self) -> tuple[int, ...]:
        """Its number; the last one of 第2条及び第3条 削除."""
        several = [*PRINTED.finditer(self.text.partition("（")[0])] if self.kind == "article" else []
        return number_in(several[-1][0]) if several[1:] else self.number

    @property
    def is_lost(self) -> bool:
        """Whether words of it are lost in what it was made from."""
        return bool(self.source and self.source.is_lost)

    def renumber(self, number: tuple[int, ...], name: str = "") -> None:
        """Give it another number or label, also in its text: 第4条（…） becomes 第5条（…）, 2 … becomes 3 ….

        第1項 has no printed number. An item keeps the form of its label, (3) becomes (4); `name` is that of
        an annex, 別表第2, or of an item, イ; the labels down to an initiative, 1(1)ア.
        """
        match self.kind:
            case "article" if not PRINTED.match(self.text):
                self.text = f"{number[0]} {self.name}"
            case "article" | "chapter":
                self.text = PRINTED.sub(lambda one: provision(number, one[2]), self.text, count=1)
            case "initiative" | "section" if name:
                self.text = f"{re.findall(LABEL, name)[-1]} {self.name}"
            case "annex":
                self.text = ANNEX_NAME.sub(name, self.text, count=1)
            case "paragraph":
                self.text = self.name if number == (1,) else f"{number[0]} {self.name}"
            case "item":
                first = read_label(self.label)[0]
                self.text = f"{name or Label(*first.kind, number[0], number[1:])} {self.name}"
        self.number = number


def tree(agreement: Agreement) -> Unit:
    """The units of a version under one root: the title, the preamble, the parts."""
    preamble = Unit("preamble", "", below=units(agreement.preamble))
    return Unit(
        "agreement", "", below=[Unit("title", *_of(agreement.title)), preamble, *units(agreement.parts)]
    )


def units(blocks: Iterable[Any]) -> list[Unit]:
    """The units of blocks of the model."""
    return [_unit(one) for one in blocks]


def _of(text: Text) -> tuple[str, Text]:
    # 〔底本欠落〕 and 〔欠落〕 differ only in what the version was made from.
    return text.edited.replace(f"〔{WITNESS}欠落〕", "〔欠落〕"), text


def _unit(block: Any) -> Unit:
    if isinstance(block, Text):
        return Unit("line", *_of(block))
    own = block.label if isinstance(block, Row) else getattr(block, "text", None)
    made = Unit(type(block).__name__.lower(), *(_of(own) if own else ("", None)))
    match block:
        case Article():
            made.number = block.number
        case Chapter():
            made.number = block.position[-1:]
        case Paragraph():
            made.number = (block.number,)
        case Item():
            made.number = _number(block.label)
        case Annex():
            made.number = block.numbers
        case Initiative():
            made.slug = block.slug
    inside = (one for one in INSIDE[type(block)](block) if one is not own)
    several = (one if isinstance(one, tuple) else (one,) for one in inside)
    made.below = [_unit(inner) for one in several for inner in one]
    if isinstance(block, Table):
        _set_heads(made, block)
    return made


def _set_heads(made: Unit, table: Table) -> None:
    heads = {cell.column: cell.edited for cell in table.rows[0].cells}
    for row, own in zip(made.below, table.rows, strict=True):
        for unit, cell in zip(row.below, own.cells, strict=True):
            unit.head = heads.get(cell.column, "")
            row.head = cell.edited if cell.column == 1 else row.head


def copied(unit: Unit) -> Unit:
    """A deep copy; `origin` of each unit is the unit that it was copied from."""
    below = [copied(one) for one in unit.below]
    return Unit(unit.kind, unit.text, unit.source, unit.number, unit.slug, unit.head, below, unit)


def texts(root: Unit) -> list[Unit]:
    """The units that have words, in the order of the document."""
    return [one for one in root.walk() if one.text]


def number_in(text: str) -> tuple[int, ...]:
    """The number at the beginning of a text: (4,) of 第4条（…）, (2,) of 2 …, (3,) of (3) …; () of others."""
    if match := PRINTED.match(text):
        return tuple(map(read_number, (match[1], *re.findall(NUMBER, match[3]))))
    return _number(split_label(text)[0])


def _number(label: str) -> tuple[int, ...]:
    counting = (one for one in read_label(label) if one.series in COUNTING)
    return next((one.number for one in counting), ())
