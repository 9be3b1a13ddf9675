"""What the first visit of an initiative's page weighs: here and with the theme as it comes, in the same run.

    make bench-weight

Both sites are built from the same docs/: ours, and mkdocs with Material alone (its search in Japanese, no
hook, no overrides, no style sheet or script of ours). A browser with an empty cache opens the same page of
each; the bytes of all that it requests are compressed as a server would (gzip, level 6).
"""

from __future__ import annotations

import gzip
import os
import sys
import tempfile
from collections import Counter
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from playwright.sync_api import Browser, Response, sync_playwright

from kyoyaku.listing import listing
from kyoyaku.pages.navigation import navigation, site_name
from kyoyaku.pdf.browser import find_browser
from kyoyaku.reading.load import load
from testing.browsing import DESK, serve
from testing.project import ROOT, copy_project, read_content, run

KINDS = {"document": "HTML", "stylesheet": "CSS", "script": "JS", "font": "fonts", "image": "images"}
COLUMNS = ("HTML", "CSS", "JS", "fonts", "images", "search")


def _plain(project: Path) -> str:
    """The settings of the theme as it comes, over the docs/ and the navigation of ours; their file's name."""
    agreements = load(ROOT)
    settings = {
        "site_name": site_name([listing(one).heading for one in agreements]),
        "nav": navigation(agreements),
        "site_dir": "plain",
        "theme": {"name": "material", "language": "ja", "font": False},
        "plugins": [{"search": {"lang": "ja"}}],
        "markdown_extensions": ["attr_list", "md_in_html"],
    }
    (project / "plain.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    return "plain.yml"


def _built(folder: Path) -> dict[str, Path]:
    project = copy_project(folder / "project", read_content(ROOT))
    for settings in ("mkdocs.yml", _plain(project)):
        done = run(project, "-m", "mkdocs", "build", "--quiet", "--config-file", settings)
        if done.returncode:
            sys.exit(done.stderr)
    return {"here": project / "site", f"Material {version('mkdocs-material')}": project / "plain"}


def _kind(response: Response) -> str:
    path = urlsplit(response.url).path
    if (
        "/search/search_index" in path
        or "/workers/" in path
        or "/lunr/" in path
        or path.endswith("worker.js")
    ):
        return "search"
    return KINDS.get(response.request.resource_type, "search")


def _weight(browser: Browser, site: Path, path: str) -> Counter[str]:
    """Compressed bytes by kind of all that a first visit requests."""
    found: Counter[str] = Counter()
    responses: list[Response] = []
    with serve(site) as origin:
        context = browser.new_context(viewport=DESK)
        context.on("response", lambda response: responses.append(response))
        page = context.new_page()
        page.goto(f"{origin}/{path}", wait_until="networkidle")
        page.wait_for_timeout(2000)
        for response in responses:
            found[_kind(response)] += len(gzip.compress(response.body(), 6))
        context.close()
    return found


def main() -> None:
    """Print both weights by kind, and their ratio."""
    agreement = load(ROOT)[0]
    path = f"{agreement.slug}/initiatives/{agreement.entries[0].initiative.slug}/"
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        weights = {name: _weight(browser, site, path) for name, site in _built(Path(folder)).items()}
        print(
            f"{path}: bytes at the first visit, gz; Chromium {browser.version}, mkdocs {version('mkdocs')},"
        )
        print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores")
        browser.close()
    print(f"{'':16}{''.join(f'{column:>9}' for column in COLUMNS)}{'all':>9}")
    for name, found in weights.items():
        cells = "".join(f"{found[column]:9,}" for column in COLUMNS)
        print(f"{name:16}{cells}{found.total():9,}")
    ours, theirs = (found.total() for found in weights.values())
    print(f"here is {ours / theirs:.1%} of the theme as it comes")


if __name__ == "__main__":
    main()
