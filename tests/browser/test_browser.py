"""The published site in a real browser: it opens, stays on its own host, fits a phone, and is accessible."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request, ViewportSize

from kyoyaku.model.agreement import Agreement
from testing.browsing import DESK, MODES, PHONE
from tests.browser.visits import every_page, one_of_each_kind, watched

pytestmark = [pytest.mark.browser, pytest.mark.site]
WAIT = 10_000
OVERLAPPING = """() => {
  const UNSEEN = ".ky-hidden, .ky-permaline, .ky-glance thead";
  const rects = [];
  const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement: around, textContent: text } = walker.currentNode;
    if (!text.trim() || around.closest(UNSEEN) || !around.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    for (const one of range.getClientRects()) rects.push([one, text.trim().slice(0, 20)]);
  }
  const common = (a, b, from, to) => Math.min(a[to], b[to]) - Math.max(a[from], b[from]);
  const over = (a, b) => common(a, b, "left", "right") > 4 && common(a, b, "top", "bottom") > 8;
  return rects.flatMap(([a, text], at) =>
    rects.slice(at + 1).filter(([b]) => over(a, b)).map(([, other]) => `${text} / ${other}`));
}"""
"""Texts of which one lies over another."""


def test_every_page_opens_without_an_error_and_asks_no_other_host(
    tab: Callable[..., Page], address: str, published: tuple[Agreement, ...]
) -> None:
    foreign: list[str] = []

    def note(request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(address).netloc and request.url[:5] != "data:":
            foreign.append(request.url)

    with watched(tab(DESK)) as page:
        page.on("request", note)
        for path in every_page(published):
            response = page.goto(address + path)
            assert response, path
            assert response.ok, path
        page.wait_for_load_state("networkidle")
    assert foreign == []


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_no_page_scrolls_sideways(
    tab: Callable[..., Page], address: str, published: tuple[Agreement, ...], viewport: ViewportSize
) -> None:
    page = tab(viewport)
    for path in every_page(published):
        page.goto(address + path)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= viewport["width"], path


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_no_text_lies_over_another(
    tab: Callable[..., Page], address: str, published: tuple[Agreement, ...], viewport: ViewportSize
) -> None:
    page = tab(viewport)
    for path in one_of_each_kind(published):
        page.goto(address + path)
        assert page.evaluate(OVERLAPPING) == [], path


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing(
    tab: Callable[..., Page], address: str, published: tuple[Agreement, ...], mode: str
) -> None:
    """One page of each kind, by turns narrow and wide; `make accessibility` looks at all in all ways."""
    paths = one_of_each_kind(published)
    turn = list(MODES).index(mode) % 2
    assert _violations(tab(PHONE, **MODES[mode]), address, paths[turn::2]) == []
    assert _violations(tab(DESK, **MODES[mode]), address, paths[1 - turn :: 2]) == []


def test_axe_finds_nothing_in_the_sample(
    tab: Callable[..., Page], sample_address: str, sample: tuple[Agreement, ...]
) -> None:
    assert _violations(tab(DESK), sample_address, one_of_each_kind(sample)) == []


def _violations(page: Page, start: str, paths: list[str]) -> list[tuple[str, str, str]]:
    found = []
    for path in paths:
        page.goto(start + path)
        results = Axe().run(page)
        assert results.response["passes"], path
        found += [(path, one["id"], one["nodes"][0]["html"][:200]) for one in results.response["violations"]]
    return found


def test_search_finds_a_word_and_leads_to_its_page(tab: Callable[..., Page], sample_address: str) -> None:
    page = tab(DESK)
    page.goto(sample_address, wait_until="networkidle")
    page.keyboard.press("Control+k")
    page.keyboard.type("消防")
    # The theme searches when a key goes up; Playwright types a kanji without one.
    page.keyboard.press("End")
    result = page.locator(".md-search-result__link", has_text="消防の連携").first
    result.wait_for(timeout=WAIT)
    result.click()
    page.wait_for_url("**/initiatives/fire-service/**", timeout=WAIT)
    assert page.locator("h1").inner_text() == "消防の連携"


def test_reads_wholly_without_scripts(
    tab: Callable[..., Page], sample_address: str, sample: tuple[Agreement, ...]
) -> None:
    page = tab(PHONE, java_script_enabled=False)
    slug = sample[0].entries[0].initiative.slug
    page.goto(f"{sample_address}{sample[0].slug}/initiatives/{slug}/")
    assert page.locator("h1").is_visible()
    assert page.locator("#content").is_visible()
