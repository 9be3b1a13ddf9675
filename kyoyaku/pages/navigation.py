"""The tree at the side of the page, as the publisher's `nav`: a list of {title: path or list}.

The publisher puts titles into HTML as they are, so they are escaped here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import escape

from kyoyaku.analysis.duties import costs
from kyoyaku.language.dates import wareki
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.parts import Annex, Article, Initiative, Section
from kyoyaku.pages.addresses import (
    article_path,
    costs_path,
    initiative_path,
    life_path,
    part_name,
    part_path,
    party_path,
    version_path,
)

Nav = list[dict[str, Any]]


def site_name(headings: Sequence[str]) -> str:
    """The name of the site, of the headings of its agreements: that of the one, or what they all are."""
    return headings[0] if len(headings) == 1 else "連携協約・協定集"


HOME: Nav = [{"ホーム": "index.md"}]
SITE: Nav = [{"このサイトについて": "about.md"}, {"アクセシビリティ": "accessibility.md"}]


def navigation(agreements: tuple[Agreement, ...]) -> Nav:
    """The home page, a branch for each agreement, then the pages about the site."""
    return [*HOME, *map(branch, agreements), *SITE]


def branch(agreement: Agreement) -> dict[str, Any]:
    """All pages of an agreement under its title."""
    heading = f"{agreement.party_names} {agreement.title.edited}"
    return {title(heading): _agreement(agreement)}


def nav_links(agreement: Agreement) -> tuple[tuple[str, str], ...]:
    """The first steps of a branch: each title with the first page that it leads to."""
    return tuple((name, first(below)) for step in _agreement(agreement) for name, below in step.items())


def first(below: str | Nav) -> str:
    """The first page of a branch."""
    while not isinstance(below, str):
        below = next(iter(below[0].values()))
    return below


def titles(nav: Nav) -> Iterator[tuple[str, str]]:
    """Every page of a tree with its title in it."""
    for step in nav:
        for name, below in step.items():
            if isinstance(below, str):
                yield below, name
            else:
                yield from titles(below)


def title(text: str) -> str:
    """A title as the publisher puts it into HTML."""
    return str(escape(text))


def _agreement(agreement: Agreement) -> Nav:
    slug = agreement.slug
    nav: Nav = [{"概要": f"{slug}/index.md"}]
    if agreement.preamble:
        nav.append({"前文": f"{slug}/preamble.md"})
    nav.append({"条文": [{"条文の一覧": f"{slug}/articles/index.md"}, *_articles(agreement)]})
    for part in agreement.parts:
        if isinstance(part, Annex):
            nav.append({title(part.text.edited): _annex(agreement, part)})
        elif not isinstance(part, Article):
            nav.append({title(part_name(part)): part_path(agreement, part)})
    if agreement.entries:
        nav.append({"取組の一覧": f"{slug}/initiatives/index.md"})
    return [
        *nav,
        {"当事者": [{"当事者の一覧": f"{slug}/parties/index.md"}, *_parties(agreement)]},
        *([{"費用の負担": costs_path(agreement)}] if costs(agreement) else []),
        *([{"暮らしの場面から探す": life_path(agreement)}] if agreement.life else []),
        {"索引": f"{slug}/names.md"},
        {"全文": f"{slug}/full.md"},
        {f"{wareki(agreement.concluded)}締結の版": version_path(agreement)},
        {"底本と校訂": f"{slug}/text.md"},
        {"データ": f"{slug}/data/index.md"},
    ]


def _parties(agreement: Agreement) -> Nav:
    if not agreement.entries:
        return []
    return [{title(f"{party.name}の役割"): party_path(agreement, party)} for party in agreement.parties]


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
