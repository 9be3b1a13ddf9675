"""The bytes of one version to an Agreement.

A fault is added to the problems and the rest is still read, so that the editor sees all faults at once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

from kyoyaku.language.numerals import NUMBER, read_number
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.facts import Facts, Party
from kyoyaku.model.parts import Annex, Article, Closing, Part, Supplement
from kyoyaku.model.text import Text
from kyoyaku.problems import Problems
from kyoyaku.reading.blocks import Node, Prose, RowLabel, read_blocks, read_outline
from kyoyaku.reading.body import read_body
from kyoyaku.reading.front_matter import read_front_matter, split_front_matter
from kyoyaku.reading.initiatives import read_children
from kyoyaku.reading.source_text import check_lines, check_size, read_text

# 第4条（費用の負担）, 第12条の2, 第四条 （費用の負担）.
ARTICLE = re.compile(rf"第({NUMBER})条((?:の{NUMBER})*) ?(?:[（(](.+)[）)])?")
# 別表, 別表第2（第3条関係）, 別記（第5条関係）.
ANNEX = re.compile(rf"((?:別表|別記|別紙)(?:第?({NUMBER}))?) ?(?:[（(](.+)[）)])?")
Filling = TypeVar("Filling", bound=tuple[object, ...])
# A paragraph that is only a caption: （費用の負担）.
CAPTION = re.compile(r"[（(][^（）()。]{1,60}[）)]")
CLOSING = "締結"
SUPPLEMENT = "附則"


def parse(data: bytes, path: str, slug: str, problems: Problems) -> Agreement | None:
    """The agreement in the bytes of a source file; None, with a problem, when there is no text to read.

    `path` is the name of the file in problems, `slug` the agreement's name in addresses.
    """
    text = read_text(data, path, problems)
    too_large = list(check_size(text, path))
    problems.extend(too_large)
    if not text or too_large:
        return None
    head, body, first_line = split_front_matter(text, path, problems)
    if head is None and not body.strip():
        return None
    problems.extend(check_lines(body, path, first_line))
    facts = read_front_matter(head, path, problems) if head is not None else Facts()
    root = read_outline(read_blocks(body, path, first_line, problems), path, first_line, problems)
    if root is None:
        return None
    for node in (root, *root.children):
        _no_slug(node, problems)
    for before, node in pairwise((root, *root.children)):
        _no_caption_above(before, node, problems)
    return Agreement(
        slug=slug,
        path=path,
        facts=facts,
        title=root.heading.text,
        preamble=read_body(_prose(root.body, problems), problems),
        parts=tuple(p for node in root.children if (p := _part(node, facts.parties, problems))),
    )


def _part(node: Node, parties: tuple[Party, ...], problems: Problems) -> Part | None:
    heading = node.heading.text.edited
    if match := ARTICLE.fullmatch(heading):
        return _article(node, match, parties, problems)
    if match := ANNEX.fullmatch(heading):
        return _annex(node, match, parties, problems)
    if heading == CLOSING:
        _no_children(node, problems)
        return Closing(_filled(node, _lines(node, problems), problems), node.heading.text.place)
    if heading == SUPPLEMENT:
        _no_children(node, problems)
        body = read_body(_prose(node.body, problems), problems, numbered=True)
        return Supplement(node.heading.text, _filled(node, body, problems))
    problems.add(
        node.heading.text.place,
        f"「{heading}」は使えない見出しです。「第4条（見出し）」「別表（第3条関係）」「締結」「附則」のどれかにします",
        "unknown-heading",
    )
    return None


def _article(node: Node, match: re.Match[str], parties: tuple[Party, ...], problems: Problems) -> Article:
    branches = re.findall(NUMBER, match[2])
    return Article(
        number=tuple(read_number(n) for n in (match[1], *branches)),
        caption=match[3] or "",
        text=node.heading.text,
        body=_filled(node, read_body(_prose(node.body, problems), problems, numbered=True), problems),
        children=read_children(node, parties, problems),
    )


def _annex(node: Node, match: re.Match[str], parties: tuple[Party, ...], problems: Problems) -> Annex:
    return Annex(
        name=match[1],
        number=read_number(match[2]) if match[2] else None,
        relation=match[3] or "",
        text=node.heading.text,
        body=_filled(node, read_body(_prose(node.body, problems), problems), problems),
        children=read_children(node, parties, problems),
    )


def _lines(node: Node, problems: Problems) -> tuple[Text, ...]:
    return tuple(block.text for block in _prose(node.body, problems))


def _prose(blocks: Sequence[Prose | RowLabel], problems: Problems) -> list[Prose]:
    """The paragraphs; a problem for each row label, for here is no initiative."""
    for block in blocks:
        if isinstance(block, RowLabel):
            message = f"「{block.text.edited}」は取組の見出しの下に書きます"
            problems.add(block.text.place, message, "row-place")
    return [block for block in blocks if isinstance(block, Prose)]


def _filled(node: Node, body: Filling, problems: Problems) -> Filling:
    if not body and not node.children:
        message = f"「{node.heading.text.edited}」の下に何もありません"
        problems.add(node.heading.text.place, message, "empty-heading")
    return body


def _no_caption_above(before: Node, node: Node, problems: Problems) -> None:
    """A problem if a caption stands above its 第N条 as on paper; in the source it follows 第N条."""
    last = before.body[-1].text if before.body else None
    if last and ARTICLE.fullmatch(node.heading.text.edited) and CAPTION.fullmatch(last.edited):
        name = node.heading.text.edited.partition("（")[0]
        message = f"条の見出し「{last.edited}」は、「## {name}{last.edited}」のように条名の後に書きます"
        problems.add(last.place, message, "caption-place")


def _no_slug(node: Node, problems: Problems) -> None:
    if node.heading.slug is not None:
        message = f"「{{#…}}」は取組の名に付けます。「{node.heading.text.edited}」には付けません"
        problems.add(node.heading.text.place, message, "slug-place")


def _no_children(node: Node, problems: Problems) -> None:
    for child in node.children:
        message = f"「{node.heading.text.edited}」の下には見出しを置けません"
        problems.add(child.heading.text.place, message, "heading-place")
