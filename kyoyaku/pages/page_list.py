"""The pages of the site: which there are, what each is about, and in which order.

A new page is a Kind, an entry in `_views` and a template. The tree at the side and all lists follow.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, partial
from typing import Any

from kyoyaku.analysis.duties import costs
from kyoyaku.language.dates import wareki
from kyoyaku.model.agreement import Agreement, Entry
from kyoyaku.model.anchors import of_section
from kyoyaku.model.facts import Party
from kyoyaku.model.parts import HasText, Part, texts
from kyoyaku.model.text import Mark, Text
from kyoyaku.pages.addresses import file_path, page_path, part_name, version_path


class Kind(StrEnum):
    """The kinds of pages. The value is the template under templates/, without .md.j2."""

    PREAMBLE = "text/preamble"
    ARTICLE = "text/article"
    ANNEX = "text/annex"
    INITIATIVE = "text/initiative"
    CLOSING = "text/closing"
    SUPPLEMENT = "text/supplement"
    FULL = "text/full"
    VERSION = "text/version"
    OVERVIEW = "views/overview"
    ARTICLES = "views/articles"
    INITIATIVES = "views/initiatives"
    NAMES = "views/names"
    PARTIES = "views/parties"
    PARTY = "views/party"
    COSTS = "views/costs"
    LIFE = "views/life"
    WITNESS = "views/witness"
    DATA = "views/data"
    HOME = "site/home"
    ABOUT = "site/about"
    ACCESSIBILITY = "site/accessibility"


@dataclass(frozen=True, slots=True)
class Crumb:
    """A link above the heading of a page to a page that it belongs to: 条文, 別表."""

    name: str
    path: str
    anchor: str = ""


@dataclass(frozen=True)
class Page:
    """A page: its file under docs/, its title, its kind and the value that it is about.

    Its texts and marks are worked out once and kept, so there are no slots.
    """

    path: str
    title: str
    kind: Kind
    subject: object = None
    crumbs: tuple[Crumb, ...] = ()
    bearers: tuple[HasText, ...] = ()
    """The parts of the agreement whose text the page shows."""
    description: str = ""
    outlined: bool = False
    """Whether the page shows the list of its headings beside the text."""
    searched: bool = True
    """False for a page that repeats the text of other pages: its results would hide theirs."""
    whole: bool = False
    """Whether the page has the whole text. References on it lead to places on it."""

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """The texts of the agreement that stand on the page, in order."""
        return tuple(texts(self.bearers))

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The marks that stand on the page, in order."""
        return tuple(mark for text in self.texts for mark in text.marks())


SITE_PAGES = (
    Page(
        "about.md",
        "このサイトについて",
        Kind.ABOUT,
        searched=False,
        description="このサイトの性質、掲載の方法、利用の条件。",
    ),
    Page(
        "accessibility.md",
        "アクセシビリティ",
        Kind.ACCESSIBILITY,
        searched=False,
        description="このサイトのアクセシビリティの方針、試験の方法及び結果。",
    ),
)
"""The pages that are about no agreement."""


def place_name(entry: Entry) -> str:
    """Where an initiative stands, as it is cited: 別表3(1)ア, 別表第2の3(1)ア."""
    steps = "".join(section.label for section in entry.sections)
    joint = "の" if steps[:1].isdigit() and entry.host.name[-1].isdigit() else ""
    return f"{entry.host.name}{joint}{steps}"


def source_lines(agreement: Agreement, page: Page) -> str:
    """The lines of the source file that a page shows, as GitHub links to them: L31-L44.

    '' if lines between them are not on the page.
    """
    shown = [text.place.line for text in page.texts]
    if not shown:
        return ""
    first, last = min(shown), max(shown)
    between = bisect_right(agreement.lines, last) - bisect_left(agreement.lines, first)
    return f"L{first}-L{last}" if between == len(shown) else ""


def agreement_pages(agreement: Agreement) -> tuple[Page, ...]:
    """All pages of an agreement: the overview, the pages of the text, then the views."""
    title = f"{agreement.party_names}の{agreement.title.edited}（{wareki(agreement.concluded)}締結）"
    overview = Page(
        path=file_path(agreement, "index.md"),
        title="概要",
        kind=Kind.OVERVIEW,
        bearers=(agreement.title,),
        searched=False,
        description=f"{title}の概要、条文、取組の一覧。",
    )
    return (overview, *reading_order(agreement), *_views(agreement))


