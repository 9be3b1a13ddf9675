"""The policy of the pages in a real browser: the site does nothing against it, from a server or a folder."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from kyoyaku.model.agreement import Agreement
from testing.browsing import DESK
from testing.project import RICH
from tests.browser.visits import BOX, one_of_each_kind, watched

pytestmark = [pytest.mark.browser, pytest.mark.site]
WAIT = 30_000


def test_searching_and_copying_offend_no_policy(tab: Callable[..., Page], sample_address: str) -> None:
    with watched(tab(DESK)) as page:
        page.goto(sample_address)
        page.keyboard.press("Control+k")
        page.keyboard.type("消防")
        page.keyboard.press("End")  # The theme searches when a key goes up; no key goes up for a kanji.
        result = page.locator(".md-search-result__link", has_text="消防の連携").first
        result.wait_for(timeout=WAIT)
        result.click()
        page.wait_for_url("**/initiatives/fire-service/**", timeout=WAIT)
        assert page.locator("h1").inner_text() == "消防の連携"
        page.locator("article mark").first.wait_for(timeout=WAIT)
        page.locator("article details:has(button) summary").first.click()
        page.locator("article details button").first.click()
        assert page.evaluate("navigator.clipboard.readText()")
        page.locator(BOX).fill("消防")
        page.keyboard.press("Enter")


def test_read_from_a_folder_the_site_works_and_offends_no_policy(
    tab: Callable[..., Page], sole_site: Path, sample: tuple[Agreement, ...], tmp_path: Path
) -> None:
    """What site.zip holds, opened from the disk: all but the search, whose box says why it is shut.

    Every fifth kind of page: what is tried is of the frame, which all have.
    """
    zipfile.ZipFile(sole_site / "site.zip").extractall(tmp_path)
    with watched(tab(DESK)) as page:
        for path in one_of_each_kind(tuple(one for one in sample if one.slug == RICH))[::5]:
            page.goto((tmp_path / path / "index.html").as_uri())
            assert page.locator(BOX).is_disabled(), path
            assert "ファイル" in str(page.locator(BOX).get_attribute("placeholder"))
            assert page.locator("html.js").count(), path
            assert page.locator(".md-header").evaluate("one => getComputedStyle(one).position") == "sticky"
