"""What one run of mkdocs is to publish, and what it leaves: a portion of the site, or all of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kyoyaku.listing import Listing
from kyoyaku.pages import navigation
from kyoyaku.publisher.frame import POLICY, Frame
from kyoyaku.publisher.sitemap_xml import sitemap

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


@dataclass(slots=True)
class Work:
    """The pages of a run. `listings` are all agreements of the site, `nav` only what the run publishes."""

    listings: tuple[Listing, ...] = ()
    nav: list[dict[str, Any]] = field(default_factory=list)
    elsewhere: tuple[str, ...] = ()
    """Pages under docs/ that are linked to and published by another run."""
    is_serving: bool = False
    """Whether mkdocs shows the pages itself and reloads them when they change."""
    contents: dict[str, str] = field(default_factory=dict)
    """After the run: the HTML of each page's content, by its path under docs/."""

    def begin(self, config: MkDocsConfig) -> None:
        """Before mkdocs looks for pages."""
        self.contents.clear()
        name = navigation.site_name([one.heading for one in self.listings])
        config.site_name = navigation.title(name)
        config.nav = self.nav
        policy = "" if self.is_serving else POLICY
        config.extra.update(frame=Frame(policy), zip=len(self.listings) == 1 and not self.is_serving)

    def end(self, config: MkDocsConfig) -> None:
        """After mkdocs has written all files."""

    def drop(self) -> None:
        """When mkdocs has failed, or is done."""

    @property
    def nav_links(self) -> Iterable[tuple[str, str]]:
        """Where the navigation of a page leads that is about no agreement: titles with paths."""
        if len(self.listings) == 1:
            return self.listings[0].nav_links
        return [(navigation.title(one.heading), f"{one.slug}/index.md") for one in self.listings]

    def addresses(self, site_url: str | None) -> str:
        """sitemap.xml of the whole site."""
        own = [path for path, _ in navigation.titles([*navigation.HOME, *navigation.SITE])]
        return sitemap(site_url, [*own, *(page for one in self.listings for page in one.pages)])
