"""What a text has beside its words: notes of marks, readings of the witness, names of the parties."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.notes import sign, with_doubts
from kyoyaku.model.parts import texts
from kyoyaku.model.text import Lost, PerhapsLost
from testing.browsing import DESK, PHONE, serve
from tests.browser.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.site]
LABELS = "[...document.querySelectorAll('article abbr')].map((one) => [one.textContent, one.title])"
SHOWN = "getComputedStyle(document.querySelector('article abbr'), '::after').content"


def test_a_note_is_reached_and_left_by_keyboard(visit: Visit, agreement: Agreement) -> None:
    lost = next(mark for mark in agreement.marks if isinstance(mark, Lost) and mark.whole == "底本")
    page = visit("full/", DESK, java_script_enabled=False)
    page.locator(f"#mark-{lost.id}").focus()
    page.keyboard.press("Enter")
    note = page.locator(f"#note-{lost.id}")
    assert page.url.endswith(f"#note-{lost.id}")
    assert note.is_visible()
    assert lost.note.reason in note.inner_text()
    note.get_by_role("link").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith(f"#mark-{lost.id}")


def test_a_mark_can_be_touched(visit: Visit) -> None:
    page = visit("full/", PHONE, has_touch=True)
    page.locator(".ky-mark").first.tap()
    assert "#note-" in page.url


def test_what_is_copied_is_the_edited_reading_with_its_doubts(visit: Visit, agreement: Agreement) -> None:
    """Also with the witness reading shown; the other signs and the readings stay behind."""
    copied = 0
    for entry in agreement.entries:
        path = f"initiatives/{entry.initiative.slug}/"
        page = visit(path, DESK, permissions=["clipboard-read", "clipboard-write"])
        for switch in page.locator("button.ky-switch").all():
            switch.click()
        for row, expected in zip(page.locator(".ky-row").all(), entry.initiative.rows, strict=True):
            row.evaluate("node => getSelection().selectAllChildren(node)")
            page.keyboard.press("Control+C")
            lines = page.evaluate("navigator.clipboard.readText()").split("\n")
            assert [line.strip() for line in lines if line.strip()] == [
                "".join(map(with_doubts, text.spans)) for text in texts(expected) if text.edited
            ]
            copied += 1
    assert copied


def test_the_switch_shows_the_witness_reading(visit: Visit, agreement: Agreement) -> None:
    page = visit("full/", PHONE)
    page.get_by_role("button", name="底本の読みを表示する", pressed=False).focus()
    page.keyboard.press("Space")
    shown = page.locator(".ky-witness[data-search-exclude]").all_inner_texts()
    inside = [mark for mark in agreement.marks if not isinstance(mark, Lost | PerhapsLost)]
    assert sorted(shown) == sorted(f"〔底本：{mark.witness or 'ここになし'}〕" for mark in inside)
    assert len(inside) > sum(mark in text.spans for mark in inside for text in agreement.texts)
    page.get_by_role("button", name="底本の読みを表示する", pressed=True).click()
    assert page.locator(".ky-witness").count() == 0
    assert page.get_by_role("link", name="校訂の一覧で見る").is_visible()


def test_without_scripts_the_switch_is_a_link_to_the_list(visit: Visit, agreement: Agreement) -> None:
    (article,) = (one for one in agreement.articles if one.name == "第2条")
    first = next(mark for text in texts(article) for mark in text.marks())
    page = visit("articles/2/", PHONE, java_script_enabled=False)
    page.locator("a.ky-switch").click()
    assert page.url.endswith(f"/text/#correction-{first.id}")
    assert page.locator(f"#correction-{first.id}").is_visible()


def test_the_list_is_filtered_by_kind(visit: Visit, agreement: Agreement) -> None:
    page = visit("text/", PHONE, java_script_enabled=False)

    def listed() -> list[str]:
        """The signs of the corrections that can be seen."""
        return page.locator(".ky-correction:visible > p > strong").all_inner_texts()

    kinds = dict.fromkeys(mark.kind for mark in agreement.marks)
    assert len(kinds) > 4
    for kind in kinds:
        expected = [sign(mark) for mark in agreement.marks if mark.kind == kind]
        page.get_by_role("radio", name=f"{kind}（{len(expected)}）", exact=True).check()
        assert listed() == expected
    page.get_by_role("radio", name=f"すべて（{len(agreement.marks)}）").check()
    assert listed() == [sign(mark) for mark in agreement.marks]


def test_every_correction_leads_to_its_place_and_back(visit: Visit, agreement: Agreement) -> None:
    page = visit("text/", DESK)
    start = page.url
    first_link = "ones => ones.map((one) => one.querySelector('a').getAttribute('href'))"
    links = page.locator(".ky-correction").evaluate_all(first_link)
    for mark, link in zip(agreement.marks, links, strict=True):
        page.goto(start + link)
        assert page.locator(f"#mark-{mark.id}").count() == 1
        assert mark.note.reason in page.locator(f"#note-{mark.id}").inner_text()


def test_paper_carries_the_notes_and_nothing_to_press(visit: Visit, agreement: Agreement) -> None:
    page = visit("full/", DESK)
    page.emulate_media(media="print")
    for mark in agreement.marks:
        assert page.locator(f"#note-{mark.id}").is_visible()
    assert page.locator("article :is(button, .ky-switch, .ky-pager):visible").count() == 0


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
        report = page.get_by_role("link", name="この箇所の誤りを知らせる")
        report.click()
        page.locator("#p1").evaluate("node => getSelection().selectAllChildren(node)")
        report.click()
    plain, quoted = (parse_qs(urlsplit(url).query) for url in asked)
    assert plain["title"] == quoted["title"]
    assert "2021-10-01" in plain["title"][0]
    assert "articles/1/" in plain["body"][0]
    text = page.locator("#p1").inner_text()
    assert f"> {text}\n" in quoted["body"][0]
    assert text not in plain["body"][0]


def test_each_label_has_its_name(visit: Visit, agreement: Agreement) -> None:
    page = visit("articles/4/", PHONE)
    assert page.evaluate(LABELS) == [list(pair) for pair in list(agreement.labels.items())[:3]]


def test_the_switch_shows_names_and_is_remembered(visit: Visit, agreement: Agreement) -> None:
    page = visit("articles/3/", PHONE)
    switch = page.get_by_role("button", name="甲・乙・丙を名称で表示する")
    text = page.locator("article").text_content()
    assert page.evaluate(SHOWN) == "none"
    kept = page.get_by_text("コピーと印刷では、甲・乙・丙のままです。")
    assert not kept.is_visible()
    switch.press("Enter")
    assert kept.is_visible()
    assert switch.get_attribute("aria-pressed") == "true"
    assert page.evaluate(SHOWN) == f'"{agreement.parties[0].name}"'
    assert page.locator("article").text_content() == text
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    said = {
        node["name"]["value"]
        for node in tree
        if node.get("role", {}).get("value") == "link" and "name" in node
    }
    assert said >= set(agreement.labels.values())
    assert said.isdisjoint(f"{label}{name}" for label, name in agreement.labels.items())
    page.goto(page.url.replace("articles/3/", "articles/4/"))
    assert page.evaluate(SHOWN) == f'"{agreement.parties[0].name}"'
    switch.press("Enter")
    assert page.evaluate(SHOWN) == "none"


def test_where_parties_have_no_labels_there_is_no_switch(
    tab: Callable[..., Page], sample_address: str, sample: tuple[Agreement, ...]
) -> None:
    page = tab(PHONE)
    plain = next(one for one in sample if not one.labels)
    page.goto(f"{sample_address}{plain.slug}/articles/1/")
    assert page.locator("article abbr").count() == 0
    assert page.get_by_role("button", name="名称で表示").count() == 0
