"""Traversals of an agreement: headings, parts with their chapters and documents, blocks, texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from kyoyaku.model import parts
from kyoyaku.model.grid import Cell, Table, TableRow
from kyoyaku.model.text import Text


def walk(
    host: parts.Host | parts.Section | parts.Initiative,
    above: tuple[parts.Section | parts.Initiative, ...] = (),
) -> Iterator[tuple[parts.Child, tuple[parts.Section | parts.Initiative, ...]]]:
    """The headings below an article or annex in order, each with those above it."""
    for child in host.children:
        yield child, above
        if not isinstance(child, parts.Remarks):
            yield from walk(child, (*above, child))


def has_initiatives(above: parts.Host | parts.Section) -> bool:
    """Whether initiatives stand below an article, an annex or a heading in it."""
    return any(isinstance(one, parts.Initiative) for one, _ in walk(above))


@dataclass(frozen=True, slots=True)
class Standing:
    """A part with the chapters that it is in, and with the second document that it belongs to."""

    part: parts.Part
    chapters: tuple[parts.Chapter, ...] = ()
    document: parts.Attached | None = None


def standing(
    several: Iterable[parts.Part],
    chapters: tuple[parts.Chapter, ...] = (),
    document: parts.Attached | None = None,
) -> Iterator[Standing]:
    """Every part of a document, those in a chapter or in a second document after it."""
    for part in several:
        yield Standing(part, chapters, document)
        if isinstance(part, parts.Chapter):
            yield from standing(part.parts, (*chapters, part), document)
        if isinstance(part, parts.Attached):
            yield from standing(part.parts, (), part)


INSIDE: dict[type, Callable[[Any], tuple[Any, ...]]] = {
    parts.Closing: attrgetter("lines"),
    parts.Row: attrgetter("label", "body", "rows"),
    parts.Initiative: attrgetter("text", "lead", "rows", "children"),
    parts.Article: attrgetter("text", "body", "children", "tail"),
    parts.Supplement: attrgetter("text", "body", "articles"),
    Table: attrgetter("rows"),
    TableRow: attrgetter("cells"),
    Cell: attrgetter("texts"),
    **dict.fromkeys((parts.Annex, parts.Section), attrgetter("text", "body", "children")),
    **dict.fromkeys((parts.Chapter, parts.Attached), attrgetter("text", "body", "parts")),
    **dict.fromkeys((parts.Paragraph, parts.Item), attrgetter("text", "inside")),
    parts.Remarks: attrgetter("text", "body"),
    parts.Continuation: lambda one: (one.text,),
    **dict.fromkeys((parts.Image, parts.DatabaseNote), lambda one: ()),
}
"""The children of each kind of block, in the order of the document."""


def within(part: Any) -> Iterator[Any]:
    """The children of a part, without its own text, in the order of the document."""
    return (one for several in INSIDE[type(part)](part) if isinstance(several, tuple) for one in several)


def blocks(part: Any) -> Iterator[Any]:
    """A part and all blocks and texts in it, in the order of the document, each block before its children."""
    waiting: list[Any] = [part]
    while waiting:
        one = waiting.pop()
        kind = type(one)
        if kind is not tuple:
            yield one
        if kind is not Text:
            waiting.extend(reversed(one if kind is tuple else INSIDE[kind](one)))


def texts(part: parts.HasText) -> Iterator[Text]:
    """The texts of a part of an agreement, in the order of the document; an empty heading is none."""
    return (one for one in blocks(part) if type(one) is Text and one.spans)
