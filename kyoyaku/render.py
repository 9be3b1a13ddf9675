"""Agreements to the files of docs/, {path: content}. Reads no files but the templates."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from kyoyaku import catalogue
from kyoyaku.analysis import duties, picture, sides
from kyoyaku.forms.downloads import SUMS, Data, data, sums
from kyoyaku.forms.feed import feed
from kyoyaku.forms.linked_data import linked_data
from kyoyaku.forms.provenance import MAKER
from kyoyaku.forms.tables.csv_file import as_csv
from kyoyaku.history import drafting, units
from kyoyaku.language.dates import wareki
from kyoyaku.language.wording import joined, quoted
from kyoyaku.listing import Listing, listing, publisher, site_name
from kyoyaku.model import anchors, notes
from kyoyaku.model.agreement import Agreement, State
from kyoyaku.model.walking import texts, walk
from kyoyaku.pages import (
    addresses,
    chronicle,
    citations,
    compared,
    corrections,
    markup,
    name_index,
    page_list,
    words,
)
from kyoyaku.pages.annotations import annotator
from kyoyaku.pages.links import cross_references, law_links
from kyoyaku.pages.page_list import Kind, Page
from kyoyaku.pages.published import moved

JSON = json.JSONEncoder(ensure_ascii=False).encode


def render(agreements: tuple[Agreement, ...], templates: Path) -> dict[str, str | bytes]:
    """Every page of the site, and every file beside them, by its path under `docs/`."""
    only = agreements[0] if len(agreements) == 1 else None
    files: dict[str, str | bytes] = {**of_site(tuple(map(listing, agreements)), only, templates)}
    for agreement in agreements:
        files |= of_agreement(agreement, templates)
    return files


def of_site(listings: tuple[Listing, ...], only: Agreement | None, templates: Path) -> dict[str, str]:
    """The pages that are about no agreement. If the site has only one, the home page says more of it."""
    name, kinds = site_name(listings), [one.kind for one in listings]
    description = words.home_description(only, kinds)
    home = Page("index.md", "", Kind.HOME, description)
    pages = (home, *page_list.SITE_PAGES)
    own = {"maker": MAKER, "publisher": publisher(listings), "before": None, "after": None}
    shown = {"agreements": listings, "name": name, "only": only, **own}
    return {page.path: _page(templates, page, **shown) for page in pages}


def of_agreement(agreement: Agreement, templates: Path) -> dict[str, str | bytes]:
    """The pages of an agreement and the files beside them, by their paths under `docs/`."""
    pages, offered = page_list.agreement_pages(agreement), data(agreement)
    files = _files(agreement, offered)
    past = environment(templates).get_template("macros/past.md.j2").module.place  # type: ignore[attr-defined]
    lists = [one for one in pages if one.searched], [one for one in pages if one.kind is Kind.CATEGORY]
    neighbours = {
        page.path: both
        for order in lists
        for page, *both in zip(order, [None, *order], [*order[1:], None], strict=False)
    }
    for page in pages:
        before, after = neighbours.get(page.path, (None, None))  # none for a page that repeats others
        own = page.version or agreement
        references = cross_references(own)
        files[page.path] = _page(
            templates,
            page,
            agreement=own,
            current=agreement,
            publisher=own.publisher,
            references=references,
            data=offered,
            linked=_linked(own, agreement, page, past),
            before=before,
            after=after,
        )
    for old, page in moved(agreement).items():
        address = Markup(addresses.seen_from(old)(page.path))
        template = environment(templates).get_template("moved.html.j2")
        files[f"{addresses.url(old)}index.html"] = template.render(page=page, address=address)
    return files


def _linked(agreement: Agreement, current: Agreement, page: Page, past: Callable[..., Any]) -> dict[Any, Any]:
    """{text, or place of a table or image: its Markdown or link, with addresses relative to the page}."""
    link = partial(_link, posixpath.dirname(page.path))
    linked: dict[Any, Any] = dict(annotator(agreement).markdown(page, link))
    cells = linked.keys() & texts(agreement.tables)
    linked |= {text: markup.in_html(linked[text]) for text in cells}
    files = {one.file: replace(one, file=link(f"{agreement.slug}/{one.file}")) for one in agreement.pictures}
    linked |= {one.place: files[one.file] for one in agreement.images}
    # At the address of a table of another version there may be that of the current one.
    tables, is_current = citations.tables(agreement), agreement is current
    linked |= {at: replace(one, path=link(one.path) if is_current else "") for at, one in tables.items()}
    places = compared.places(current, page).items()
    pasts = {("past", text): past(current, text, own, link) for text, own in places}
    return linked | pasts | dict(chronicle.present(current))


def _files(agreement: Agreement, offered: Data) -> dict[str, str | bytes]:
    """The files beside the pages: data, feed, running head for paper, transcript, tables and images."""
    files: dict[str, str | bytes] = {f"data/{one.name}": one.content for one in offered.downloads}
    files |= {one.name: one.content for one in (*offered.roles, *offered.changes)}
    files[f"data/{SUMS}"] = sums(offered.downloads)
    files |= {"feed.xml": feed(agreement), "paper.css": words.running_head(agreement)}
    made = {f"{agreement.slug}/{name}": content for name, content in files.items()}
    # What an earlier version had at an address stays there, unless a later one has something else there.
    for one in (*agreement.withdrawn, *agreement.coming, *agreement.earlier, agreement):
        if one.transcript:
            made[addresses.transcript_path(one)] = one.transcript.content
        made |= {f"{one.slug}/{picture.file}": picture.data for picture in one.pictures}
        if one.state in (State.PAST, State.CURRENT):
            named = citations.tables(one)
            made |= {
                named[table.place].path: as_csv([cell.edited for cell in row] for row in table.grid)
                for table in one.tables
            }
    return made


@cache
def environment(templates: Path) -> Environment:
    """The Jinja environment of a folder of templates, with the filters and functions below."""
    made = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        finalize=markup.finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(FILTERS)
    made.globals.update(GLOBALS)
    return made


def _page(templates: Path, page: Page, **context: object) -> str:
    """A page as Markdown. Templates use `link` for links in Markdown and `url` for those in HTML and data."""
    template = environment(templates).get_template(f"{page.kind}.md.j2")
    link, seen = partial(_link, posixpath.dirname(page.path)), addresses.seen_from(page.path)
    text = template.render(page=page, marks=page.marks, link=link, url=lambda p: Markup(seen(p)), **context)
    while "\n\n\n" in text:  # five times as quick as a regular expression
        text = text.replace("\n\n\n", "\n\n")
    return text


def _link(folder: str, path: str, anchor: str = "") -> Markup:
    """How pages in a folder link to a place on a page: ../articles/4.md#p2, which the publisher resolves."""
    relative = addresses.relative(path, folder)
    return Markup(f"{relative}#{anchor}" if anchor else relative)


