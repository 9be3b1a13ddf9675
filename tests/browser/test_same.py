"""Screen, paper and twin say the same, under every choice of a filter."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from kyoyaku.forms.markdown.plain import read_texts
from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.page_list import Kind, agreement_pages
from testing.browsing import DESK
from tests.browser.conftest import Visit
from tests.browser.visits import one_of_each_kind

pytestmark = [pytest.mark.browser, pytest.mark.site]
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
LOST = """[...document.querySelectorAll('article a[href^="#"]')]
  .filter((link) => link.checkVisibility() && !document.getElementById(link.hash.slice(1))?.checkVisibility())
  .map((link) => link.outerHTML)"""
"""The links to places on the page that cannot be seen."""
NOTED = """[...new Set([...document.querySelectorAll("article a.ky-mark")]
  .filter((mark) => mark.checkVisibility()).map((mark) => mark.hash.slice(1)))]"""
NOTES = """[...document.querySelectorAll(".ky-notes li")]
  .filter((note) => note.checkVisibility()).map((note) => note.id)"""


def _both(page: Page) -> tuple[str, str]:
    """What can be read on the screen, and on paper."""
    screen = page.evaluate(SEEN, TO_PRESS)
    page.emulate_media(media="print")
    paper = page.evaluate(SEEN, TO_PRESS)
    page.emulate_media(media="screen")
    return screen, paper


def _bare(text: str) -> str:
    """Without blanks, and without what Markdown writes in place of elements."""
    return re.sub(r"\|( ---)?|</?u>|[\s「」]", "", text)


def test_paper_and_twin_of_each_kind_of_page_say_what_the_screen_shows(
    tab: Callable[..., Page], sample_address: str, sample_site: Path, sample: tuple[Agreement, ...]
) -> None:
    page = tab(DESK)
    for path in one_of_each_kind(sample):
        page.goto(sample_address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= DESK["width"], path
        page.locator(".ky-folded").evaluate_all(OPEN)
        screen, paper = _both(page)
        assert paper == screen, path
        page.locator(".ky-how").evaluate_all(OPEN)
        twin = (sample_site / path / "index.md").read_text(encoding="utf-8")
        told, seen = _bare("".join(read_texts(twin))), _bare(page.evaluate(SEEN, NOT_IN_TWINS))
        assert told == seen, path


def test_a_filter_leaves_the_same_on_paper_and_says_so(visit: Visit, agreement: Agreement) -> None:
    """By keyboard and without scripts. What goes, goes with its notes; no link leads to what is gone."""
    filtered = [page for page in agreement_pages(agreement) if page.kind in (Kind.PARTY, Kind.WITNESS)]
    assert len(filtered) > 3
    chosen = 0
    for one in filtered:
        path = one.path.removeprefix(f"{agreement.slug}/").removesuffix(".md") + "/"
        page = visit(path, DESK, java_script_enabled=False)
        entries = page.locator(".ky-duty, .ky-correction")
        total = entries.count()
        for choice in page.locator(".ky-filter label:has(input:enabled)").all():
            choice.locator("input").press("Space")
            name, number = choice.inner_text().strip(" ）").split("（")
            screen, paper = _both(page)
            assert paper == screen, (one.path, name)
            line = f"絞り込み：{name}（{number}／{total}）"
            assert (line in paper) == ("絞り込み：" in paper) == (name != "全て"), (one.path, name)
            assert entries.filter(visible=True).count() == int(number), (one.path, name)
            assert page.evaluate(LOST) == [], (one.path, name)
            assert set(page.evaluate(NOTED)) <= set(page.evaluate(NOTES)), (one.path, name)
            chosen += 1
    assert chosen > 12
