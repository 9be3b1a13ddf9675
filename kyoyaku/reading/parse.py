"""Parses the bytes of one version into an Agreement.

After a fault the rest is still parsed, so that the editor sees all problems at once.

The ids of marks, which addresses hold, are given last: `article-4-p2-c17` is the mark at the 17th character
of 第4条第2項. The characters are those of the witness reading, which no correction changes. So another mark
moves no id, not even in the same paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Any

from kyoyaku import limits
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.facts import Facts
from kyoyaku.model.parts import Attached, Block, Part
from kyoyaku.model.text import Plain, Span, Supplied, Text
from kyoyaku.pages.addresses import text_places
from kyoyaku.problems import Place, Problems
from kyoyaku.reading.blocks import Node, read_blocks, read_outline
from kyoyaku.reading.body import read_body
from kyoyaku.reading.front_matter import read_front_matter, split_front_matter
from kyoyaku.reading.parts import CLOSING, as_part, check_headings, is_article, read_part
from kyoyaku.reading.source_text import check_lines, read_text, without_questions


def parse(data: bytes, path: str, slug: str, problems: Problems) -> Agreement | None:
    """The agreement in the bytes of a source file; None, with a problem, when there is no text to read.

    `path` is the name of the file in problems, `slug` the agreement's name in addresses.
    """
    text = without_questions(read_text(data, path, problems), path, problems)
    if (headings := len(re.findall("^#", text, re.MULTILINE))) > limits.HEADINGS:
        message = (
            f"見出しが{headings:,}個あります（上限{limits.HEADINGS:,}個）。"
            "余分なものを消すか、原稿を分けてください"
        )
        problems.add(Place(path, 1), message, "heading-count")
        return None
    if not text:
        return None
    head, body, first_line = split_front_matter(text, path, problems)
    if head is None and not body.strip():
        return None
    problems.extend(check_lines(body, path, first_line))
    facts = read_front_matter(head, path, problems) if head is not None else Facts()
    blocks = read_blocks(body, path, first_line, problems, facts.source)
    root, *others = read_outline(blocks, problems, is_article) or (None,)
    if root is None:
        problems.add(Place(path, first_line), "「# 題名」がありません", "title")
        return None
    own, behind = _parts(root, facts, problems), tuple(_attached(one, facts, problems) for one in others)
    preamble = read_body(root.body, problems)
    return identified(Agreement(slug, path, facts, root.heading.text, preamble, (*own, *behind)))


def _parts(root: Node, facts: Facts, problems: Problems) -> tuple[Part, ...]:
    """The parts of a document under its title."""
    if not root.body and all(one.heading.text.edited == CLOSING for one in root.children):
        message = f"「{root.heading.text.edited}」の下に何もありません"
        problems.add(root.heading.text.place, message, "empty-heading")
    check_headings(root, problems)
    return tuple(part for node in root.children if (part := read_part(node, facts, problems)))


def _attached(root: Node, facts: Facts, problems: Problems) -> Attached:
    """A second document behind the first."""
    title = root.heading.text
    if right := as_part(title.edited):
        message = f"「#」一つの見出しは、文書の題名です。この見出しは「## {right}」と書きます"
        problems.add(title.place, message, "title")
    parts = _parts(root, facts, problems)
    return Attached(title, read_body(root.body, problems), parts)


def identified(agreement: Agreement) -> Agreement:
    """The agreement with the ids of its marks."""
    if not agreement.marks:
        return agreement
    # article-4-p2-c for articles/4/#p2.
    stems = {text: f"{place.whole or 'title'}-c" for text, place in text_places(agreement).items()}

    def inside(value: Any) -> Any:
        """A part of the agreement, made again with its marks."""
        if isinstance(value, tuple):
            return tuple(map(inside, value))
        if isinstance(value, Text):
            return replace(value, spans=tuple(_identified(value.spans, stems[value])))
        if isinstance(value, Block):
            return replace(value, **{one.name: inside(getattr(value, one.name)) for one in fields(value)})
        return value

    own = ("title", "preamble", "parts")
    return replace(agreement, **{field: inside(getattr(agreement, field)) for field in own})


def _identified(spans: Iterable[Span], stem: str) -> Iterator[Any]:
    """The spans with the ids of their marks.

    `…-c17` holds the 17th character of the witness; `…-c17-1` is the first of those in front of it, for which
    the witness has nothing; `…-c17-1-3` stands in the text that this one supplies, at its third character.
    """
    at, inserted = 1, 0
    for span in spans:
        inserted = 0 if span.witness else inserted + 1
        own = f"{stem}{at}-{inserted}" if inserted else f"{stem}{at}"
        if isinstance(span, Supplied):
            yield replace(span, id=own, content=tuple(_identified(span.content, f"{own}-")))
        else:
            yield span if isinstance(span, Plain) else replace(span, id=own)
        at += len(span.witness)
