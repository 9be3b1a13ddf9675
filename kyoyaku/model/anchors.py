"""Anchors: the ids of places within a page. They come from the model, never from the wording of a heading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kyoyaku.model.parts import Article, Body, Item, Paragraph, Row, Section
from kyoyaku.model.text import Text


@dataclass(frozen=True, slots=True)
class Line:
    """A printed paragraph with its anchor; `depth` is 0 for a 項, 1 for a 号, 2 and more for items below."""

    text: Text
    anchor: str
    depth: int
    label: str


def lines(body: Body, prefix: str = "") -> Iterator[Line]:
    """The paragraphs and items of a body in order, each with `prefix` before its anchor.

    `p2` is 第2項, `p2-i1` its first 号, `p2-i1-3` the third item under that; `i1` is an item under no 項.
    """
    bare = 0
    for block in body:
        if isinstance(block, Paragraph):
            anchor = f"{prefix}p{block.number}"
            yield Line(block.text, anchor, 0, block.label)
            yield from _items(block.items, f"{anchor}-i", 1)
        else:
            bare += 1
            yield from _items((block,), f"{prefix}i", 1, bare)


def _items(items: tuple[Item, ...], stem: str, depth: int, first: int = 1) -> Iterator[Line]:
    for count, item in enumerate(items, start=first):
        yield Line(item.text, f"{stem}{count}", depth, item.label)
        yield from _items(item.items, f"{stem}{count}-", depth + 1)


def of_row(row: Row) -> str:
    """`content`, or `role-kamikawa`."""
    return "content" if row.is_content else "-".join(["role", *(party.slug for party in row.parties)])


def of_section(section: Section) -> str:
    """`s3-1-4` is the fourth heading under the first under the third: 3(1)エ."""
    return "s" + "-".join(map(str, section.position))


def of_article(article: Article) -> str:
    """`article-12-2` is 第12条の2 on the page of the whole text."""
    return "article-" + "-".join(map(str, article.number))
