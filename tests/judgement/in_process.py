"""Everything that a build makes of an agreement, without mkdocs and the disk, and what is wrong with it."""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import yaml
from lxml import etree
from markupsafe import escape

from kyoyaku.listing import listing
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.layers import COSTS
from kyoyaku.model.slugs import slug_fault
from kyoyaku.pages import addresses
from kyoyaku.pages.navigation import navigation
from kyoyaku.pages.page_list import agreement_pages
from kyoyaku.publisher import extras
from kyoyaku.publisher.page_html import ID, PageHtml, page_html
from kyoyaku.reading.collation.collate import report
from kyoyaku.reading.yaml_reader import LOADER
from kyoyaku.render import render
from kyoyaku.search.documents import index_part
from testing.dialects import FRONT_MATTER
from testing.project import ROOT
from tests.forms.read_back import differing

HREF = re.compile(r'\s(?:href|src)="([^"]*)"')
WORDS = "//text()[not(ancestor::*[local-name()='meta' or local-name()='authorialNote'])]"
"""What a reader meets in Akoma Ntoso: all words but for metadata and notes."""
AKOMA_NTOSO = ROOT / "tests" / "schemas" / "akomantoso" / "akomantoso30.xsd"


@cache
def akoma_ntoso() -> etree.XMLSchema:
    """The schema of OASIS."""
    return etree.XMLSchema(etree.parse(str(AKOMA_NTOSO)))


@dataclass(frozen=True, slots=True)
class Built:
    """The files under docs/, those of text, and the pages as HTML by their paths there.

    `beside` are the files of site/ that join the pages: twins, agreement.md, llms.txt.
    """

    files: dict[str, str | bytes]
    docs: dict[str, str]
    pages: dict[str, PageHtml]
    beside: dict[str, str | bytes]

    @property
    def published(self) -> dict[str, tuple[str, frozenset[str]]]:
        """HTML and ids of every page by its address, also of those that lead on; the home page has none."""
        leading = {
            place(path): (text, frozenset[str]()) for path, text in self.docs.items() if is_moved(path)
        }
        return {place(path): (page.html, page.ids) for path, page in self.pages.items()} | leading


def build(agreement: Agreement) -> Built:
    """What a build makes. Raises what it raises: TextLostError and others."""
    files = render((agreement,), ROOT / "templates")
    docs = {path: content for path, content in files.items() if isinstance(content, str)}
    pages = {path: _html(path, text) for path, text in docs.items() if path.endswith(".md")}
    contents = {path: page.html for path, page in pages.items()}
    beside = extras.of_agreement(agreement, files, contents, "https://example.org/")
    beside |= extras.of_site([listing(agreement)], contents)
    assert navigation((agreement,))
    assert index_part(agreement, named=True)
    return Built(files, docs, pages, beside)


def faults(agreement: Agreement, made: Built | None = None) -> list[str]:
    """What is wrong with what a build makes of the agreement; `made` is what it has made already."""
    built = made or build(agreement)
    forms = _forms(built, f"{agreement.slug}/data/")
    assert report(agreement)
    ElementTree.fromstring(built.docs[f"{agreement.slug}/feed.xml"])
    akn = etree.fromstring(forms["agreement.akn.xml"].encode())
    words: Any = akn.xpath(WORDS)
    own = (text.edited for text in agreement.texts)
    titles = {page.path: str(escape(page.title)) for page in agreement_pages(agreement)}
    return [
        *(f"form: {name}" for name in differing(agreement, forms)),
        *(["form: not of its schema"] if not akoma_ntoso().validate(akn) else []),
        *(["form: other words"] if bare(words) != bare(own) else []),
        *_dead(agreement, built, json.loads(forms["agreement.json"])),
        *(f"id: {path}: {name}" for path, page in built.pages.items() for name in _doubled(page)),
        *(f"permanent name: {path}: {name}" for path, name in _permanent(agreement, built)),
        *(f"title: {path}" for path, title in titles.items() if _title(built.docs[path]) != title),
    ]


