"""The pages of the site: which there are, what each is about, and in which order.

A new page is a Kind, an entry in `_views` and a template. The tree at the side and all lists follow.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from kyoyaku.analysis.duties import costs
from kyoyaku.language.dates import wareki
from kyoyaku.model.agreement import Agreement, Entry
from kyoyaku.model.anchors import of_section
from kyoyaku.model.facts import Party
from kyoyaku.model.parts import Annex, Article, Closing, HasText, Part, Supplement, texts
from kyoyaku.model.text import Mark, Text
from kyoyaku.pages.addresses import (
    costs_path,
    full_path,
    initiative_path,
    life_path,
    overview_path,
    part_name,
    part_path,
    party_path,
    preamble_path,
    version_path,
)


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
        description="このサイトの性質、掲載の方法、利用の条件。",
        searched=False,
    ),
    Page(
        "accessibility.md",
        "アクセシビリティ",
        Kind.ACCESSIBILITY,
        description="このサイトのアクセシビリティの方針、試験の方法及び結果。",
        searched=False,
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


def reading_order(agreement: Agreement) -> tuple[Page, ...]:
    """The pages that make up the text, in the order of the document, as 前へ and 次へ link them."""
    pages = [_preamble(agreement)] if agreement.preamble else []
    for part in agreement.parts:
        pages.append(_part(agreement, part))
        pages += [_initiative(agreement, e) for e in agreement.entries if e.host is part]
    return tuple(pages)


def agreement_pages(agreement: Agreement) -> tuple[Page, ...]:
    """All pages of an agreement: the overview, the pages of the text, then the views."""
    return (_overview(agreement), *reading_order(agreement), *_views(agreement))


def _overview(agreement: Agreement) -> Page:
    return Page(
        overview_path(agreement),
        "概要",
        Kind.OVERVIEW,
        bearers=(agreement.title,),
        searched=False,
        description=f"{agreement.party_names}の{agreement.title.edited}"
        f"（{wareki(agreement.concluded)}締結）の概要、条文、取組の一覧。",
    )


def _top(agreement: Agreement) -> Crumb:
    return Crumb(agreement.party_names, overview_path(agreement))


def _preamble(agreement: Agreement) -> Page:
    return Page(
        preamble_path(agreement),
        "前文",
        Kind.PREAMBLE,
        crumbs=(_top(agreement),),
        bearers=agreement.preamble,
        description=f"{agreement.party_names}の{agreement.title.edited}の前文。",
    )


def _part(agreement: Agreement, part: Part) -> Page:
    kinds = {
        Article: Kind.ARTICLE,
        Annex: Kind.ANNEX,
        Closing: Kind.CLOSING,
        Supplement: Kind.SUPPLEMENT,
    }
    crumbs: tuple[Crumb, ...] = (_top(agreement),)
    if isinstance(part, Article):
        crumbs = (*crumbs, Crumb("条文", f"{agreement.slug}/articles/index.md"))
    return Page(
        part_path(agreement, part),
        part_name(part),
        kinds[type(part)],
        subject=part,
        crumbs=crumbs,
        bearers=(part,),
        outlined=isinstance(part, Annex),
        description=f"{agreement.party_names}の{agreement.title.edited}の{part_name(part)}。",
    )


def _initiative(agreement: Agreement, entry: Entry) -> Page:
    host = part_path(agreement, entry.host)
    sections = (Crumb(s.text.edited, host, of_section(s)) for s in entry.sections)
    name = entry.initiative.name
    return Page(
        initiative_path(agreement, entry.initiative),
        name,
        Kind.INITIATIVE,
        subject=entry,
        crumbs=(_top(agreement), Crumb(entry.host.name, host), *sections),
        bearers=(entry.initiative,),
        description=f"「{name}」の取組の内容と、{agreement.party_names}それぞれの役割"
        f"（{agreement.title.edited} {place_name(entry)}）。",
    )


def _views(agreement: Agreement) -> Iterator[Page]:
    """Pages that show the text in another order, and those about the text and its data."""
    slug = agreement.slug
    whole = (agreement.title, agreement.preamble, *agreement.parts)
    yield _view(agreement, f"{slug}/articles/index.md", "条文の一覧", Kind.ARTICLES)
    if agreement.entries:
        yield _view(agreement, f"{slug}/initiatives/index.md", "取組の一覧", Kind.INITIATIVES)
    yield replace(_view(agreement, f"{slug}/names.md", "索引", Kind.NAMES), outlined=True)
    yield _view(agreement, f"{slug}/parties/index.md", "当事者の一覧", Kind.PARTIES)
    yield from (_party(agreement, party) for party in agreement.parties if agreement.entries)
    if costs(agreement):
        yield _costs(agreement)
    if agreement.life:
        life = _view(agreement, life_path(agreement), "暮らしの場面から探す", Kind.LIFE)
        yield replace(life, outlined=True)
    full = _view(agreement, full_path(agreement), "全文", Kind.FULL)
    yield replace(full, bearers=whole, outlined=True, whole=True)
    name = f"{wareki(agreement.concluded)}締結の版"
    version = _view(agreement, version_path(agreement), name, Kind.VERSION)
    yield replace(version, bearers=whole, outlined=True, whole=True)
    yield replace(_view(agreement, f"{slug}/text.md", "底本と校訂", Kind.WITNESS), outlined=True)
    yield replace(_view(agreement, f"{slug}/data/index.md", "データ", Kind.DATA), outlined=True)


def _view(agreement: Agreement, path: str, name: str, kind: Kind) -> Page:
    description = f"{agreement.party_names}の{agreement.title.edited}の{name}。"
    crumbs = (_top(agreement),)
    return Page(path, name, kind, crumbs=crumbs, description=description, searched=False)


def _costs(agreement: Agreement) -> Page:
    page = _view(agreement, costs_path(agreement), "費用の負担", Kind.COSTS)
    return replace(page, description=f"{page.description}どの取組でどの当事者が費用を負担するかを示します。")


def _party(agreement: Agreement, party: Party) -> Page:
    rows = [
        (entry.initiative.text, row.body)
        for entry in agreement.entries
        for row in entry.initiative.rows
        if party in row.parties
    ]
    page = _view(agreement, party_path(agreement, party), f"{party.name}の役割", Kind.PARTY)
    crumbs = (*page.crumbs, Crumb("当事者", f"{agreement.slug}/parties/index.md"))
    return replace(page, subject=party, crumbs=crumbs, bearers=tuple(rows), outlined=True)
