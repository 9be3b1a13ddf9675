"""Paragraphs to 項, 号 and deeper items, by the levels of their labels.

No order of levels is fixed: one agreement goes 1, (1), ア; another (1), 1, ア, (ア). So a stack holds the
last label of each level. A label that follows one on the stack returns to its level; the first label of
another series opens a deeper level; any other label is out of order.

    labels   1  (1)  ア  イ  (2)  2
    depth    0   1   2   2   1   0

A paragraph without a label that stands between (1) and (2) belongs to (1), as does a table there. Behind
the last item it goes on with the 項, or in a body without 項 begins anew, unless `: ` before it says that it
belongs to the item.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kyoyaku.language.numerals import Label, read_label, split_label
from kyoyaku.language.wording import quoted
from kyoyaku.model.parts import Body, Continuation, Inner, Item, Paragraph
from kyoyaku.problems import Problems
from kyoyaku.reading.blocks import Matter, Prose

ARABIC = ("arabic", False)
"""The kind of label that a 項 has."""


@dataclass(slots=True)
class _Open:
    """A block that others may still go into; `depth` is 0 in the body itself, 1 in a block of depth 0."""

    depth: int
    label: str
    matter: Matter
    inside: list[_Open] = field(default_factory=list)


def read_body(
    matter: Sequence[Matter], problems: Problems, *, numbered: bool = False, after: int = 0
) -> Body:
    """The body of an article (`numbered`: 項 with a number from the second on) or of a row.

    `after` is the number of the 項 before it, where it goes on with those of an article.
    """
    labels = [split_label(one.text.edited)[0] if isinstance(one, Prose) else "" for one in matter]
    first = next((label for label, one in zip(labels, matter, strict=True) if isinstance(one, Prose)), "")
    # The first 項 has no label; (1) right below 第2条 is a 号 in no 項.
    has_paragraphs = numbered and (not first or after > 0 or any(map(_is_arabic, read_label(first))))
    printed = [*zip(labels, matter, _following(labels), strict=True)]
    if has_paragraphs:
        start = Label(*ARABIC, after or 1) if after or not first else None
        depths = _numbered(printed, start, bool(after), problems)
    else:
        depths = _unnumbered(printed, problems)
    roots: list[_Open] = []
    path: list[_Open] = []
    for depth, label, one in zip(depths, labels, matter, strict=True):
        made = _Open(depth, label, one)
        path = [above for above in path if above.depth < depth]
        (path[-1].inside if path else roots).append(made)
        if isinstance(one, Prose) and (label or not depth):
            path.append(made)
    body: list[Paragraph | Inner] = []
    paragraphs = after
    for root in roots:
        if has_paragraphs and not root.depth and isinstance(root.matter, Prose):
            paragraphs += 1
            body.append(_paragraph(root, paragraphs))
        elif numbered or root.label or not isinstance(root.matter, Prose):
            body.append(_inner(root))
        else:
            body.append(_paragraph(root, len(body) + 1))
    return tuple(body)


def _is_arabic(label: Label) -> bool:
    return label.kind == ARABIC


def _paragraph(one: _Open, number: int) -> Paragraph:
    assert isinstance(one.matter, Prose)
    return Paragraph(number, one.label, one.matter.text, tuple(map(_inner, one.inside)))


def _inner(one: _Open) -> Inner:
    if not isinstance(one.matter, Prose):
        return one.matter
    if one.label:
        return Item(one.label, one.matter.text, tuple(map(_inner, one.inside)))
    return Continuation(one.matter.text)


Printed = tuple[str, Matter, tuple[Label, ...]]
"""The label of a paragraph, '' if it has none; the paragraph or the table; the readings of the next label."""


def _following(labels: list[str]) -> list[tuple[Label, ...]]:
    """For each label the readings of the next one that is printed; none at the end."""
    found: list[tuple[Label, ...]] = []
    following: tuple[Label, ...] = ()
    for label in reversed(labels):
        found.append(following)
        following = read_label(label) if label else following
    return found[::-1]


def _numbered(
    printed: list[Printed], start: Label | None, is_begun: bool, problems: Problems
) -> Iterator[int]:
    """The depths in an article. `start` is the label of a 項 that is not printed here."""
    stack = [start] if start else []
    item = 0
    for label, one, following in printed:
        if label:
            level, stack = _next(stack, read_label(label), start)
            _check_order(level, label, one, problems)
            item = level.depth
            yield level.depth
        elif isinstance(one, Prose) and one.colons:
            yield _below(one, item, 1, problems)
        elif not is_begun:
            yield 0
        else:
            yield 1 if not following else _between(stack, following, start)
            if following and _next(stack, following, start)[0].expected:
                # (1), (2), a paragraph, and (1), (2) once more in the same 項.
                again = _next(stack[:1], following, start)[0]
                stack = stack if again.expected else stack[:1]
        is_begun = is_begun or isinstance(one, Prose)


def _between(stack: list[Label], following: tuple[Label, ...], start: Label | None) -> int:
    """The depth of a paragraph in an article, before a label.

    It is inside the item whose successor follows: (1), paragraph, (2). If the label opens a level, it is
    inside what that level is in: (1), paragraph, ア. If the label is out of order, it goes on with the 項.
    """
    level = _next(stack, following, start)[0]
    return 1 if level.expected else level.depth + (level.depth < len(stack))


def _unnumbered(printed: list[Printed], problems: Problems) -> Iterator[int]:
    """Items belong to the paragraph before them, and the numbering starts again under each paragraph."""
    stack: list[Label] = []
    above = item = 0
    for label, one, following in printed:
        if label:
            level, stack = _next(stack, read_label(label), None)
            _check_order(level, label, one, problems)
            item = above + level.depth
            yield item
        elif isinstance(one, Prose) and one.colons:
            yield _below(one, item if stack else -1, above, problems)
        elif between := [depth for depth, above_it in enumerate(stack) if above_it.successor in following]:
            yield above + between[-1] + 1
        else:
            stack = []
            above = int(isinstance(one, Prose))
            yield 0


def _below(one: Prose, item: int, first: int, problems: Problems) -> int:
    """The depth of a paragraph with `: ` before it, behind an item; first items have the depth `first`."""
    depth = item + 2 - one.colons
    if item < first or depth <= first:
        signs = ":" * one.colons
        message = f"「{signs} 」は、前の号に属する段落に付けます。" + (
            "この段落の前に号がありません。号に属さないときは、消してください"
            if item < first
            else "号の深さより多く付けています。減らしてください"
        )
        problems.add(one.place, message, "item-paragraph")
        return max(1, first)
    return depth


def _check_order(level: Level, label: str, one: Matter, problems: Problems) -> None:
    if level.expected:
        message = f"番号「{label}」は順序が合いません。{quoted(level.expected)}のはずです"
        problems.add(one.place, message, "label-sequence")


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
