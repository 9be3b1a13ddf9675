"""A page of a text that another version replaces on a day, when that day has come and no build has run."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Page

from kyoyaku.render import render
from testing.browsing import DESK
from testing.project import ROOT
from tests.history.cases import agreement

SCRIPT = ROOT / "templates" / "theme" / "assets" / "javascripts" / "outdated.js"
NOTICE = re.compile(r'\([./a-z]*2027-04-01\.md\)\n{: data-replaced-on="2027&#45;04-01" ')


def test_the_pages_of_the_text_in_force_name_the_day_on_which_it_ends() -> None:
    """Not those of other versions, and no page from that day on."""
    for day, expected in (("2026-11-27", True), ("2027-04-01", False)):
        pages = render((agreement("12-no-text-and-future", day),), ROOT / "templates")
        slug = "kirimine-seoto"
        for path in ("index", "articles/1", "initiatives/bus", "full", "text", "versions/2024-04-01"):
            assert bool(NOTICE.search(str(pages[f"{slug}/{path}.md"]))) == expected, path
        for path in ("versions/2021-03-25", "versions/2027-04-01"):
            assert not NOTICE.search(str(pages[f"{slug}/{path}.md"])), path


@pytest.mark.browser
@pytest.mark.parametrize(
    ("now", "is_outdated"),
    [
        ("2027-03-31T14:59:59Z", False),
        ("2027-03-31T15:00:00Z", True),  # midnight in Japan
        ("2030-01-01T00:00:00Z", True),
    ],
)
def test_from_the_day_on_a_page_says_that_it_is_out_of_date(
    now: str, is_outdated: bool, tab: Callable[..., Page]
) -> None:
    page = tab(DESK, timezone_id="America/Los_Angeles")
    page.clock.set_fixed_time(datetime.fromisoformat(now))
    page.set_content('<p data-replaced-on="2027-04-01">明日から<a href="versions/2027-04-01/">変わる</a></p>')
    page.add_script_tag(path=SCRIPT)
    assert page.inner_text("p").startswith("このページの本文は、変更前のものです。") == is_outdated
    assert page.locator("a").get_attribute("href") == "versions/2027-04-01/"
