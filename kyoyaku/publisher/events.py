"""The events of mkdocs: https://www.mkdocs.org/dev-guide/plugins/#events.

What a run is to publish is told by a `Work`; under `mkdocs build` and `mkdocs serve` it is the whole site.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from markupsafe import escape
from mkdocs.commands.build import get_context
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.toc import AnchorLink, TableOfContents

from .. import addresses, navigation, policy
from ..frame import framed
from . import assets
from .one_run import Whole
from .pages import MarkdownPage
from .work import Work

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


class _Now:
    work = Work()


@contextmanager
def working(work: Work) -> Iterator[None]:
    """Says what the runs of mkdocs within are to publish."""
    before, _Now.work = _Now.work, work
    try:
        yield
    finally:
        _Now.work = before


def on_startup(command: str, dirty: bool, **_: Any) -> None:
    """A command of mkdocs itself publishes the whole site."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    _Now.work = Whole(
        wants_frame=True,
        is_serving=command == "serve",
        is_staged=command == "build" and not dirty,
    )


def on_config(config: MkDocsConfig, **_: Any) -> None:
    """The theme puts settings into pages as they are."""
    for name in ("site_url", "repo_url"):
        if config[name] and not policy.is_address(config[name]):
            raise PluginError(f"{name}は、https://又はhttp://で始まるアドレスとしてください：{config[name]}")
    config.site_author = escape(config.site_author or "")


def on_pre_build(config: MkDocsConfig, **_: Any) -> None:
    """Before mkdocs looks for pages."""
    _Now.work.begin(config)


def on_files(files: Files, config: MkDocsConfig, **_: Any) -> Files:
    """Every page renders itself in our way; those of another run are only there to be linked to."""
    titles = dict(navigation.titles(config.nav or []))
    for file in files.documentation_pages():
        MarkdownPage(titles.get(file.src_uri), file, config)
    for path in _Now.work.elsewhere:
        files.append(File.generated(config, path, content="", inclusion=InclusionLevel.EXCLUDED))
    return files


def on_nav(nav: Navigation, **_: Any) -> Navigation:
    """Previous and next stay within an agreement."""
    for branch in nav.items:
        own = [page for page in nav.pages if page is branch or branch in page.ancestors]
        own[0].previous_page = own[-1].next_page = None
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files, **_: Any) -> None:
    """The frame of a page tells which names the theme may give, whatever the content."""
    if not _Now.work.wants_frame:
        return
    name, config.site_name = config.site_name, ""
    page = MarkdownPage("", File.generated(config, "frame.md", content=""), config)
    page.content, page.toc = "", TableOfContents([AnchorLink("", "frame", 1)])
    around = get_context(Navigation([Link("", "")], [page]), files, config, page)
    _Now.work.frame = env.get_template("main.html").render(around)
    config.site_name = name


def on_page_markdown(markdown: str, page: Page, **_: Any) -> None:
    """The theme's own index of the search is not wanted."""
    page.meta["search"] = {"exclude": True}


def on_page_content(html: str, page: Page, **_: Any) -> None:
    """The content is wanted again when all pages are there."""
    _Now.work.contents[page.file.src_uri] = html


def on_page_context(context: dict[str, Any], page: Page, nav: Navigation, **_: Any) -> None:
    """Each page carries the navigation of its own agreement only."""
    context["nav"] = _own(nav, page)


def on_template_context(context: dict[str, Any], **_: Any) -> None:
    """So does the page for what is not found, which is of no agreement."""
    context["nav"] = _own(context["nav"], None)


def _own(nav: Navigation, page: Page | None) -> Navigation:
    """The home page and the branch that the page is on; else the first steps of every branch."""
    home = [nav.homepage] if nav.homepage else []
    branches = (one for one in nav.items if isinstance(one, Section))
    own = next((one for one in branches if page and one in page.ancestors), None)
    if own:
        return Navigation([*home, *own.children], nav.pages)
    ways = [Link(title, addresses.url(path)) for title, path in _Now.work.ways]
    return Navigation([*home, *ways], nav.pages)


def on_post_page(output: str, **_: Any) -> str:
    """The theme's search box asks our worker; Zensical, which runs no hooks, keeps its own.

    `mkdocs serve` puts a script into each page that reloads it, so there it has no policy.
    """
    html = framed(output)
    return html if _Now.work.is_serving else policy.protected(html, assets.theme_scripts())


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig, **_: Any) -> str:
    """The list of addresses is ours, and what else the theme makes of a template is a page."""
    if template_name == "sitemap.xml":
        return _Now.work.addresses(config.site_url)
    return on_post_page(output_content)


def on_post_build(config: MkDocsConfig, **_: Any) -> None:
    """After mkdocs has written its files."""
    _Now.work.end(config)


def on_build_error(**_: Any) -> None:
    """When a run fails."""
    _Now.work.drop()


def on_shutdown(**_: Any) -> None:
    """When the command ends, well or not."""
    _Now.work.drop()


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> None:
    """docs/ is written by us: watch what people edit instead (`watch:` in mkdocs.yml)."""
    server.unwatch(config.docs_dir)
