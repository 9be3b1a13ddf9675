"""Everything that a build makes of an agreement, without mkdocs and the disk, and what is wrong with it."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from xml.etree import ElementTree

import yaml
from lxml import etree
from markupsafe import escape

from kyoyaku.listing import listing
from kyoyaku.model.agreement import Agreement
from kyoyaku.pages import addresses
from kyoyaku.pages.navigation import navigation
from kyoyaku.pages.page_list import agreement_pages
from kyoyaku.publisher import extras
from kyoyaku.publisher.page_html import ID, PageHtml, page_html
from kyoyaku.reading.collation.collate import report
from kyoyaku.render import render
from kyoyaku.search.documents import index_part
from testing.dialects import FRONT_MATTER
from testing.project import ROOT
from tests.forms.read_back import differing, files_of

AKOMA_NTOSO = ROOT / "tests" / "schemas" / "akomantoso" / "akomantoso30.xsd"


@cache
def akoma_ntoso() -> etree.XMLSchema:
    """The schema of OASIS."""
    return etree.XMLSchema(etree.parse(str(AKOMA_NTOSO)))


@dataclass(frozen=True, slots=True)
class Built:
    """The files under docs/, those of text, the pages as HTML by their paths there, each path with a link.

    `beside` are the files of site/ that join the pages: twins, agreement.md, llms.txt.
    """

    files: dict[str, str | bytes]
    docs: dict[str, str]
    pages: dict[str, PageHtml]
    links: list[tuple[str, str]]
    beside: dict[str, str | bytes]


def build(agreement: Agreement) -> Built:
    """What a build makes. Raises what it raises: TextLostError and others."""
    files, links = render((agreement,), ROOT / "templates"), list[tuple[str, str]]()
    docs = {path: content for path, content in files.items() if isinstance(content, str)}
    pages = {path: _html(path, text, links) for path, text in docs.items() if path.endswith(".md")}
    contents = {path: page.html for path, page in pages.items()}
    beside = extras.of_agreement(agreement, files, contents, "https://example.org/")
    beside |= extras.of_site([listing(agreement)], contents)
    assert navigation((agreement,))
    assert index_part(agreement, named=True)
    return Built(files, docs, pages, links, beside)


def faults(agreement: Agreement, made: Built | None = None) -> list[str]:
    """What is wrong with what a build makes of the agreement; `made` is what it has made already."""
    built, forms = made or build(agreement), files_of(agreement)
    assert report(agreement)
    ElementTree.fromstring(built.docs[f"{agreement.slug}/feed.xml"])
    akn = etree.fromstring(forms["agreement.akn.xml"].encode())
    titles = {page.path: str(escape(page.title)) for page in agreement_pages(agreement)}
    return [
        *(f"form: {name}" for name in differing(agreement, forms)),
        *(["form: not of its schema"] if not akoma_ntoso().validate(akn) else []),
        *(f"link: {path}: {link}" for path, link in built.links if not _leads(path, link, built)),
        *(f"id: {path}: {name}" for path, page in built.pages.items() for name in _doubled(page)),
        *(f"title: {path}" for path, title in titles.items() if _title(built.docs[path]) != title),
    ]


def _html(path: str, text: str, links: list[tuple[str, str]]) -> PageHtml:
    """The HTML of a page, with its links as they are published; each is added to `links` as it is written."""

    def kept(link: str) -> str:
        links.append((path, link))
        there, _, anchor = link.partition("#")
        if "://" in link or not there:
            return link
        address = addresses.seen_from(path)(
            posixpath.normpath(posixpath.join(posixpath.dirname(path), there))
        )
        return f"{address}#{anchor}" if anchor else address

    return page_html(FRONT_MATTER.sub("", text, count=1), kept)


def _leads(path: str, link: str, built: Built) -> bool:
    """Whether a link on a page leads to a page or file that is there, and to a place on it."""
    there, _, anchor = link.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), there)) if there else path
    return "://" in there or (target in built.files and (not anchor or anchor in built.pages[target].ids))


def _doubled(page: PageHtml) -> Iterator[str]:
    """The ids that a page has more than once."""
    return (name for name, number in Counter(ID.findall(page.html)).items() if number > 1)


def _title(page: str) -> str:
    """The title at the head of a page, as the publisher reads it."""
    match = FRONT_MATTER.match(page)
    assert match
    return str(yaml.safe_load(match[0].removeprefix("---\n").removesuffix("---\n"))["title"])
