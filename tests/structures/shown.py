"""What becomes of the cases of tests/fixtures/structures/: built in process, in milliseconds, once a run.

A case is a folder with `content/`. Ask for it by its name, then for what a reader would look at:

    one = shown("chapters")                      # of several agreements: shown("dates", "month-only")
    page = one.page("articles/4/")               # "" is the overview, "../" the home page of the site
    page.title, page.crumbs, page.cited          # as words; page.leads: reference → where it leads to
    page.text                                    # all words of the page, blanks made one
    page.own                                     # the agreement's own text only, without notes and crumbs
    page.at("p2").own                            # the element with this id
    page.all("table//th[@scope='col']")          # elements by an XPath; page.classed("ky-note") by a class
    page.tables                                  # of each table the rows of cells as text
    page.twin, page.source                       # index.md beside the page; the page in Markdown, as in docs/
    one.agreement, one.json, one.akn             # the model; agreement.json; the root of Akoma Ntoso
    one.said("//akn:article/akn:num")            # the words of elements of Akoma Ntoso, without blanks
    one.markdown, one.csv("duties.csv")          # agreement.md; the rows of a table of data/, each a dict
    one.file("data/SHA256SUMS")                  # any other file, text or bytes, by its address
    one.nav                                      # ((depth, title, address), …): the tree at the side
    one.found("第2章 会議")                        # addresses of the search documents that have this text
    one.facts                                    # the lines at the head of the overview
    problems("chapters")                         # what check reports: [] or lines path:line: … (rule)

`shown` and `problems` take `edit={old: new}` (each old text stands just once in the case) and
`files={"yamada-kawakami/x.txt": "…"}` (None takes a file away).
That every case is built without a fault, tests/judgement/test_judgement.py sees to.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from html import unescape
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml
from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from kyoyaku.forms.akn.text import NAMESPACE
from kyoyaku.forms.tables.csv_file import BOM
from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.addresses import twin_path
from kyoyaku.pages.navigation import Nav, branch
from kyoyaku.problems import ContentError
from kyoyaku.reading.load import load
from kyoyaku.reading.yaml_reader import LOADER
from kyoyaku.search.documents import SearchPage, SearchText, search_pages
from testing.dialects import FRONT_MATTER
from testing.project import FIXTURES, case_of, read_content, write_case
from tests.judgement import in_process
from tests.judgement.in_process import is_moved, joined, place

FOLDER = FIXTURES / "structures"
NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Element:
    """An element of a page."""

    element: HtmlElement
    place: str
    """The address of the page, seen from the site."""
    slug: str

    @cached_property
    def text(self) -> str:
        """All words, blanks made one."""
        return words(self.element.itertext())

    @cached_property
    def own(self) -> str:
        """The agreement's own text: nothing that the search leaves out."""
        return words(_own(self.element))

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """Words and address of each link."""
        return tuple((one.text, one.href) for one in self.all("a[@href]"))

    @property
    def href(self) -> str:
        """The address that a link or an image leads to, seen from the agreement: articles/3/#p2."""
        link = self.get("href") or self.get("src")
        return link if "://" in link else seen(self.slug, joined(self.place, link))

    def get(self, name: str) -> str:
        """An attribute, empty if there is none."""
        return str(self.element.get(name, ""))

    def all(self, path: str, **names: str) -> list[Element]:
        """The elements that an XPath below this one finds, in order: table//th[@scope='col']."""
        return [Element(one, self.place, self.slug) for one in self.element.xpath(f".//{path}", **names)]

    def classed(self, name: str) -> list[Element]:
        """The elements of a class, in order."""
        return self.all("*[contains(concat(' ', @class, ' '), $name)]", name=f" {name} ")

    def at(self, name: str) -> Element:
        """The only element with this id."""
        (one,) = self.all("*[@id=$name]", name=name)
        return one

    @property
    def tables(self) -> list[list[list[str]]]:
        """The tables: rows of cells as text, as they stand in the HTML."""
        return [
            [[cell.text for cell in row.all("*[self::th or self::td]")] for row in one.all("tr")]
            for one in self.all("table")
        ]


@dataclass(frozen=True)
class Seen(Element):
    """A page as it is published, but for the frame around its content."""

    title: str
    """At the head of the window, without the name of the site."""
    description: str
    twin: str
    source: str
    """The page in Markdown, as it stands in docs/."""

    @property
    def ids(self) -> list[str]:
        """Every id, as often as it stands."""
        return [str(name) for name in self.element.xpath(".//@id")]

    @property
    def h1(self) -> str:
        """The words of the first heading; a page that leads on may have none."""
        return next((one.text for one in self.all("h1")), "")

    @property
    def crumbs(self) -> tuple[str, ...]:
        """The words of the links of the crumbs below that to the home page."""
        return tuple(one.text for crumbs in self.classed("ky-crumbs") for one in crumbs.all("li/a"))[1:]

    @property
    def cited(self) -> list[str]:
        """The citations that the page offers."""
        return [one.text for one in self.classed("ky-citation")]

    @property
    def leads(self) -> dict[str, str]:
        """Where the references and words in the paragraphs lead to."""
        return {link.text: link.href for link in self.all("p/a[@title]")}


