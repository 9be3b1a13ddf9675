"""The published site in a real browser: it opens, stays on its own host, fits a phone, and is accessible."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request, ViewportSize

from kyoyaku.model.agreement import Agreement
from testing.browsing import DESK, MODES, PHONE
from tests.browser.conftest import Visit
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
REPEATS = re.compile("/annex/$|/versions/")
"""Long pages that show again what full/ shows; axe takes as long for them as for all others."""


@pytest.mark.parametrize(
    ("which", "viewport"),
    [("published", PHONE), ("published", DESK), ("sample", PHONE)],
    ids=["published, phone", "published, desk", "sample, phone"],
)
def test_every_page_opens_fits_and_asks_no_other_host(
    tab: Callable[..., Page], which: str, viewport: ViewportSize, request: pytest.FixtureRequest
) -> None:
    """Nothing fails, nothing offends the policy, and no page scrolls sideways."""
    address, agreements = _site(which, request)
    foreign: list[str] = []

    def note(asked: Request) -> None:
        if urlsplit(asked.url).netloc != urlsplit(address).netloc and asked.url[:5] != "data:":
            foreign.append(asked.url)

    with watched(tab(viewport)) as page:
        page.on("request", note)
        for path in every_page(agreements):
            response = page.goto(address + path)
            assert response, path
            assert response.ok, path
            assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], path
        page.wait_for_load_state("networkidle")
    assert foreign == []


def _site(which: str, request: pytest.FixtureRequest) -> tuple[str, tuple[Agreement, ...]]:
    """The address of a site, and the agreements in it."""
    address: str = request.getfixturevalue({"sample": "sample_address", "published": "address"}[which])
    agreements: tuple[Agreement, ...] = request.getfixturevalue(which)
    return address, agreements


@pytest.mark.parametrize("viewports", [(PHONE, DESK), (DESK, PHONE)], ids=["phone first", "desk first"])
@pytest.mark.parametrize(
    ("which", "modes"), [("published", ["light", "dark"]), ("sample", ["light", "forced"])], ids=str
)
def test_axe_finds_nothing_and_no_text_lies_over_another(
    tab: Callable[..., Page],
    which: str,
    modes: list[str],
    viewports: tuple[ViewportSize, ViewportSize],
    request: pytest.FixtureRequest,
) -> None:
    """A page of each kind, narrow and wide, by turns in two modes; `make accessibility` looks at all."""
    address, agreements = _site(which, request)
    paths = [path for path in one_of_each_kind(agreements) if which == "sample" or not REPEATS.search(path)]
    found = []
    for turn, viewport in enumerate(viewports):
        page = tab(viewport, **MODES[modes[viewport is DESK]])
        for path in paths[turn::2]:
            page.goto(address + path)
            assert page.evaluate(OVERLAPPING) == [], path
            result = Axe().run(page).response
            assert result["passes"], path
            found += [(path, one["id"], one["nodes"][0]["html"][:200]) for one in result["violations"]]
    assert found == []


def test_search_finds_a_word_and_leads_to_its_page(tab: Callable[..., Page], sample_address: str) -> None:
    page = tab(DESK)
    page.goto(sample_address)
    page.keyboard.press("Control+k")
    page.keyboard.type("消防")
    # The theme searches when a key goes up; Playwright types a kanji without one.
    page.keyboard.press("End")
    result = page.locator(".md-search-result__link", has_text="消防の連携").first
    result.wait_for(timeout=WAIT)
    result.click()
    page.wait_for_url("**/initiatives/fire-service/**", timeout=WAIT)
    assert page.locator("h1").inner_text() == "消防の連携"


def test_reads_wholly_without_scripts(visit: Visit, agreement: Agreement) -> None:
    page = visit(f"initiatives/{agreement.entries[0].initiative.slug}/", PHONE, java_script_enabled=False)
    assert page.locator("h1").is_visible()
    assert page.locator("#content").is_visible()
