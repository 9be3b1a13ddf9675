"""The events of mkdocs: https://www.mkdocs.org/dev-guide/plugins/#events.

A `Work` says what a run publishes. Under `mkdocs build` and `mkdocs serve` it is the whole site (`Whole`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import escape
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Link, Navigation, Section

from kyoyaku import output
from kyoyaku.pages import addresses, navigation
from kyoyaku.publisher import NO_DAY
from kyoyaku.publisher.assets.minify import PARTS
from kyoyaku.publisher.markdown_page import MarkdownPage
from kyoyaku.publisher.one_run import Whole
from kyoyaku.publisher.preview import guarded, show
from kyoyaku.publisher.work import Work
from kyoyaku.reading.settings import SETTINGS, address_fault

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


UNUSED = re.compile(
    rf"assets/javascripts/(?:lunr|workers)/.*|assets/.*\.map|assets/images/favicon\.png|{PARTS}"
)
"""Files of the theme, 2 MB, that no page of ours loads: its search, source maps, another icon."""


class _Now:
    work = Work()


def publish(work: Work) -> None:
    """Set what the next run of mkdocs publishes."""
    _Now.work = work


def on_startup(command: str, **_: Any) -> None:
    """When mkdocs is the command (`mkdocs build`, `mkdocs serve`): the work is the whole site."""
    os.environ["SOURCE_DATE_EPOCH"] = NO_DAY
    output.show_any_text()
    publish(Whole(is_serving=command == "serve", is_deploying=command == "gh-deploy"))


def on_config(config: MkDocsConfig, **_: Any) -> None:
    """Check or escape the settings that the theme writes into pages as they are, and begin the work.

    Raises PluginError if a setting or the content is wrong.
    """
    if fault := address_fault(config):
        raise PluginError(fault)
    config.site_author = escape(config.site_author or "")
    _Now.work.begin(config)


def on_files(files: Files, config: MkDocsConfig, **_: Any) -> Files:
    """Replace mkdocs' pages by ours, and remove files that readers never fetch.

    Pages of another run are added without content, so that links to them resolve.
    """
    joined = set(map(str, config.extra_javascript))
    for file in list(files):
        if UNUSED.fullmatch(file.src_uri) or file.src_uri in joined:
            files.remove(file)
    titles = dict(navigation.titles(config.nav or []))
    for file in files.documentation_pages():
        MarkdownPage(titles.get(file.src_uri), file, config)
    pages_and_files = {file.dest_uri for file in files if file.inclusion != InclusionLevel.EXCLUDED}
    _Now.work.files = pages_and_files | config.theme.static_templates
    for path in _Now.work.elsewhere:
        files.append(File.generated(config, path, content="", inclusion=InclusionLevel.EXCLUDED))
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """When the HTML of all pages is made: store it, and check the links to anchors in it."""
    for file in files.documentation_pages():
        if isinstance(file.page, MarkdownPage):
            _Now.work.contents[file.src_uri] = file.page.content or ""
            file.page.check_anchors(config)


def on_page_context(context: dict[str, Any], page: Page, nav: Navigation, **_: Any) -> None:
    """Give each page the navigation of its own agreement only."""
    context["nav"] = _own(nav, page)


def on_template_context(context: dict[str, Any], **_: Any) -> None:
    """Give 404.html the navigation of a page about no agreement."""
    context["nav"] = _own(context["nav"], None)


def _own(nav: Navigation, page: Page | None) -> Navigation:
    """Home, the groups of the agreement that a page is about (links if about none), then the site's pages.

    The agreement is found by the path of its overview (`folder`), because pages of other versions are in no
    branch.
    """
    home = [nav.homepage] if nav.homepage else []
    overview = f"{page.meta.get('folder')}/" if page else ""
    branches: Iterator[Any] = (one.children for one in nav.items if isinstance(one, Section))
    own = next((one for one in branches if getattr(one[0].children[0], "url", "") == overview), None)
    *groups, last = own or [Section(name, list(_links(links))) for name, links in _Now.work.nav_links]
    site = _links((name, path) for path, name in navigation.titles(navigation.SITE))
    return Navigation([*home, *groups, Section(last.title, [*last.children, *site])], nav.pages)


def _links(several: Iterable[tuple[str, str]]) -> Iterator[Link]:
    return (Link(title, addresses.url(path)) for title, path in several)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig, **_: Any) -> str:
    """Replace the sitemap of mkdocs by ours."""
    is_list = template_name == "sitemap.xml"
    return _Now.work.sitemap(config.site_url) if is_list else output_content


def on_post_build(config: MkDocsConfig, **_: Any) -> None:
    """After mkdocs has written its files: add the others, and publish."""
    _Now.work.end(config)


def on_shutdown(**_: Any) -> None:
    """When the command ends or a run fails: remove what is unfinished."""
    _Now.work.drop()


on_build_error = on_shutdown


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> None:
    """Before `mkdocs serve` waits for edits: watch the content, not docs/, which we write."""
    root = Path(config.config_file_path).parent
    server.unwatch(config.docs_dir)
    server.unwatch(config.config_file_path)
    for name in ("content", "static", SETTINGS):
        if (root / name).exists():
            server.watch(str(root / name))
    server.builder = guarded(server.builder, Path(server.root))
    if isinstance(_Now.work, Whole) and _Now.work.trouble:
        show(_Now.work.trouble, Path(server.root))
