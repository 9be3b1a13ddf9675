"""A page of each kind in a real browser: it opens, stays on its own host, fits a phone, and is accessible."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from operator import itemgetter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, ViewportSize
from pypdf import PdfReader

from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.addresses import url
from kyoyaku.pages.citations import tables
from kyoyaku.pages.page_list import Kind, agreement_pages
from testing.browsing import DESK, MODES, PHONE, broken_rules
from tests.browser.conftest import Visit
from tests.browser.visits import PRESS, assert_same, one_of_each_kind, overviews_and_texts, watched

pytestmark = [pytest.mark.browser, pytest.mark.site]
HANGING = """[...document.querySelectorAll("p *")].filter((one) => [undefined, "::after"].some((part) => {
  const { content, display, textIndent } = getComputedStyle(one, part);
  return content !== "none" && display === "inline-block" && parseFloat(textIndent) < 0;
})).map((one) => one.outerHTML.slice(0, 100))"""
"""Boxes in a line that take the indent of a hanging paragraph for their own, and so cover what is before."""
OVERLAPPING = Path(__file__).with_name("overlapping.js").read_text(encoding="utf-8")
"""Texts of which one lies over another."""
ELEMENTS = """[...document.querySelectorAll("body *")].map(
  (one) => `${one.localName} ${one.getAttribute("class")}`)"""
"""The kinds of elements of a page: axe looks at a page that has one which no page had before."""
SMALL = """[...document.querySelectorAll("body *")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .filter((one) => parseFloat(getComputedStyle(one).fontSize) < 13.9)
  .filter((one) => [...one.childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim()))
  .filter((one) => !one.closest(".ky-hidden, .ky-doubt, rt, script"))
  .map((one) => one.outerHTML.slice(0, 100))"""
"""Text of less than 14 pixels that is neither a reading nor the sign of a note."""
KEEPS_NOTHING = "Storage.prototype.setItem = () => undefined"
"""What is pressed in a page, such as the colours, is not remembered. Cleared later, the next page might still
find it: on a busy machine a storage that was just cleared is now and then read as it was before.
"""
REPEATS = re.compile("/(annex|full)/$|/versions/")
"""Long pages that show again what others show; axe takes as long for them as for all others."""
FIRST_TASK = "document.querySelector('.ky-topic li a')?.getBoundingClientRect().bottom ?? 0"
PRESSED = ":is(button, summary, label, input[type=radio], input[type=checkbox], a.ky-mark):not(.md-nav *)"
"""Drawer, palette, search box, switches, marks, filters."""


@pytest.mark.parametrize(
    ("which", "mode", "viewport"),
    [("published", "dark", PHONE), ("sample", "light", PHONE), ("sample", "forced", DESK)],
    ids=["content-phone", "sample-phone", "sample-desk"],
)
def test_a_page_of_each_kind(
    tab: Callable[..., Page], which: str, mode: str, viewport: ViewportSize, request: pytest.FixtureRequest
) -> None:
    """Also when all that can be pressed was pressed; what all pages have around the text, on two of them.

    Of the sample a phone shows two pages of each agreement, too, and each kind is compared with its paper and
    its twin. Of content/ it shows a quarter of the kinds, and a desk a third of those of the sample: what
    depends on the width or on the mode is the same in them.
    `make accessibility` looks at all pages in all ways.
    """
    address: str = request.getfixturevalue({"sample": "sample_address", "published": "address"}[which])
    agreements, is_desk = request.getfixturevalue(which), viewport is DESK
    paths = one_of_each_kind(agreements)
    paths = paths[::4] if which == "published" else [*paths[is_desk :: 1 + 2 * is_desk], "404.html"]
    is_whole = which == "sample" and not is_desk
    more = overviews_and_texts(agreements) if is_whole else []
    foreign, violations, seen, pressed = list[str](), list[tuple[str, ...]](), set[str](), 0
    site: Path = request.getfixturevalue(f"{which}_site")
    host = urlsplit(address).netloc
    with watched(tab(viewport, **MODES[mode])) as page:
        page.on("request", lambda asked: foreign.append(asked.url) if is_foreign(asked.url, host) else None)
        for path in dict.fromkeys([*paths, *more]):
            response = page.goto(address + path)
            assert response is not None, path
            assert response.ok, path
            assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], path
            assert page.evaluate(OVERLAPPING) == [], path
            assert page.evaluate(FIRST_TASK) < 740, "the first task of home is below the fold"
            assert page.evaluate(HANGING) == [], path
            assert page.evaluate(SMALL) == [], path
            elements = {*page.evaluate(ELEMENTS)}
            if not elements <= seen and (is_whole or not REPEATS.search(path)):
                seen |= elements
                violations += [(path, *rule) for rule in broken_rules(page)]
            if is_whole and path in paths[:-1]:
                page.set_viewport_size(DESK)
                page.evaluate("document.getAnimations().forEach((one) => one.finish())")  # of the search box
                assert page.evaluate("document.documentElement.scrollWidth") <= DESK["width"], path
                assert_same(page, (site / path / "index.md").read_text(encoding="utf-8"))
                page.set_viewport_size(viewport)
            if path in paths:
                page.evaluate(KEEPS_NOTHING)
                own = "" if path in paths[:5:4] else "article "
                pressed += page.locator(own + PRESSED).evaluate_all(PRESS)
        assert pressed > 30
        assert page.pdf().startswith(b"%PDF")
        page.wait_for_load_state("networkidle")
    assert violations == []
    assert foreign == []


def test_what_is_opened_or_switched_on_is_accessible(visit: Visit, agreement: Agreement) -> None:
    """Switches and citations, a filter, the tree of a phone, a search that is empty or finds nothing."""
    page = visit("initiatives/libraries/", PHONE, color_scheme="dark")
    assert page.locator("button.ky-switch, .ky-cite summary, .ky-permaline a").evaluate_all(PRESS) > 5
    assert broken_rules(page) == []
    page.locator('.md-header [for="__drawer"]').click()
    assert broken_rules(page) == []
    page = visit(f"parties/{agreement.parties[0].slug}/", DESK)
    page.locator(".ky-filter input:enabled").nth(1).check()
    assert broken_rules(page) == []
    for typed, said in (("", "探す語句"), ("ぴゅぴゅ", "見つかりませんでした")):
        page.keyboard.press("Control+k")
        page.keyboard.type(typed)
        page.locator(".md-search-result__meta", has_text=said).wait_for()
        assert broken_rules(page) == []


def is_foreign(url: str, host: str) -> bool:
    """Whether a request goes to another host; `data:` and `blob:` go to none."""
    return url.startswith(("http", "ws", "//")) and urlsplit(url).netloc != host


def test_a_table_scrolls_in_a_box_of_its_own_and_is_whole_on_paper(
    tab: Callable[..., Page], sample_address: str, sample: tuple[Agreement, ...]
) -> None:
    """By keyboard, too; the box has a name and an edge, also in forced colours. What 〃 repeats is hidden
    in its cell, and makes no page wider than the 320 pixels of WCAG 1.4.10.
    """
    found = [(len(table.grid[0]), tables(one)[table.place]) for one in sample for table in one.tables]
    _, widest = max(found, key=itemgetter(0))
    narrow: ViewportSize = {"width": 320, "height": PHONE["height"]}
    page = tab(narrow, forced_colors="active")
    page.goto(sample_address + widest.path.rpartition("/")[0] + "/")
    box = page.get_by_role("group", name=widest.name, exact=True)
    assert box.evaluate("one => one.scrollWidth > one.clientWidth")
    assert box.evaluate("one => getComputedStyle(one).borderRightWidth") == "1px"
    box.locator("tr > :last-child").last.evaluate("one => one.append(document.createElement('span'))")
    box.locator("span").last.evaluate("one => one.classList.add('ky-hidden')")
    assert page.evaluate("document.documentElement.scrollWidth") <= narrow["width"]
    box.focus()
    page.keyboard.press("ArrowRight")
    box.evaluate("async (one) => { while (!one.scrollLeft) await new Promise(requestAnimationFrame); }")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 640, "height": 900})
    assert box.evaluate("one => getComputedStyle(one).overflowX") == "visible"
    assert box.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_two_texts_stand_under_each_other_on_a_phone_and_beside_each_other_on_wide_paper(
    tab: Callable[..., Page], sample_address: str, sample: tuple[Agreement, ...]
) -> None:
    """On a phone each text says which one it is."""
    change = next(page for one in sample for page in agreement_pages(one) if page.kind is Kind.CHANGE)
    for viewport, is_beside, label in ((DESK, True, "none"), (PHONE, False, '"変更後"')):
        page = tab(viewport)
        page.goto(sample_address + url(change.path))
        new, old = page.locator("#table tr.ky-is-changed").first.locator("td").all()
        tops = {one.evaluate("one => one.getBoundingClientRect().top") for one in (new, old)}
        assert (len(tops) == 1) is is_beside
        assert new.evaluate("one => getComputedStyle(one, '::before').content") == label
        assert "underline" in new.locator("u").first.evaluate("one => getComputedStyle(one).textDecoration")
    (paper, *_) = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert [round(float(side)) for side in paper.mediabox[2:]] == [842, 595]
