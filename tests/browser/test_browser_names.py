"""Labels of the parties (甲, 乙) tell the name, and show it instead where a reader wants that."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from kyoyaku.model.agreement import Agreement
from testing.browsing import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.site]
LABELLED = "[...document.querySelectorAll('article abbr')].map((one) => [one.textContent, one.title])"
SHOWN = "getComputedStyle(document.querySelector('article abbr'), '::after').content"


@pytest.fixture(scope="module")
def agreement(sample: tuple[Agreement, ...]) -> Agreement:
    return next(one for one in sample if one.labels)


def test_each_label_has_its_name(tab: Callable[..., Page], sample_address: str, agreement: Agreement) -> None:
    page = tab(PHONE)
    page.goto(f"{sample_address}{agreement.slug}/articles/4/")
    expected = [list(agreement.labels.items())[at] for at in (0, 1, 2)]
    assert page.evaluate(LABELLED) == [list(pair) for pair in expected]


def test_the_switch_shows_names_and_is_remembered(
    tab: Callable[..., Page], sample_address: str, agreement: Agreement
) -> None:
    page = tab(PHONE)
    page.goto(f"{sample_address}{agreement.slug}/articles/3/")
    text = page.locator("article").text_content()
    assert page.evaluate(SHOWN) == "none"
    switch = page.get_by_role("button", name="甲・乙・丙を名称で表示する")
    switch.press("Enter")
    assert switch.get_attribute("aria-pressed") == "true"
    assert page.evaluate(SHOWN) == f'"{agreement.parties[0].name}"'
    assert page.locator("article").text_content() == text
    page.goto(f"{sample_address}{agreement.slug}/articles/4/")
    assert page.evaluate(SHOWN) == f'"{agreement.parties[0].name}"'
    page.get_by_role("button", name="甲・乙・丙を名称で表示する").press("Enter")
    assert page.evaluate(SHOWN) == "none"


def test_where_parties_have_no_labels_there_is_no_switch(
    tab: Callable[..., Page], sample_address: str, sample: tuple[Agreement, ...]
) -> None:
    page = tab(PHONE)
    plain = next(one for one in sample if not one.labels)
    page.goto(f"{sample_address}{plain.slug}/articles/1/")
    assert page.locator("article abbr").count() == 0
    assert page.get_by_role("button", name="名称で表示").count() == 0
