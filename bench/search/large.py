"""What a search costs on a site of 18,000 pages: ours and Pagefind, over the same pages in the same run.

    make bench-search-large

The site is built from invented agreements (`bench/nation.py`) as any other is. Queries are passages of its
pages, every third in another width, and pairs of passages of one page. What should be found is worked out
from the published pages (`tests/search.py`). Bytes are gzipped, as GitHub Pages sends them.
`python -m bench.search.large 1000` does it with so many pages.
"""

from __future__ import annotations

import gzip
import json
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import quantiles
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from bench.search.typed import TYPED, opened
from bench.sites.nation import agreements
from kyoyaku.pdf.browser import find_browser
from kyoyaku.reading.load import load
from kyoyaku.search.documents import search_pages
from kyoyaku.search.index import FIRST
from testing.project import copy_project, run
from testing.search import Published, pages, substrings

PAGES = 18_000
PAGES_EACH = 42
"""Those of an agreement that Pagefind reads as well: the annex and the overview repeat them."""
QUERIES = 200
PAIRS = 40
EXACT = 4000
"""The score from which a result of ours holds every word as it was typed."""
COLUMNS = "engine       exact  recall precision  on-load   1st-query   later p50, p95, max   p50, p95 ms"
# Only what a reader sees at once is fetched: ten results. The others are known by their names.
ASKED = """async (query) => {
  const engine = (window.engine ||= await import("/pagefind/pagefind.js"));
  const start = performance.now();
  const { results } = await engine.search(query);
  await Promise.all(results.slice(0, 10).map((result) => result.data()));
  return { took: performance.now() - start, found: results.map(({ id }) => ({ id })) };
}"""


def main() -> None:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        site, order = _site(Path(name), int(sys.argv[1]) if sys.argv[1:] else PAGES)
        print("Reading the published pages …", flush=True)
        fragments = _fragments(site / "pagefind")
        known = set(fragments.values())
        texts = [page for page in pages(site, load(site.parent)) if page.url in known]
        queries = _queries(texts)
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        print(
            f"{len(queries)} queries on {len(texts):,} pages of {_bytes(site):,} bytes;"
            f" {platform.python_implementation()} {platform.python_version()}, Chromium {browser.version},"
            f" Pagefind {version('pagefind')}"
        )
        print(COLUMNS)
        wanted = [{page.url for page in texts if page.holds(query.split())} for query in queries]
        for engine, script in (("ours", TYPED), ("Pagefind", ASKED)):
            page = browser.new_page()
            with opened(page, site) as weight:
                weights, answers = [weight()], []
                for query in queries:
                    answers.append(page.evaluate(script, query))
                    weights.append(weight())
                found = [_urls(answer["found"], order, fragments) & known for answer in answers]
                _print(engine, wanted, found, weights, [answer["took"] for answer in answers])
        browser.close()


def _site(folder: Path, size: int) -> tuple[Path, dict[int, str]]:
    """The site with our search and a Pagefind index; the addresses of pages that ours finds, by number."""
    content = dict(agreements(size // PAGES_EACH + 1))
    project = copy_project(folder / "ours", content)
    print(f"Building the site of {len(content)} agreements …", flush=True)
    start = perf_counter()
    run(project, "-m", "mkdocs", "build", "--strict", "--quiet", timeout=3600).check_returncode()
    print(f"… {perf_counter() - start:.0f} s. The index of Pagefind …", flush=True)
    start = perf_counter()
    wanted = "**/{articles/*,initiatives/*,preamble}/index.html"
    command = [sys.executable, "-m", "pagefind", "--site", str(project / "site"), "--glob", wanted]
    subprocess.run([*command, "--root-selector", "article", "--quiet"], check=True, capture_output=True)
    print(f"… {perf_counter() - start:.0f} s.", flush=True)
    width = json.loads((project / "site" / "search" / FIRST).read_text(encoding="utf-8"))["width"]
    found = (enumerate(search_pages(one), at * width) for at, one in enumerate(load(project)))
    return project / "site", {number: page.url for own in found for number, page in own}


def _queries(texts: list[Published]) -> list[str]:
    """Passages, and pairs of passages of one page."""
    random = Random(18_000)
    single = substrings(texts, QUERIES - PAIRS)
    pairs = (substrings([random.choice(texts)] * 2, 2) for _ in range(PAIRS))
    return [*single, *map(" ".join, pairs)]


def _urls(found: Iterable[dict[str, Any]], order: dict[int, str], fragments: dict[str, str]) -> set[str]:
    """The addresses of what an engine found as it was typed."""
    urls = set()
    for one in found:
        if "id" in one:
            urls.add(fragments[one["id"]])
        elif one["score"] >= EXACT:
            urls.add(order[int(one["page"])] if one["page"] else urlsplit(one["url"]).path.lstrip("/"))
    return urls


def _fragments(folder: Path) -> dict[str, str]:
    """The address of each page that Pagefind knows, by its name there."""
    found = {}
    for file in (folder / "fragment").glob("*.pf_fragment"):
        text = gzip.decompress(file.read_bytes()).decode().removeprefix("pagefind_dcd")
        found[file.name.removesuffix(".pf_fragment")] = json.loads(text)["url"].lstrip("/")
    return found


def _bytes(site: Path) -> int:
    return sum(file.stat().st_size for file in site.rglob("*") if file.is_file())


def _print(
    engine: str, wanted: list[set[str]], found: list[set[str]], weights: list[int], times: list[float]
) -> None:
    both = list(zip(wanted, found, strict=True))
    right = sum(len(one & other) for one, other in both)
    later = [there - here for here, there in pairwise(weights[1:])]
    cuts, slow = quantiles(later, n=20), quantiles(times, n=20)
    print(
        f"{engine:<10} {sum(one == other for one, other in both):>4}/{len(both)}"
        f" {right / sum(map(len, wanted)):>7.1%} {right / max(1, sum(map(len, found))):>9.1%}"
        f" {weights[0]:>7,} B {weights[1]:>9,} B {cuts[9]:>8,.0f} B {cuts[18]:>8,.0f} B {max(later):>8,} B"
        f" {slow[9]:>8.0f} {slow[18]:>8.0f}"
    )


if __name__ == "__main__":
    main()
