"""The bytes of one version to an Agreement.

A fault is added to the problems and the rest is still read, so that the editor sees all faults at once.
"""

from __future__ import annotations

import re

from kyoyaku import limits
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.facts import Facts
from kyoyaku.model.parts import Attached, Part
from kyoyaku.problems import Place, Problems
from kyoyaku.reading.blocks import Node, read_blocks, read_outline
from kyoyaku.reading.body import read_body
from kyoyaku.reading.front_matter import read_front_matter, split_front_matter
from kyoyaku.reading.mark_ids import identified
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
