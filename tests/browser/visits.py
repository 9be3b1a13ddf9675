"""Which pages of a site a browser looks at, and what none of them may do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Route

from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.addresses import url
from kyoyaku.pages.page_list import Kind, agreement_pages

SITE = ("", "about/", "accessibility/", "adopt/")
"""The pages that are about no agreement."""
BOX = '[data-md-component="search-query"]'
PRESS = "ones => { ones.forEach((one) => one.click()); return ones.length; }"
ENDS = "</article>"


def one_of_each_kind(agreements: tuple[Agreement, ...]) -> list[str]:
    """The address of the page with most marks for each kind, so that the hard case of each is looked at."""
    pages = [page for one in agreements for page in agreement_pages(one)]
    hardest = {page.kind: page for page in sorted(pages, key=lambda page: len(page.marks))}
    assert len(hardest) > 5
    return [*SITE, *(url(page.path) for page in hardest.values())]


def overviews_and_texts(agreements: tuple[Agreement, ...]) -> list[str]:
    """The addresses of the two pages that show all that each agreement is made of."""
    pages = (page for one in agreements for page in agreement_pages(one))
    return [url(page.path) for page in pages if page.kind in (Kind.OVERVIEW, Kind.FULL)]


@contextmanager
def watched(page: Page) -> Iterator[Page]:
    """A tab in which no policy is violated and nothing fails, in pages and in their workers."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on(
        "console", lambda entry: faults.append(f"{page.url}: {entry.text}") if entry.type == "error" else None
    )
    yield page
    page.wait_for_timeout(100)
    assert faults == [], faults


def open_with(page: Page, address: str, html: str) -> None:
    """Open a page as if it held this HTML at the end of its article."""

    def spoil(route: Route) -> None:
        source = route.fetch().text()
        assert source.count(ENDS) == 1
        route.fulfill(body=source.replace(ENDS, html + ENDS), content_type="text/html")

    page.unroute_all()
    page.route(address, spoil)
    page.goto(address)
