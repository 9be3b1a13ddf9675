"""Style sheets lose only what nothing can match, and no page looks any different for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import material
import pytest
import tinycss2
from playwright.sync_api import Page, Route
from tinycss2.ast import Node

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


def _not_read(nodes: Iterable[Node]) -> Iterator[str]:
    """What a browser leaves out because it is no rule and no declaration."""
    for node in nodes:
        if node.type == "error":
            yield f"{node.source_line}: {node.message}"
        elif node.type == "at-rule" and node.lower_at_keyword in ("media", "supports"):
            yield from _not_read(tinycss2.parse_rule_list(node.content, skip_whitespace=True))
        elif node.type in ("at-rule", "qualified-rule"):
            yield from _not_read(tinycss2.parse_blocks_contents(node.content, skip_whitespace=True))


@pytest.mark.parametrize("name", ["kyoyaku.css", "home.css"])
def test_a_browser_reads_every_rule_of_ours(name: str) -> None:
    css = (ROOT / "templates" / "theme" / STYLES / name).read_text(encoding="utf-8")
    assert list(_not_read(tinycss2.parse_stylesheet(css, skip_whitespace=True))) == []


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


@pytest.mark.site
def test_the_script_of_the_theme_goes_without_what_no_page_needs(sample_site: Path) -> None:
    (bundle,) = (sample_site / STYLES).with_name("javascripts").glob("bundle.*.js")
    script = bundle.read_text(encoding="utf-8")
    assert len(script) > 90000
    assert not re.search("clipboard.js|focus-visible-polyfill", script)


# Every property of every element, of what stands before and after it, and of what an empty box says.
LOOKS = Path(__file__).with_name("looks.js").read_text(encoding="utf-8")


def _looks(page: Page, has_scripts: bool) -> Iterator[list[str]]:
    """How the page looks, on its way through what a reader may do with it."""
    if not has_scripts:
        yield page.evaluate(LOOKS)
        return
    page.emulate_media(forced_colors="active")
    yield page.evaluate(LOOKS)
    page.emulate_media(forced_colors="none", media="print")
    page.wait_for_timeout(500)  # the theme sets the height of its sidebars anew
    yield page.evaluate(LOOKS)
    page.emulate_media(media="screen")
    page.keyboard.press("Control+k")
    page.locator(".md-search__input:focus").wait_for()
    page.keyboard.type("消防")
    page.keyboard.press("End")
    page.locator(".md-search-result__link").first.wait_for()
    page.wait_for_timeout(500)  # its transition ends
    yield page.evaluate(LOOKS)
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(500)
    yield page.evaluate(LOOKS)
    page.keyboard.press("Escape")
    page.locator(".md-header [for=__drawer]").click()
    page.wait_for_timeout(500)
    yield page.evaluate(LOOKS)


@pytest.mark.browser
@pytest.mark.parametrize("has_scripts", [True, False])
def test_nothing_looks_different(
    tab: Callable[..., Page],
    sample_site: Path,
    sample_address: str,
    sample: tuple[Agreement, ...],
    has_scripts: bool,
) -> None:
    first = sample[0]
    address = f"{sample_address}{first.slug}/initiatives/{first.entries[0].initiative.slug}/"
    pages = [tab(DESK, reduced_motion="reduce", java_script_enabled=has_scripts) for _ in range(2)]
    for name, css in _unpurged(sample_site).items():
        pages[0].route(f"**/{STYLES}/{name}", partial(_fulfil, css))
    for page in pages:
        page.goto(address, wait_until="networkidle")
    for both in zip(*(_looks(page, has_scripts) for page in pages), strict=True):
        other = [pair for pair in zip(*both, strict=True) if pair[0] != pair[1]]
        assert not other, [set(one.split(";")) ^ set(two.split(";")) for one, two in other]


def _fulfil(css: str, route: Route) -> None:
    route.fulfill(body=css, content_type="text/css")
