"""The pages of the site: which there are, what each is about, and in which order.

A new page is a Kind, an entry in `_views` and a template; navigation.py says where it stands in the tree.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache, partial
from typing import Any

from kyoyaku.analysis.duties import costs, duties_of
from kyoyaku.analysis.matrix import matrix
from kyoyaku.history.steps import steps
from kyoyaku.language.dates import wareki
from kyoyaku.language.numerals import provision, read_label
from kyoyaku.model.agreement import Agreement, Entry
from kyoyaku.model.anchors import of_chapter
from kyoyaku.model.parts import Annex, Article, Attached, Chapter, HasText, Host, Initiative, Section
from kyoyaku.model.text import Mark, Text
from kyoyaku.model.walking import Standing, has_initiatives, texts, walk
from kyoyaku.pages import addresses, chronicle, words


class Kind(StrEnum):
    """The kinds of pages. The value is the template under templates/, without .md.j2."""

    PREAMBLE = "text/preamble"
    ARTICLE = "text/article"
    ANNEX = "text/annex"
    INITIATIVE = "text/initiative"
    CLOSING = "text/closing"
    SUPPLEMENT = "text/supplement"
    ATTACHED = "text/attached"
    FULL = "text/full"
    VERSION = "text/version"
    GONE = "text/gone"
    OVERVIEW = "views/overview"
    ARTICLES = "views/articles"
    CATEGORY = "text/category"
    INITIATIVES = "views/initiatives"
    NAMES = "views/names"
    GLOSSARY = "views/glossary"
    PARTIES = "views/parties"
    PARTY = "views/party"
    COSTS = "views/costs"
    MATRIX = "views/matrix"
    VERSIONS = "views/versions"
    CHANGE = "views/change"
    LIFE = "views/life"
    WITNESS = "views/witness"
    DATA = "views/data"
    HOME = "site/home"
    ABOUT = "site/about"
    ACCESSIBILITY = "site/accessibility"
    ADOPT = "site/adopt"


WHOLE = {Kind.FULL, Kind.VERSION}
"""The pages with the whole text. References on them lead to places on them."""
REPEATED = {*WHOLE, Kind.CATEGORY, Kind.GONE, Kind.ABOUT, Kind.ACCESSIBILITY, Kind.ADOPT}
REPEATED |= {kind for kind in Kind if kind.startswith("views/")}
"""The pages that are not searched: they repeat others, or are no longer of the text."""
OUTLINED = {*WHOLE, Kind.ANNEX, Kind.NAMES, Kind.GLOSSARY, Kind.PARTY, Kind.VERSIONS, Kind.LIFE}
OUTLINED |= {Kind.WITNESS, Kind.DATA}
"""The pages that show the list of their headings beside the text."""


@dataclass(frozen=True, slots=True)
class NamedLink:
    """A link to a page, or to a place on it, with its words: 条文, 第2条第2項."""

    name: str
    path: str
    anchor: str = ""


@dataclass(frozen=True)
class Page:
    """A page: its file under docs/, its title, its kind and the value that it is about.

    It has no slots, because `texts` and `marks` are cached properties.
    """

    path: str
    title: str
    kind: Kind
    description: str
    subject: object = None
    crumbs: tuple[NamedLink, ...] = ()
    """The links above the heading to the pages that this one belongs to."""
    bearers: tuple[HasText, ...] = ()
    """The parts of the agreement whose text the page shows."""
    document: Attached | None = None
    """The second document that it is a page of."""
    version: Agreement | None = None
    """The version whose text it shows; None for the current one."""

    @property
    def outlined(self) -> bool:
        return self.kind in OUTLINED

    @property
    def searched(self) -> bool:
        return self.kind not in REPEATED

    @property
    def is_listed(self) -> bool:
        """Whether sitemap, search and the like link to it: not to text of another version or of the past."""
        return self.kind is Kind.CHANGE or (self.version is None and self.kind is not Kind.GONE)

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """The texts of the agreement that stand on the page, in order."""
        return tuple(texts(self.bearers))

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The marks that stand on the page, in order."""
        return tuple(mark for text in self.texts for mark in text.marks())


