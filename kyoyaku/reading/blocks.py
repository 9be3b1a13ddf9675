"""Markdown to headings, paragraphs and row labels, each with its line; first in a row, then as a tree.

Of Markdown the source uses headings, paragraphs of one line, and bold labels. Everything else (lists,
tables, HTML, links, wrapped paragraphs) is reported as a problem, so that none is a surprise on the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kyoyaku.model.text import WITNESS, Text
from kyoyaku.problems import Place, Problems
from kyoyaku.reading.marks import MarkReader, editors_marks
from kyoyaku.reading.source_text import NOT_YET

BLOCK_NAMES = {
    "bullet_list_open": "箇条書き（「- 」）",
    "ordered_list_open": "番号付きの箇条書き（「1.」や「1)」）",
    "blockquote_open": "引用（「>」）",
    "code_block": "字下げ（行の始めの空白4個）",
    "fence": "コードの囲み（「```」）",
    "html_block": "HTML",
    "hr": "横線（「---」など）",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading `## …` and the slug of `{#slug}` at its end, if it has one."""

    level: int
    text: Text
    slug: str | None


@dataclass(frozen=True, slots=True)
class RowLabel:
    """`**甲の役割**` alone on its line: a row of an initiative begins."""

    text: Text


@dataclass(frozen=True, slots=True)
class Prose:
    """One paragraph."""

    text: Text


Block = Heading | RowLabel | Prose


@dataclass(slots=True)
class Node:
    """A heading, the blocks before its first subheading, and its subheadings."""

    heading: Heading
    body: list[Prose | RowLabel] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)


@cache
def _parser() -> MarkdownIt:
    """CommonMark without what changes the text silently: definitions of links, character references.

    A rule of ours (`marks`) finds links, which are refused.
    """
    unread = ["reference", "entity", "link", "image"]
    return MarkdownIt("commonmark").disable(unread).use(editors_marks)


def read_blocks(
    body: str, path: str, first_line: int, problems: Problems, source: str = WITNESS
) -> list[Block]:
    """The blocks of a Markdown text that begins on `first_line` of the file; `source` is for its notes."""
    marks = MarkReader(problems, source)
    blocks: list[Block] = []
    opener: Token | None = None
    depth = 0
    for token in _parser().parse(body):
        place = Place(path, first_line + (token.map[0] if token.map else 0))
        if token.type in BLOCK_NAMES and depth == 0:
            name = BLOCK_NAMES[token.type]
            message = f"{name}は使えません。印を消し、紙面の番号があればそれを付けて、1行の段落にしてください"
            problems.add(place, message, "unsupported-markup")
        if token.type.endswith(("list_open", "quote_open", "list_close", "quote_close")):
            depth += token.nesting
        elif depth == 0 and token.type in ("heading_open", "paragraph_open"):
            opener = token
        elif depth == 0 and token.type == "inline" and opener:
            if token.content.startswith("|") or NOT_YET.match(token.content):
                continue  # `check_lines` reports it
            inline = _one_line(token.children or [], place, problems)
            strong = [at for at, one in enumerate(inline) if one.type.startswith("strong")]
            if opener.type == "heading_open":
                blocks.append(_heading(opener, inline, place, marks, problems))
            elif strong == [0, len(inline) - 1]:  # bold from the first sign to the last
                blocks.append(RowLabel(marks.text(inline[1:-1], place)))
            else:
                blocks.append(Prose(marks.text(inline, place)))
    return blocks


def _one_line(children: list[Token], place: Place, problems: Problems) -> list[Token]:
    """The tokens without line breaks and empty text; a wrapped paragraph is one problem."""
    breaks = ("softbreak", "hardbreak")
    if any(token.type in breaks for token in children):
        message = "段落が改行されています。段落は1行で書き、段落の間に空の行を置いてください"
        problems.add(place, message, "line-break")
    return [t for t in children if t.type not in breaks and (t.type != "text" or t.content)]


def _heading(
    opener: Token, inline: list[Token], place: Place, marks: MarkReader, problems: Problems
) -> Heading:
    if opener.markup in ("=", "-"):
        message = "下に「===」や「---」を引いた見出しは使えません。「#」で書いてください"
        problems.add(place, message, "unsupported-markup")
    slug = None
    if inline and inline[-1].type == "slug":
        slug, inline = inline[-1].meta["slug"], inline[:-1]
        if inline and inline[-1].type == "text":
            before = inline[-1].content
            inline[-1].content = before.rstrip()
            if before.removesuffix(" ") != inline[-1].content:
                problems.add(place, "「{#」の前の空白は、半角1個にしてください", "heading-form")
    text = marks.text([t for t in inline if t.type != "text" or t.content], place)
    return Heading(int(opener.tag[1:]), text, slug)


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
        if (block.level == 1) == bool(root):
            message = "「#」一つの見出し（題名）は、最初に一度だけ書きます。二つ目の文書は、まだ書けません"
            problems.add(block.text.place, message, "title")
            continue
        stack = [node for node in stack if node.heading.level < block.level]
        depth = stack[-1].heading.level + 1 if stack else 1
        if block.level > depth:
            right, wrong = "#" * depth, "#" * block.level
            message = f"見出しの深さが飛んでいます。「{right}」のはずですが「{wrong}」とあります"
            problems.add(block.text.place, message, "heading-depth")
        node = Node(block)
        if stack:
            stack[-1].children.append(node)
        root = root or node
        stack.append(node)
    if root is None:
        problems.add(Place(path, first_line), "「# 題名」がありません", "title")
    return root
