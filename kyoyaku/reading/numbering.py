"""The levels of 項, 号 and deeper items, learned from their labels.

No order of levels is fixed: one agreement goes 1, (1), ア; another (1), 1, ア, (ア). So a stack holds the
last label of each level. A label that follows one on the stack returns to its level; the first label of
another series opens a deeper level; any other label is out of order.

    labels   1  (1)  ア  イ  (2)  2
    depth    0   1   2   2   1   0
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kyoyaku.language.numerals import Label, read_label


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