SITE_PAGES = (
    Page("about.md", "このサイトについて", Kind.ABOUT, "このサイトの性質、掲載の方法、利用の条件。"),
    Page(
        "accessibility.md",
        "アクセシビリティ",
        Kind.ACCESSIBILITY,
        "このサイトのアクセシビリティの方針、確認の方法及び分かっている問題。",
    ),
    Page("adopt.md", "このようなサイトを作る", Kind.ADOPT, "同じ形のサイトを作る方法、必要なもの及び費用。"),
)
"""The pages that are about no agreement."""


def place_name(entry: Entry) -> str:
    """Where an initiative stands, as it is cited: 別表3(1)ア, 別表第2の3(1)ア; 第3条第1号ア(ア).

    The first (1) or 一 below an article is 第1号. A heading without a label is named if needed to tell
    initiatives apart: 別表産業振興の項. One without a name of its own is cited by its number there: …の項第1.
    """
    one, host = entry.initiative, entry.host
    is_named = bool(one.given) or entry.has_namesake
    form = "「{}」" if isinstance(host, Article) else "{}の項"
    steps = [step.label or (form.format(step.text.edited) if is_named else "") for step in entry.sections]
    steps = [step for step in (*steps, one.label) if step]
    for label in read_label(steps[0]) if isinstance(host, Article) and steps else ():
        if (label.series, label.bracketed) in (("arabic", True), ("kanji", False)):
            steps[0] = provision(label.number, "号")
    place = "".join(steps)
    joint = "の" if place[:1].isdigit() and host.name[-1].isdigit() else ""
    place = f"{host.name}{joint}{place}"
    if one.given:
        where = "の取組" if isinstance(host, Article) else "の項"
        place = f"{place.removesuffix(where)}{where}第{one.given.rpartition(' ')[2]}"
    return place


def cited_name(entry: Entry) -> str:
    """An initiative as it is cited: 第3条第1号ア(ア); by its name, too, where that is usual or needed.

    別表3(1)ア「図書館の相互利用」, 第3条「図書館の相互利用」.
    """
    one, place = entry.initiative, place_name(entry)
    is_told = one.given or one.name == one.label or (one.label and isinstance(entry.host, Article))
    return place if is_told else f"{place}「{one.name}」"


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


@lru_cache(maxsize=8)
def agreement_pages(agreement: Agreement) -> tuple[Page, ...]:
    """All pages of an agreement: the overview, the pages of the text, then the views."""
    path, title = f"{agreement.slug}/index.md", (agreement.title,)
    listed = f"、{addresses.list_name(agreement)}" + ("、取組" if agreement.entries else "") + "の一覧"
    about = f"{agreement.titled('の')}{words.dated(agreement)}の概要{'' if agreement.is_prose else listed}。"
    overview = Page(path, "概要", Kind.OVERVIEW, about, bearers=title)
    pages = (overview, *reading_order(agreement), *_views(agreement), *_in_time(agreement))
    return (*pages, *_gone(agreement, {page.path for page in pages}))


@lru_cache(maxsize=8)
def by_address(agreement: Agreement) -> dict[str, Page]:
    """The pages of an agreement by their addresses under its own: initiatives/libraries/, articles/6/."""
    return {addresses.address(agreement, page.path): page for page in agreement_pages(agreement)}


def reading_order(agreement: Agreement) -> Iterator[Page]:
    """The pages that make up the text, in the order of the document, as 前へ and 次へ link them."""
    if agreement.preamble:
        path, name = addresses.page_path(agreement, None), addresses.lead_name(agreement)
        yield _page(agreement, path, name, Kind.PREAMBLE, bearers=agreement.preamble)
    below: dict[int, list[Entry]] = {}
    for entry in agreement.entries:
        below.setdefault(id(entry.host), []).append(entry)
    for one in agreement.standing:
        part = one.part
        if isinstance(part, Chapter):
            continue
        kind, path = Kind[type(part).__name__.upper()], addresses.page_path(agreement, part)
        document = part if isinstance(part, Attached) else one.document
        own = (part.text, part.body, *_chapters(agreement, part)) if isinstance(part, Attached) else (part,)
        name, crumbs = addresses.part_name(agreement, part), tuple(_crumbs(agreement, one))
        about = f"{agreement.titled('の')}の" + (f"{crumbs[0].name}の" if one.document else "")
        fields = {"subject": part, "bearers": own, "document": document}
        yield _page(agreement, path, name, kind, crumbs, description=f"{about}{name}。", **fields)
        yield from (_initiative(agreement, entry, one) for entry in below.get(id(part), ()))


