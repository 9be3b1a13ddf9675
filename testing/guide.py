"""What plain mkdocs cannot do for the guide (guide.yml): a few functions that it calls."""

from __future__ import annotations

import re

from mkdocs.config.defaults import MkDocsConfig

LEAVING = re.compile(r"\[([^]\n]+)\]\(\.\./([^)\n]+)\)")
"""`[CHANGELOG.md](../CHANGELOG.md)`, which GitHub follows."""


def on_page_markdown(markdown: str, *, config: MkDocsConfig, **_: object) -> str:
    """The page; where no repository is known, the words of such a link stay."""
    repository = config.extra["program_url"]
    return LEAVING.sub(rf"[\1]({repository}/blob/HEAD/\2)" if repository else r"\1", markdown)


def on_post_page(output: str, **_: object) -> str:
    """The page; the theme's box of the search has a name, which a screen reader needs."""
    return output.replace('role="dialog"', 'role="dialog" aria-label="検索"')


def on_post_template(*_: object, **__: object) -> str:
    """No list of pages, which would hold the day, nor a page for what is missing: a site above has both."""
    return ""
