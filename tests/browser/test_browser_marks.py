"""Marks and their notes in a real browser: reached, shown, copied, filtered and printed, scripts or none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.parts import texts
from kyoyaku.model.text import Corrected, Lost, Supplied
from testing.browsing import DESK, PHONE, serve

pytestmark = [pytest.mark.browser, pytest.mark.site]


def _marked(sample: tuple[Agreement, ...]) -> Agreement:
    return next(one for one in sample if one.marks)


def test_a_note_is_reached_and_left_by_keyboard(
    tab: Callable[..., Page], sample_address: str, sample: tuple[Agreement, ...]
) -> None:
    agreement = next(one for one in sample if one.marks)
    lost = next(mark for mark in agreement.marks if isinstance(mark, Lost) and mark.whole == "底本")
    page = tab(DESK, java_script_enabled=False)
    page.goto(f"{sample_address}{agreement.slug}/full/")
    page.locator(f"#mark-{lost.number}").focus()
    page.keyboard.press("Enter")
    note = page.locator(f"#note-{lost.number}")
    assert page.url.endswith(f"#note-{lost.number}")
    assert note.is_visible()
    assert lost.note.reason in note.inner_text()
    note.get_by_role("link").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith(f"#mark-{lost.number}")


def test_a_mark_can_be_touched(
    tab: Callable[..., Page], sample_address: str, sample: tuple[Agreement, ...]
) -> None:
    agreement = next(one for one in sample if one.marks)
    page = tab(PHONE, has_touch=True)
    page.goto(f"{sample_address}{agreement.slug}/full/")
    page.locator(".ky-mark").first.tap()
    assert "#note-" in page.url


def test_what_is_copied_is_the_edited_reading(
    tab: Callable[..., Page], sample_address: str, sample: tuple[Agreement, ...]
) -> None:
    """Also with the witness reading shown; the signs, extents and readings stay behind."""
    page = tab(DESK, permissions=["clipboard-read", "clipboard-write"])
    agreement = _marked(sample)
    copied = 0
    for entry in agreement.entries:
        page.goto(f"{sample_address}{agreement.slug}/initiatives/{entry.initiative.slug}/")
        for switch in page.locator("button.ky-switch").all():
            switch.click()
        for row, expected in zip(page.locator(".ky-row").all(), entry.initiative.rows, strict=True):
            row.evaluate("node => getSelection().selectAllChildren(node)")
            page.keyboard.press("Control+C")
            lines = page.evaluate("navigator.clipboard.readText()").split("\n")
            assert [line.strip() for line in lines if line.strip()] == [
                text.edited for text in texts(expected) if text.edited
            ]
            copied += 1
    assert copied


def test_the_switch_shows_the_witness_reading(
    tab: Callable[..., Page], sample_address: str, sample: tuple[Agreement, ...]
) -> None:
    agreement = _marked(sample)
    page = tab(PHONE)
    page.goto(f"{sample_address}{agreement.slug}/full/")
    switch = page.get_by_role("button", name="底本の読みを表示する", pressed=False)
    switch.focus()
    page.keyboard.press("Space")
    shown = page.locator(".ky-witness[data-search-exclude]").all_inner_texts()
    spans = [span for text in agreement.texts for span in text.spans]
    corrected = [span for span in spans if isinstance(span, Corrected)]
    assert corrected
    for mark in corrected:
        assert f"〔底本：{mark.witness}〕" in shown
    assert shown.count("〔底本：ここになし〕") == sum(isinstance(span, Supplied) for span in spans)
    page.get_by_role("button", name="底本の読みを表示する", pressed=True).click()
    assert page.locator(".ky-witness").count() == 0
    assert page.get_by_role("link", name="校訂の一覧で見る").is_visible()


def test_without_scripts_the_switch_is_a_link_to_the_list(
    tab: Callable[..., Page], sample_address: str, sample: tuple[Agreement, ...]
) -> None:
    agreement = _marked(sample)
    page = tab(PHONE, java_script_enabled=False)
    (article,) = (one for one in agreement.articles if one.name == "第2条")
    first = next(mark for text in texts(article) for mark in text.marks())
    page.goto(f"{sample_address}{agreement.slug}/articles/2/")
    page.locator("a.ky-switch").click()
    assert page.url.endswith(f"/text/#correction-{first.number}")
    assert page.locator(f"#correction-{first.number}").is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_list_is_filtered_by_kind(
    tab: Callable[..., Page], sample_address: str, sample: tuple[Agreement, ...], scripts: bool
) -> None:
    agreement = _marked(sample)
    page = tab(PHONE, java_script_enabled=scripts)
    page.goto(f"{sample_address}{agreement.slug}/text/")
    kinds = dict.fromkeys(mark.kind for mark in agreement.marks)
    assert len(kinds) > 4
    for kind in kinds:
        expected = [mark.number for mark in agreement.marks if mark.kind == kind]
        page.get_by_role("radio", name=f"{kind}（{len(expected)}）", exact=True).check()
        assert _listed(page) == expected
    page.get_by_role("radio", name=f"すべて（{len(agreement.marks)}）").check()
    assert _listed(page) == [mark.number for mark in agreement.marks]


def _listed(page: Page) -> list[int]:
    """The numbers of the corrections that can be seen."""
    cards = page.locator(".ky-correction:visible")
    return [int(str(card.get_attribute("id")).split("-")[1]) for card in cards.all()]


def test_every_correction_leads_to_its_place_and_back(
    tab: Callable[..., Page], sample_address: str, sample: tuple[Agreement, ...]
) -> None:
    agreement = _marked(sample)
    page = tab(DESK)
    page.goto(f"{sample_address}{agreement.slug}/text/")
    ways = {
        mark: str(page.locator(f"#correction-{mark.number} a").first.get_attribute("href"))
        for mark in agreement.marks
    }
    for mark, way in ways.items():
        page.goto(f"{sample_address}{agreement.slug}/text/{way}")
        assert page.locator(f"#mark-{mark.number}").count() == 1
        assert mark.note.reason in page.locator(f"#note-{mark.number}").inner_text()


def test_paper_carries_the_notes_and_nothing_to_press(
    tab: Callable[..., Page], sample_address: str, sample: tuple[Agreement, ...]
) -> None:
    agreement = _marked(sample)
    page = tab(DESK)
    page.goto(f"{sample_address}{agreement.slug}/full/")
    page.emulate_media(media="print")
    for mark in agreement.marks:
        assert page.locator(f"#note-{mark.number}").is_visible()
    for pressed in ("button", ".ky-switch", ".ky-pager"):
        assert not any(one.is_visible() for one in page.locator(f"article {pressed}").all())


def test_a_report_quotes_what_is_selected(tab: Callable[..., Page], linked_site: Path) -> None:
    page = tab(DESK)
    asked: list[str] = []

    def stop(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=204)

    page.route("https://github.com/**", stop)
    with serve(linked_site) as origin:
        page.goto(f"{origin}/aobano-kazemachi/articles/1/", wait_until="networkidle")
        assert asked == []
        for selected in ("", "p1"):
            if selected:
                page.locator(f"#{selected}").evaluate("node => getSelection().selectAllChildren(node)")
            page.get_by_role("link", name="この箇所の誤りを知らせる").click()
    plain, quoted = (parse_qs(urlsplit(url).query) for url in asked)
    assert plain["title"] == quoted["title"]
    assert "2021-10-01" in plain["title"][0]
    assert "articles/1/" in plain["body"][0]
    text = page.locator("#p1").inner_text()
    assert f"> {text}\n" in quoted["body"][0]
    assert text not in plain["body"][0]
