"""Paragraphs to 項, 号 and deeper items, by the levels of their labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from kyoyaku.language.numerals import Label, split_label
from kyoyaku.language.wording import quoted
from kyoyaku.model.parts import Body, Item, Paragraph
from kyoyaku.model.text import Text
from kyoyaku.problems import Problems
from kyoyaku.reading.blocks import Prose
from kyoyaku.reading.numbering import Level, levels

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
