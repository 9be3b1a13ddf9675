"""A site with a colour and a logo of its own: both are seen, and it is as accessible as any other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, ViewportSize

from kyoyaku.model.facts import Publisher
from kyoyaku.publisher.assets.own import SHEET, own_sheet
from kyoyaku.reading.settings import COLOURS
from testing.browsing import DESK, MODES, PHONE, broken_rules, serve
from testing.project import PLAIN, sample_of
from tests.browser.visits import watched

pytestmark = [pytest.mark.browser, pytest.mark.site]
SETTINGS = """site_name: 山田市の協約
extra:
  publisher: {name: 山田市, official: true, contact: 企画課}
  colour: yellow
  logo: static/images/logo.svg
"""
LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><path d="M0 0h300v100H0z"/></svg>"""
PAGES = ("", f"{PLAIN}/articles/2/?h=前条", f"{PLAIN}/initiatives/fire-service/")


@pytest.fixture(scope="module")
def own_address(build_once: Callable[..., Path]) -> Iterator[str]:
    files = sample_of(PLAIN)
    more = {"../mkdocs.yml": SETTINGS, "../static/images/logo.svg": LOGO}
    with serve(build_once("own", files | more)) as origin:
        yield f"{origin}/"


@pytest.mark.parametrize(
    ("colour", "mode", "viewport"),
    [
        ("yellow", "light", PHONE),
        ("yellow", "dark", DESK),
        ("purple", "dark", PHONE),
        ("purple", "light", DESK),
    ],
)
def test_a_colour_and_a_logo(
    tab: Callable[..., Page], own_address: str, colour: str, mode: str, viewport: ViewportSize
) -> None:
    asked = set[str]()
    with watched(tab(viewport, **MODES[mode])) as page:
        if colour != "yellow":
            css = own_sheet(Publisher(colour=colour, logo="images/logo.svg"))[SHEET]
            page.route(f"**/{SHEET}", lambda route: route.fulfill(body=css, content_type="text/css"))
        page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
        for path in PAGES if colour == "yellow" else PAGES[1:2]:
            page.goto(own_address + path)
            home = page.get_by_role("link", name="山田市 ホーム", exact=True)
            box = home.locator("img").bounding_box()
            assert box is not None, path
            assert box["x"] >= 0, path
            assert 24 <= box["height"] <= 40, path
            assert box["height"] < box["width"] <= 180, path
            assert home.locator("img").evaluate("(one) => one.naturalWidth"), path
            assert page.locator(".md-header__topic").first.is_visible(), path
            key = page.evaluate("getComputedStyle(document.body).getPropertyValue('--ky-key')")
            assert key == COLOURS[colour]["dark_key" if mode == "dark" else "key"], path
            assert broken_rules(page) == [], path
            page.emulate_media(media="print")
            assert page.locator(".ky-logo").is_visible(), path
            assert page.locator(".md-header").inner_text() == "", path
            page.emulate_media(media="screen")
        home.click()
        assert page.url == own_address
    assert asked == {urlsplit(own_address).netloc}
