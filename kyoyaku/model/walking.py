"""Ways through the parts of an agreement: headings, parts with what they stand in, blocks, texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from kyoyaku.model.grid import Cell, Table, TableRow
from kyoyaku.model.parts import (
    Annex,
    Article,
    Attached,
    Chapter,
    Child,
    Closing,
    Continuation,
    DatabaseNote,
    HasText,
    Host,
    Image,
    Initiative,
    Item,
    Paragraph,
    Part,
    Remarks,
    Row,
    Section,
    Supplement,
)
from kyoyaku.model.text import Text


def walk(
    host: Host | Section | Initiative, above: tuple[Section | Initiative, ...] = ()
) -> Iterator[tuple[Child, tuple[Section | Initiative, ...]]]:
    """The headings below an article or annex in order, each with those above it."""
    for child in host.children:
        yield child, above
        if not isinstance(child, Remarks):
            yield from walk(child, (*above, child))


@dataclass(frozen=True, slots=True)
class Standing:
    """A part with the chapters that it is in, and with the second document that it belongs to."""

    part: Part
    chapters: tuple[Chapter, ...] = ()
    document: Attached | None = None


def standing(
    parts: tuple[Part, ...], chapters: tuple[Chapter, ...] = (), document: Attached | None = None
) -> Iterator[Standing]:
    """Every part of a document, those in a chapter or in a second document after it."""
    for part in parts:
        yield Standing(part, chapters, document)
        if isinstance(part, Chapter):
            yield from standing(part.parts, (*chapters, part), document)
        if isinstance(part, Attached):
            yield from standing(part.parts, (), part)


INSIDE: dict[type, Callable[[Any], tuple[Any, ...]]] = {
    Closing: attrgetter("lines"),
    Row: attrgetter("label", "body", "rows"),
    Initiative: attrgetter("text", "lead", "rows", "children"),
    Article: attrgetter("text", "body", "children", "tail"),
    Supplement: attrgetter("text", "body", "articles"),
    Table: attrgetter("rows"),
    TableRow: attrgetter("cells"),
    Cell: attrgetter("texts"),
    **dict.fromkeys((Annex, Section), attrgetter("text", "body", "children")),
    **dict.fromkeys((Chapter, Attached), attrgetter("text", "body", "parts")),
    **dict.fromkeys((Paragraph, Item), attrgetter("text", "inside")),
    Remarks: attrgetter("text", "body"),
    Continuation: lambda one: (one.text,),
    **dict.fromkeys((Image, DatabaseNote), lambda one: ()),
}
"""What stands in each kind of block, in the order of the document."""


def within(part: Any) -> Iterator[Any]:
    """What stands below the text of a part, in the order of the document; lines and cells do not."""
    return (one for several in INSIDE[type(part)](part) if isinstance(several, tuple) for one in several)


def blocks(part: Any) -> Iterator[Any]:
    """A part and all that is in it, in the order of the document: blocks before what they hold, and texts."""
    waiting: list[Any] = [part]
    while waiting:
        one = waiting.pop()
        kind = type(one)
        if kind is not tuple:
            yield one
        if kind is not Text:
            waiting.extend(reversed(one if kind is tuple else INSIDE[kind](one)))


def texts(part: HasText) -> Iterator[Text]:
    """The texts of a part of an agreement, in the order of the document; an empty heading is none."""
    return (one for one in blocks(part) if type(one) is Text and one.spans)