def _chapters(agreement: Agreement, document: Attached | None) -> tuple[HasText, ...]:
    """The headings of chapters and what stands below them, which the list of the articles shows."""
    found = (one.part for one in agreement.standing if one.document is document)
    return tuple((part.text, part.body) for part in found if isinstance(part, Chapter))


def _crumbs(agreement: Agreement, one: Standing) -> Iterator[NamedLink]:
    """The links above a part: to the second document, the list of articles, the chapters."""
    if one.document:
        yield NamedLink(one.document.text.edited, addresses.page_path(agreement, one.document))
    elif isinstance(one.part, Article):
        yield NamedLink(addresses.list_name(agreement), f"{agreement.slug}/articles/index.md")
    for chapter in one.chapters:
        yield NamedLink(chapter.text.edited, addresses.page_path(agreement, chapter), of_chapter(chapter))


def _page(
    agreement: Agreement, path: str, name: str, kind: Kind, crumbs: Iterable[NamedLink] = (), **fields: Any
) -> Page:
    """A page of an agreement. `crumbs` are those after the link to the overview."""
    top = NamedLink(f"{agreement.party_names}の{agreement.facts.kind}", f"{agreement.slug}/index.md")
    fields["description"] = fields.get("description") or f"{agreement.titled('の')}の{name}。"
    return Page(path, name, kind, crumbs=(top, *crumbs), **fields)


def _below(
    agreement: Agreement, one: Standing, host: Host, sections: Iterable[Section | Initiative]
) -> Iterator[NamedLink]:
    """The links above what stands under some headings: to what is above their host, to it, to each."""
    yield from _crumbs(agreement, one)
    yield NamedLink(host.name, addresses.page_path(agreement, host))
    for step in sections:
        if isinstance(step, Initiative):
            yield NamedLink(step.heading, addresses.page_path(agreement, step))
        else:
            yield NamedLink(step.text.edited, addresses.section_path(agreement, host, step))


def _initiative(agreement: Agreement, entry: Entry, standing: Standing) -> Page:
    one = entry.initiative
    title = standing.document.text if standing.document else agreement.title
    return _page(
        agreement,
        addresses.page_path(agreement, one),
        one.heading,
        Kind.INITIATIVE,
        _below(agreement, standing, entry.host, entry.sections),
        subject=entry,
        document=standing.document,
        bearers=(one.text, one.lead, one.rows),
        description=f"{_told(agreement, one)}（{title.edited} {place_name(entry)}）。",
    )


def _told(agreement: Agreement, one: Initiative) -> str:
    """The description of an initiative for search engines: the editor's plain words, or what its page has."""
    if said := agreement.explained.get(addresses.subject_address(agreement, one)):
        return f"編者による説明：{said.plain.removesuffix('。')}"
    roles = "等" if one.slug in agreement.facts.no_role else f"と、{agreement.party_names}それぞれの役割"
    return f"{one.name if one.given else f'「{one.name}」'}の取組の内容{roles}"


