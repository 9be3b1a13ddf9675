"""The parts of an agreement: frozen values, named by the terms of the field.

条 Article, 項 Paragraph, 号 Item, 別表 Annex, 取組 Initiative. Each knows its file and line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from kyoyaku.model.facts import Party
from kyoyaku.model.text import Text
from kyoyaku.problems import Place


@dataclass(frozen=True, slots=True)
class Item:
    """号 or deeper. `text` is the whole printed paragraph, its label included."""

    label: str
    text: Text
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """項 of an article, or a paragraph of a row or the preamble. The first 項 has no printed label."""

    number: int
    label: str
    text: Text
    items: tuple[Item, ...] = ()


Body = tuple[Paragraph | Item, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an initiative: 取組の内容 (`is_content`), or the role of the parties."""

    label: Text
    is_content: bool
    parties: tuple[Party, ...]
    body: Body


@dataclass(frozen=True, slots=True)
class Initiative:
    """取組. `slug` is its permanent name; `text` is the heading as printed."""

    slug: str
    label: str
    text: Text
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """The name in the edited reading, for links and titles."""
        return self.text.without(self.label).edited


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of an annex (or of an article) that groups initiatives.

    `position` counts it among its sister headings at every depth: (3, 1, 4) is 3(1)エ.
    """

    label: str
    text: Text
    position: tuple[int, ...]
    body: Body
    children: tuple[Section | Initiative, ...]


def article_name(number: tuple[int, ...]) -> str:
    """第12条の2 for (12, 2)."""
    return f"第{number[0]}条" + "".join(f"の{n}" for n in number[1:])


@dataclass(frozen=True, slots=True)
class Article:
    """条. `number` is (4,) for 第4条 and (12, 2) for 第12条の2; the caption may be empty."""

    number: tuple[int, ...]
    caption: str
    text: Text
    body: Body
    children: tuple[Section | Initiative, ...] = ()

    @property
    def name(self) -> str:
        """第12条の2."""
        return article_name(self.number)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(block for block in self.body if isinstance(block, Paragraph))


@dataclass(frozen=True, slots=True)
class Annex:
    """別表. `number` is 2 for 別表第2, None when there is only 別表; `relation` is 第3条関係."""

    name: str
    number: int | None
    relation: str
    text: Text
    body: Body
    children: tuple[Section | Initiative, ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """What stands under the editor's heading 締結: the closing words, the date, the signatures."""

    lines: tuple[Text, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Supplement:
    """附則."""

    text: Text
    body: Body


Part = Article | Annex | Closing | Supplement
Host = Article | Annex


def walk(
    host: Host | Section, above: tuple[Section, ...] = ()
) -> Iterator[tuple[Section | Initiative, tuple[Section, ...]]]:
    """The sections and initiatives of an article or annex in order, each with the sections above it."""
    for child in host.children:
        yield child, above
        if isinstance(child, Section):
            yield from walk(child, (*above, child))


Block = Part | Section | Initiative | Row | Paragraph | Item
HasText = Block | Text | tuple["HasText", ...]


INSIDE: dict[type, Callable[[Any], tuple[Any, ...]]] = {
    Closing: attrgetter("lines"),
    Supplement: attrgetter("text", "body"),
    Initiative: attrgetter("text", "rows"),
    Row: attrgetter("label", "body"),
    **dict.fromkeys((Article, Annex, Section), attrgetter("text", "body", "children")),
    **dict.fromkeys((Paragraph, Item), attrgetter("text", "items")),
}
"""What stands in each kind of block, in the order of the document."""


def texts(part: HasText) -> Iterator[Text]:
    """The texts of a part of an agreement, in the order of the document."""
    waiting: list[Any] = [part]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Text):
            yield one
        else:
            waiting.extend(reversed(one if isinstance(one, tuple) else INSIDE[type(one)](one)))
