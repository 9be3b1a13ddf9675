"""agreement.md: the whole agreement in plain Markdown, edited reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from kyoyaku.forms.markdown.plain import heading, line, write_page
from kyoyaku.forms.provenance import provenance
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.parts import Closing, HasText, Section, Supplement, texts, walk

SLUG = "識別名：`{}`"
"""The line with the permanent name of an initiative; in a text of the agreement the signs ` are escaped."""
RULE = "---"
"""The line before and after the closing; a text that is the same is escaped, too."""


def write_markdown(agreement: Agreement) -> str:
    """The agreement as a file."""
    return write_page(asdict(provenance(agreement)), _blocks(agreement))


def _blocks(agreement: Agreement) -> Iterator[str]:
    yield heading(1, agreement.title.edited)
    yield from _lines(agreement.preamble)
    for part in agreement.parts:
        if isinstance(part, Closing):
            yield from (RULE, *_lines(part), RULE)
            continue
        yield heading(2, part.text.edited)
        yield from _lines(part.body)
        for child, above in () if isinstance(part, Supplement) else walk(part):
            yield heading(3 + len(above), child.text.edited)
            if isinstance(child, Section):
                yield from _lines(child.body)
                continue
            yield SLUG.format(child.slug)
            for row in child.rows:
                yield f"**{line(row.label.edited)}**"
                yield from _lines(row.body)


def _lines(part: HasText) -> Iterator[str]:
    return (line(text.edited) for text in texts(part))
