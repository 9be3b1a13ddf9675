"""The order of 項, 号 and deeper items, learned from the labels themselves.

No ladder of labels is fixed: one agreement goes 1, (1), ア; another (1), 1, ア, (ア). So the labels
met so far form a stack. A label that succeeds one on the stack goes back to that rung; the first of
another series climbs a new rung; anything else is out of order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kyoyaku.language.numerals import Label, read_label


@dataclass(frozen=True, slots=True)
class Rung:
    """Where a label stands: its depth from 0, and what was expected if it is out of order."""

    depth: int
    expected: tuple[str, ...] = ()


def climb(labels: Iterable[str], start: Label | None = None) -> Iterator[Rung]:
    """The rung of each label in turn; `start` is a label that is there but not printed (第1項)."""
    stack = [start] if start else []
    for printed in labels:
        rung, stack = _step(stack, read_label(printed), start)
        yield rung


def _step(
    stack: list[Label], readings: tuple[Label, ...], unprinted: Label | None
) -> tuple[Rung, list[Label]]:
    for depth in reversed(range(len(stack))):
        if stack[depth].successor in readings:
            return Rung(depth), [*stack[:depth], stack[depth].successor]
    # 第1項 is not printed: under its (1) a printed 1 is still the first of its series.
    taken = {label.kind for label in stack if label != unprinted or label == stack[-1]}
    for label in readings:
        if label.ordinal == 1 and label.kind not in taken:
            return Rung(len(stack)), [*stack, label]
    return _out_of_order(stack, readings)


def _out_of_order(stack: list[Label], readings: tuple[Label, ...]) -> tuple[Rung, list[Label]]:
    """Go on from the misplaced label, so that one slip is one problem."""
    for depth in reversed(range(len(stack))):
        for label in readings:
            if label.kind == stack[depth].kind:
                return Rung(depth, (str(stack[depth].successor),)), [*stack[:depth], label]
    expected = tuple(str(label.successor) for label in reversed(stack))
    first = str(Label(*readings[0].kind, 1))
    return Rung(len(stack), (*expected, first)), [*stack, readings[0]]
