"""Anchors: the ids of places within a page. They come from the model, never from the wording of a heading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from kyoyaku.model import grid, parts, walking
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.text import Text

LEAD = "lead"
"""The anchor of what stands before the first row of an initiative."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A block of a body with its anchor; `depth` is 0 for a 項, 1 for a 号 and all that stands in a 項."""

    block: parts.Paragraph | parts.Inner
    anchor: str
    depth: int


@dataclass(frozen=True, slots=True)
class Line:
    """A printed paragraph with its anchor, also one in a cell of a table; `depth` as in Placed."""

    text: Text
    anchor: str
    depth: int
    label: str = ""
    is_item: bool = False
    """Whether it is a 号 or an item below."""
    is_paragraph: bool = False
    """Whether it is a 項, or a paragraph of a row."""
    cell: str = ""
    """The anchor of the cell of a table that it stands in."""


def placed(body: parts.Body, prefix: str = "", before: parts.Body = ()) -> Iterator[Placed]:
    """The blocks of a body in order, each with `prefix` before its anchor.

    `p2` is 第2項, `p2-i1` its first 号, `p2-i1-3` the third item under that; `p2-b2` is the paragraph (or the
    table) after the first of 第2項, `p2-i1-b2` that of its first 号. The anchors of items count items only.
    `i1` and `b1` are an item and a table under no 項. `before` is the body that this one goes on from.
    """
    items = sum(isinstance(one, parts.Item) for one in before)
    others = sum(not isinstance(one, parts.Item | parts.Paragraph | parts.DatabaseNote) for one in before)
    yield from _placed(body, prefix, f"{prefix}i", 0, items, others)


def _placed(
    inside: parts.Body, stem: str, items: str, depth: int, item: int = 0, other: int = 0
) -> Iterator[Placed]:
    """The blocks inside a block; the anchors of items begin with `items`, those of others with `stem`."""
    for block in inside:
        match block:
            case parts.Paragraph():
                anchor = f"{stem}p{block.number}"
                yield Placed(block, anchor, depth)
                yield from _placed(block.inside, f"{anchor}-", f"{anchor}-i", depth + 1, other=1)
            case parts.Item():
                item += 1
                anchor = f"{items}{item}"
                # An item under no 項 is a 号 all the same.
                own = depth or 1
                yield Placed(block, anchor, own)
                yield from _placed(block.inside, f"{anchor}-", f"{anchor}-", own + 1, other=1)
            case parts.DatabaseNote():
                yield Placed(block, "", depth)
            case _:
                other += 1
                yield Placed(block, f"{stem}b{other}", depth)


def lines(body: parts.Body, prefix: str = "", before: parts.Body = ()) -> Iterator[Line]:
    """Every text of a body in order, with its anchor: `p1-b2-r3-c2` is in the 2nd column of the 3rd row."""
    for one in placed(body, prefix, before):
        match one.block:
            case parts.Paragraph() | parts.Item():
                is_item = isinstance(one.block, parts.Item)
                yield Line(one.block.text, one.anchor, one.depth, one.block.label, is_item, not is_item)
            case parts.Continuation():
                yield Line(one.block.text, one.anchor, one.depth)
            case grid.Table():
                yield from _cells(one.block, one)


def _cells(table: grid.Table, one: Placed) -> Iterator[Line]:
    for number, row in enumerate(table.rows, start=1):
        for cell in row.cells:
            here = f"{one.anchor}-r{number}-c{cell.column}"
            for count, text in enumerate(cell.texts, start=1):
                yield Line(text, here if count == 1 else f"{here}-{count}", one.depth, cell=here)


@dataclass(frozen=True, slots=True)
class HeadedBody:
    """A heading with the body below it, on the page of its subject (None: the preamble).

    `host` is the part that it stands in, `part` what the heading is of: a part, a section, a row, an article
    of a 附則. `anchor` is that of the heading, '' for the page itself. `before` is the body that this one
    continues: the 項 before the initiatives of an article, for those behind them.
    """

    host: parts.Part | None
    subject: parts.Part | parts.Initiative | None
    part: parts.HasText
    heading: Text | None
    anchor: str
    body: parts.Body
    before: parts.Body = ()

    @property
    def prefix(self) -> str:
        """The prefix of the anchors in the body: `remarks-2-`."""
        return f"{self.anchor}-" if self.anchor else ""

    @property
    def lines(self) -> Iterator[Line]:
        """The texts of the body, or of a closing, with their anchors."""
        if isinstance(self.part, parts.Closing):
            return (Line(text, f"l{number}", 0) for number, text in enumerate(self.part.lines, start=1))
        return lines(self.body, self.prefix, self.before)


def headed_bodies(agreement: Agreement) -> Iterator[HeadedBody]:
    """Every heading of an agreement with its body, in the order of the document; a closing has neither."""
    yield HeadedBody(None, None, agreement.preamble, None, "", agreement.preamble)
    for part in (one.part for one in agreement.standing):
        own = partial(HeadedBody, part, part)
        if isinstance(part, parts.Closing):
            yield own(part, None, "", ())
            continue
        yield own(part, part.text, of_chapter(part) if isinstance(part, parts.Chapter) else "", part.body)
        match part:
            case parts.Supplement():
                yield from (own(one, one.text, of_article(one), one.body) for one in part.articles)
            case parts.Article() | parts.Annex():
                for child, _ in walking.walk(part):
                    yield from _of_child(part, child)
        if isinstance(part, parts.Article):
            yield own(part, None, "", part.tail, part.body)


def _of_child(host: parts.Host, child: parts.Child) -> Iterator[HeadedBody]:
    if not isinstance(child, parts.Initiative):
        yield HeadedBody(host, host, child, child.text, of_heading(child), child.body)
        return
    own, rows = partial(HeadedBody, host, child), of_rows(child)
    yield own(child, child.text, "", ())
    yield own(child, None, LEAD, child.lead)
    yield from (own(row, row.label, rows[row.label], row.body) for row in child.all_rows)


def of_rows(initiative: parts.Initiative) -> dict[Text, str]:
    """The anchor of each row of an initiative, by the text of its label.

    `content`, `role-kamikawa`, `role-asahikawa-kamikawa`: that of the parties and bodies. Of two rows of the
    same parties the second is `row-4`, if it is the fourth row.
    """
    found: dict[Text, str] = {}
    for number, row in enumerate(initiative.all_rows, start=1):
        name = "content" if row.is_content else "-".join(("role", *(one.slug for one in row.bearers)))
        found[row.label] = f"row-{number}" if name in found.values() else name
    return found


def of_heading(child: parts.Section | parts.Remarks) -> str:
    """`s3-1-4` is the fourth heading under the first under the third: 3(1)エ; `remarks-2` the second 備考."""
    if isinstance(child, parts.Remarks):
        return f"remarks-{child.number}"
    return "s" + "-".join(map(str, child.position))


def of_chapter(chapter: parts.Chapter) -> str:
    """`chapter-2-1` is the first 節 of the second 章."""
    return "chapter-" + "-".join(map(str, chapter.position))


def of_article(article: parts.Article) -> str:
    """`article-12-2` is 第12条の2 on the page of the whole text."""
    return "article-" + "-".join(map(str, article.number))
