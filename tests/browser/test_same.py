"""Screen and paper say the same under every choice of a filter."""

from __future__ import annotations

import pytest

from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.page_list import Kind, agreement_pages
from testing.browsing import DESK
from tests.browser.conftest import Visit
from tests.browser.visits import screen_and_paper

pytestmark = [pytest.mark.browser, pytest.mark.site]
LOST = """[...document.querySelectorAll('article a[href^="#"]')]
  .filter((link) => link.checkVisibility() && !document.getElementById(link.hash.slice(1))?.checkVisibility())
  .map((link) => link.outerHTML)"""
"""The links to places on the page that cannot be seen."""
NOTED = """[...new Set([...document.querySelectorAll("article a.ky-mark")]
  .filter((mark) => mark.checkVisibility()).map((mark) => mark.hash.slice(1)))]"""
NOTES = """[...document.querySelectorAll(".ky-notes li")]
  .filter((note) => note.checkVisibility()).map((note) => note.id)"""


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
            screen, paper = screen_and_paper(page)
            assert paper == screen, (one.path, name)
            line = f"絞り込み：{name}（{number}／{total}）"
            assert (line in paper) == ("絞り込み：" in paper) == (name != "全て"), (one.path, name)
            assert entries.filter(visible=True).count() == int(number), (one.path, name)
            assert page.evaluate(LOST) == [], (one.path, name)
            assert set(page.evaluate(NOTED)) <= set(page.evaluate(NOTES)), (one.path, name)
            chosen += 1
    assert chosen > 12
