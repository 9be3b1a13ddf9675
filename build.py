"""Build the pages: `content/` to `docs/`, as a command and as a hook of mkdocs.

    python build.py            write docs/
    python build.py --check    report the problems of content/, or the account of its text; write nothing
    python build.py --json     print the agreements as data, as agreement.json has them; write nothing

As a hook (`hooks: [build.py]` in mkdocs.yml) it does the same at the start of every build, so that
`mkdocs build` and `mkdocs serve` are enough. A content error is reported before anything is written.
"""

from __future__ import annotations

import argparse
import logging
import os
import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from markupsafe import escape

from kyoyaku import finish, navigation, output, policy, render
from kyoyaku.forms import publish
from kyoyaku.forms.json_form import written
from kyoyaku.load import load
from kyoyaku.model import Agreement
from kyoyaku.problems import ContentError
from kyoyaku.report import report
from kyoyaku.slim import SEARCH

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils import CountHandler

ROOT = Path(__file__).resolve().parent
OWN_WORKER = re.compile(r'(?<="search": ")([^"]*)assets/javascripts/workers/search\.[^"]*')
PREFORMATTED = re.compile(r"<(?:pre|textarea)\b")
log = logging.getLogger("mkdocs.hooks.kyoyaku")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="content/の協約からdocs/のページを作る。")
    parser.add_argument("--check", action="store_true", help="確かめるだけで、何も書かない")
    parser.add_argument("--json", action="store_true", help="協約をJSONで表示するだけで、何も書かない")
    options = parser.parse_args(arguments)
    try:
        agreements = load(ROOT)
        pages = made(agreements)
    except ContentError as error:
        print(error, file=sys.stderr)
        print(f"{len(error.problems)}件の誤りがあります。何も書き出していません。", file=sys.stderr)
        return 1
    if options.json:
        print(written(agreements), end="")
        return 0
    if options.check:
        print(*map(report, agreements), sep="")
    else:
        output.sync(pages, ROOT / "docs")
    initiatives = sum(len(agreement.entries) for agreement in agreements)
    print(f"{len(agreements)}件の協約、{initiatives}の取組に誤りはありません。")
    return 0


def made(agreements: tuple[Agreement, ...]) -> Mapping[str, str]:
    """The files of docs/; ContentError when a form of an agreement does not say what the agreement says."""
    pages = render.render(agreements, ROOT / "templates")
    if wrong := publish.differences(agreements, pages):
        raise ContentError(wrong)
    return pages


# The events of mkdocs: https://www.mkdocs.org/dev-guide/plugins/#events
# A content error stops `mkdocs build` before it cleans site/; under `mkdocs serve` it is logged and
# the last good pages stay.


class _Build:
    """What one event of a build leaves to the next, and whether it is one of `mkdocs serve`."""

    is_serving = False
    is_staged = False
    agreements: tuple[Agreement, ...] = ()
    """Those that were shown last."""
    docs: Mapping[str, str] = {}
    contents: ClassVar[dict[str, str]] = {}
    """The HTML of each page's content, by its path under docs/."""
    site = Path()
    scripts: frozenset[str] = frozenset()
    """Those in pages that may run."""
    warnings: CountHandler


def on_startup(command: str, dirty: bool, **_: Any) -> None:
    _Build.is_serving = command == "serve"
    _Build.is_staged = command == "build" and not dirty
    _Build.warnings = _counted()
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")


def on_config(config: MkDocsConfig, **_: Any) -> None:
    """The theme puts settings into pages as they are."""
    from mkdocs.exceptions import PluginError

    for name in ("site_url", "repo_url"):
        if config[name] and not policy.is_address(config[name]):
            raise PluginError(f"{name}は、https://又はhttp://で始まるアドレスとしてください：{config[name]}")
    config.site_author = escape(config.site_author or "")


def _counted() -> CountHandler:
    """Counts the warnings of a build, as mkdocs does to call a strict one a failure."""
    from mkdocs.utils import CountHandler

    counter = CountHandler(level=logging.WARNING)
    logging.getLogger("mkdocs").addHandler(counter)
    return counter