def _views(agreement: Agreement) -> Iterator[Page]:
    """Pages that show the text in another order, and those about the text and its data."""
    slug = agreement.slug
    view = partial(_page, agreement)
    whole = (agreement.title, agreement.preamble, *agreement.parts)
    if not agreement.is_prose:
        name, bearers = addresses.list_name(agreement), _chapters(agreement, None)
        yield view(f"{slug}/articles/index.md", name, Kind.ARTICLES, bearers=bearers)
    yield from _categories(agreement)
    if agreement.entries:
        yield view(f"{slug}/initiatives/index.md", "取組の一覧", Kind.INITIATIVES)
    yield view(f"{slug}/names.md", "索引", Kind.NAMES)
    about = f"{agreement.titled('の')}に出てくる言葉と、このサイトで使う言葉の説明。"
    yield view(f"{slug}/glossary.md", "言葉の説明", Kind.GLOSSARY, description=about)
    yield view(f"{slug}/parties/index.md", "当事者", Kind.PARTIES)
    parties = [NamedLink("当事者", f"{slug}/parties/index.md")]
    for party in agreement.parties:
        path, title = addresses.page_path(agreement, party), party.short or party.name
        title += "の役割" if agreement.entries else ""
        about = "" if agreement.entries else f"{agreement.titled('の')}の当事者、{party.name}。"
        borne = ((entry.initiative.text, duties_of(entry, party)) for entry in agreement.entries)
        rows = tuple((name, *(duty.row.body for duty in own)) for name, own in borne if own)
        yield view(path, title, Kind.PARTY, parties, description=about, subject=party, bearers=rows)
    if costs(agreement):
        about = f"{agreement.titled('の')}の費用の負担。" + (
            "どの取組でどの当事者が費用を負担するかを示します。"
            if agreement.entries
            else "費用の負担に関する語のある文を示します。"
        )
        yield view(f"{slug}/costs.md", "費用の負担", Kind.COSTS, description=about)
    for one in agreement.standing:
        if isinstance(one.part, Annex) and (table := matrix(agreement, one.part)):
            annex = NamedLink(one.part.text.edited, addresses.page_path(agreement, one.part))
            path, name = f"{annex.path.removesuffix('.md')}/table.md", f"{one.part.name}（表の形）"
            yield view(path, name, Kind.MATRIX, (*_crumbs(agreement, one), annex), subject=table)
    if agreement.life:
        yield view(f"{slug}/life.md", "暮らしの場面から探す", Kind.LIFE)
    yield view(f"{slug}/full.md", "全文", Kind.FULL, bearers=whole)
    yield view(f"{slug}/text.md", "底本と校訂", Kind.WITNESS)
    yield view(f"{slug}/data/index.md", "データ", Kind.DATA)


def _categories(agreement: Agreement) -> Iterator[Page]:
    """A page for each heading that groups initiatives."""
    for one, host in ((one, one.part) for one in agreement.standing if isinstance(one.part, Host)):
        for child, above in walk(host):
            if isinstance(child, Section) and has_initiatives(child):
                path, bearers = addresses.section_path(agreement, host, child), (child.text, child.body)
                fields = {"subject": child, "bearers": bearers, "document": one.document}
                crumbs = _below(agreement, one, host, above)
                yield _page(agreement, path, child.text.edited, Kind.CATEGORY, crumbs, **fields)


def _in_time(agreement: Agreement) -> Iterator[Page]:
    """The list of versions, each version as a whole, their own pages on corrections, and each step."""
    timeline = NamedLink("版の一覧", f"{agreement.slug}/versions/index.md")
    yield _page(agreement, timeline.path, timeline.name, Kind.VERSIONS)
    for one in agreement.published:
        name, version = words.version_name(one), None if one is agreement else one
        whole = (one.title, one.preamble, *one.parts)
        view = partial(_page, one, crumbs=[timeline], version=version)
        yield view(addresses.version_path(one), name, Kind.VERSION, bearers=whole)
        if addresses.account_path(one) != addresses.account_path(agreement):
            yield view(addresses.account_path(one), f"{name}の底本と校訂", Kind.WITNESS)
    for step in steps(agreement):
        name = f"{wareki(step.after.begins)}の変更" if step.after.begins else "変更"
        # Of the version that it led to, so that a later one changes no table of an earlier one.
        version = None if step.after is agreement else step.after
        path = addresses.change_path(step.after)
        yield _page(step.after, path, name, Kind.CHANGE, [timeline], subject=step, version=version)


def _gone(agreement: Agreement, there: Collection[str]) -> Iterator[Page]:
    """Pages at addresses that only earlier versions have, each with the last text that was there."""
    for path, (last, *_) in chronicle.former(agreement).items():
        # The former slug of an initiative has a redirect (`published.moved`).
        if path not in there and not (last.path and isinstance(last.subject, Initiative)):
            before, subject = last.step.before, last.subject
            page = next(
                one for one in reading_order(before) if one.path == addresses.page_path(before, subject)
            )
            # What stands in a second document has addresses of its own.
            own = page.bearers[: 2 if isinstance(subject, Attached) else None]
            name = f"{page.title}（{words.until(before)}）"
            yield _page(before, path, name, Kind.GONE, subject=last, bearers=own, version=before)
    lost = {page.path: (one, page.title) for one in agreement.earlier for page in _views(one)}
    for path, (version, title) in lost.items():
        if path not in there:
            yield _page(version, path, f"{title}（{words.until(version)}）", Kind.GONE, version=version)
