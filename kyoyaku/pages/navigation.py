"""The tree at the side of the page, as the publisher's `nav`: a list of {title: path, or a list of the same}.

The publisher puts titles into HTML as they are, so they are escaped here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import escape

from kyoyaku.model.agreement import Agreement, Entry
from kyoyaku.model.parts import Annex, Attached
from kyoyaku.pages.addresses import list_name, page_path
from kyoyaku.pages.page_list import SITE_PAGES, Kind, NamedLink, Page, agreement_pages

Nav = list[dict[str, Any]]
LISTS = {Kind.ARTICLES, Kind.PARTIES, Kind.VERSIONS}
"""The lists that begin a branch, whose title is without の一覧."""
FIRST = {Kind.OVERVIEW, Kind.PREAMBLE, Kind.ARTICLES}
LAST = {Kind.NAMES, Kind.FULL, Kind.VERSIONS, Kind.VERSION, Kind.WITNESS, Kind.DATA}
"""The kinds of pages that stand before and after all others."""


HOME: Nav = [{"ホーム": "index.md"}]
SITE: Nav = [{page.title: page.path} for page in SITE_PAGES]


def navigation(agreements: tuple[Agreement, ...]) -> Nav:
    """The home page, a branch for each agreement, then the pages about the site."""
    return [*HOME, *map(branch, agreements), *SITE]


def branch(agreement: Agreement) -> dict[str, Any]:
    """All pages of an agreement under its title."""
    return {title(agreement.heading): _agreement(agreement)}


def nav_links(agreement: Agreement) -> tuple[tuple[str, str], ...]:
    """The first level of a branch: each title with the path of the first page under it."""
    return tuple((name, next(titles([step]))[0]) for step in _agreement(agreement) for name in step)


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
    """The pages of an agreement: FIRST, others, LAST, and each of these in the order of the page list."""
    branches: dict[tuple[NamedLink, ...], Nav] = {(): []}
    # The timeline leads to the other versions and to what is gone.
    pages = [page for page in agreement_pages(agreement) if page.is_listed and page.kind is not Kind.CHANGE]
    for page in sorted(pages, key=lambda page: (page.kind not in FIRST, page.kind in LAST)):
        trail, name = _placed(agreement, page)
        for depth in range(len(trail)):
            above, here = trail[:depth], trail[: depth + 1]
            if here not in branches:
                branches[here] = []
                branches[above].append({title(here[-1].name): branches[here]})
        branches[trail].append({title(name): page.path})
    return branches[()]


def _placed(agreement: Agreement, page: Page) -> tuple[tuple[NamedLink, ...], str]:
    """The branches that a page is in, outermost first, and its title there: mostly its crumbs and title."""
    above, own = page.crumbs[1:], NamedLink(page.title, page.path)
    match page.subject:
        case Annex() as annex if annex in agreement.hosts:
            return (*above, own), f"{annex.name}の全体"
        case Attached(parts=parts) if parts:
            return (own,), "目次"
        case Entry(host=host, initiative=one):
            at = [one.path for one in above].index(page_path(agreement, host))
            crumb, sections = above[at], (*above[at + 1 :], *([own] if one.children else []))
            if isinstance(host, Annex):
                return (*above[:at], NamedLink(host.text.edited, crumb.path), *sections), page.title
            lists = above[:at] or (NamedLink(list_name(agreement), f"{agreement.slug}/articles/index.md"),)
            return (*lists, NamedLink(f"{host.name}の取組", crumb.path), *sections), page.title
    if page.kind in LISTS:
        return (NamedLink(page.title.removesuffix("の一覧"), page.path),), page.title
    return above, page.title