def on_pre_build(config: MkDocsConfig, **_: Any) -> None:
    from mkdocs.exceptions import PluginError

    _stage(config)
    _Build.contents.clear()
    try:
        agreements = load(ROOT)
        _Build.docs, _Build.agreements = made(agreements), agreements
        output.sync(_Build.docs, Path(config.docs_dir))
    except ContentError as error:
        if not _Build.is_serving:
            raise PluginError(str(error)) from None
        for problem in error.problems:
            log.error(str(problem))
    if _Build.agreements:
        config.site_name = navigation.site_name(_Build.agreements)
        config.nav = navigation.navigation(_Build.agreements)
    config.extra["forms"] = True


def _stage(config: MkDocsConfig) -> None:
    """Build beside site/, which is replaced when all is well; an error on the way leaves it whole."""
    _Build.site = Path(config.site_dir)
    if _Build.is_staged:
        config.site_dir = str(_staged())


def on_env(env: Environment, **_: Any) -> None:
    names = env.list_templates(filter_func=lambda name: name.startswith(policy.PARTIALS))
    assert env.loader
    _Build.scripts = policy.theme_scripts(env.loader.get_source(env, name)[0] for name in names)


def on_page_content(html: str, page: Page, **_: Any) -> None:
    _Build.contents[page.file.src_uri] = html


def on_post_template(output_content: str, template_name: str, **_: Any) -> str:
    """The day of a build, which mkdocs takes for that of a change, says nothing of the text."""
    if template_name == "sitemap.xml":
        return re.sub(r"\s*<lastmod>.*?</lastmod>", "", output_content)
    return on_post_page(output_content)


def on_post_page(output: str, **_: Any) -> str:
    """The theme's search box asks our worker; Zensical, which runs no hooks, keeps its own.

    A third of each page is blanks before and between lines, which the theme's templates leave. `mkdocs serve`
    puts a script into each page that reloads it, so there it has no policy.
    """
    slim = output if PREFORMATTED.search(output) else re.sub(r"\s*\n\s*", "\n", output)
    html = OWN_WORKER.sub(rf"\1{SEARCH}worker.js", slim)
    return html if _Build.is_serving else policy.protected(html, _Build.scripts)


def on_post_build(config: MkDocsConfig, **_: Any) -> None:
    from mkdocs.exceptions import PluginError

    site = Path(config.site_dir)
    finish.search(site, _Build.agreements)
    commit = finish.commit_of(ROOT)
    wrong = finish.forms(site, _Build.agreements, _Build.docs, _Build.contents, config.site_name, commit)
    if wrong:
        raise PluginError("\n".join(map(str, wrong)))
    # A strict build that has warned will be called a failure after this event.
    if _Build.is_staged and not (config.strict and _Build.warnings.get_counts()):
        output.swap(site, _Build.site)


def on_build_error(**_: Any) -> None:
    """What was built beside site/ is of no use."""
    _discard()


def on_shutdown(**_: Any) -> None:
    """Nor is it after a strict build that has warned."""
    _discard()


def _discard() -> None:
    if _Build.is_staged and _Build.site.name:
        shutil.rmtree(_staged(), ignore_errors=True)


def _staged() -> Path:
    return _Build.site.with_name(f".{_Build.site.name}.next")


def on_page_context(context: dict[str, Any], page: Page, nav: Navigation, **_: Any) -> None:
    """Each page carries the navigation of its own agreement only."""
    context["nav"] = _own(nav, page)


def on_template_context(context: dict[str, Any], **_: Any) -> None:
    """So does the page for what is not found, which is of no agreement."""
    context["nav"] = _own(context["nav"], None)


def _own(nav: Navigation, page: Page | None) -> Navigation:
    """The home page and the branch that the page is on; else a way into every branch."""
    from mkdocs.structure.nav import Link, Navigation, Section

    home = [nav.homepage] if nav.homepage else []
    branches = [one for one in nav.items if isinstance(one, Section)]
    own = [one for one in branches if len(branches) == 1 or (page and one in page.ancestors)]
    if own:
        return Navigation([*home, *own[0].children], nav.pages)
    first = {one: next(page for page in nav.pages if one in page.ancestors) for one in branches}
    ways = [Link(one.title, page.url) for one, page in first.items()]
    return Navigation([*home, *ways], nav.pages)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> None:
    """docs/ is written by us: watch what people edit instead (`watch:` in mkdocs.yml)."""
    server.unwatch(config.docs_dir)


if __name__ == "__main__":
    sys.exit(main())
