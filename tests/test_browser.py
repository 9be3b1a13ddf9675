"""The published site in a real browser: it opens, stays on its own host, fits a phone, and is accessible."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, ViewportSize

from kyoyaku.model import Agreement
from kyoyaku.site_map import Page as SitePage
from kyoyaku.site_map import agreement_pages
from kyoyaku.text import Lost

from .conftest import serve

pytestmark = [pytest.mark.browser, pytest.mark.site]
PHONE: ViewportSize = {"width": 360, "height": 760}
DESK: ViewportSize = {"width": 1280, "height": 900}
WAIT = 10_000


@pytest.fixture(scope="module")
def address(published_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """content/, published under a sub-path as on GitHub Pages."""
    root = tmp_path_factory.mktemp("host")
    shutil.copytree(published_site, root / "repository")
    with serve(root) as origin:
        yield f"{origin}/repository/"


@pytest.fixture(scope="module")
def sample_address(sample_site: Path) -> Iterator[str]:
    with serve(sample_site) as origin:
        yield f"{origin}/"


def _paths(agreements: tuple[Agreement, ...]) -> list[str]:
    pages = [page for one in agreements for page in agreement_pages(one)]
    assert len(pages) > 5
    return ["", *(_address(page) for page in pages)]


def _address(page: SitePage) -> str:
    return page.path.removesuffix(".md").removesuffix("index").rstrip("/") + "/"


def _one_of_each_kind(agreements: tuple[Agreement, ...]) -> list[str]:
    """The page with most marks for each template, so that the hard case of each kind is looked at."""
    pages = [page for one in agreements for page in agreement_pages(one)]
    hardest = {page.template: page for page in sorted(pages, key=lambda page: len(page.marks))}
    return ["", *(_address(page) for page in hardest.values())]


@pytest.fixture
def tab(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a tab of a width and colour scheme; all are closed after the test."""
    with ExitStack() as opened:

        def open_tab(viewport: ViewportSize, **more: Any) -> Page:
            return opened.enter_context(browser.new_context(viewport=viewport, **more)).new_page()

        yield open_tab


def test_every_page_opens_without_an_error_and_asks_no_other_host(
    tab: Callable[..., Page], address: str, published: tuple[Agreement, ...]
) -> None:
    page = tab(DESK)
    errors: list[str] = []
    foreign: list[str] = []

    def note(request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(address).netloc and request.url[:5] != "data:":
            foreign.append(request.url)

    page.on("request", note)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    for path in _paths(published):
        response = page.goto(address + path)
        assert response, path
        assert response.ok, path
    page.wait_for_load_state("networkidle")
    assert errors == []
    assert foreign == []


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_no_page_scrolls_sideways(
    tab: Callable[..., Page], address: str, published: tuple[Agreement, ...], viewport: ViewportSize
) -> None:
    page = tab(viewport)
    for path in _paths(published):
        page.goto(address + path)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= viewport["width"], path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing(
    tab: Callable[..., Page],
    address: str,
    published: tuple[Agreement, ...],
    viewport: ViewportSize,
    scheme: str,
) -> None:
    _look_with_axe(tab(viewport, color_scheme=scheme), address, published)


def test_axe_finds_nothing_in_the_sample(
    tab: Callable[..., Page], sample_address: str, sample: tuple[Agreement, ...]
) -> None:
    _look_with_axe(tab(DESK), sample_address, sample)


def _look_with_axe(page: Page, start: str, agreements: tuple[Agreement, ...]) -> None:
    found = []
    for path in _one_of_each_kind(agreements):
        page.goto(start + path)
        results = Axe().run(page)
        assert results.response["passes"], path
        found += [(path, one["id"], one["nodes"][0]["html"][:200]) for one in results.response["violations"]]
    assert found == []


def test_search_finds_a_word_and_leads_to_its_page(tab: Callable[..., Page], sample_address: str) -> None:
    page = tab(DESK)
    page.goto(sample_address, wait_until="networkidle")
    page.keyboard.press("/")
    page.keyboard.type("消防")
    # The theme searches when a key goes up; Playwright types a kanji without one.
    page.keyboard.press("End")
    result = page.locator(".md-search-result__link", has_text="消防の連携").first
    result.wait_for(timeout=WAIT)
    result.click()
    page.wait_for_url("**/initiatives/fire-service/**", timeout=WAIT)
    assert page.locator("h1").inner_text() == "消防の連携"


def test_a_note_is_reached_and_left_by_keyboard(
    tab: Callable[..., Page], sample_address: str, sample: tuple[Agreement, ...]
) -> None:
    agreement = next(one for one in sample if one.marks)
    lost = next(mark for mark in agreement.marks if isinstance(mark, Lost) and mark.whole == "底本")
    page = tab(DESK, java_script_enabled=False)
    page.goto(f"{sample_address}{agreement.slug}/full/")
    page.locator(f"#mark-{lost.number}").focus()
    page.keyboard.press("Enter")
    note = page.locator(f"#note-{lost.number}")
    assert page.url.endswith(f"#note-{lost.number}")
    assert note.is_visible()
    assert lost.note.reason in note.inner_text()
    note.get_by_role("link").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith(f"#mark-{lost.number}")


def test_a_mark_can_be_touched(
    tab: Callable[..., Page], sample_address: str, sample: tuple[Agreement, ...]
) -> None:
    agreement = next(one for one in sample if one.marks)
    page = tab(PHONE, has_touch=True)
    page.goto(f"{sample_address}{agreement.slug}/full/")
    page.locator(".ky-mark").first.tap()
    assert "#note-" in page.url


def test_what_is_copied_is_the_edited_reading(
    tab: Callable[..., Page], address: str, published: tuple[Agreement, ...]
) -> None:
    """Signs beside marks are drawn, not written: the text of a paragraph is what it says."""
    page = tab(DESK)
    for agreement in published:
        page.goto(f"{address}{agreement.slug}/preamble/" if agreement.preamble else address)
        if agreement.preamble:
            text = page.locator("#p1").evaluate(
                "node => { const s = getSelection(); s.selectAllChildren(node); return s.toString(); }"
            )
            assert text == agreement.preamble[0].text.edited


def test_reads_wholly_without_scripts(
    tab: Callable[..., Page], sample_address: str, sample: tuple[Agreement, ...]
) -> None:
    page = tab(PHONE, java_script_enabled=False)
    slug = sample[0].entries[0].initiative.slug
    page.goto(f"{sample_address}{sample[0].slug}/initiatives/{slug}/")
    assert page.locator("h1").is_visible()
    assert page.locator("#content").is_visible()
