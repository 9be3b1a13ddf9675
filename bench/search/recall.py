"""What a reader finds: our search, the theme's own and Pagefind, over the same pages in the same run.

    make bench-search

The queries are typed into the box of the theme for the first two; Pagefind is asked through its
interface for scripts. What should be found is worked out from the published pages (`tests/search.py`).
The annex repeats the initiatives, so no engine's answer on it is counted.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from bench.search.typed import TYPED, opened
from kyoyaku.pdf.browser import find_browser
from kyoyaku.reading.load import load
from testing.project import FIXTURES, ROOT, copy_project, read_content, run
from testing.search import Published, fold, pages, substrings

RANDOM = 100
COLUMNS = "engine       recall precision none-found best-first  on-load  1st-query   p50 ms   p95 ms"
ASKED = """async (query) => {
  const engine = (window.engine ||= await import("/pagefind/pagefind.js"));
  const start = performance.now();
  const { results } = await engine.search(query);
  const took = performance.now() - start;
  const data = await Promise.all(results.map((result) => result.data()));
  return { took, found: data.map(({ url }) => ({ url: new URL(url, location).href, declared: false })) };
}"""


@dataclass
class Score:
    """What an engine found over all queries."""

    right: int = 0
    wanted: int = 0
    given: int = 0
    none: int = 0
    best: int = 0
    with_best: int = 0
    times: list[float] = field(default_factory=list)

    def add(self, query: str, answer: dict[str, Any], texts: list[Published], annexes: set[str]) -> None:
        """Count one answer; what an engine declares as another word is no wrong page."""
        terms = query.split()
        wanted = {page.url for page in texts if page.holds(terms)} - annexes
        urls = [(urlsplit(one["url"]).path.lstrip("/"), one["declared"]) for one in answer["found"]]
        shown = dict.fromkeys(url for url, declared in urls if not declared and url not in annexes)
        best = {page.url for page in texts if all(fold(term) in page.title for term in terms)} - annexes
        self.right += len(wanted & shown.keys())
        self.wanted += len(wanted)
        self.given += len(shown)
        self.none += bool(wanted) and not shown
        self.with_best += bool(best)
        self.best += bool(best) and next(iter(shown), "") in best
        self.times.append(answer["took"])


def main() -> None:
    agreements = load(ROOT)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        ours, theirs = _sites(Path(name))
        texts = pages(ours, agreements)
        annexes = {page.url for page in texts if "/annex" in page.url}
        queries = (FIXTURES / "queries.txt").read_text(encoding="utf-8").split("\n")[:-1]
        queries += substrings(texts, RANDOM)
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        print(
            f"{len(queries)} queries on {len(texts) - len(annexes)} pages; Chromium {browser.version},"
            f" Material {version('mkdocs-material')}, Pagefind {version('pagefind')}"
        )
        print(COLUMNS)
        for engine, site, script in (
            ("ours", ours, TYPED),
            ("Material", theirs, TYPED),
            ("Pagefind", ours, ASKED),
        ):
            page, score = browser.new_page(), Score()
            with opened(page, site) as weight:
                on_load = weight()
                page.evaluate("document.querySelector('label[for=__search]').click()")
                weights = []
                for query in queries:
                    score.add(query, page.evaluate(script, query), texts, annexes)
                    weights.append(weight())
                _print(engine, score, on_load, weights[0])
        browser.close()


def _sites(folder: Path) -> tuple[Path, Path]:
    """content/ published with our search and a Pagefind index, and the same docs/ with the theme's own."""
    project = copy_project(folder / "ours", read_content(ROOT))
    run(project, "-m", "mkdocs", "build", "--strict", "--quiet").check_returncode()
    plain = folder / "plain"
    shutil.copytree(project, plain, ignore=shutil.ignore_patterns("site"))
    settings = (plain / "mkdocs.yml").read_text(encoding="utf-8").replace("hooks: [hooks.py]\n", "")
    (plain / "mkdocs.yml").write_text(settings, encoding="utf-8")
    run(plain, "-m", "mkdocs", "build", "--quiet").check_returncode()
    wanted = "**/{articles/*,initiatives/*,preamble,closing,supplement}/index.html"
    command = [sys.executable, "-m", "pagefind", "--site", str(project / "site"), "--glob", wanted]
    subprocess.run([*command, "--root-selector", "article", "--quiet"], check=True, capture_output=True)
    return project / "site", plain / "site"


def _print(engine: str, score: Score, on_load: int, first: int) -> None:
    cuts = quantiles(score.times, n=20)
    print(
        f"{engine:<12} {score.right / score.wanted:>6.1%} {score.right / score.given:>9.1%}"
        f" {score.none:>10} {score.best:>6}/{score.with_best:<3} {on_load:>7,} B {first:>8,} B"
        f" {cuts[9]:>8.1f} {cuts[18]:>8.1f}"
    )


if __name__ == "__main__":
    main()
