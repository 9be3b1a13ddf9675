"""A site too large to be fetched whole finds the same as one that is: the same content, both ways."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from kyoyaku.model.agreement import Agreement
from kyoyaku.output import sync
from kyoyaku.search.documents import index_part
from kyoyaku.search.index import ENCODINGS, search_index
from testing.browsing import PHONE, serve
from testing.search import QUERIES, Published, substrings

pytestmark = [pytest.mark.browser, pytest.mark.site]
SCRIPTS = "assets/javascripts/search"
BOTH = Path(__file__).with_name("both.js").read_text(encoding="utf-8")
SCROLL = "(distance) => document.querySelector('.md-search__scrollwrap').scrollBy(0, distance)"
Found = list[dict[str, Any]]


@pytest.fixture(scope="module")
def both(
    browser: Browser, published_site: Path, published: tuple[Agreement, ...]
) -> Iterator[Callable[[list[str]], Found]]:
    """Queries in; what the search of the whole index finds and what that of the index in many files does."""
    page = browser.new_page()
    for name in ("engine.js", "large.js"):
        page.add_script_tag(path=published_site / SCRIPTS / name)
    index = json.loads((published_site / "search" / "texts.json").read_text(encoding="utf-16-le"))
    files = _in_many_files(published)
    yield lambda queries: page.evaluate(BOTH, [index, files, queries])
    page.close()


def test_an_index_in_many_files_finds_what_a_whole_one_finds(
    both: Callable[[list[str]], Found], texts: list[Published]
) -> None:
    queries = [*QUERIES, *substrings(texts, 30), *(f"{one} 甲の役割" for one in substrings(texts, 20))]
    found = both(queries)
    for query, one in zip(queries, found, strict=True):
        whole, large = _by_page(one["whole"]), _by_page(one["large"])
        exact = {url for url, items in whole.items() if "__terms" not in str(items)}
        assert exact <= large.keys(), query
        # Patterns are not looked for where strings have been found.
        assert large.items() <= whole.items(), query
        # Without an exact hit, patterns are looked for on the likeliest pages.
        assert large or not whole or " " in query, query
        assert one["scores"] == sorted(one["scores"], reverse=True), query
    assert sum(len(one["large"]) > 10 for one in found) > 15
    # One or two shards, the texts of ten pages, and of those that a short posting list names.
    assert max(one["fetched"] for one in found[: len(QUERIES)]) <= 60


def test_an_index_in_many_files_knows_the_related_pages(
    both: Callable[[list[str]], Found], published: tuple[Agreement, ...]
) -> None:
    """An everyday word of the editor leads to the page, although the text does not hold it."""
    pages = [page for one in published for page in index_part(one, named=False).pages if page.plain]
    said = [(page.url, word) for page in pages for word in page.words[:2] if len(word) > 1]
    found = zip(said, both([word for _, word in said]), strict=True)
    led = [((own, word), one["beside"][1]) for (own, word), one in found if own in one["beside"][0]]
    assert len(led) > 20
    assert [own for own, links in led if own[0] not in links] == []


def test_results_further_down_get_their_texts_as_they_are_reached(
    tab: Callable[..., Page], published_site: Path, published: tuple[Agreement, ...], tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(published_site, site)
    none = '{"config": {}, "docs": []}'
    files = {
        name: text.encode(ENCODINGS.get(name, "utf-8")) for name, text in _in_many_files(published).items()
    }
    sync({"search_index.json": none, **files}, site / "search")
    with serve(site) as origin:
        page = tab(PHONE)
        page.goto(f"{origin}?q=%E5%9C%8F%E5%9F%9F", wait_until="networkidle")
        items = page.locator(".md-search-result__item")
        items.first.wait_for()
        count = int("".join(re.findall(r"\d", page.locator(".md-search-result__meta").inner_text())))
        assert count > 10
        for _ in range(count):
            # As a finger does: the theme wants to see the list leave its end before it comes there again.
            for distance in (-200, 10_000):
                page.evaluate(SCROLL, distance)
                page.wait_for_timeout(50)
            page.wait_for_function("() => !document.querySelector('[data-ky-page]')")
            if items.count() == count:
                break
        texts = items.all_inner_texts()
        assert len(texts) == count
        assert all("圏域" in text for text in texts)
        # A search that has not failed does not say so, whatever other tabs are told.
        expect(page.locator(".ky-search-note")).not_to_contain_text("読み込めません")
        items.last.locator("a").last.click()
        page.wait_for_url("**h=%E5%9C%8F%E5%9F%9F*")
        assert page.locator("article mark").count() > 0


def _in_many_files(agreements: tuple[Agreement, ...]) -> dict[str, str]:
    return search_index([index_part(one, named=len(agreements) > 1) for one in agreements], limit=0)


def _by_page(found: list[Any]) -> dict[str, Any]:
    """The items of each page, by its address."""
    assert all(items[0]["location"] for items in found)
    return {re.sub(r"[?#].*", "", items[0]["location"]): items for items in found}
