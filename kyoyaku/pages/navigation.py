"""The tree at the side of the page, as the publisher's `nav`: a list of {title: path, or a list of the same}.

The publisher puts titles into HTML as they are, so they are escaped here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import escape

from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.page_list import SITE_PAGES, Kind, NamedLink, agreement_pages

Nav = list[dict[str, Any]]
Links = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""Groups of links: the name of each, with titles as HTML and the paths under docs/ that they lead to."""
FINDING = (Kind.INITIATIVES, Kind.LIFE, Kind.PARTIES, Kind.PARTY, Kind.COSTS, Kind.NAMES, Kind.GLOSSARY)
SOURCES = (Kind.DATA, Kind.WITNESS)
"""The kinds of pages of the second and the third group, in their order."""
TEXT = (Kind.OVERVIEW, Kind.PREAMBLE, Kind.ARTICLES, None, Kind.FULL, Kind.VERSIONS, Kind.VERSION)
"""Those of the first group, which is the text; None stands for all kinds that no group names."""
ORDER = {kind: at for at, kind in enumerate((*TEXT, *FINDING, *SOURCES))}

HOME: Nav = [{"ホーム": "index.md"}]
SITE: Nav = [{page.title: page.path} for page in SITE_PAGES]


def navigation(agreements: tuple[Agreement, ...]) -> Nav:
    """The home page, a branch for each agreement, then the pages about the site."""
    return [*HOME, *map(branch, agreements), *SITE]


def branch(agreement: Agreement) -> dict[str, Any]:
    """All pages of an agreement under its title."""
    return {title(agreement.heading): _agreement(agreement)}


def nav_links(agreement: Agreement) -> Links:
    """The groups of a branch: the titles of the first level, with the path of the first page under each."""
    return tuple(
        (name, tuple((title, next(titles([step]))[0]) for step in group for title in step))
        for groups in _agreement(agreement)
        for name, group in groups.items()
    )


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
    """Three groups: the text, ways to find something in it, what it rests on.

    A page that is a crumb of others becomes a branch with the same title, and the first page in it. A chapter
    becomes a branch without a page.
    """
    reading, finding, sources = Nav(), Nav(), Nav()
    # The timeline leads to the other versions and to what is gone.
    pages = [page for page in agreement_pages(agreement) if page.is_listed and page.kind is not Kind.CHANGE]
    titles = {page.path: page.title for page in pages}
    above = {crumb.path for page in pages for crumb in page.crumbs[1:]}
    branches: dict[tuple[str, str], Nav] = {}
    for page in sorted(pages, key=lambda page: ORDER.get(page.kind, ORDER[None])):
        here = finding if page.kind in FINDING else sources if page.kind in SOURCES else reading
        own = [NamedLink(page.title, page.path)] if page.path in above else []
        for step in (*page.crumbs[1:], *own):
            at = step.path, step.anchor
            if at not in branches:
                branches[at] = []
                here.append({title(step.name if step.anchor else titles[step.path]): branches[at]})
            here = branches[at]
        here.insert(0 if own else len(here), {title(page.title): page.path})
    groups = {f"{agreement.facts.kind}を読む": reading, "探す": finding, "資料": sources}
    return [{title(name): group} for name, group in groups.items()]
