"""Which pages of a site a browser looks at, and what none of them may do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.page_list import Page as SitePage
from kyoyaku.pages.page_list import agreement_pages

SITE = ("", "about/", "accessibility/")
"""The pages that are about no agreement."""
TELL = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`${event.effectiveDirective} stops ${event.blockedURI} ${event.sample}`))"""


def every_page(agreements: tuple[Agreement, ...]) -> list[str]:
    """The addresses of all pages, under the site's."""
    pages = [page for one in agreements for page in agreement_pages(one)]
    assert len(pages) > 5
    return [*SITE, *map(_address, pages)]


def one_of_each_kind(agreements: tuple[Agreement, ...]) -> list[str]:
    """The page with most marks for each kind, so that the hard case of each kind is looked at."""
    pages = [page for one in agreements for page in agreement_pages(one)]
    hardest = {page.kind: page for page in sorted(pages, key=lambda page: len(page.marks))}
    return [*SITE, *map(_address, hardest.values())]


def _address(page: SitePage) -> str:
    return page.path.removesuffix(".md").removesuffix("index").rstrip("/") + "/"


@contextmanager
def watched(page: Page) -> Iterator[Page]:
    """A tab in which no policy is violated and nothing fails, in pages and in their workers."""
    faults: list[str] = []
    page.add_init_script(TELL)
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on(
        "console", lambda told: faults.append(f"{page.url}: {told.text}") if told.type == "error" else None
    )
    yield page
    page.wait_for_timeout(100)
    assert faults == []
