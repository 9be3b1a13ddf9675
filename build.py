"""Build the pages: `content/` to `docs/`, as a command and as a hook of mkdocs.

    python build.py            write docs/
    python build.py --check    report the problems of content/, or the account of its text; write nothing

As a hook (`hooks: [build.py]` in mkdocs.yml) it does the same at the start of every build, so that
`mkdocs build` and `mkdocs serve` are enough. A content error is reported before anything is written.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kyoyaku import navigation, output, render
from kyoyaku.load import load
from kyoyaku.model import Agreement
from kyoyaku.page_names import page_names
from kyoyaku.problems import ContentError
from kyoyaku.report import report
from kyoyaku.search_index import search_index
from kyoyaku.search_scripts import published, without_comments
from kyoyaku.style_sheets import pared

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

STYLES = "assets/stylesheets"
SCRIPTS = "assets/javascripts"
SEARCH = f"{SCRIPTS}/search"
ROOT = Path(__file__).resolve().parent
OWN_WORKER = re.compile(r'(?<="search": ")([^"]*)assets/javascripts/workers/search\.[^"]*')
PREFORMATTED = re.compile(r"<(?:pre|textarea)\b")
log = logging.getLogger("mkdocs.hooks.kyoyaku")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="content/の協約からdocs/のページを作る。")
    parser.add_argument("--check", action="store_true", help="確かめるだけで、何も書かない")
    options = parser.parse_args(arguments)
    try:
        agreements = load(ROOT)
    except ContentError as error:
        print(error, file=sys.stderr)
        print(f"{len(error.problems)}件の誤りがあります。何も書き出していません。", file=sys.stderr)
        return 1
    if options.check:
        print(*map(report, agreements), sep="")
    else:
        write(agreements, ROOT / "docs")
    initiatives = sum(len(agreement.entries) for agreement in agreements)
    print(f"{len(agreements)}件の協約、{initiatives}の取組に誤りはありません。")
    return 0


def write(agreements: tuple[Agreement, ...], docs: Path) -> None:
    output.sync(render.render(agreements, ROOT / "templates"), docs)


# The events of mkdocs: https://www.mkdocs.org/dev-guide/plugins/#events
# A content error stops `mkdocs build` before it cleans site/; under `mkdocs serve` it is logged and
# the last good pages stay.


class _Serving:
    """Whether this is `mkdocs serve`, and what it showed last."""

    now = False
    last: tuple[Agreement, ...] = ()


def on_startup(command: str, **_: Any) -> None:
    _Serving.now = command == "serve"
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")


def on_pre_build(config: MkDocsConfig, **_: Any) -> None:
    from mkdocs.exceptions import PluginError

    try:
        _Serving.last = load(ROOT)
        write(_Serving.last, Path(config.docs_dir))
    except ContentError as error:
        if not _Serving.now:
            raise PluginError(str(error)) from None
        for problem in error.problems:
            log.error(str(problem))
    if _Serving.last:
        config.site_name = navigation.site_name(_Serving.last)
        config.nav = navigation.navigation(_Serving.last)


def on_post_template(output_content: str, template_name: str, **_: Any) -> str:
    """The day of a build, which mkdocs takes for that of a change, says nothing of the text."""
    if template_name == "sitemap.xml":
        return re.sub(r"\s*<lastmod>.*?</lastmod>", "", output_content)
    return on_post_page(output_content)


def on_post_page(output: str, **_: Any) -> str:
    """The theme's search box asks our worker; Zensical, which runs no hooks, keeps its own.

    A third of each page is blanks before and between lines, which the theme's templates leave.
    """
    slim = output if PREFORMATTED.search(output) else re.sub(r"\s*\n\s*", "\n", output)
    return OWN_WORKER.sub(rf"\1{SEARCH}/worker.js", slim)


def on_post_build(config: MkDocsConfig, **_: Any) -> None:
    """Our worker fetches its own index at the first query; what the theme loads with each page is empty."""
    search = Path(config.site_dir) / "search"
    theirs = json.loads((search / "search_index.json").read_text(encoding="utf-8"))
    empty = {"search_index.json": json.dumps({**theirs, "docs": []})}
    output.sync({**empty, **search_index(_Serving.last)}, search)
    _slim(Path(config.site_dir))


def _slim(site: Path) -> None:
    """Scripts and style sheets without what no reader's browser needs; their addresses stay."""
    _write(site / SEARCH, published(_read(site / SEARCH, "*.js")))
    own = {name: text for name, text in _read(site / SCRIPTS, "*.js").items() if ".min." not in name}
    _write(site / SCRIPTS, without_comments(own))
    scripts = [*_read(site / SCRIPTS, "*.js").values(), *_read(site / SEARCH, "*.js").values()]
    names = page_names(_read(site, "**/*.html").values(), scripts)
    _write(site / STYLES, pared(_read(site / STYLES, "*.css"), names))


def _read(folder: Path, pattern: str) -> dict[str, str]:
    return {str(file.relative_to(folder)): file.read_text(encoding="utf-8") for file in folder.glob(pattern)}


def _write(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


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
