"""What the first visit of an initiative's page weighs: here and with the theme as it comes, in the same run.

    make bench-weight

Both sites are built from the same docs/: ours, and mkdocs with Material alone (its search in Japanese, no
hook, no overrides, no style sheet or script of ours). A browser with an empty cache opens the same page of
each; the bytes of all that it requests are compressed as a server would (gzip, level 6).
"""

from __future__ import annotations

import gzip
import os
import re
import sys
import tempfile
from collections import Counter
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Response

from bench.sites.tools import write_plain_settings
from kyoyaku.reading.load import load
from testing.browsing import DESK, chromium, serve
from testing.project import ROOT, copy_project, read_content, run

KINDS = {"document": "HTML", "stylesheet": "CSS", "script": "JS", "font": "fonts", "image": "images"}
COLUMNS = (*KINDS.values(), "search")
SEARCH = re.compile(r"/search/search_index|/workers/|/lunr/|worker\.js$")


def _build_both(folder: Path) -> dict[str, Path]:
    """The site of ours and that of the plain theme, by name."""
    project = copy_project(folder / "project", read_content(ROOT))
    write_plain_settings(project, project / "plain.yml")
    for settings in ("mkdocs.yml", "plain.yml"):
        done = run(project, "-m", "mkdocs", "build", "--quiet", "--config-file", settings)
        if done.returncode:
            sys.exit(done.stderr)
    return {"here": project / "site", f"Material {version('mkdocs-material')}": project / "plain"}


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
            kind = "search" if SEARCH.search(urlsplit(response.url).path) else response.request.resource_type
            found[KINDS.get(kind, "search")] += len(gzip.compress(response.body(), 6))
        context.close()
    return found


def main() -> None:
    """Print both weights by kind, and their ratio."""
    agreement = load(ROOT)[0]
    path = f"{agreement.slug}/initiatives/{agreement.entries[0].initiative.slug}/"
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        weights = {name: _weight(browser, site, path) for name, site in _build_both(Path(folder)).items()}
        print(f"{path}: bytes at the first visit, gz")
        print(f"Chromium {browser.version}, mkdocs {version('mkdocs')}, {os.cpu_count()} cores")
    print(f"{'':16}{''.join(f'{column:>9}' for column in COLUMNS)}{'all':>9}")
    for name, found in weights.items():
        cells = "".join(f"{found[column]:9,}" for column in COLUMNS)
        print(f"{name:16}{cells}{found.total():9,}")
    ours, theirs = (found.total() for found in weights.values())
    print(f"here is {ours / theirs:.1%} of the theme as it comes")


if __name__ == "__main__":
    main()
