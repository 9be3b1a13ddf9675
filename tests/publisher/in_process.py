"""Everything that a build makes of an agreement, without mkdocs and the disk, and what is wrong with it."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from xml.etree import ElementTree

import yaml
from lxml import etree
from markupsafe import escape

from kyoyaku.listing import listing
from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.navigation import navigation
from kyoyaku.pages.page_list import agreement_pages
from kyoyaku.publisher import extras
from kyoyaku.publisher.page_html import ID, PageHtml, page_html
from kyoyaku.reading.collation.report import report
from kyoyaku.search.part import index_part
from testing.dialects import FRONT_MATTER
from testing.project import ROOT, rendered
from tests.forms.read_back import differing, files_of

AKOMA_NTOSO = ROOT / "tests" / "schemas" / "akomantoso" / "akomantoso30.xsd"


@cache
def akoma_ntoso() -> etree.XMLSchema:
    """The schema of OASIS."""
    return etree.XMLSchema(etree.parse(str(AKOMA_NTOSO)))


def faults(agreement: Agreement) -> list[str]:
    """What is wrong with a build of the agreement. Raises what the build raises: TextLostError and others."""
    docs, forms = rendered((agreement,)), files_of(agreement)
    pages = {path: text for path, text in docs.items() if path.endswith(".md")}
    links: list[tuple[str, str]] = []
    made = {path: _html(path, text, links) for path, text in pages.items()}
    contents = {path: one.html for path, one in made.items()}
    extras.of_agreement(agreement, docs, contents, "https://example.org/")
    extras.of_site([listing(agreement)], contents)
    assert report(agreement)
    assert navigation((agreement,))
    assert index_part(agreement, named=True)
    ElementTree.fromstring(docs[f"{agreement.slug}/feed.xml"])
    akn = etree.fromstring(forms["agreement.akn.xml"].encode())
    titles = {page.path: str(escape(page.title)) for page in agreement_pages(agreement)}
    return [
        *(f"form: {name}" for name in differing(agreement, forms)),
        *(["form: not of its schema"] if not akoma_ntoso().validate(akn) else []),
        *(f"link: {path}: {link}" for path, link in links if not _leads(path, link, made, docs)),
        *(f"id: {path}: {name}" for path, one in made.items() for name in _doubled(one)),
        *(f"title: {path}" for path, title in titles.items() if _title(pages[path]) != title),
    ]


def _html(path: str, text: str, links: list[tuple[str, str]]) -> PageHtml:
    """The HTML of a page; its path and each of its links are added to `links`."""

    def kept(link: str) -> str:
        links.append((path, link))
        return link

    return page_html(FRONT_MATTER.sub("", text, count=1), kept)


def _leads(path: str, link: str, made: Mapping[str, PageHtml], docs: Mapping[str, str]) -> bool:
    """Whether a link on a page leads to a page or file that is there, and to a place on it."""
    there, _, anchor = link.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), there)) if there else path
    return "://" in there or (target in docs and (not anchor or anchor in made[target].ids))


def _doubled(page: PageHtml) -> Iterator[str]:
    """The ids that a page has more than once."""
    return (name for name, number in Counter(ID.findall(page.html)).items() if number > 1)


def _title(page: str) -> str:
    """The title at the head of a page, as the publisher reads it."""
    match = FRONT_MATTER.match(page)
    assert match
    return str(yaml.safe_load(match[0].removeprefix("---\n").removesuffix("---\n"))["title"])
