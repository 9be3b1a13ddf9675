"""What a reader finds: our search, the theme's own and Pagefind, over the same pages in the same run.

    make bench-search         content/, with tests/fixtures/queries.txt and passages of its pages
    make bench-search-large   18,000 pages of invented agreements, without the theme's own search

Queries are typed into the theme's box for the first two; Pagefind is asked through its interface for
scripts. Every third passage is in another width. What should be found is worked out from the published
pages (testing/search.py). Annexes repeat the initiatives and the overview repeats the title, so Pagefind
does not read them, and results on them do not count. Bytes are gzipped, as GitHub Pages sends them.
`python -m bench.search.run 1000` does it with so many pages.
"""

from __future__ import annotations

import gzip
import json
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import quantiles
from typing import Any

from bench.search.asked import ASKED, TYPED, Answers, ask
from kyoyaku.reading.load import load
from kyoyaku.search.documents import search_pages
from testing.agreements import agreements
from testing.browsing import chromium
from testing.project import ROOT, copy_project, read_content, run
from testing.search import QUERIES, Published, fold, pages, substrings

PAGES_EACH = 42
"""Pages of an invented agreement that count."""
COLUMNS = (
    "engine       exact  recall precision none-found best-first  on-load  1st-query"
    "   later p50, p95, max   p50, p95 ms"
)


def main() -> None:
    size = int(sys.argv[1]) if sys.argv[1:] else 0
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        content = dict(agreements(size // PAGES_EACH + 1)) if size else read_content(ROOT)
        engines, fragments = build_engines(Path(name), content, with_theme=not size)
        loaded, site = load(Path(name) / "ours"), engines[0][1]
        texts = [page for page in pages(site, loaded) if page.url in fragments.values()]
        numbered = [page.url for one in loaded for page in search_pages(one)]
        queries = _passages(texts) if size else [*QUERIES, *substrings(texts, 100)]
        print(
            f"{len(queries)} queries on {len(texts):,} pages; {platform.python_implementation()}"
            f" {platform.python_version()}, Chromium {browser.version},"
            f" Material {version('mkdocs-material')}, Pagefind {version('pagefind')}\n{COLUMNS}"
        )
        for engine, site, script in engines:
            answers = ask(browser, site, script, queries)
            found = [
                [address(one, fragments, numbered) for one in own if one["exact"]] for own in answers.found
            ]
            _print(engine, queries, texts, found, answers)


def build_engines(
    folder: Path, content: Mapping[str, str], *, with_theme: bool
) -> tuple[list[tuple[str, Path, str]], dict[str, str]]:
    """Each engine with its site and the script that asks it; and the address of each fragment of Pagefind."""
    project = copy_project(folder / "ours", content)
    print("Building the site, and the index of Pagefind …", flush=True)
    run(project, "-m", "mkdocs", "build", "--strict", "--quiet", timeout=3600).check_returncode()
    site = project / "site"
    plain = [("Material", _build_without_hook(project, folder / "plain"), TYPED)] if with_theme else []
    return [("ours", site, TYPED), *plain, ("Pagefind", site, ASKED)], _index_by_pagefind(site)


def _index_by_pagefind(site: Path) -> dict[str, str]:
    """Let Pagefind make its index; the address of each page in it, by the name of its fragment."""
    wanted = "**/{articles/*,initiatives/*,preamble,closing,supplement}/index.html"
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--glob", wanted]
    subprocess.run([*command, "--root-selector", "article", "--quiet"], check=True, capture_output=True)
    found = {}
    for file in (site / "pagefind" / "fragment").glob("*.pf_fragment"):
        text = gzip.decompress(file.read_bytes()).decode().removeprefix("pagefind_dcd")
        found[file.name.removesuffix(".pf_fragment")] = json.loads(text)["url"].lstrip("/")
    return found


def _build_without_hook(project: Path, plain: Path) -> Path:
    """The same docs/, published with the theme's own search."""
    shutil.copytree(project, plain, ignore=shutil.ignore_patterns("site"))
    with (plain / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("hooks: []\n")
    run(plain, "-m", "mkdocs", "build", "--quiet").check_returncode()
    return plain / "site"


def _passages(texts: list[Published]) -> list[str]:
    """160 passages, and 40 pairs of passages of one page."""
    random = Random(18_000)
    pairs = (substrings([random.choice(texts)] * 2, 2) for _ in range(40))
    return [*substrings(texts, 160), *map(" ".join, pairs)]


def address(result: dict[str, Any], fragments: dict[str, str], numbered: Sequence[str] = ()) -> str:
    """The address of a result. Pagefind names a fragment, ours a number if the text is not there yet."""
    if "fragment" in result:
        return fragments[result["fragment"]]
    return numbered[int(result["number"])] if result.get("number") else str(result["url"]).lstrip("/")


def _print(
    engine: str, queries: list[str], texts: list[Published], results: list[list[str]], answers: Answers
) -> None:
    known = {page.url for page in texts}
    shown = [[url for url in urls if url in known] for urls in results]
    terms = [query.split() for query in queries]
    holding = [{page.url for page in texts if page.holds(words)} for words in terms]
    titled = [
        {page.url for page in texts if all(fold(word) in page.title for word in words)} for words in terms
    ]
    pairs = [(wanted, set(urls)) for wanted, urls in zip(holding, shown, strict=True)]
    right = sum(len(wanted & given) for wanted, given in pairs)
    recall, precision = right / sum(map(len, holding)), right / max(1, sum(len(given) for _, given in pairs))
    exact = sum(wanted == given for wanted, given in pairs)
    none = sum(bool(wanted) and not given for wanted, given in pairs)
    best = sum(bool(urls) and urls[0] in own for own, urls in zip(titled, shown, strict=True))
    later = [there - here for here, there in pairwise(answers.weights[1:])]
    cuts, slow = quantiles(later, n=20), quantiles(answers.times, n=20)
    print(
        f"{engine:<10} {exact:>4}/{len(queries)} {recall:>7.1%} {precision:>9.1%}"
        f" {none:>10} {best:>6}/{sum(map(bool, titled)):<3}"
        f" {answers.weights[0]:>7,} B {answers.weights[1]:>8,} B"
        f" {cuts[9]:>6,.0f} {cuts[18]:>7,.0f} {max(later):>7,} B {slow[9]:>7.1f} {slow[18]:>7.1f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