FILTERS: dict[str, Callable[..., Any]] = {
    # The signs before a heading: ###. Markdown has six levels.
    "heading": lambda level: Markup("#" * min(level, 6)),
    "joined": joined,
    # What a part of the agreement is: article, table.
    "kind": lambda part: type(part).__name__.lower(),
    # A value of the front matter: JSON is YAML, too. The theme escapes it for HTML.
    "plain_json": lambda value: Markup(JSON(value)),
    "quoted": quoted,
    "text": markup.markdown,
    "wareki": wareki,
    "with_doubts": notes.with_doubts,
    # A string of the front matter, escaped because the publisher puts it into HTML unchanged.
    "yaml": lambda value: Markup(JSON(str(escape(value)))),
}
MODULES = (
    *(addresses, chronicle, citations, compared, corrections, markup, name_index, page_list, words),
    *(anchors, notes, duties, picture, sides, drafting, units, catalogue),
)
"""The modules that templates call by their names: `citations.tables(agreement)`."""
GLOBALS: dict[str, object] = {
    **{module.__name__.rpartition(".")[2]: module for module in MODULES},
    "cross_references": cross_references,
    "law_links": lambda text, laws: tuple(law_links(text, laws)),
    "linked_data": linked_data,
    # The sections and initiatives of an annex in order, each with the level of its heading.
    "walk": lambda host, level: ((level + len(above), child) for child, above in walk(host)),
}
