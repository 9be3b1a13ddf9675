"""What is typed into the search box of a published site, what it finds, and what that weighs."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

from kyoyaku.publisher.assets.minify import READER, minify_scripts
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
# Types a query as an input method does, with one key at its end, and waits until the list has changed.
# A result is declared if the theme or we say which word it lacks. `page` is the number of one that waits.
TYPED = """async (query) => {
  const box = document.querySelector('[data-md-component="search-query"]');
  const results = document.querySelector(".md-search-result");
  const rest = (ms) => new Promise((done) => setTimeout(done, ms));
  const type = async (text) => {
    let changed = 0;
    const observer = new MutationObserver(() => (changed ||= performance.now()));
    observer.observe(results, { childList: true, characterData: true, subtree: true });
    const start = performance.now();
    box.value = text;
    box.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
    while (!changed && performance.now() - start < 10000) await rest(1);
    observer.disconnect();
    await rest(40);
    return (changed || performance.now()) - start;
  };
  await type("");
  const took = await type(query);
  const address = (items) => (items.find(({ location }) => !location.includes("#")) ?? items[0]).location;
  const declares = (items) =>
    items.some(({ terms, text }) => Object.values(terms).includes(false) || text.includes("__terms"));
  const found = window.answer.map((items) => ({
    url: new URL(address(items), document.baseURI).href,
    declared: declares(items),
    score: items[0].score,
    page: /data-ky-page="(\\d+)"/.exec(items[0].title)?.[1],
  }));
  return { took, found };
}"""


BOX = ROOT / "templates" / "theme" / "assets" / "javascripts" / "search" / "box.js"
"""What in our script of every page is for the search."""


def _gzipped(data: bytes) -> int:
    return min(len(data), len(gzip.compress(data, mtime=0)))


@contextmanager
def opened(page: Page, site: Path) -> Iterator[Callable[[], int]]:
    """The home page of a site in this tab; a function that gives the gzipped bytes its search has fetched."""
    fetched: list[int] = []

    def weigh(url: str) -> None:
        path = site / urlsplit(url).path.lstrip("/")
        if path == site / READER:
            fetched.append(_gzipped(minify_scripts({"": BOX.read_text(encoding="utf-8")})[""].encode()))
        elif path.is_file() and ("search" in path.as_posix() or "pagefind" in path.as_posix()):
            fetched.append(_gzipped(path.read_bytes()))

    page.context.on("request", lambda request: weigh(request.url))
    page.add_init_script(LISTEN)
    with serve(site) as origin:
        page.goto(origin, wait_until="networkidle")
        yield lambda: sum(fetched)
    page.close()
