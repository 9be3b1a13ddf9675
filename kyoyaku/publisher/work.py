"""What one run of mkdocs publishes, all of the site or a part of it, and what it leaves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import material

from kyoyaku.listing import Listing, publisher, site_name
from kyoyaku.pages import navigation
from kyoyaku.pages.addresses import url
from kyoyaku.publisher.assets.minify import READER

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


THEME = Path(material.__file__).parent / "templates"

POLICY = "; ".join(
    (
        "default-src 'none'",  # fonts, frames, plug-ins, media, manifests: whatever is not named below
        "script-src 'self'",  # workers are scripts, too
        "style-src 'self'",
        "img-src 'self' data:",  # icons stand in the style sheets
        "connect-src 'self'",
        # `default-src` does not cover the next two. The forms of the theme are never sent.
        "base-uri 'none'",
        "form-action 'none'",
    )
)
"""The Content-Security-Policy of each page (https://www.w3.org/TR/CSP3/).

It stands in the page, because GitHub Pages lets a site set no headers. No script of ours stands in a page, so
a script that came into a page with a text would not run.
"""


def _theme_files(pattern: str) -> tuple[str, ...]:
    """The paths of the theme's files that match a pattern; their names differ from version to version."""
    return tuple(sorted(file.relative_to(THEME).as_posix() for file in THEME.glob(pattern)))


@dataclass(frozen=True, slots=True)
class Frame:
    """What the frame of a page (templates/theme/frame/) is filled with, as `config.extra.frame`.

    The policy ("" for none), and the paths of what a page loads.
    """

    policy: str
    styles: tuple[str, ...] = _theme_files("assets/stylesheets/*.min.css")
    scripts: tuple[str, ...] = _theme_files("assets/javascripts/bundle.*.min.js")
    reader: str = READER


@dataclass(slots=True)
class Work:
    """The pages of a run: `listings` are all agreements of the site, `nav` is the navigation of this run."""

    listings: tuple[Listing, ...] = ()
    nav: list[dict[str, Any]] = field(default_factory=list)
    elsewhere: tuple[str, ...] = ()
    """The pages under docs/ that these pages link to and another run publishes."""
    has_pdf: bool = False
    """Whether each agreement has a PDF, to which its pages lead."""
    is_serving: bool = False
    """Whether the pages are made for `mkdocs serve`, which puts a script of its own into each."""
    contents: dict[str, str] = field(default_factory=dict)
    """After the run: the HTML of each page's content, by its path under docs/."""
    files: set[str] = field(default_factory=set)
    """Before and after the run: what mkdocs writes for docs/ and the theme's files, by paths under site/."""

    def begin(self, config: MkDocsConfig) -> None:
        """Set what pages are made with, before mkdocs looks for pages."""
        self.contents.clear()
        config.site_name = navigation.title(site_name(self.listings))
        config.nav = self.nav
        policy = "" if self.is_serving else POLICY
        is_sole = len(self.listings) == 1
        config.extra["publisher"] = publisher(self.listings)
        config.extra.update(frame=Frame(policy), pdf=self.has_pdf, zip=is_sole and not self.is_serving)

    def end(self, config: MkDocsConfig) -> None:
        """Add files, after mkdocs has written its own."""

    def drop(self) -> None:
        """Tidy up, when mkdocs has failed or is done."""

    @property
    def nav_links(self) -> navigation.Links:
        """The navigation of a page about no agreement."""
        if len(self.listings) == 1:
            return self.listings[0].nav_links
        kinds = enumerate(Counter(one.kind for one in self.listings).items(), 1)
        links = ((navigation.title(f"{kind}（{count}件）"), f"./#kind-{at}") for at, (kind, count) in kinds)
        return (("掲載しているもの", tuple(links)), ("資料", ()))

    def sitemap(self, site_url: str | None) -> str:
        """sitemap.xml: the addresses of the whole site for search engines (sitemaps.org, version 0.9).

        Without an address of the site it lists none. It has no `lastmod`: the day of a build says nothing
        about the text.
        """
        base = f"{site_url.rstrip('/')}/" if site_url else ""
        about_none = [path for path, _ in navigation.titles([*navigation.HOME, *navigation.SITE])]
        pages = [*about_none, *(page for one in self.listings for page in one.pages)] if base else []
        lines = (f"  <url><loc>{escape(urljoin(base, url(page)))}</loc></url>\n" for page in pages)
        start = '<?xml version="1.0" encoding="UTF-8"?>\n'
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        return f'{start}<urlset xmlns="{space}">\n{"".join(lines)}</urlset>\n'
