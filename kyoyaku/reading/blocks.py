"""Parses Markdown into headings, paragraphs and row labels with their lines: first a list, then a tree.

Of Markdown the source uses headings, paragraphs of one line, bold labels, pipe tables, images alone on
their line, and `***`. Everything else (lists, HTML, links, wrapped paragraphs) is reported as a problem.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kyoyaku.model.grid import Table
from kyoyaku.model.parts import DatabaseNote, Image
from kyoyaku.model.text import WITNESS, Text
from kyoyaku.problems import Place, Problems
from kyoyaku.reading.marks import MarkReader, editors_marks
from kyoyaku.reading.tables import read_table

BLOCK_NAMES = {
    "bullet_list_open": "箇条書き（「- 」）",
    "ordered_list_open": "番号付きの箇条書き（「1.」や「1)」）",
    "blockquote_open": "引用（「>」）",
    "code_block": "字下げ（行の始めの空白4個）",
    "fence": "コードの囲み（「```」）",
    "html_block": "HTML",
    "hr": "横線（「---」など）",
}
# `: 応援の要請は` belongs to the 号 before it, `:: …` to the one above that.
BELOW_ITEM = re.compile(r"(:+) *(?=\S)")
# {>>note: 平17告示9・一部改正<<}
NOTE = re.compile(r"\{>>note:(.*)<<\}")
# ![what it shows](map.png)
IMAGE = re.compile(r"!\[([^\[\]]*)\]\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading `## …` and the slug of `{#slug}` at its end, if it has one."""

    level: int
    text: Text
    slug: str | None


@dataclass(frozen=True, slots=True)
class _Line:
    text: Text

    @property
    def place(self) -> Place:
        return self.text.place


class RowLabel(_Line):
    """`**甲の役割**` alone on its line: a row of an initiative begins."""


@dataclass(frozen=True, slots=True)
class Prose(_Line):
    """One paragraph; `colons` before it say that it belongs to the 号 before it, or (2) one rank higher."""

    colons: int = 0


@dataclass(frozen=True, slots=True)
class Break:
    """`***`: the headings below an article end."""

    place: Place


Matter = Prose | Table | Image | DatabaseNote
"""What a body is made of."""
Block = Heading | RowLabel | Matter | Break


@dataclass(slots=True)
class Node:
    """A heading, the blocks before its first subheading, its subheadings, and the blocks behind `***`."""

    heading: Heading
    body: list[Matter | RowLabel] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    tail: list[Matter | RowLabel] = field(default_factory=list)


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
    found: list[Block] = []
    opener: Token | None = None
    depth = 0
    for token in _parser().parse(body):
        place = Place(path, first_line + (token.map[0] if token.map else 0))
        if token.type == "hr" and token.markup.startswith("***") and depth == 0:
            found.append(Break(place))
        elif token.type in BLOCK_NAMES and depth == 0:
            name = BLOCK_NAMES[token.type]
            message = f"{name}は使えません。印を消し、紙面の番号があればそれを付けて、1行の段落にしてください"
            problems.add(place, message, "unsupported-markup")
        if token.type.endswith(("list_open", "quote_open", "list_close", "quote_close")):
            depth += token.nesting
        elif depth == 0 and token.type in ("heading_open", "paragraph_open"):
            opener = token
        elif depth == 0 and token.type == "inline" and opener:
            if opener.type == "heading_open":
                inline = _one_line(token.children or [], place, problems)
                found.append(_heading(opener, inline, place, marks, problems))
            elif one := _block(token, place, marks, problems):
                found.append(one)
    return found


def _block(token: Token, place: Place, marks: MarkReader, problems: Problems) -> Block | None:
    """What a paragraph of Markdown is: a table, a note, an image, a label of a row, or prose."""
    raw = token.content
    if raw.startswith("|") or "\n---|" in raw:
        lines = raw.split("\n")
        return read_table(lines, place, lambda cell, at: _inline(cell, at, marks, problems), problems)
    if note := NOTE.fullmatch(raw):
        words = note[1].strip()
        if not words or "{" in words:
            message = "例規集の改正の注は「{>>note: 平17告示9・一部改正<<}」のように、中に文字だけを書きます"
            problems.add(place, message, "note-form")
        return DatabaseNote(words, place)
    if image := IMAGE.fullmatch(raw):
        return Image(image[2], image[1].strip(), place)
    inline = _one_line(token.children or [], place, problems)
    strong = [at for at, one in enumerate(inline) if one.type in ("strong_open", "strong_close")]
    if strong == [0, len(inline) - 1]:  # bold from the first sign to the last
        return RowLabel(marks.text(inline[1:-1], place))
    colons = 0
    if (match := BELOW_ITEM.match(raw)) and inline and inline[0].type == "text":
        colons = len(match[1])
        inline[0].content = inline[0].content.removeprefix(match[0])
    return Prose(marks.text([t for t in inline if t.type != "text" or t.content], place), colons)


def _inline(raw: str, place: Place, marks: MarkReader, problems: Problems) -> Text:
    """The text of one line of Markdown without blocks: of a cell."""
    tokens = _parser().parseInline(raw)
    return marks.text(_one_line(tokens[0].children or [], place, problems), place)


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


def read_outline(
    blocks: Iterable[Block], problems: Problems, is_article: Callable[[str], bool]
) -> list[Node]:
    """The trees under the `#` headings: the document, and those that stand behind it.

    `is_article` tells the headings of articles, to which `***` leads back.
    """
    stack: list[Node] = []
    roots: list[Node] = []
    into: list[Matter | RowLabel] = []
    """Where the next block goes."""
    for block in blocks:
        if isinstance(block, Break):
            # The outermost one: a heading below it (1 交通) can look like an article, too.
            at = next((at for at, node in enumerate(stack) if is_article(node.heading.text.edited)), -1)
            if at < 0 or not stack[at].children:
                message = "「***」は、条の下の取組の後に、その条の項が続くときに書きます。ここには要りません"
                problems.add(block.place, message, "break-place")
            else:
                del stack[at + 1 :]
                into = stack[at].tail
            continue
        if not isinstance(block, Heading):
            into.append(block)
            if not stack:
                problems.add(block.place, "「# 題名」より前に文があります", "title")
            continue
        if not roots and block.level != 1:
            problems.add(block.text.place, "最初の見出しは、「# 題名」です", "title")
            continue
        stack = [node for node in stack if node.heading.level < block.level]
        depth = stack[-1].heading.level + 1 if stack else 1
        if stack and stack[-1].tail:
            message = "「***」より後には、その条の項だけを書きます。取組は「***」より前に置きます"
            problems.add(block.text.place, message, "break-place")
            stack[-1] = Node(stack[-1].heading)  # what comes now has no place
        elif block.level > depth:
            right, wrong = "#" * depth, "#" * block.level
            message = f"見出しの深さが飛んでいます。「{right}」のはずですが「{wrong}」とあります"
            problems.add(block.text.place, message, "heading-depth")
        node = Node(block)
        (stack[-1].children if stack else roots).append(node)
        stack.append(node)
        into = node.body
    return roots
