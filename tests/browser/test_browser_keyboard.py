"""Everything works by the keyboard alone, and nothing is lost at twice the size of text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from kyoyaku.model.agreement import Agreement
from testing.browsing import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.site]
FOCUSED = "document.activeElement.matches({selector!r})"
# What takes the focus and cannot be seen. The choice of colours shows it at the label beside it.
UNSEEN = """() => {
  const focused = document.activeElement;
  const it = focused.matches(".md-option") ? focused.parentElement : focused;
  const { width, height } = it.getBoundingClientRect();
  const shown = it.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true });
  return it === document.body || (shown && width && height) ? null : it.outerHTML.slice(0, 200);
}"""
NAMES = """() => {
  const { classList, rel, parentElement } = document.activeElement;
  return [...classList, rel, ...(parentElement?.classList ?? [])];
}"""


@pytest.fixture(scope="module")
def agreement(sample: tuple[Agreement, ...]) -> Agreement:
    return next(one for one in sample if one.labels)


def _focused(page: Page, selector: str) -> bool:
    return bool(page.evaluate(FOCUSED.format(selector=selector)))


@pytest.mark.parametrize("key", ["s", "f", "/", "p", "n", ",", "."])
def test_a_key_of_one_character_does_nothing(
    tab: Callable[..., Page], sample_address: str, agreement: Agreement, key: str
) -> None:
    page = tab(DESK)
    page.goto(f"{sample_address}{agreement.slug}/articles/2/", wait_until="networkidle")
    page.keyboard.press(key)
    page.wait_for_timeout(200)
    assert page.url.endswith("/articles/2/")
    assert not _focused(page, "input")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_control_k_searches_and_escape_gives_the_page_back(
    tab: Callable[..., Page], sample_address: str, viewport: dict[str, int]
) -> None:
    page = tab(viewport)
    page.goto(sample_address, wait_until="networkidle")
    page.keyboard.press("Control+k")
    assert _focused(page, ".md-search__input")
    page.keyboard.type("s/")
    assert page.locator(".md-search__input").input_value() == "s/"
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.querySelector('[data-md-toggle=search]').checked")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_tab_goes_through_a_page_and_is_never_out_of_sight(
    tab: Callable[..., Page], sample_address: str, agreement: Agreement, viewport: dict[str, int]
) -> None:
    page = tab(viewport)
    page.goto(f"{sample_address}{agreement.slug}/initiatives/libraries/", wait_until="networkidle")
    page.keyboard.press("Tab")
    assert _focused(page, ".md-skip")
    reached = set()
    for _ in range(150):
        assert page.evaluate(UNSEEN) is None
        reached |= set(page.evaluate(NAMES))
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
    else:
        pytest.fail("the focus never leaves the page")
    assert {"ky-permaline", "ky-mark", "ky-switch", "prev", "next"} <= reached


def test_the_skip_link_leads_past_the_navigation(
    tab: Callable[..., Page], sample_address: str, agreement: Agreement
) -> None:
    page = tab(DESK)
    page.goto(f"{sample_address}{agreement.slug}/articles/2/", wait_until="networkidle")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


def test_a_permalink_is_seen_when_focused(
    tab: Callable[..., Page], sample_address: str, agreement: Agreement
) -> None:
    page = tab(PHONE)
    page.goto(f"{sample_address}{agreement.slug}/articles/2/")
    link = page.get_by_role("link", name="第2条第2項へのリンク")
    assert link.evaluate("(one) => getComputedStyle(one).opacity") == "0"
    link.focus()
    assert link.evaluate("(one) => getComputedStyle(one).opacity") == "1"
    page.keyboard.press("Enter")
    assert page.url.endswith("/articles/2/#p2")


@pytest.mark.parametrize("path", ["", "articles/2/", "initiatives/night-clinic/", "costs/", "text/", "full/"])
def test_nothing_is_lost_at_twice_the_size(
    tab: Callable[..., Page], sample_address: str, agreement: Agreement, path: str
) -> None:
    """WCAG 2.2, 1.4.4 and 1.4.10: half of 1280 px, as at a zoom of 200 %, and text of twice the size."""
    page = tab({"width": 640, "height": 450})
    page.goto(f"{sample_address}{agreement.slug}/{path}")
    page.evaluate("document.documentElement.style.fontSize = '250%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    clipped = """[...document.querySelectorAll("article :is(p, h1, h2, h3, li, td, th)")]
      .filter((one) => getComputedStyle(one).overflow !== "visible" && one.scrollWidth > one.clientWidth + 1)
      .map((one) => one.outerHTML.slice(0, 100))"""
    assert page.evaluate(clipped) == []


def test_colours_are_chosen_by_keyboard_and_the_focus_stays(
    tab: Callable[..., Page], sample_address: str
) -> None:
    page = tab(DESK, color_scheme="light")
    page.goto(sample_address, wait_until="networkidle")
    page.locator('[data-md-component="palette"] input').first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.body.dataset.mdColorScheme === 'slate'")
    assert _focused(page, '[data-md-component="palette"] *')


def test_the_navigation_of_a_phone_opens_and_closes_by_keyboard(
    tab: Callable[..., Page], sample_address: str, agreement: Agreement
) -> None:
    page = tab(PHONE)
    page.goto(f"{sample_address}{agreement.slug}/articles/2/", wait_until="networkidle")
    page.locator('.md-header [for="__drawer"]').focus()
    page.keyboard.press("Enter")
    link = page.locator(".md-sidebar--primary").get_by_role("link", name="概要", exact=True)
    link.wait_for()
    link.press("Enter")
    page.wait_for_url(f"**/{agreement.slug}/")


@pytest.mark.parametrize("key", ["Enter", "Space"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_what_opens_the_tree_says_so_and_whether_it_is_open(
    tab: Callable[..., Page], sample_address: str, agreement: Agreement, viewport: dict[str, int], key: str
) -> None:
    """WCAG 2.2, 4.1.2: on a phone the whole tree, then a branch; where there is room, a branch."""
    page = tab(viewport)
    page.goto(f"{sample_address}{agreement.slug}/articles/2/", wait_until="networkidle")
    if viewport == PHONE:
        assert _pressed(page, '.md-header [for="__drawer"]', key) == ["false", "true"]
    branch = ".ky-tree .md-nav__link[id]"
    assert _pressed(page, branch, key) == ["true", "false"]
    assert page.locator(".ky-tree nav a:visible").count() == 0
    assert _pressed(page, branch, key) == ["false", "true"]
    assert page.locator("nav[aria-expanded]").count() == 0
    assert page.evaluate("scrollY") == 0


def _pressed(page: Page, selector: str, key: str) -> list[str | None]:
    """Whether what a button opens is open, before and after a key; its box is, too."""
    button = page.locator(f"{selector}[role=button]").first
    states = [button.get_attribute("aria-expanded")]
    button.press(key)
    page.wait_for_timeout(400)  # what it closes fades
    states.append(button.get_attribute("aria-expanded"))
    opened = f"[id='{button.get_attribute('for')}']"
    assert str(page.locator(opened).is_checked()).lower() == states[-1]
    return states


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_tree_names_the_page_that_is_shown(
    tab: Callable[..., Page], sample_address: str, agreement: Agreement, viewport: dict[str, int]
) -> None:
    page = tab(viewport)
    for path, title in (("articles/2/", "第2条"), ("text/", "底本と校訂")):
        page.goto(f"{sample_address}{agreement.slug}/{path}", wait_until="networkidle")
        if viewport == PHONE:
            page.locator('.md-header [for="__drawer"]').click()
        current = page.locator(".ky-tree [aria-current=page]:visible")  # on a phone it may be a label
        assert current.count() == 1
        assert title in current.inner_text()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_without_scripts_nothing_unseen_takes_the_focus(
    tab: Callable[..., Page], sample_address: str, agreement: Agreement, viewport: dict[str, int]
) -> None:
    page = tab(viewport, java_script_enabled=False)
    page.goto(f"{sample_address}{agreement.slug}/articles/2/")
    page.keyboard.press("Tab")
    assert _focused(page, ".md-skip")
    for _ in range(150):
        assert page.evaluate(UNSEEN) is None
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            return
    pytest.fail("the focus never leaves the page")


def test_a_filter_is_chosen_by_keyboard(
    tab: Callable[..., Page], sample_address: str, agreement: Agreement
) -> None:
    page = tab(DESK)
    page.goto(f"{sample_address}{agreement.slug}/parties/{agreement.parties[1].slug}/")
    shown = page.locator(".ky-duty:visible")
    before = shown.count()
    page.locator("#duty-all").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#duty-1").is_checked()
    assert 0 < shown.count() < before


def test_paper_has_the_agreed_wording_whatever_the_screen_shows(
    tab: Callable[..., Page], sample_address: str, agreement: Agreement
) -> None:
    page = tab(DESK)
    page.goto(f"{sample_address}{agreement.slug}/articles/4/")
    page.get_by_role("button", name="名称で表示する").press("Enter")
    size = "getComputedStyle(document.querySelector('article abbr > span')).fontSize"
    assert page.evaluate(size) == "0px"
    page.emulate_media(media="print")
    assert page.evaluate(size) != "0px"
