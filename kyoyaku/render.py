"""Agreements to pages: {path under docs/: Markdown}. Pure; the templates are read from a folder."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from . import anchors, duties, paper, site_map, tally
from .citations import citations
from .cross_references import cross_references
from .markup import finalize, markdown, name
from .model import Agreement
from .name_index import ANCHORS, name_index
from .notes import KEYS, key, summary, witness_words
from .numerals import wareki
from .parts import Host, Initiative, Section
from .site_map import Page
from .standing import standing
from .text import Text
from .wording import joined, quoted


def render(agreements: tuple[Agreement, ...], templates: Path) -> Mapping[str, str]:
    """Every page of the site, every transcript and running head, by its path under `docs/`."""
    environment = _environment(templates)
    home = Page("index.md", "", "home.md.j2", description=_home_description(agreements))
    pages = {home.path: _page(environment, home, agreements=agreements, before=None, after=None)}
    for agreement in agreements:
        order, references = site_map.reading_order(agreement), cross_references(agreement)
        for page in site_map.agreement_pages(agreement):
            before, after = _neighbours(page, order)
            own = {"agreement": agreement, "references": references, "before": before, "after": after}
            pages[page.path] = _page(environment, page, **own)
        pages[paper.path(agreement)] = paper.running_head(agreement)
        if agreement.transcript:
            pages[site_map.transcript_path(agreement)] = agreement.transcript.content
    return pages


def _environment(templates: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        heading=_heading,
        json=_json,
        joined=joined,
        key=key,
        linked=_linked,
        name=name,
        quoted=quoted,
        standing=standing,
        summary=summary,
        text=markdown,
        wareki=wareki,
        witness=witness_words,
        yaml=_yaml,
    )
    environment.globals.update(
        anchors=anchors,
        citations=citations,
        duties=duties,
        site_map=site_map,
        walk=walk,
        tally=tally,
        kinds=KEYS,
        name_index=name_index,
        paper=paper,
        row_anchors=ANCHORS,
    )
    return environment


def _page(environment: Environment, page: Page, **context: object) -> str:
    template = environment.get_template(page.template)
    text = template.render(page=page, link=partial(_link, page.path), **context)
    return re.sub(r"\n{3,}", "\n\n", text)


def _link(here: str, path: str, anchor: str = "") -> Markup:
    """The relative address of a page, or of a place on it, as the publisher resolves it."""
    relative = posixpath.relpath(path, posixpath.dirname(here))
    return Markup(relative + (f"#{anchor}" if anchor else ""))


@pass_context
def _linked(context: Context, text: Text) -> Markup:
    """A text of the agreement with its references as links, as the page on which it stands has them."""
    return markdown(text, context["references"].links(text, context["page"], context["link"]))


def _heading(level: int) -> Markup:
    """The signs of a heading; Markdown has six depths."""
    return Markup("#" * min(level, 6))


def _json(value: object) -> str:
    """Data for a script, as the value of an attribute."""
    return json.dumps(value, ensure_ascii=False)


def _yaml(value: str) -> Markup:
    """A string of the front matter, which the publisher puts into HTML as it is."""
    return Markup(json.dumps(str(escape(value)), ensure_ascii=False))


def walk(host: Host | Section, level: int) -> Iterator[tuple[int, Section | Initiative]]:
    """The sections and initiatives of an annex in order, with the level of heading for each."""
    for child in host.children:
        yield level, child
        if isinstance(child, Section):
            yield from walk(child, level + 1)


def _neighbours(page: Page, order: tuple[Page, ...]) -> tuple[Page | None, Page | None]:
    """The pages before and after one that is part of the text; none for the other pages."""
    paths = [one.path for one in order]
    if page.path not in paths:
        return None, None
    at = paths.index(page.path)
    return (order[at - 1] if at else None), (order[at + 1] if at + 1 < len(order) else None)


def _home_description(agreements: tuple[Agreement, ...]) -> str:
    names = joined([f"{one.party_names}の{one.title.edited}" for one in agreements], "及び")
    return f"{names}の本文を、条及び取組ごとに掲載しています。"
