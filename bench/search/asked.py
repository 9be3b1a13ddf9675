"""Asks a search engine in a browser: what it finds, how long that takes, and how many bytes it fetches."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser
from rjsmin import jsmin

from kyoyaku.publisher.assets.minify import READER
from testing.browsing import serve
from testing.project import ROOT

# Keeps the last answer of the worker: the list itself grows only as it is scrolled.
LISTEN = """
  window.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        if (data.type === 3) window.answer = data.data.items;
      });
    }
  };
"""
TYPED = Path(__file__).with_name("typed.js").read_text(encoding="utf-8")
# Only the ten results that a reader sees at once are fetched. The others are known by their fragments.
ASKED = """async (query) => {
  const engine = (window.engine ||= await import("/pagefind/pagefind.js"));
  const start = performance.now();
  const { results } = await engine.search(query);
  await Promise.all(results.slice(0, 10).map((result) => result.data()));
  return { took: performance.now() - start, found: results.map(({ id }) => ({ fragment: id, exact: true })) };
}"""

BOX = ROOT / "templates" / "theme" / "assets" / "javascripts" / "search" / "box.js"
"""The part of our script of every page that is for the search."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What an engine found for each query, in its order of results, and the milliseconds that it took.

    `weights` are the bytes that its search had fetched when the page was open, and after each query.
    """

    found: list[list[dict[str, Any]]]
    times: list[float]
    weights: list[int]
    beside: list[tuple[list[str], str]]
    """The addresses of the links that ours sets apart for each query, and what it says there."""


def ask(browser: Browser, site: Path, script: str, queries: Iterable[str]) -> Answers:
    """Ask queries on the home page of a site by a script (TYPED or ASKED). Bytes are gzipped."""
    fetched: list[int] = []
    page = browser.new_page()
    page.context.on("request", lambda request: fetched.append(_weigh(site, request.url)))
    page.add_init_script(LISTEN)
    with serve(site) as origin:
        page.goto(origin, wait_until="networkidle")
        weights, answers = [sum(fetched)], []
        page.evaluate("document.querySelector('label[for=__search]').click()")
        for query in queries:
            answers.append(page.evaluate(script, query))
            weights.append(sum(fetched))
        page.close()
    beside = [(one["beside"], one["said"]) for one in answers if "beside" in one]
    return Answers([one["found"] for one in answers], [one["took"] for one in answers], weights, beside)


def _weigh(site: Path, url: str) -> int:
    """The bytes of a file if it is for the search."""
    file = site / urlsplit(url).path.lstrip("/")
    if file == site / READER:
        return _gzipped(str(jsmin(BOX.read_text(encoding="utf-8"))).encode())
    is_search = file.is_file() and ("search" in file.as_posix() or "pagefind" in file.as_posix())
    return _gzipped(file.read_bytes()) if is_search else 0


def _gzipped(data: bytes) -> int:
    return min(len(data), len(gzip.compress(data, mtime=0)))
