"""The flat list of blocks as a tree of headings: every heading with what stands under it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kyoyaku.problems import Place, Problems
from kyoyaku.reading.blocks import Block, Heading, Prose, RowLabel


@dataclass(slots=True)
class Node:
    """A heading, the blocks before its first subheading, and its subheadings."""

    heading: Heading
    body: list[Prose | RowLabel] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)


def read_outline(blocks: Iterable[Block], path: str, first_line: int, problems: Problems) -> Node | None:
    """The tree under the one `#` heading; None when there is no such heading."""
    stack: list[Node] = []
    root: Node | None = None
    for block in blocks:
        if not isinstance(block, Heading):
            if stack:
                stack[-1].body.append(block)
            else:
                problems.add(block.text.place, "「# 題名」より前に文があります", "title")
            continue
        if (block.level == 1 and root) or (block.level > 1 and not root):
            problems.add(block.text.place, "「#」一つの見出し（題名）は、最初に一度だけ書きます", "title")
            continue
        stack = _climb(stack, block, problems)
        node = Node(block)
        if stack:
            stack[-1].children.append(node)
        else:
            root = node
        stack.append(node)
    if root is None:
        problems.add(Place(path, first_line), "「# 題名」がありません", "title")
    return root


def _climb(stack: list[Node], heading: Heading, problems: Problems) -> list[Node]:
    """The headings that the new one stands under."""
    above = [node for node in stack if node.heading.level < heading.level]
    if above and heading.level > above[-1].heading.level + 1:
        right = "#" * (above[-1].heading.level + 1)
        problems.add(
            heading.text.place,
            f"見出しの深さが飛んでいます。「{right}」のはずですが「{'#' * heading.level}」とあります",
            "heading-depth",
        )
    return above
