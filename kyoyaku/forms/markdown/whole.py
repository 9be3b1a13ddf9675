"""agreement.md: the whole agreement in plain Markdown, edited reading, and its texts read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from kyoyaku.forms.markdown.plain import escape, heading, page, read
from kyoyaku.forms.provenance import provenance
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.anchors import lines
from kyoyaku.model.parts import Body, Closing, Initiative, Section, Supplement

SLUG = "識別名："


def written(agreement: Agreement) -> str:
    """The agreement as a file."""
    return page(asdict(provenance(agreement)), _blocks(agreement))


def _blocks(agreement: Agreement) -> Iterator[str]:
    yield heading(1, agreement.title.edited)
    yield from _body(agreement.preamble)
    for part in agreement.parts:
        if isinstance(part, Closing):
            yield "---"
            yield from (escape(line.edited) for line in part.lines)
            yield "---"
            continue
        yield heading(2, part.text.edited)
        yield from _body(part.body)
        if not isinstance(part, Supplement):
            yield from _children(part.children, 3)


def _children(children: Iterable[Section | Initiative], level: int) -> Iterator[str]:
    for child in children:
        yield heading(level, child.text.edited)
        if isinstance(child, Section):
            yield from _body(child.body)
            yield from _children(child.children, level + 1)
            continue
        yield f"{SLUG}{child.slug}"
        for row in child.rows:
            yield f"**{escape(row.label.edited)}**"
            yield from _body(row.body)


def _body(body: Body) -> Iterator[str]:
    return (escape(line.text.edited) for line in lines(body))


def read_texts(markdown: str) -> list[str]:
    """The texts of the agreement in order, without rules and names of initiatives."""
    return [
        one.text
        for one in read(markdown)
        if one.text != "---" and (one.level or not one.text.startswith(SLUG))
    ]


def read_slugs(markdown: str) -> list[str]:
    """The permanent names of the initiatives in order."""
    return [one.text.removeprefix(SLUG) for one in read(markdown) if one.text.startswith(SLUG)]
