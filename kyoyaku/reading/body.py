"""Paragraphs to 項, 号 and deeper items, by the levels of their labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from kyoyaku.language.numerals import Label, split_label
from kyoyaku.language.wording import quoted
from kyoyaku.model.parts import Body, Item, Paragraph
from kyoyaku.model.text import Text
from kyoyaku.problems import Problems
from kyoyaku.reading.blocks import Prose
from kyoyaku.reading.numbering import Level, levels

FIRST = Label("arabic", False, 1)


@dataclass(slots=True)
class _Draft:
    """A paragraph or item whose items are still being read."""

    label: str
    text: Text
    items: list[_Draft] = field(default_factory=list)

    def item(self) -> Item:
        return Item(self.label, self.text, tuple(draft.item() for draft in self.items))


def read_body(blocks: Sequence[Prose], problems: Problems, *, numbered: bool = False) -> Body:
    """The body of an article (`numbered`: 項 with a number from the second on) or of a row."""
    drafts = [_Draft(split_label(block.text.edited)[0], block.text) for block in blocks]
    drafts = _numbered(drafts, problems) if numbered else _unnumbered(drafts, problems)
    body: list[Paragraph | Item] = []
    for draft in drafts:
        if numbered or not draft.label:
            items = tuple(inner.item() for inner in draft.items)
            body.append(Paragraph(len(body) + 1, draft.label, draft.text, items))
        else:
            body.append(draft.item())
    return tuple(body)


def _numbered(drafts: list[_Draft], problems: Problems) -> list[_Draft]:
    """The 項 of an article. 第1項 has no label; after items, one without is the 後段 of its 項."""
    start = FIRST if drafts and not drafts[0].label else None
    following = levels([draft.label for draft in drafts if draft.label], start)
    top: list[_Draft] = []
    path: list[_Draft] = []
    for draft in drafts:
        if draft.label:
            level = next(following)
            if level.depth > len(path):
                message = (
                    f"番号「{draft.label}」の上の番号がありません。番号のない段落を挟む並びは、まだ書けません"
                )
                problems.add(draft.text.place, message, "label-sequence")
            path = _attach(draft, level, top, path, problems)
        elif not top:
            top, path = [draft], [draft]
        else:
            if not top[-1].items:
                message = (
                    "番号のない段落です。"
                    f"第{len(top) + 1}項は「{len(top) + 1} 」から書き始めます（半角の数字と半角の空白1個）。"
                    "締結の文であれば、前に「## 締結」の見出しを置きます。"
                    "同じ項の続き（なお書き、行の並び等）であれば、まだ書けません"
                )
                problems.add(draft.text.place, message, "paragraph-label")
            top[-1].items.append(draft)
            path = [top[-1]]
    return top


def _unnumbered(drafts: list[_Draft], problems: Problems) -> list[_Draft]:
    """Items belong to the paragraph before them, and the numbering starts again under each paragraph."""
    top: list[_Draft] = []
    for is_labelled, run in groupby(drafts, lambda draft: bool(draft.label)):
        if not is_labelled:
            top += run
            continue
        items, siblings, path = list(run), top[-1].items if top else top, list[_Draft]()
        for draft, level in zip(items, levels([draft.label for draft in items]), strict=True):
            path = _attach(draft, level, siblings, path, problems)
    return top


def _attach(
    draft: _Draft, level: Level, top: list[_Draft], path: list[_Draft], problems: Problems
) -> list[_Draft]:
    """Add the draft at its level, below `path`; returns the path of drafts down to it."""
    if level.expected:
        right = quoted(level.expected)
        message = f"番号「{draft.label}」は順序が合いません。{right}のはずです"
        problems.add(draft.text.place, message, "label-sequence")
    above = path[: level.depth]
    (above[-1].items if above else top).append(draft)
    return [*above, draft]
