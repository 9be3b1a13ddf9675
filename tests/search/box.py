"""The search box of a page, for the tests that type into it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page

WAIT = 30_000


class Box:
    """The search box of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.input = page.locator('[data-md-component="search-query"]')
        self.items = page.locator(".md-search-result__item")

    def open(self, address: str) -> Box:
        """Open a page whose search is ready."""
        self.page.goto(address)
        self.meta("探す語句").wait_for(state="attached", timeout=WAIT)
        return self

    def meta(self, text: str | re.Pattern[str]) -> Locator:
        """The line above the results."""
        return self.page.locator(".md-search-result__meta", has_text=text)

    def link(self, text: str) -> Locator:
        """A result, waited for."""
        found = self.page.locator(".md-search-result__link", has_text=text).first
        found.wait_for(timeout=WAIT)
        return found

    def search(self, query: str) -> int:
        """Put the query into the box; the number of pages that the box says it found."""
        self.input.click()
        self.input.fill("")
        self.meta("探す語句").wait_for(timeout=WAIT)
        self.input.fill(query)
        meta = self.meta(re.compile("見つかりません|見つかりました"))
        meta.wait_for(timeout=WAIT)
        count = re.match(r"\d+", meta.inner_text())
        return int(count[0]) if count else 0