@dataclass(frozen=True)
class Shown:
    """An agreement and all that is made of it; see the head of this file."""

    agreement: Agreement
    built: in_process.Built

    @property
    def files(self) -> Mapping[str, str | bytes]:
        """Those of docs/, by their paths."""
        return self.built.files

    def page(self, address: str) -> Seen:
        """The page at this address, seen from the agreement."""
        return self.pages[joined(f"{self.agreement.slug}/", address)]

    @cached_property
    def pages(self) -> dict[str, Seen]:
        """All pages by their addresses, seen from the site; the home page has an empty one."""
        docs = (path for path in self.built.docs if path.endswith(".md") or is_moved(path))
        return {place(path): self._seen(path, self.built.published[place(path)][0]) for path in docs}

    def _seen(self, path: str, html: str) -> Seen:
        twin = str(self.built.beside.get(twin_path(path), ""))
        match = FRONT_MATTER.match(self.built.docs[path])
        head = yaml.load(match[0].strip("-\n"), LOADER) if match else {}
        root, slug = document_fromstring(html or "<p></p>"), self.agreement.slug
        title, description = unescape(head.get("title", "")), unescape(head.get("description", ""))
        return Seen(root, place(path), slug, title, description, twin, self.built.docs[path])

    def file(self, address: str) -> str | bytes:
        """A file that is no page, by its address: data/SHA256SUMS, text/transcript.txt."""
        path = joined(f"{self.agreement.slug}/", address)
        return self.built.beside[path] if path in self.built.beside else self.files[path]

    @cached_property
    def json(self) -> dict[str, Any]:
        """agreement.json."""
        found: dict[str, Any] = json.loads(self.file("data/agreement.json"))
        return found

    @cached_property
    def akn(self) -> Any:
        """The root of agreement.akn.xml, of lxml."""
        return etree.fromstring(str(self.file("data/agreement.akn.xml")).encode())

    def said(self, path: str) -> list[str]:
        """The words of each element of Akoma Ntoso that an XPath finds, without blanks."""
        found = self.akn.xpath(path, namespaces={"akn": NAMESPACE})
        return ["".join("".join(one.itertext()).split()) for one in found]

    @property
    def markdown(self) -> str:
        """agreement.md."""
        return str(self.file("data/agreement.md"))

    def csv(self, name: str) -> list[dict[str, str]]:
        """The rows of a table of data/."""
        text = str(self.file(f"data/{name}"))
        return list(csv.DictReader(io.StringIO(text.removeprefix(BOM), newline="")))

    @cached_property
    def nav(self) -> tuple[tuple[int, str, str | None], ...]:
        """The tree at the side: depth from 0, title, address; a branch has None, the overview is empty."""
        ((_, tree),) = branch(self.agreement).items()
        return tuple(
            (depth, unescape(title), seen(self.agreement.slug, place(path)) if path else None)
            for depth, title, path in _walked(tree, 0)
        )

    @property
    def facts(self) -> list[str]:
        """The facts at the head of the overview."""
        return [line.text for line in self.page("").classed("ky-facts")[0].all("li")]

    def found(self, text: str) -> list[str]:
        """The addresses of the search documents with this text, with #anchor, blanks apart."""
        asked = "".join(text.split())
        return [
            f"{seen(self.agreement.slug, page.url)}{one.anchor and '#'}{one.anchor}"
            for page in search_pages(self.agreement)
            for one in _lines(page)
            if asked in "".join(one.text.split())
        ]


def shown(
    name: str, slug: str = "", *, edit: Mapping[str, str] = NOTHING, files: Mapping[str, str | None] = NOTHING
) -> Shown:
    """The only agreement of a case, or the one of this slug, with these edits; faults of check are raised."""
    (one,) = (one for one in _loaded(name, *_key(edit, files)) if slug in ("", one.slug))
    return _shown(one)


def problems(
    name: str, *, edit: Mapping[str, str] = NOTHING, files: Mapping[str, str | None] = NOTHING
) -> list[str]:
    """What check reports of a case with these edits, in the order of the lines."""
    try:
        _loaded(name, *_key(edit, files))
    except ContentError as error:
        return [str(one) for one in error.problems]
    return []


def words(pieces: Iterable[str]) -> str:
    """Pieces of text as one, blanks made one; those of the full width stay."""
    return re.sub("[ \n\t]+", " ", "".join(pieces)).strip()


def seen(slug: str, address: str) -> str:
    """An address of the site, seen from an agreement."""
    return address.removeprefix(f"{slug}/") if address.startswith(f"{slug}/") else f"../{address}"


_Edits = tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str | None], ...]]


def _key(edit: Mapping[str, str], files: Mapping[str, str | None]) -> _Edits:
    return tuple(edit.items()), tuple(files.items())


@cache
def _loaded(
    name: str, edit: tuple[tuple[str, str], ...], files: tuple[tuple[str, str | None], ...]
) -> tuple[Agreement, ...]:
    if not edit and not files:
        return load(FOLDER / name)
    with tempfile.TemporaryDirectory() as folder:
        write_case(
            Path(folder), case_of(name, read_content(FOLDER / name), edit=dict(edit), files=dict(files))
        )
        return load(Path(folder))


@cache
def _shown(agreement: Agreement) -> Shown:
    return Shown(agreement, in_process.build(agreement))


def _own(element: HtmlElement) -> Iterator[str]:
    """The pieces of text of an element outside of what the search leaves out."""
    if element.get("data-search-exclude") is None and isinstance(element.tag, str):
        yield element.text or ""
        for child in element:
            yield from _own(child)
            yield child.tail or ""


def _walked(tree: Nav, depth: int) -> Iterator[tuple[int, str, str]]:
    for step in tree:
        for title, below in step.items():
            yield depth, title, below if isinstance(below, str) else ""
            if not isinstance(below, str):
                yield from _walked(below, depth + 1)


def _lines(page: SearchPage) -> list[SearchText]:
    return [page.title, *(line for part in page.parts for line in (part.heading, *part.lines) if line.text)]
