"""The parts of an agreement: frozen values, named by the terms of the field.

条 Article, 項 Paragraph, 号 Item, 別表 Annex, 取組 Initiative, 附則 Supplement. Each knows its file and line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kyoyaku.model.facts import Organisation, Party
from kyoyaku.model.grid import Cell, Table, TableRow
from kyoyaku.model.text import Text
from kyoyaku.problems import Place


@dataclass(frozen=True, slots=True)
class Image:
    """An image: a file beside the version, and the editor's words that say what it shows."""

    file: str
    words: str
    place: Place


@dataclass(frozen=True, slots=True)
class DatabaseNote:
    """A note of an ordinance database, which is not of the text: 平17告示9・一部改正."""

    words: str
    place: Place


@dataclass(frozen=True, slots=True)
class Continuation:
    """A further paragraph of a 項 or a 号, without a number of its own: なお、…."""

    text: Text


@dataclass(frozen=True, slots=True)
class Item:
    """号 or deeper. `text` is the whole printed paragraph, its label included."""

    label: str
    text: Text
    inside: tuple[Inner, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """項 of an article, or a paragraph of a row or the preamble. The first 項 has no printed label."""

    number: int
    label: str
    text: Text
    inside: tuple[Inner, ...] = ()


Inner = Item | Continuation | Table | Image | DatabaseNote
"""What a 項 or a 号 can hold, in the order of the paper."""
Body = tuple[Paragraph | Inner, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an initiative. `label` is all of its label as printed, `number` the b of b 甲の役割.

    `kind` is content (取組の内容), role (甲の役割), or other (費用負担). `parties` and `bodies` are those
    that the label names; a row that names nobody is of all parties. 役割分担 can hold the roles as `rows`.
    """

    label: Text
    number: str
    kind: str
    parties: tuple[Party, ...]
    bodies: tuple[Organisation, ...]
    body: Body
    rows: tuple[Row, ...] = ()

    @property
    def name(self) -> str:
        """The label without its number: 甲の役割."""
        return self.label.without(self.number).edited

    @property
    def bearers(self) -> tuple[Party | Organisation, ...]:
        return (*self.parties, *self.bodies)

    @property
    def is_content(self) -> bool:
        return self.kind == "content"

    @property
    def holds_roles(self) -> bool:
        """Whether it is 役割分担 without a text, which holds the roles below it."""
        return "役割" in self.label.edited and self.kind == "other" and not self.body

    def columns(self, head: Sequence[str]) -> list[str]:
        """The columns of a head row that it is in: its own, or those of its parties if it is of several."""
        if self.label.edited in head or len(self.parties) < 2:
            return [one for one in head if one == self.label.edited]
        names = [name for party in self.parties for name in (party.key, party.name)]
        return [one for one in head if any(name in one for name in names)]

    @property
    def named(self) -> tuple[Party, ...]:
        """The parties that the label calls by a key, so that a page adds their names: 〔旭川市〕."""
        own = (one for one in self.parties if one.key != one.short and one.key in self.label.edited)
        return tuple(one for one in own if one.name not in self.label.edited)


@dataclass(frozen=True, slots=True)
class Initiative:
    """取組. `slug` is its permanent name; `text` is the heading as printed, which may be empty.

    `lead` is the text before the first row. `children` are the headings below it, with their own rows.
    """

    slug: str
    label: str
    text: Text
    given: str
    """A name by its place (産業振興 2), by the editor, for one that has none on paper."""
    lead: Body
    rows: tuple[Row, ...]
    children: tuple[Child, ...] = ()

    @property
    def name(self) -> str:
        """The name in the edited reading; in brackets if an editor gave it: 〔産業振興 2〕; or the label."""
        return f"〔{self.given}〕" if self.given else self.text.without(self.label).edited or self.label

    @property
    def heading(self) -> str:
        """The name with its printed label, for links and titles: (ア) 救急医療."""
        return self.text.edited or self.name

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """The rows in order; those inside a row follow it."""
        return tuple(one for row in self.rows for one in (row, *row.rows))


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of an annex (or of an article) that groups initiatives.

    `position` counts it among its sister headings at every depth: (3, 1, 4) is 3(1)エ.
    """

    label: str
    text: Text
    position: tuple[int, ...]
    body: Body
    children: tuple[Child, ...]


@dataclass(frozen=True, slots=True)
class Remarks:
    """備考 or 注 below an annex; `number` counts them in the annex."""

    number: int
    text: Text
    body: Body


Child = Section | Initiative | Remarks
"""What stands under a heading of an annex or of an article."""


@dataclass(frozen=True, slots=True)
class Article:
    """条. `numbers` are (4,) for 第4条, (12, 2) for 第12条の2; several for 第2条及び第3条 削除.

    A numbered heading under 記 is an article, too: 記1. The caption may be empty. `tail` are the 項 after the
    initiatives of the article.
    """

    name: str
    """第12条の2, 第2条及び第3条, 記1."""
    numbers: tuple[tuple[int, ...], ...]
    caption: str
    text: Text
    body: Body
    children: tuple[Child, ...] = ()
    tail: Body = ()

    @property
    def number(self) -> tuple[int, ...]:
        """The first of its numbers."""
        return self.numbers[0]

    @property
    def is_numbered_heading(self) -> bool:
        """Whether it is 記1 and not a 条."""
        return not self.name.startswith("第")

    @property
    def is_deleted(self) -> bool:
        """Whether it has been repealed: 第8条 削除."""
        own = [one for one in (*self.body, *self.children) if not isinstance(one, DatabaseNote)]
        if not own:
            return self.text.edited.endswith("削除")
        return len(own) == 1 and isinstance(own[0], Paragraph) and own[0].text.edited == "削除"

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(block for block in (*self.body, *self.tail) if isinstance(block, Paragraph))

    def place(self, anchor: str) -> str:
        """第4条第2項 for p2-i1; 第4条 if it has one 項 only."""
        number = anchor.removeprefix("p").partition("-")[0]
        return f"{self.name}第{number}項" if number.isdigit() and len(self.paragraphs) > 1 else self.name


@dataclass(frozen=True, slots=True)
class Chapter:
    """編, 章 or 節, or the heading 記, with the articles in it; `position` as in Section."""

    label: str
    """第2章; '' for 記."""
    text: Text
    position: tuple[int, ...]
    body: Body
    parts: tuple[Chapter | Article, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """別表, 別図, 様式, 別記 and the like. `numbers` is (1, 2) for 別表第1の2, empty for 別表."""

    name: str
    kind: str
    """What it is called without its number: 別表, 別図, 様式."""
    numbers: tuple[int, ...]
    relation: str
    """第3条関係."""
    text: Text
    body: Body
    children: tuple[Child, ...]
    slug: str = ""
    """The address that an editor gave it."""


@dataclass(frozen=True, slots=True)
class Closing:
    """What stands under the editor's heading 締結: the closing words, the date, the signatures."""

    lines: tuple[Text, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Supplement:
    """附則, perhaps with articles of its own. `text` is the heading as printed: 附則（平成4年規約第2号）."""

    text: Text
    body: Body
    articles: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class Attached:
    """A second document behind the first, with parts of its own; `body` is what stands below its title."""

    text: Text
    body: Body
    parts: tuple[Part, ...]


Part = Article | Annex | Closing | Supplement | Chapter | Attached
Host = Article | Annex


Block = Part | Child | Row | Paragraph | Inner | TableRow | Cell
HasText = Block | Text | tuple["HasText", ...]
