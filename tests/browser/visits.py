"""Which pages of a site a browser looks at, and what none of them may do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, Route

from kyoyaku.forms.markdown.plain import read_texts
from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.addresses import url
from kyoyaku.pages.page_list import Kind, agreement_pages

SITE = ("", "about/", "accessibility/", "adopt/")
"""The pages that are about no agreement."""
BOX = '[data-md-component="search-query"]'
PRESS = "ones => { ones.forEach((one) => one.click()); return ones.length; }"
ENDS = "</article>"
SEEN = Path(__file__).with_name("seen.js").read_text(encoding="utf-8")
"""The text of the article that can be seen, but for some elements."""
TO_PRESS = (
    "button, .ky-kept, .ky-permaline, .ky-pager, .ky-cite, .ky-filter, .ky-source, .ky-switch, .ky-open,"
    ".ky-notes li > a, .ky-facts li:has(> [download]), .ky-jump, .ky-ways, #views, figcaption > a:last-child,"
    ".ky-ask"
)
NOT_IN_TWINS = (
    "button, .ky-kept, .ky-permaline, .ky-pager, .ky-cite, .ky-filter, .ky-crumbs, .ky-hidden, .ky-more, pre,"
    ".ky-of, .ky-drawn, .ky-ask, .ky-jump,"
    '[href^="#mark-"]'
)
OPEN = "ones => ones.forEach((one) => { one.open = true; })"
"""Paper shows what is folded, but for how the words of roles are compared; twins have both."""


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


def screen_and_paper(page: Page) -> tuple[str, str]:
    """What can be read on the screen, and on paper."""
    screen = page.evaluate(SEEN, TO_PRESS)
    page.emulate_media(media="print")
    paper = page.evaluate(SEEN, TO_PRESS)
    page.emulate_media(media="screen")
    return screen, paper


def _bare(text: str) -> str:
    """Without blanks, and without what Markdown writes in place of elements."""
    return re.sub(r"\|( ---)?|</?u>|[\s「」]", "", text)


def assert_same(page: Page, twin: str) -> None:
    """Paper and twin of the page that is open say what its screen shows."""
    page.locator(".ky-folded").evaluate_all(OPEN)
    screen, paper = screen_and_paper(page)
    assert paper == screen, page.url
    page.locator(".ky-how").evaluate_all(OPEN)
    told, seen = _bare("".join(read_texts(twin))), _bare(page.evaluate(SEEN, NOT_IN_TWINS))
    assert told == seen, page.url


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
