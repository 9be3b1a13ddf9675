"""The policy of the pages in a real browser: the site does nothing against it; what is foreign is stopped."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from kyoyaku.model.agreement import Agreement
from kyoyaku.publisher.frame import POLICY
from testing.browsing import DESK
from tests.browser.visits import BOX, PRESS, one_of_each_kind, open_with, watched

pytestmark = [pytest.mark.browser, pytest.mark.site]
WAIT = 10_000
FIRST = f'''<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
'''
INLINE = re.compile(r"<script(?![^>]* (?:src=|type=\"application/(?:ld\+)?json\"))[^>]*>| on\w+=| style=")
RAN = "document.title = 'ran'"
STOPPED = {
    "script": (f"<script>{RAN}</script>", "script-src-elem"),
    "a script of another host": ("<script src='https://example.org/x.js'></script>", "script-src-elem"),
    "a script of a text": (f'<script src="data:,{RAN}"></script>', "script-src-elem"),
    "a handler": (f'<img src=x onerror="{RAN}">', "script-src-attr"),
    "a script in a link": (f'<a id=bad href="javascript:{RAN}">x</a>', "script-src-elem"),
    "a frame": ("<iframe src='https://example.org/'></iframe>", "frame-src"),
    "a style": ("<style>h1 { display: none }</style>", "style-src-elem"),
    "a style of an element": ("<p style='position: fixed'>x</p>", "style-src-attr"),
    "a style sheet of another host": ("<link rel=stylesheet href='https://example.org/'>", "style-src-elem"),
    "a picture of another host": ("<img src='https://example.org/x.png'>", "img-src"),
    "another base": ("<base href='https://example.org/'>", "base-uri"),
    "a form": ("<form action='https://example.org/'><button id=bad>x</button></form>", "form-action"),
    "a plug-in": ("<object data='x.swf'></object>", "object-src"),
    "a film": ("<video src='https://example.org/x.mp4'></video>", "media-src"),
}
"""What a page might be made to hold if all else failed, and the part of the policy that stops it."""


@pytest.mark.parametrize("which", ["sample", "published"])
def test_every_page_begins_with_its_policy(which: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(f"{which}_site")
    pages = list(site.rglob("*.html"))
    assert site / "404.html" in pages
    assert len(pages) > 10
    for file in pages:
        html = file.read_text(encoding="utf-8")
        assert FIRST in html, file
        assert not INLINE.search(html), file


def test_searching_and_copying_offend_no_policy(tab: Callable[..., Page], sample_address: str) -> None:
    with watched(tab(DESK, permissions=["clipboard-read", "clipboard-write"])) as page:
        page.goto(sample_address)
        page.keyboard.press("Control+k")
        page.keyboard.type("消防")
        page.keyboard.press("End")  # The theme searches when a key goes up; no key goes up for a kanji.
        result = page.locator(".md-search-result__link", has_text="消防の連携").first
        result.wait_for(timeout=WAIT)
        result.click()
        page.wait_for_url("**/initiatives/fire-service/**", timeout=WAIT)
        assert page.locator("h1").inner_text() == "消防の連携"
        page.locator("article mark").first.wait_for(timeout=WAIT)
        page.locator("article details:has(button) summary").first.click()
        page.locator("article details button").first.click()
        assert page.evaluate("navigator.clipboard.readText()")
        page.locator(BOX).fill("消防")
        page.keyboard.press("Enter")


def test_read_from_a_folder_the_site_offends_no_policy(
    tab: Callable[..., Page], sole_site: Path, sample: tuple[Agreement, ...], tmp_path: Path
) -> None:
    """What site.zip holds, opened from the disk: scripts run, style sheets apply."""
    zipfile.ZipFile(sole_site / "site.zip").extractall(tmp_path)
    with watched(tab(DESK)) as page:
        for path in one_of_each_kind(sample[1:]):
            page.goto((tmp_path / path / "index.html").as_uri())
            assert page.locator(BOX).is_disabled(), path
            assert page.locator("html.js").count(), path
            assert page.locator(".md-header").evaluate("one => getComputedStyle(one).position") == "sticky"


def test_what_is_not_ours_is_stopped(tab: Callable[..., Page], sample_address: str) -> None:
    page, address = tab(DESK), f"{sample_address}about/"
    page.add_init_script(
        "stopped = [];"
        "addEventListener('securitypolicyviolation', (one) => stopped.push(one.effectiveDirective))"
    )
    for what, (bad, directive) in STOPPED.items():
        open_with(page, address, bad)
        page.locator("#bad").evaluate_all(PRESS)
        page.wait_for_function("directive => stopped.includes(directive)", arg=directive, timeout=WAIT)
        page.wait_for_timeout(50)
        assert page.title() != "ran", what
        assert page.url == address, what
