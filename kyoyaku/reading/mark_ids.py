"""The ids of marks, which addresses hold: `article-4-p2-c17` is the mark at the 17th character of 第4条第2項.

The characters are those of the witness reading, which no correction changes. So another mark moves no id, not
even in the same paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Any

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.parts import Block
from kyoyaku.model.text import Plain, Span, Supplied, Text
from kyoyaku.pages.addresses import text_places


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
