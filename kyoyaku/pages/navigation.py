"""The tree at the side of the page, as the publisher's `nav`: a list of {title: path, or a list of the same}.

The publisher puts titles into HTML as they are, so they are escaped here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import escape

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.parts import Annex, Initiative, Section
from kyoyaku.pages.addresses import article_path, initiative_path, part_path
from kyoyaku.pages.page_list import SITE_PAGES, Kind, Page, agreement_pages

Nav = list[dict[str, Any]]


PLACED = {
    Kind.OVERVIEW,
    Kind.PREAMBLE,
    Kind.ARTICLES,
    Kind.ARTICLE,
    Kind.INITIATIVE,
    Kind.PARTY,
    Kind.NAMES,
}
"""The kinds that stand first, under others, or before the full text."""


def site_name(headings: Sequence[str]) -> str:
    """The name of the site: the heading of its only agreement, or 連携協約・協定集 if it has several."""
    return headings[0] if len(headings) == 1 else "連携協約・協定集"


HOME: Nav = [{"ホーム": "index.md"}]
SITE: Nav = [{page.title: page.path} for page in SITE_PAGES]


def navigation(agreements: tuple[Agreement, ...]) -> Nav:
    """The home page, a branch for each agreement, then the pages about the site."""
    return [*HOME, *map(branch, agreements), *SITE]


def branch(agreement: Agreement) -> dict[str, Any]:
    """All pages of an agreement under its title."""
    heading = f"{agreement.party_names} {agreement.title.edited}"
    return {title(heading): _agreement(agreement)}


def nav_links(agreement: Agreement) -> tuple[tuple[str, str], ...]:
    """The first level of a branch: each title with the path of the first page under it."""
    return tuple((name, first(below)) for step in _agreement(agreement) for name, below in step.items())


def first(below: str | Nav) -> str:
    """The path of the first page of a branch."""
    while not isinstance(below, str):
        below = next(iter(below[0].values()))
    return below


def titles(nav: Nav) -> Iterator[tuple[str, str]]:
    """The path and the title of every page of a tree."""
    for step in nav:
        for name, below in step.items():
            if isinstance(below, str):
                yield below, name
            else:
                yield from titles(below)


def title(text: str) -> str:
    """A title, escaped for HTML."""
    return str(escape(text))


def _agreement(agreement: Agreement) -> Nav:
    """The pages of an agreement. A page kind that is not named here comes in the order of the page list."""
    pages = agreement_pages(agreement)
    by_kind = {kind: [_entry(page) for page in pages if page.kind is kind] for kind in Kind}
    nav = [
        *by_kind[Kind.OVERVIEW],
        *by_kind[Kind.PREAMBLE],
        {"条文": [*by_kind[Kind.ARTICLES], *_articles(agreement)]},
    ]
    for page in pages:
        if isinstance(page.subject, Annex):
            nav.append({title(page.title): _annex(agreement, page.subject)})
        elif page.kind is Kind.PARTIES:
            nav.append({"当事者": [_entry(page), *by_kind[Kind.PARTY]]})
        elif page.kind is Kind.FULL:
            nav += [*by_kind[Kind.NAMES], _entry(page)]
        elif page.kind not in PLACED:
            nav.append(_entry(page))
    return nav


def _entry(page: Page) -> dict[str, Any]:
    return {title(page.title): page.path}


def _articles(agreement: Agreement) -> Nav:
    nav: Nav = []
    for article in agreement.articles:
        nav.append({title(article.text.edited): article_path(agreement, article)})
        if article.children:
            nav.append({f"{article.name}の取組": _children(agreement, article.children)})
    return nav


def _annex(agreement: Agreement, annex: Annex) -> Nav:
    whole = {f"{annex.name}の全体": part_path(agreement, annex)}
    return [whole, *_children(agreement, annex.children)]


def _children(agreement: Agreement, children: tuple[Section | Initiative, ...]) -> Nav:
    nav: Nav = []
    for child in children:
        if isinstance(child, Initiative):
            nav.append({title(child.name): initiative_path(agreement, child)})
        elif child.children:
            nav.append({title(child.text.edited): _children(agreement, child.children)})
    return nav
