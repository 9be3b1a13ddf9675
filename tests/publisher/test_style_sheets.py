"""Style sheets lose only what nothing can match, and no page looks any different for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import material
import pytest
from playwright.sync_api import Page, Route

from kyoyaku.model.agreement import Agreement
from kyoyaku.publisher.assets.style_sheets import WORD, page_names, purged
from testing.browsing import DESK, PHONE
from testing.project import FIXTURES, ROOT

STYLES = "assets/stylesheets"
PAGE = '<p class="there" id="here" hidden><input type="checkbox"></p>'
SCRIPT = 'x("div",{class:"made made--"+kind}),one(".asked > i").hidden=!0,y.dataset.mdSeen="1"'
NAMES = page_names([PAGE], [SCRIPT])


def _purged(css: str) -> str:
    return purged({"x.css": css}, NAMES)["x.css"]


def test_what_may_match_stays_and_what_cannot_goes() -> None:
    kept, gone = (FIXTURES / "style_sheets.txt").read_text(encoding="utf-8").split("\n\n")
    assert [one for one in kept.splitlines() if _purged(one) != one] == []
    assert [one for one in gone.splitlines() if _purged(one) != ""] == []


def test_the_possible_selectors_of_a_list_stay_and_blanks_go() -> None:
    assert _purged('p , .gone ,\n .there > p { color : red ; content : "a  b" }') == (
        'p,.there>p{color:red;content:"a  b"}'
    )


def test_a_variable_of_one_sheet_serves_another() -> None:
    sheets = {"a.css": ":root{--x:1;--y:2}", "b.css": "p{a:var(--x)}"}
    assert purged(sheets, NAMES) == {"a.css": ":root{--x:1}", "b.css": "p{a:var(--x)}"}


def test_attributes_that_scripts_only_ask_for_in_another_direction() -> None:
    script = 'getAttribute("dir")==="rtl"'
    css = {"x.css": "[dir=ltr] p{a:b}[dir=rtl] p{a:b}"}
    assert purged(css, page_names(['<p dir="ltr">'], [script])) == {"x.css": "[dir=ltr] p{a:b}"}
    assert purged(css, page_names(['<p dir="rtl">'], [script])) == {"x.css": "[dir=rtl] p{a:b}"}


def _unpurged(site: Path) -> dict[str, str]:
    """The style sheets of the theme and ours as they are written."""
    theme = Path(material.__file__).parent / "templates" / STYLES
    ours = ROOT / "templates" / "theme" / STYLES
    names = [file.name for file in (site / STYLES).glob("*.css")]
    found = {name: folder / name for folder in (theme, ours) for name in names if (folder / name).is_file()}
    return {name: file.read_text(encoding="utf-8") for name, file in found.items()}


@pytest.mark.site
def test_purging_the_site_again_changes_nothing_and_halves_the_theme(sample_site: Path) -> None:
    written = {file.name: file.read_text(encoding="utf-8") for file in (sample_site / STYLES).glob("*.css")}
    # Names that no page of the sample has, but another may.
    words = {word for css in written.values() for word in WORD.findall(css)}
    assert purged(written, frozenset(words | {f".{word}" for word in words})) == written
    full = _unpurged(sample_site)
    assert len(full) >= 3
    assert sum(map(len, written.values())) < sum(map(len, full.values())) / 2


# Every property of every element, of what stands before and after it, and of what an empty box says.
LOOKS = """() => {
  const names = [...getComputedStyle(document.body)].filter((name) => !name.startsWith("--"));
  return [...document.querySelectorAll("*")].flatMap((element) =>
    [null, "::before", "::after", ...(element.matches("input") ? ["::placeholder"] : [])].map((pseudo) => {
      const style = getComputedStyle(element, pseudo);
      if (pseudo && pseudo !== "::placeholder" && style.content === "none") return "";
      return `${element.tagName}.${element.className}${pseudo ?? ""} `
        + names.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";");
    }));
}"""


def _search(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.locator(".md-search__input:focus").wait_for()
    page.keyboard.type("消防")
    page.keyboard.press("End")
    page.locator(".md-search-result__link").first.wait_for()
    page.wait_for_timeout(500)  # its transition ends


def _drawer(page: Page) -> None:
    page.locator(".md-header [for=__drawer]").click()
    page.wait_for_timeout(500)  # its transition ends


def _as_it_is(page: Page) -> None:
    """Nothing is done."""


def _printed(page: Page) -> None:
    page.emulate_media(media="print")
    page.wait_for_timeout(500)  # the theme sets the height of its sidebars anew


STATES: dict[str, tuple[Any, dict[str, Any], Callable[[Page], None]]] = {
    "phone with drawer": (PHONE, {}, _drawer),
    "search": (DESK, {}, _search),
    "search on a phone, dark": (PHONE, {"color_scheme": "dark"}, _search),
    "print": (DESK, {}, _printed),
    "forced colours": (DESK, {"forced_colors": "active"}, _as_it_is),
    "no scripts": (DESK, {"java_script_enabled": False}, _as_it_is),
}


@pytest.mark.browser
@pytest.mark.site
@pytest.mark.parametrize("state", STATES)
def test_nothing_looks_different(
    tab: Callable[..., Page],
    sample_site: Path,
    sample_address: str,
    sample: tuple[Agreement, ...],
    state: str,
) -> None:
    viewport, options, act = STATES[state]
    first = sample[0]
    looks, sheets = [], [_unpurged(sample_site), {}]
    for whole in sheets:
        page = tab(viewport, reduced_motion="reduce", **options)
        for name, css in whole.items():
            page.route(f"**/{STYLES}/{name}", partial(_fulfil, css))
        page.goto(
            f"{sample_address}{first.slug}/initiatives/{first.entries[0].initiative.slug}/",
            wait_until="networkidle",
        )
        act(page)
        looks.append(page.evaluate(LOOKS))
    other = [pair for pair in zip(*looks, strict=True) if pair[0] != pair[1]]
    assert not other, [set(one.split(";")) ^ set(two.split(";")) for one, two in other]


def _fulfil(css: str, route: Route) -> None:
    route.fulfill(body=css, content_type="text/css")
