"""Everything works by the keyboard alone, and nothing is lost at twice the size of text."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from kyoyaku.model.agreement import Agreement
from testing.browsing import DESK, PHONE
from tests.browser.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.site]
BOTH = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
DRAWER = '.md-header [for="__drawer"]'
GROUPS = ["協約を読む", "探す", "資料"]
PALETTE = '[data-md-component="palette"]'
# The names of what has the focus, and its HTML if it cannot be seen, has no ring or is under the head of the
# page; null at the body. The choice of colours shows the focus at the label beside it.
FOCUS = Path(__file__).with_name("focus.js").read_text(encoding="utf-8")
CLIPPED = """[...document.querySelectorAll("article :is(p, h1, h2, h3, li, td, th)")]
  .filter((one) => getComputedStyle(one).overflow !== "visible" && one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.outerHTML.slice(0, 100))"""

LONG = ("data/", "text/", "full/")
SPACE = """() => {
  const sheet = new CSSStyleSheet();
  const more = { "line-height": "1.5", "letter-spacing": "0.12em", "word-spacing": "0.16em" };
  const rules = Object.entries(more).map(([name, value]) => `${name}: ${value} !important;`);
  sheet.replaceSync(`* { ${rules.join(" ")} } p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""


def _focused(page: Page, selector: str) -> bool:
    return bool(page.evaluate(f"document.activeElement.matches({selector!r})"))


def _tab_through(page: Page) -> set[str]:
    """Tab from the top of a page to its end; the classes of all that has the focus, all seen."""
    page.keyboard.press("Tab")
    assert _focused(page, ".md-skip")
    return _on(page, "Tab")


def _back(page: Page) -> set[str]:
    """The same from the end of the page to its top."""
    page.set_viewport_size({"width": page.evaluate("innerWidth"), "height": 400})  # so low that it scrolls
    page.locator(".ky-footer a").last.focus()
    return _on(page, "Shift+Tab")


def _on(page: Page, key: str) -> set[str]:
    reached = set[str]()
    for _ in range(150):
        if (focus := page.evaluate(FOCUS)) is None:
            return reached
        names, unseen = focus
        assert not unseen
        reached |= {*names}
        page.keyboard.press(key)
    pytest.fail("the focus never leaves the page")


@BOTH
def test_tab_goes_through_a_page_and_is_never_out_of_sight(visit: Visit, viewport: ViewportSize) -> None:
    """Also without scripts, on a phone: the tree of a desk is then the same links."""
    page = visit("initiatives/libraries/", viewport)
    reached = _tab_through(page)
    assert _back(page) <= reached
    assert {"ky-permaline", "ky-mark", "ky-switch", "prev", "next"} <= reached
    if viewport == PHONE:
        page = visit("articles/2/", viewport, java_script_enabled=False)
        assert page.locator("h1").is_visible()
        _tab_through(page)


def test_keys_of_one_character_do_nothing_and_the_skip_link_leads_past_the_navigation(visit: Visit) -> None:
    page = visit("articles/2/", DESK)
    for key in "sf/pn,.":
        page.keyboard.press(key)
        assert not _focused(page, "input"), key
    page.wait_for_timeout(200)
    assert page.url.endswith("/articles/2/")
    for key in ("Tab", "Enter", "Tab"):
        page.keyboard.press(key)
    assert _focused(page, "article *")


@BOTH
def test_control_k_searches_and_escape_gives_the_page_back(visit: Visit, viewport: ViewportSize) -> None:
    page = visit("", viewport)
    page.keyboard.press("Control+k")
    assert _focused(page, ".md-search__input")
    page.keyboard.type("s/")
    assert page.locator(".md-search__input").input_value() == "s/"
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.querySelector('[data-md-toggle=search]').checked")


def test_a_permalink_is_seen_when_focused(visit: Visit) -> None:
    page = visit("articles/2/", PHONE)
    link = page.get_by_role("link", name="第2条第2項へのリンク")
    assert link.evaluate("(one) => getComputedStyle(one).opacity") == "0"
    link.focus()
    assert link.evaluate("(one) => getComputedStyle(one).opacity") == "1"
    page.keyboard.press("Enter")
    assert page.url.endswith("/articles/2/#p2")


def test_nothing_is_lost_at_twice_the_size(visit: Visit) -> None:
    """WCAG 2.2, 1.4.4, 1.4.10 and 1.4.12: half and a quarter of 1280 px, as at 200 % and 400 %; text
    of twice the size, and more space; nothing that is out of sight hangs beyond the edge.
    """
    page = visit("", PHONE)
    top, narrow = page.url, ("../", "", "articles/2/", "initiatives/night-clinic/", "costs/", *LONG)
    rows = ("../asagiri-kasumino-mikagami/articles/3/", (1280,))  # within rows
    both = ((path, (320, 640)) for path in narrow)
    for path, widths in [*both, ("articles/2/", (1000,)), ("initiatives/night-clinic/", (1280,)), rows]:
        page.set_viewport_size({"width": widths[0], "height": 450})
        page.goto(top + path)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 450})
            page.evaluate("document.adoptedStyleSheets = []")
            if width > 320:
                page.evaluate("document.documentElement.style.fontSize = '250%'")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            assert page.evaluate(CLIPPED) == [], path
            page.evaluate(SPACE)
            assert page.evaluate(CLIPPED) == [], path


def test_colours_are_chosen_by_keyboard_and_the_focus_stays(visit: Visit) -> None:
    page = visit("", DESK, color_scheme="light")
    page.locator(f"{PALETTE} input").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.body.dataset.mdColorScheme === 'slate'")
    assert _focused(page, f"{PALETTE} *")


def test_the_navigation_of_a_phone_opens_and_closes_by_keyboard(visit: Visit, agreement: Agreement) -> None:
    page = visit("articles/2/", PHONE)
    page.locator(DRAWER).focus()
    page.keyboard.press("Enter")
    link = page.locator(".md-sidebar--primary").get_by_role("link", name="概要", exact=True)
    link.wait_for()
    link.press("Enter")
    page.wait_for_url(f"**/{agreement.slug}/")
    # It lies over the page: it closes with Escape, and when the focus goes on to the text.
    button, open_ = page.locator(DRAWER), page.locator("#__drawer")
    button.press("Enter")
    page.keyboard.press("Escape")
    expect(open_).not_to_be_checked()
    assert _focused(page, DRAWER)
    button.press("Enter")
    page.locator(".ky-tree a").last.focus()
    expect(open_).to_be_checked()
    page.locator("article a").first.focus()
    expect(open_).not_to_be_checked()


def test_what_opens_the_tree_or_the_contents_of_a_page_says_so_and_whether_it_is_open(visit: Visit) -> None:
    """WCAG 2.2, 4.1.2. In the tree every group is seen at once, and the home page first."""
    page = visit("annex/", PHONE)
    _assert_opens(page, page.locator(".ky-toc[role=button]"), "Enter", "Space", "Enter")
    expect(page.locator(".md-nav--secondary a").first).to_be_visible()
    _assert_opens(page, page.locator(f"{DRAWER}[role=button]"), "Enter", "Space", "Enter")
    seen = page.locator(".ky-tree :is(p, a):visible").all_inner_texts()
    assert [seen[0], *(one for one in seen if one in GROUPS)] == ["ホーム", *GROUPS]
    assert seen.index("費用の負担") > seen.index("探す")
    assert page.locator("nav[aria-expanded]").count() == 0
    assert page.evaluate("scrollY") == 0


def _assert_opens(page: Page, button: Locator, *keys: str) -> None:
    """Each key opens or closes what a button is for, and the button says so."""
    box = page.locator(f"[id='{button.get_attribute('for')}']")
    for key in keys:
        before = button.get_attribute("aria-expanded")
        button.press(key)
        expect(button).to_have_attribute("aria-expanded", {"false": "true", "true": "false"}[str(before)])
        expect(box).to_be_checked(checked=before == "false")


@BOTH
def test_the_tree_names_the_page_that_is_shown(visit: Visit, viewport: ViewportSize) -> None:
    for path, title in (("articles/2/", "第2条"), ("text/", "底本と校訂")):
        page = visit(path, viewport)
        if viewport == PHONE:
            page.locator(DRAWER).click()
        current = page.locator(".ky-tree [aria-current=page]:visible")
        expect(current).to_have_count(1)
        assert title in current.inner_text()