def _forms(built: Built, folder: str) -> dict[str, str]:
    """The files of the agreement's data by name; bytes that are no text become surrogates."""
    return {
        path.removeprefix(folder): one if isinstance(one, str) else one.decode(errors="surrogateescape")
        for path, one in {**built.beside, **built.files}.items()
        if path.startswith(folder) and not path.endswith("/index.md")
    }


def bare(texts: Iterable[str]) -> str:
    """Texts as one, without blanks."""
    return "".join("".join(texts).split())


def is_moved(path: str) -> bool:
    """Whether a file of docs/ is a page that leads on, as HTML."""
    return path.endswith("/index.html")


def place(path: str) -> str:
    """The address of a page by its path in docs/; that of the home page is empty."""
    return path.removesuffix("index.html") if is_moved(path) else addresses.url(path).removeprefix("./")


def joined(page: str, link: str) -> str:
    """Where a link on a page leads to, seen from the site: of a/b/, ../c/#p1 is a/c/#p1."""
    there, sign, anchor = unquote(link).partition("#")
    if not there:
        return f"{page}{sign}{anchor}"
    target = posixpath.normpath(posixpath.join(page, there))
    slash = "/" if there.endswith("/") or there.split("/")[-1] in (".", "..") else ""
    return f"{'' if target == '.' else target + slash}{sign}{anchor}"


def _html(path: str, text: str) -> PageHtml:
    """The HTML of a page, with its links as they are published."""

    def kept(link: str) -> str:
        there, _, anchor = link.partition("#")
        if "://" in link or not there:
            return link
        address = addresses.seen_from(path)(
            posixpath.normpath(posixpath.join(posixpath.dirname(path), there))
        )
        return f"{address}#{anchor}" if anchor else address

    return page_html(FRONT_MATTER.sub("", text, count=1), kept)


def _dead(agreement: Agreement, built: Built, data: object) -> Iterator[str]:
    """Links and images of pages, and ids of agreement.json, that lead to no page, file or place."""
    pages, files = built.published, built.files.keys() | built.beside.keys()
    links = [(here, unescape(link)) for here, (html, _) in pages.items() for link in HREF.findall(html)]
    links += [(f"{agreement.slug}/", one) for one in _ids(data)]
    for here, link in links:
        there, _, anchor = re.sub(r"\?[\w=-]+", "", joined(here, link)).partition("#")
        is_there = (there in files and not anchor) or (there in pages and anchor in {"", *pages[there][1]})
        if not is_there and not link.startswith(("https://", "mailto:", "tel:")):
            yield f"link: {here}: {link}"


def _ids(data: object) -> Iterator[str]:
    """The address of every object in agreement.json."""
    if isinstance(data, dict):
        yield from [data["id"]] if "id" in data else []
        data = list(data.values())
    for one in data if isinstance(data, list) else []:
        yield from _ids(one)


def _doubled(page: PageHtml) -> Iterator[str]:
    """The ids that a page has more than once."""
    return (name for name, number in Counter(ID.findall(page.html)).items() if number > 1)


def _permanent(agreement: Agreement, built: Built) -> Iterator[tuple[str, str]]:
    """The ids of pages that an initiative or a heading of life.yml could have: they would be there twice."""
    own = {entry.initiative.slug for version in agreement.versions for entry in version.entries}
    own |= {topic.key for topic in agreement.life}
    known = own | {party.slug for party in agreement.parties} | {COSTS}
    for path, page in built.pages.items():
        if page.ids & own:
            yield from ((path, one) for one in page.ids - known if not slug_fault(one))


def _title(page: str) -> str:
    """The title at the head of a page, as the publisher reads it."""
    match = FRONT_MATTER.match(page)
    assert match
    return str(yaml.load(match[0].removeprefix("---\n").removesuffix("---\n"), LOADER)["title"])
