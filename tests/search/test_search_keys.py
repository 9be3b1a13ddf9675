"""The keys of the search: an input method has its own, Tab goes through the results, Escape leads back."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations, product
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from testing.browsing import DESK, PHONE, broken_rules
from tests.search.box import Box

pytestmark = [pytest.mark.browser, pytest.mark.site]
COMPOSE = Path(__file__).with_name("compose.js").read_text(encoding="utf-8")
ORDERS = [
    order
    for order in permutations(("keydown", "input", "compositionend", "keyup"))
    if order.index("keydown") < order.index("keyup")
]
"""Browsers agree that a key is pressed before it is let go, and in little else.

Chrome: keydown, input, compositionend, keyup. Firefox: keydown, compositionend, input, keyup.
Safari: input, compositionend, keydown, keyup.
"""
FOCUSED = "document.activeElement.innerText.trim() || document.activeElement.tagName"


def test_no_key_of_a_composition_is_taken_for_one_of_the_search(box: Box, sample_address: str) -> None:
    """Results are there, so that Enter would open one; then 図書館の is composed, and ended by each key."""
    box.open(sample_address).search("図書館")
    box.link("図書館の相互利用")
    for number, (order, key) in enumerate(product(ORDERS, ("Enter", "Escape", "ArrowDown", "Tab", " "))):
        text = f"図書館の{number}"
        heard = box.page.evaluate(COMPOSE, [order, key, text])
        assert heard == {"asked": [text], "opened": [], "focused": True, "expanded": "true"}, (order, key)
    box.search("図書館")
    assert box.page.evaluate(COMPOSE, [[], "Enter", ""])["opened"] != []


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_escape_gives_the_focus_back(
    tab: Callable[..., Page], viewport: ViewportSize, sample_address: str
) -> None:
    box = Box(tab(viewport)).open(f"{sample_address}aobano-kazemachi/articles/1/")
    page, button = box.page, box.page.get_by_role("button", name="検索")
    link = page.get_by_role("contentinfo").get_by_role("link", name="このサイトについて")
    own = button if viewport is PHONE else box.input
    for keys in (["ArrowDown"], []):
        link.focus()
        page.keyboard.press("Control+k")
        _look_and_leave(box, keys)
        expect(link).to_be_focused()
    own.click()
    _look_and_leave(box, ["Tab", "Tab"])
    expect(own).to_be_focused()
    if viewport is DESK:
        page.keyboard.type("館")
        expect(box.input).to_have_attribute("aria-expanded", "true")


def _look_and_leave(box: Box, keys: list[str]) -> None:
    """Search, go to a result by these keys, and press Escape: the search closes and stays so."""
    expect(box.input).to_be_focused()
    box.input.fill("消防")
    box.link("消防")
    for key in keys:
        box.page.keyboard.press(key)
    assert box.page.evaluate("document.activeElement.matches('.md-search-result a')") == bool(keys)
    box.page.keyboard.press("Escape")
    box.page.wait_for_timeout(50)
    expect(box.input).to_have_attribute("aria-expanded", "false")
    expect(box.items.first).to_be_hidden()


def test_tab_goes_through_the_results_and_back(box: Box, sample_address: str) -> None:
    box.open(f"{sample_address}aobano-kazemachi/articles/1/").search("消防")
    box.link("消防")
    page, found = box.page, box.page.get_by_role("dialog", name="検索の結果")
    expect(page.get_by_role("combobox", name="検索", expanded=True)).to_be_focused()
    assert box.input.get_attribute("aria-controls") == found.get_attribute("id")
    assert broken_rules(page) == []
    links = found.locator("a:visible, summary:visible")
    texts = [text.strip() for text in links.all_inner_texts()]
    assert len(texts) > 3
    assert texts[-1] == "この検索結果のアドレス"
    reached = []
    for _ in texts:
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))
    assert reached == texts
    for text in [*texts[-2::-1], "INPUT"]:
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(FOCUSED) == text
    links.last.focus()
    page.keyboard.press("Tab")
    expect(box.input).to_have_attribute("aria-expanded", "false")
    assert not page.evaluate("document.activeElement.matches('body, .md-search *')")


def test_an_address_never_leads_to_another_host(tab: Callable[..., Page], sample_address: str) -> None:
    """A server may answer any path with the page that says there is none."""
    page, origin = tab(DESK), sample_address.rstrip("/")
    asked = list[str]()
    page.on("request", lambda request: asked.append(request.url))
    missing = page.request.get(f"{origin}/404.html").text()
    page.route("**/*evil*/**", lambda route: route.fulfill(body=missing, content_type="text/html"))
    paths = "//evil.example/ //evil.example/a/?to=x /\\evil.example/?to=x&q=%00 /?to=../x&q=%ED%A0"
    for path in paths.split():
        page.goto(origin + path)
        expect(page.locator(".md-search-result__meta")).not_to_have_text("検索の準備をしています")
        assert page.url.startswith(f"{origin}/"), path
    assert {url.startswith(f"{origin}/") for url in asked} == {True}


def test_no_stored_value_stops_the_theme(tab: Callable[..., Page], sample_address: str) -> None:
    page = tab(DESK)
    page.goto(sample_address)
    stored = "document.querySelectorAll('[data-md-color-scheme]')"
    values = '"x" [] {"color":null} null 1 { {"index":"0"} {"index":0.5} {"index":null}'
    for value in ["", *values.split()]:
        found = page.evaluate(
            "(value) => (localStorage.setItem('/.__palette', value), __md_get('__palette'))", value
        )
        assert found is None, value
    page.evaluate("""localStorage.setItem('/.__palette', '{"index":99,"color":7}')""")
    Box(page).open(sample_address)
    assert page.evaluate(f"{stored}.length") > 0


def test_without_scripts_no_page_speaks_of_the_search(
    tab: Callable[..., Page], address: str, sample_address: str
) -> None:
    page = tab(PHONE, java_script_enabled=False)
    for path in (address, f"{sample_address}404.html"):
        page.goto(path)
        assert "検索" not in page.locator("body").inner_text()
    assert page.locator(".ky-search").count() == 1
