"""Where each text and each mark stands in an agreement. Addresses and ids are made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Any, NamedTuple

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.anchors import lines, of_article, of_row, of_section
from kyoyaku.model.parts import (
    Annex,
    Article,
    Block,
    Body,
    Closing,
    Initiative,
    Part,
    Section,
    Supplement,
    walk,
)
from kyoyaku.model.text import Mark, Plain, Span, Supplied, Text

Subject = Agreement | Part | Initiative | None
"""What a page of the text is about; None is the preamble, the agreement stands for its title."""


class Position(NamedTuple):
    """The subject that a text belongs to, the anchor of its section or row, the rest of its anchor."""

    subject: Subject
    head: str = ""
    line: str = ""


def places(agreement: Agreement) -> Iterator[tuple[Text, Position]]:
    """The place of each text, in the order of the document. No two texts are equal: each has its line."""
    yield agreement.title, Position(agreement)
    yield from _body(agreement.preamble, None)
    for part in agreement.parts:
        if isinstance(part, Closing):
            yield from ((line, Position(part, "", f"l{n}")) for n, line in enumerate(part.lines, start=1))
            continue
        yield part.text, Position(part)
        yield from _body(part.body, part)
        for child, _ in () if isinstance(part, Supplement) else walk(part):
            if isinstance(child, Section):
                yield child.text, Position(part, of_section(child))
                yield from _body(child.body, part, of_section(child))
                continue
            yield child.text, Position(child)
            for row in child.rows:
                yield row.label, Position(child, of_row(row))
                yield from _body(row.body, child, of_row(row))


def _body(body: Body, subject: Subject, head: str = "") -> Iterator[tuple[Text, Position]]:
    return ((line.text, Position(subject, head, line.anchor)) for line in lines(body))


def name(agreement: Agreement, subject: Subject) -> str:
    """The anchor of a subject on the page of the whole text: article-12-2, annex-2 (annex for the first)."""
    match subject:
        case None:
            return "preamble"
        case Agreement():
            return "title"
        case Article():
            return of_article(subject)
        case Initiative():
            return subject.slug
        case Annex() if ordinal := agreement.annexes.index(subject):
            return f"annex-{ordinal + 1}"
        case _:
            return type(subject).__name__.lower()


def identified(agreement: Agreement) -> Agreement:
    """The agreement with the ids of its marks: `article-4-p2-c17`.

    That is the anchor of the text on the page of the whole text, and the first character of the mark, counted
    in the reading of the witness. So a correction more changes no other id, even in the same paragraph.
    """
    stems = {
        text: "-".join(filter(None, (name(agreement, place.subject), *place[1:])))
        for text, place in places(agreement)
    }

    def inside(value: Any) -> Any:
        """A part of the agreement, made again with its marks."""
        if isinstance(value, tuple):
            return tuple(map(inside, value))
        if isinstance(value, Text):
            return replace(value, spans=tuple(_identified(value.spans, f"{stems[value]}-c")))
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
        if isinstance(span, Plain):
            yield span
        else:
            yield _with_id(span, f"{stem}{at}-{inserted}" if inserted else f"{stem}{at}")
        at += len(span.witness)


def _with_id(mark: Mark, own: str) -> Mark:
    if isinstance(mark, Supplied):
        return replace(mark, id=own, content=tuple(_identified(mark.content, f"{own}-")))
    return replace(mark, id=own)
