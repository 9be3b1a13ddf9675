"""A page of mkdocs whose HTML is made by `page_html.py`, and whose links are resolved and checked here."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from kyoyaku.publisher import log
from kyoyaku.publisher.page_html import page_html

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files


class MarkdownPage(Page):
    """A page that does not go through Python-Markdown, on which mkdocs would spend half of a build."""

    ids: frozenset[str]
    """The ids in the HTML, once it is made."""
    anchors: list[tuple[File, str, str]]
    """The links to places: the file with the place, its id, and the link as the Markdown has it."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Make `content` and `toc` from `markdown`; a link to a file that is not there is a warning."""
        assert self.markdown is not None
        self.meta["search"] = {"exclude": True}  # from the theme's own search index
        self.anchors = []
        made = page_html(self.markdown, lambda link: self._resolved(link, files, config))
        # A page that hides the list of its headings keeps the first: the theme would write the others.
        shown = made.headings[:1] if "toc" in self.meta.get("hide", ()) else made.headings
        self.content, self.toc, self.ids = made.html, TableOfContents(_nested(shown)), made.ids

    def _resolved(self, link: str, files: Files, config: MkDocsConfig) -> str:
        """The relative address of the published page for a link such as `../articles/1.md#p1`.

        Addresses of other sites and links without a target stay.
        """
        address, sign, anchor = link.partition("#")
        path, mark, query = address.partition("?")
        if "://" in address:
            return link
        own = self.file.src_uri
        target = files.get_file_from_path(_joined(posixpath.dirname(own), path)) if path else self.file
        if target is None:
            message = f"「{own}」のリンク「{link}」の先のファイルがありません"
            log.OURS.log(config.validation.links.not_found, message)
            return link
        if anchor:
            self.anchors.append((target, anchor, link))
        return f"{target.url_relative_to(self.file)}{mark}{query}{sign}{anchor}" if path else link

    def check_anchors(self, config: MkDocsConfig) -> None:
        """Warns of each link to a place that is not there; the pages must all have been rendered.

        Pages that another run publishes are not checked.
        """
        for target, anchor, link in self.anchors:
            if isinstance(target.page, MarkdownPage) and anchor not in target.page.ids:
                message = f"「{self.file.src_uri}」のリンク「{link}」の先の見出し又は項目がありません"
                log.OURS.log(config.validation.links.anchors, message)


@lru_cache(maxsize=4096)
def _joined(folder: str, path: str) -> str:
    """The path under docs/ that a link in a folder leads to; many pages of a folder have the same links."""
    return posixpath.normpath(posixpath.join(folder, unquote(path)))


def _nested(headings: Iterable[AnchorLink]) -> list[AnchorLink]:
    """The headings, each with the lower ones that follow it as its children."""
    top: list[AnchorLink] = []
    open_ones: list[AnchorLink] = []
    for heading in headings:
        while open_ones and open_ones[-1].level >= heading.level:
            open_ones.pop()
        (open_ones[-1].children if open_ones else top).append(heading)
        open_ones.append(heading)
    return top
