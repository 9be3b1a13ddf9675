"""The rows of an initiative: which paragraph or cell is their label, and the values of what is found.

取組の内容             content
【甲の役割】, b 甲     a role; brackets and a number stay with the label
費用負担               another row
甲の役割　病院を…      a label with its text behind it
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kyoyaku.importing.draft import DraftLine, Part, Run, struck
from kyoyaku.importing.paper import Table
from kyoyaku.importing.structure.labels import numbered
from kyoyaku.reading.initiatives import CONTENT, NOTE, ROLE

OTHER = re.compile(
    r"(?:.{1,6}の)?(?:費用|経費|負担|財源|実施|期間|時期|年度|備考|効果|目標|指標).{0,8}|役割(?:分担)?"
)
"""Labels besides those of content and roles: 費用負担, 甲の経費, 実施時期, 役割分担."""
# 取組の内容, 【甲の役割】, 甲の役割（旭川市）, 甲の役割：病院を…; a sign parts a label from its text.
OPEN, CLOSE = "【〔［\\[<＜〈《■●○◆(", "】〕］\\]>＞〉》)"
LABELLED = re.compile(
    rf"(?P<open>[{OPEN}]?) *(?P<label>[^ :。、{OPEN}{CLOSE}]{{1,24}}(?:\([^()。]+\))?)"
    rf"(?P<close>(?: *[{CLOSE}])?)(?P<gap> *(?P<colon>:?) *)(?P<text>.*)"
)
AROUND = "欄の名を囲み、又は欄の名に続く記号"
# 備考, 注　単位は、千円とする。
REMARKS = re.compile("(備 *考|注記?)(?: +|$)")
LONGEST_LABEL = 24


OWN, ROLES = {"content", "role"}, {"role", "party"}
"""Kinds of labels that only initiatives have (a table of shares has 甲, too), and kinds of roles."""


@dataclass(frozen=True, slots=True)
class SectionHead:
    """A heading of a section. `rank` is its depth, where its column tells it."""

    run: Run
    rank: int | None = None


@dataclass(slots=True)
class RowOf:
    """A row of an initiative: its label, and its text."""

    label: tuple[Part, ...]
    runs: list[Run | Table | DraftLine] = field(default_factory=list)


@dataclass(slots=True)
class DraftInitiative:
    """An initiative. A torn name is in pieces; `restored` are the pieces that were found in rows below.

    `is_moved`: the number of the name stands left of headings that the draft has before it.
    """

    name: Run
    rows: list[RowOf] = field(default_factory=list)
    lead: list[Run | Table | DraftLine] = field(default_factory=list)
    restored: list[Run] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)
    is_moved: bool = False

    def has(self, label: tuple[Part, ...]) -> bool:
        """Whether it has a row of that name."""
        return words_of(label) in [words_of(row.label) for row in self.rows]


Found = SectionHead | DraftInitiative | Run | Table


def words_of(label: Sequence[Part]) -> str:
    """The printed words of a label."""
    return "".join(one.written for one in label if isinstance(one, Run))


def kind_of(label: str, keys: Sequence[str]) -> str:
    """What the label of a row is: content, role, party, other; '' if it is none. `keys` are names of parties.

    取組の内容 is content, 甲の役割 a role, 甲 a party, 費用負担 is other; a note in brackets says nothing.
    """
    label = NOTE.sub("", label)
    if len(label) > LONGEST_LABEL:
        return ""
    if CONTENT.fullmatch(label):
        return "content"
    if label in keys:
        return "party"
    if ROLE.fullmatch(label):
        return "role"
    return "other" if OTHER.fullmatch(label) else ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph that is the label of a row, or begins with one; `text` is what follows it."""

    kind: str
    label: tuple[Part, ...]
    text: Run
    run: Run


def marked(run: Run, keys: Sequence[str], *, is_inline: bool = False) -> Marked | None:
    """The label of a row that a paragraph is or begins with, with its number and brackets.

    費用負担　甲が… is one only if labels before it stood on the line of their text, too (`is_inline`).
    """
    number = numbered(run)
    rest = number.rest if number else run
    match = LABELLED.fullmatch(rest.plain)
    if not match or not (kind := kind_of(match["label"], keys)):
        return None
    has_sign = match["close"] or (match["gap"] and (kind != "other" or number or is_inline))
    if match["text"] and not has_sign:
        return None
    signs = [rest.part(*match.span(name)) for name in ("open", "close", "colon")]
    opened, closed, colon = (struck(one, AROUND) if one else () for one in signs)
    before: tuple[Part, ...] = (*number.head, " ") if number else ()
    label = (*before, *opened, rest.part(*match.span("label")), *closed, *colon)
    return Marked(kind, label, rest.part(*match.span("text")), run)
