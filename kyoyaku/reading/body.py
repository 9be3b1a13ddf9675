"""Parses paragraphs into 項, 号 and deeper items, by the levels of their labels.

No order of levels is fixed: one agreement has 1, (1), ア; another (1), 1, ア, (ア). So a stack holds the
last label of each level. A label that follows one on the stack returns to its level; the first label of
another series opens a deeper level; any other label is out of order.

    labels   1  (1)  ア  イ  (2)  2
    depth    0   1   2   2   1   0

A paragraph or table without a label between (1) and (2) belongs to (1). Behind the last item a paragraph
belongs to the 項 (in a body without 項 it starts a new paragraph), unless `: ` before it says that it belongs
to the item.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kyoyaku.language.numerals import Label, numbers_after, read_label, split_label
from kyoyaku.language.wording import quoted
from kyoyaku.model.parts import Body, Continuation, Inner, Item, Paragraph
from kyoyaku.problems import Place, Problems
from kyoyaku.reading.blocks import Matter, Prose, RowLabel

# A paragraph that is only a caption: （施行期日）.
CAPTION = re.compile(r"[（(][^（）()。]{1,60}[）)]")
ARABIC = ("arabic", False)
"""The kind of label that a 項 has."""
Line = tuple[str, Matter]
"""A block, with its printed label if it is a paragraph that has one."""


def read_body(
    blocks: Sequence[Matter | RowLabel], problems: Problems, *, numbered: bool = False, after: int = 0
) -> Body:
    """The body of an article (`numbered`: 項 with a number from the second on) or of a row.

    `after` is the number of the last 項 before this body, if it continues those of an article. A row label is
    a problem: it belongs to an initiative.
    """
    lines: list[Line] = []
    for one in blocks:
        if isinstance(one, RowLabel):
            message = (
                f"「**{one.text.edited}**」は、取組の欄の名として読まれます。欄は、"
                "「### (1) 観光 {#tourism}」のような取組の見出しの下に書きます。"
                "見出しであれば、「**」でなく「#」で書きます"
            )
            problems.add(one.place, message, "row-place")
            lines.clear()  # what stands behind it is in no order with what stands before it
        else:
            lines.append((split_label(one.text.edited)[0] if isinstance(one, Prose) else "", one))
    prose = [(label, one) for label, one in lines if isinstance(one, Prose)]
    first = prose[0][0] if prose else ""
    if len(prose) > 1 and _is_caption(prose[0][1]):
        # （施行期日）, and below it 1 この規約は: the first 項 has its label.
        first = next((prose[1][0] for one in read_label(prose[1][0]) if one == Label(*ARABIC, 1)), first)
    # The first 項 has no label; (1) right below 第2条 is a 号 in no 項.
    is_arabic = any(one.kind == ARABIC for one in read_label(first))
    has_paragraphs = numbered and (not first or after > 0 or is_arabic)
    start = Label(*ARABIC, after or 1) if has_paragraphs and (after or not first) else None
    depths = [*_depths(lines, start, has_paragraphs, after > 0, problems)]
    roots = [
        isinstance(one, Prose) and not depth and bool(label or start or not has_paragraphs)
        for (label, one), depth in zip(lines, depths, strict=True)
    ]
    number = after + sum(roots)
    # From the last to the first, so that a block is made when all that it holds has been made.
    made: list[tuple[int, Paragraph | Inner]] = []
    for (label, one), depth, is_root in reversed([*zip(lines, depths, roots, strict=True)]):
        is_paragraph = is_root and (has_paragraphs or not (numbered or label))
        inside: list[Any] = []
        while made and made[-1][0] > depth and (label or is_paragraph):
            inside.append(made.pop()[1])
        block: Paragraph | Inner
        if not isinstance(one, Prose):
            block = one
        elif is_paragraph:
            block = Paragraph(number, label, one.text, tuple(inside))
        else:
            block = Item(label, one.text, tuple(inside)) if label else Continuation(one.text)
        made.append((depth, block))
        number -= is_root
    return tuple(block for _, block in reversed(made))


def _is_caption(one: Matter) -> bool:
    return isinstance(one, Prose) and bool(CAPTION.fullmatch(one.text.edited))


def _depths(
    lines: Sequence[Line], start: Label | None, has_paragraphs: bool, is_begun: bool, problems: Problems
) -> Iterator[int]:
    """The depth of each block: 0 in the body itself, 1 in a block of depth 0.

    `start` is the label of a 項 that is not printed here. Where there are no 項, items belong to the
    paragraph before them, and each begins the numbering anew.
    """
    stack = [start] if start else []
    base, item = 0, -1
    for (label, one), (following, colons) in zip(lines, _following(lines), strict=True):
        level = next_level(stack, following, start)[0] if following and stack else None
        is_held = has_paragraphs or not isinstance(one, Prose)
        if label:
            level, stack = next_level(stack, read_label(label), start)
            check_order(level, f"番号「{label}」", one.place, problems)
            depth = item = base + level.depth
        elif colons:
            depth = _below(one, colons, item, 1 if has_paragraphs else base, problems)
        elif has_paragraphs and not is_begun:
            depth = 0
        elif level and not level.expected and (is_held or level.depth < len(stack)):
            # Inside the item whose successor follows: (1), paragraph, (2). If the label opens a level,
            # inside what that level is in: (1), paragraph, ア; in a body without 項, (1), table, ア.
            depth = base + level.depth + (level.depth < len(stack))
            if has_paragraphs and not (start or level.depth) and _is_caption(one):
                depth = 0  # （経過措置） above 2 前項の
        elif has_paragraphs:
            depth = 1
            if following and not next_level(stack[:1], following, start)[0].expected:
                stack = stack[:1]  # (1), (2), a paragraph, and (1), (2) once more in the same 項
        elif isinstance(one, Prose):
            depth, stack, base = 0, [], 1
        else:
            depth = base  # a table belongs to the paragraph before it
        item = item if label else depth - 1
        is_begun = is_begun or isinstance(one, Prose)
        yield depth


def _following(lines: Sequence[Line]) -> list[tuple[tuple[Label, ...], int]]:
    """For each block the readings of the next label that is printed, and the colons before its text.

    A table or a note has the colons of what follows: it stands between an item and its paragraph.
    """
    found: list[tuple[tuple[Label, ...], int]] = []
    following: tuple[Label, ...] = ()
    colons = 0
    for label, one in reversed(lines):
        colons = one.colons if isinstance(one, Prose) else colons
        found.append((following, colons))
        following = read_label(label) if label else following
    return found[::-1]


def _below(one: Matter, colons: int, item: int, first: int, problems: Problems) -> int:
    """The depth of a block with `: ` before it, behind an item; first items have the depth `first`."""
    depth = item + 2 - colons
    if item >= first and depth > first:
        return depth
    message = (
        f"「{':' * colons} 」は、前の号に属する段落に付けます。"
        "この段落の前に号がありません。号に属さないときは、消してください"
        if item < first
        else f"「{':' * colons} 」の「:」が、号の深さより多くあります。前の号に属するときは、「: 」とします"
    )
    problems.add(one.place, message, "item-paragraph")
    return max(1, first)


def check_order(level: Level, label: str, place: Place, problems: Problems) -> None:
    """Add a problem if a label is out of order."""
    if level.expected:
        message = f"{label}は順序が合いません。{quoted(level.expected)}のはずです"
        problems.add(place, message, "label-sequence")


@dataclass(frozen=True, slots=True)
class Level:
    """The depth of a label, from 0, and, where it is out of order, the labels that would be right."""

    depth: int
    expected: tuple[str, ...] = ()


def levels(labels: Iterable[str], start: Label | None = None) -> Iterator[Level]:
    """The level of each label in turn; `start` is a label that is there but not printed (第1項)."""
    stack = [start] if start else []
    for printed in labels:
        level, stack = next_level(stack, read_label(printed), start)
        yield level


def next_level(
    stack: list[Label], readings: tuple[Label, ...], unprinted: Label | None = None
) -> tuple[Level, list[Label]]:
    """The level of a label and the new stack. `readings`: イ is the 2nd of アイウ and the 1st of イロハ."""
    for depth in reversed(range(len(stack))):
        above = stack[depth]
        for label in readings:
            if label.kind == above.kind and label.number in numbers_after(above.number):
                return Level(depth), [*stack[:depth], label]
    # 第1項 is not printed: under its (1) a printed 1 is still the first of its series.
    taken = {label.kind for label in stack if label != unprinted or label == stack[-1]}
    for label in readings:
        if label.number == (1,) and label.kind not in taken:
            return Level(len(stack)), [*stack, label]
    return _out_of_order(stack, readings)


def _out_of_order(stack: list[Label], readings: tuple[Label, ...]) -> tuple[Level, list[Label]]:
    """Continue from the misplaced label, so that one mistake is one problem."""
    for depth in reversed(range(len(stack))):
        for label in readings:
            if label.kind == stack[depth].kind:
                return Level(depth, (str(stack[depth].successor),)), [*stack[:depth], label]
    expected = tuple(str(label.successor) for label in reversed(stack))
    first = str(Label(*readings[0].kind, 1))
    return Level(len(stack), (*expected, first)), [*stack, readings[0]]
