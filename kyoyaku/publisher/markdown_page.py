"""A page as mkdocs knows it, whose HTML is made by `page_html.py`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from mkdocs.structure.toc import AnchorLink, TableOfContents

from kyoyaku.publisher.page_html import Heading, page_html

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


class MarkdownPage(Page):
    """A page that does not need Python-Markdown, in which mkdocs would spend half of a build."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """The HTML, headings and anchors of the page; links are resolved and checked by mkdocs."""
        assert self.markdown is not None
        links = _RelativePathTreeprocessor(self.file, files, config)
        made = page_html(self.markdown, links.path_to_url)
        # Where a page does not show its headings, the theme would write them twice for nobody.
        shown = made.headings[:1] if "toc" in self.meta.get("hide", ()) else made.headings
        self.content, self.toc = made.html, TableOfContents(_nested(shown))
        self.present_anchor_ids, self.links_to_anchors = set(made.ids), links.links_to_anchors


def _nested(headings: Iterable[Heading]) -> list[AnchorLink]:
    """The headings, each with the lower ones that follow it."""
    top: list[AnchorLink] = []
    open_ones: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(heading.text, heading.id, heading.level)
        while open_ones and open_ones[-1].level >= link.level:
            open_ones.pop()
        (open_ones[-1].children if open_ones else top).append(link)
        open_ones.append(link)
    return top
