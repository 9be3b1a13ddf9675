"""Paragraphs to 項, 号 and deeper items, by the levels of their labels.

No order of levels is fixed: one agreement goes 1, (1), ア; another (1), 1, ア, (ア). So a stack holds the
last label of each level. A label that follows one on the stack returns to its level; the first label of
another series opens a deeper level; any other label is out of order.

    labels   1  (1)  ア  イ  (2)  2
    depth    0   1   2   2   1   0
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kyoyaku.language.numerals import Label, read_label, split_label
from kyoyaku.language.wording import quoted
from kyoyaku.model.parts import Body, Item, Paragraph
from kyoyaku.model.text import Text
from kyoyaku.problems import Problems
from kyoyaku.reading.blocks import Prose

FIRST = Label("arabic", False, 1)
Printed = tuple[str, Text]
"""The label of a paragraph, '' if it has none, and its text."""


def read_body(blocks: Sequence[Prose], problems: Problems, *, numbered: bool = False) -> Body:
    """The body of an article (`numbered`: 項 with a number from the second on) or of a row."""
    printed = [(split_label(block.text.edited)[0], block.text) for block in blocks]
    depths = _numbered(printed, problems) if numbered else _unnumbered(printed, problems)
    body: list[Paragraph | Item] = []
    for item in _nested([*zip(depths, printed, strict=True)]):
        is_item = item.label and not numbered
        body.append(item if is_item else Paragraph(len(body) + 1, item.label, item.text, item.items))
    return tuple(body)


def _nested(entries: list[tuple[int, Printed]]) -> Iterator[Item]:
    """Items by their depths. The last is made first, because an item holds what follows it and is deeper."""
    made: list[tuple[int, Item]] = []
    for depth, (label, text) in reversed(entries):
        inside = []
        while made and made[-1][0] > depth:
            inside.append(made.pop()[1])
        made.append((depth, Item(label, text, tuple(inside))))
    return (item for _, item in reversed(made))


def _numbered(printed: list[Printed], problems: Problems) -> Iterator[int]:
    """The depths in an article. 第1項 has no label; after items, one without is the 後段 of its 項."""
    following = levels(
        [label for label, _ in printed if label], None if printed[:1] and printed[0][0] else FIRST
    )
    paragraphs = before = deepest = 0
    for label, text in printed:
        if label:
            level = next(following)
            _check_order(level, label, text, problems)
            if level.depth > deepest:
                message = f"番号「{label}」の上の番号がありません。番号のない段落を挟む並びは、まだ書けません"
                problems.add(text.place, message, "label-sequence")
            depth = min(level.depth, deepest)
        else:
            depth = min(paragraphs, 1)
            if depth > before:
                number = paragraphs + 1
                message = (
                    "番号のない段落です。"
                    f"第{number}項は「{number} 」から書き始めます（半角の数字と半角の空白1個）。"
                    "締結の文であれば、前に「## 締結」の見出しを置きます。"
                    "同じ項の続き（なお書き、行の並び等）であれば、まだ書けません"
                )
                problems.add(text.place, message, "paragraph-label")
        paragraphs += not depth
        before, deepest = depth, depth + 1 if label else 1
        yield depth


def _unnumbered(printed: list[Printed], problems: Problems) -> Iterator[int]:
    """Items belong to the paragraph before them, and the numbering starts again under each paragraph."""
    above = 0
    for is_labelled, run in groupby(printed, lambda one: bool(one[0])):
        items = list(run)
        if is_labelled:
            for (label, text), level in zip(items, levels([label for label, _ in items]), strict=True):
                _check_order(level, label, text, problems)
                yield above + level.depth
        else:
            yield from [0] * len(items)
            above = 1


def _check_order(level: Level, label: str, text: Text, problems: Problems) -> None:
    if level.expected:
        message = f"番号「{label}」は順序が合いません。{quoted(level.expected)}のはずです"
        problems.add(text.place, message, "label-sequence")


@dataclass(frozen=True, slots=True)
class Level:
    """The depth of a label, from 0, and, where it is out of order, the labels that would be right."""

    depth: int
    expected: tuple[str, ...] = ()


def levels(labels: Iterable[str], start: Label | None = None) -> Iterator[Level]:
    """The level of each label in turn; `start` is a label that is there but not printed (第1項)."""
    stack = [start] if start else []
    for printed in labels:
        level, stack = _next(stack, read_label(printed), start)
        yield level


def _next(
    stack: list[Label], readings: tuple[Label, ...], unprinted: Label | None
) -> tuple[Level, list[Label]]:
    """The level of a label and the new stack. `readings`: イ is the 2nd of アイウ and the 1st of イロハ."""
    for depth in reversed(range(len(stack))):
        if stack[depth].successor in readings:
            return Level(depth), [*stack[:depth], stack[depth].successor]
    # 第1項 is not printed: under its (1) a printed 1 is still the first of its series.
    taken = {label.kind for label in stack if label != unprinted or label == stack[-1]}
    for label in readings:
        if label.ordinal == 1 and label.kind not in taken:
            return Level(len(stack)), [*stack, label]
    return _out_of_order(stack, readings)


def _out_of_order(stack: list[Label], readings: tuple[Label, ...]) -> tuple[Level, list[Label]]:
    """Goes on from the misplaced label, so that one slip is one problem."""
    for depth in reversed(range(len(stack))):
        for label in readings:
            if label.kind == stack[depth].kind:
                return Level(depth, (str(stack[depth].successor),)), [*stack[:depth], label]
    expected = tuple(str(label.successor) for label in reversed(stack))
    first = str(Label(*readings[0].kind, 1))
    return Level(len(stack), (*expected, first)), [*stack, readings[0]]
