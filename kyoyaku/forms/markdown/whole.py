"""agreement.md: the whole agreement in plain Markdown, edited reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from kyoyaku.forms.markdown.plain import heading, line, write_page
from kyoyaku.forms.provenance import provenance
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.parts import Closing, HasText, Initiative, Section, Supplement, texts

SLUG = "識別名："
"""Stands before the permanent name of each initiative."""


def write_markdown(agreement: Agreement) -> str:
    """The agreement as a file."""
    return write_page(asdict(provenance(agreement)), _blocks(agreement))


def _blocks(agreement: Agreement) -> Iterator[str]:
    yield heading(1, agreement.title.edited)
    yield from _lines(agreement.preamble)
    for part in agreement.parts:
        if isinstance(part, Closing):
            yield from ("---", *_lines(part), "---")
            continue
        yield heading(2, part.text.edited)
        yield from _lines(part.body)
        if not isinstance(part, Supplement):
            yield from _children(part.children, 3)


def _children(children: Iterable[Section | Initiative], level: int) -> Iterator[str]:
    for child in children:
        yield heading(level, child.text.edited)
        if isinstance(child, Section):
            yield from _lines(child.body)
            yield from _children(child.children, level + 1)
            continue
        yield f"{SLUG}{child.slug}"
        for row in child.rows:
            yield f"**{line(row.label.edited)}**"
            yield from _lines(row.body)


def _lines(part: HasText) -> Iterator[str]:
    return (line(text.edited) for text in texts(part))