def reading_order(agreement: Agreement) -> Iterator[Page]:
    """The pages that make up the text, in the order of the document, as 前へ and 次へ link them."""
    if agreement.preamble:
        path = page_path(agreement, None)
        yield _page(agreement, path, "前文", Kind.PREAMBLE, bearers=agreement.preamble)
    for part in agreement.parts:
        yield _part(agreement, part)
        yield from (_initiative(agreement, entry) for entry in agreement.entries if entry.host is part)


def _page(
    agreement: Agreement, path: str, name: str, kind: Kind, crumbs: Iterable[Crumb] = (), **fields: Any
) -> Page:
    """A page of an agreement. `crumbs` are the links after the one to the overview."""
    fields.setdefault("description", f"{agreement.party_names}の{agreement.title.edited}の{name}。")
    top = Crumb(agreement.party_names, file_path(agreement, "index.md"))
    return Page(path, name, kind, crumbs=(top, *crumbs), **fields)


def _part(agreement: Agreement, part: Part) -> Page:
    kind = Kind[type(part).__name__.upper()]
    crumbs = [Crumb("条文", file_path(agreement, "articles/index.md"))] if kind is Kind.ARTICLE else []
    path, name, is_long = page_path(agreement, part), part_name(part), kind is Kind.ANNEX
    return _page(agreement, path, name, kind, crumbs, subject=part, bearers=(part,), outlined=is_long)


def _initiative(agreement: Agreement, entry: Entry) -> Page:
    one, host = entry.initiative, page_path(agreement, entry.host)
    sections = (Crumb(s.text.edited, host, of_section(s)) for s in entry.sections)
    return _page(
        agreement,
        page_path(agreement, one),
        one.name,
        Kind.INITIATIVE,
        (Crumb(entry.host.name, host), *sections),
        subject=entry,
        bearers=(one,),
        description=f"「{one.name}」の取組の内容と、{agreement.party_names}それぞれの役割"
        f"（{agreement.title.edited} {place_name(entry)}）。",
    )


def _views(agreement: Agreement) -> Iterator[Page]:
    """Pages that show the text in another order, and those about the text and its data."""
    slug = agreement.slug
    view = partial(_page, agreement, searched=False)
    long = partial(view, outlined=True)
    whole = partial(long, whole=True, bearers=(agreement.title, agreement.preamble, *agreement.parts))
    yield view(f"{slug}/articles/index.md", "条文の一覧", Kind.ARTICLES)
    if agreement.entries:
        yield view(f"{slug}/initiatives/index.md", "取組の一覧", Kind.INITIATIVES)
    yield long(f"{slug}/names.md", "索引", Kind.NAMES)
    yield view(f"{slug}/parties/index.md", "当事者の一覧", Kind.PARTIES)
    parties = [Crumb("当事者", f"{slug}/parties/index.md")]
    for party in agreement.parties if agreement.entries else ():
        path, rows = page_path(agreement, party), _rows(agreement, party)
        yield long(path, f"{party.name}の役割", Kind.PARTY, parties, subject=party, bearers=rows)
    if costs(agreement):
        about = f"{agreement.party_names}の{agreement.title.edited}の費用の負担。"
        about += "どの取組でどの当事者が費用を負担するかを示します。"
        yield view(file_path(agreement, "costs.md"), "費用の負担", Kind.COSTS, description=about)
    if agreement.life:
        yield long(file_path(agreement, "life.md"), "暮らしの場面から探す", Kind.LIFE)
    yield whole(file_path(agreement, "full.md"), "全文", Kind.FULL)
    yield whole(version_path(agreement), f"{wareki(agreement.concluded)}締結の版", Kind.VERSION)
    yield long(f"{slug}/text.md", "底本と校訂", Kind.WITNESS)
    yield long(f"{slug}/data/index.md", "データ", Kind.DATA)


def _rows(agreement: Agreement, party: Party) -> tuple[HasText, ...]:
    """The rows of a party, each under the name of its initiative."""
    initiatives = (entry.initiative for entry in agreement.entries)
    return tuple((one.text, row.body) for one in initiatives for row in one.rows if party in row.parties)
