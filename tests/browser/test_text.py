"""What a text has beside its words: notes of marks, readings of the witness, names of the parties."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.notes import with_doubts
from kyoyaku.model.text import Lost, PerhapsLost
from kyoyaku.model.walking import texts
from testing.browsing import DESK, PHONE, broken_rules, serve
from tests.browser.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.site]
WHOLE = "青葉野市、白波町及び若竹村「広域連携に関する協約」（令和2年4月1日）"
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


def test_a_word_is_explained_by_pointer_key_and_touch(visit: Visit) -> None:
    """The first touch explains, the second leads to the glossary; Escape closes (WCAG 2.2, 1.4.13)."""
    page = visit("initiatives/libraries/", PHONE, has_touch=True)
    tip, word = page.get_by_role("tooltip"), page.get_by_role("link", name="蔵書", exact=True)
    word.hover()
    assert tip.inner_text() == "編者による説明：図書館などが持つ本。"
    tip.hover()
    page.wait_for_timeout(300)
    assert tip.is_visible()
    assert broken_rules(page) == []
    page.keyboard.press("Escape")
    assert tip.count() == 0
    word.focus()
    assert tip.is_visible()
    page.keyboard.press("Escape")
    for _ in range(2):
        assert page.url.endswith("initiatives/libraries/")
        word.tap()
    page.wait_for_url("**/glossary/#t-zousiyo")


def test_what_is_copied_is_the_edited_reading_with_its_doubts(visit: Visit, agreement: Agreement) -> None:
    """Also with the witness reading shown; the other signs and the readings stay behind."""
    copied = 0
    for entry in agreement.entries:
        path = f"initiatives/{entry.initiative.slug}/"
        page = visit(path, DESK)
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


def _cited(page: Page, button: str, at: int = 0) -> list[str]:
    """The lines on the clipboard after one of the buttons under 引用する was pressed."""
    page.locator(".ky-cite:not([open]) summary").press("Enter")
    return _copied(page, button, at)


def _copied(page: Page, button: str, at: int = 0) -> list[str]:
    page.get_by_role("button", name=button).nth(at).press("Enter")
    page.get_by_text("コピーしました。").wait_for()
    copied: str = page.evaluate("navigator.clipboard.readText()")
    return copied.split("\n")


def test_a_place_is_cited_and_quoted_with_its_address_and_the_day(visit: Visit, agreement: Agreement) -> None:
    """A quotation has no heading and no notes, but says what is lost."""
    standing, edited = "公式の文書ではありません。", "校訂した箇所を含みます。"
    page = visit("articles/2/?h=取組", PHONE)
    (cited,) = _cited(page, f"引用をコピー：{WHOLE}第2条第2項")
    version = page.url.partition("articles/")[0] + "versions/2020-04-01/#article-2-p2"
    assert re.fullmatch(rf"{WHOLE}第2条第2項 {re.escape(version)}（令和\d+年\d+月\d+日閲覧）", cited)
    text = next(one.edited for one in agreement.texts if one.edited.startswith("2 前項"))
    page.reload()
    assert _cited(page, f"文とともにコピー：{WHOLE}第2条第2項") == [f"「{text}」", cited, standing + edited]
    for name, at, quotation in (
        ("libraries", 2, ["「図書館を開放する。", "蔵書の目録を整える。」"]),
        ("libraries", -1, ["「(2) 利用の案内〔続きがあった可能性〕〔注5？〕」"]),
        ("lost-name", -1, ["「〔底本欠落・25字以内〕」"]),
    ):
        page = visit(f"initiatives/{name}/", PHONE)
        *found, source, last = _cited(page, "文とともにコピー", at)
        assert found[-len(quotation) :] == quotation
        assert at < 0 or found == quotation
        assert source.startswith(WHOLE)
        assert last == standing + edited * (at < 0)
    # ¶ offers the paragraph alone, by keyboard.
    page = visit("initiatives/libraries/", DESK)
    page.get_by_role("link", name="甲及び乙の役割第2段落へのリンク").press("Enter")
    alone, source, _ = _copied(page, "文とともにコピー")
    assert alone == "「蔵書の目録を整える。」"
    assert "「図書館の相互利用」甲及び乙の役割第2段落 " in source
    assert "/versions/2020-04-01/#libraries-role-aobano-shiranami-p2（" in source


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
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.locator("a.ky-switch").click()
    assert page.url.endswith(f"/text/#correction-{first.id}")
    assert page.locator(f"#correction-{first.id}").is_visible()


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
        assert page.get_by_role("button", name="名称で表示").count() == 0  # these parties have no labels
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
    page.emulate_media(media="print")
    assert page.evaluate(SHOWN) == "none", "paper has the agreed wording"
    page.emulate_media(media="screen")
    switch.press("Enter")
    assert page.evaluate(SHOWN) == "none"
    _read(page)


def _read(page: Page) -> None:
    """Readings stand over names, are remembered, and are not copied; without them the text is as it was."""
    page.goto(page.url.replace("articles/4/", "preamble/"))
    switch, own = page.get_by_role("button", name="ふりがなを付ける"), page.locator("#p1")
    text = own.text_content()
    assert page.locator("ruby").count() == 0
    switch.press("Enter")
    page.reload()
    given = {*zip(page.locator("ruby").all_inner_texts(), page.locator("rt").all_inner_texts(), strict=True)}
    assert ("青葉野市あおばのし", "あおばのし") in {(both.replace("\n", ""), kana) for both, kana in given}
    assert (
        page.evaluate(
            "node => getSelection().selectAllChildren(node) ?? getSelection() + ''", own.element_handle()
        )
        == text
    )
    switch.press("Enter")
    assert own.text_content() == text


def test_the_draft_of_an_instrument_is_copied(tab: Callable[..., Page], sample_address: str) -> None:
    page = tab(DESK)
    page.goto(f"{sample_address}yukimino-suzunari/changes/2025-04-01/")
    page.get_by_role("button", name="案をコピー").press("Enter")
    page.get_by_text("コピーしました。").wait_for()
    title, *sentences = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert title.endswith("（案）")
    assert sentences == page.locator(".ky-draft p").all_text_contents()[1:]


def test_an_article_of_an_earlier_version_is_cited_and_quoted(
    tab: Callable[..., Page], sample_address: str
) -> None:
    """Up to the next heading, and not as far as its id is the beginning of another: 第2条 and 第2条の2."""
    page = tab(DESK)
    page.goto(f"{sample_address}yukimino-suzunari/versions/2019-03-22/")
    *found, source, _ = _cited(page, "文とともにコピー", 2)
    sentences = page.locator("article p[id^=article-2-p]").all_inner_texts()
    assert "\n".join(found) == "「" + "\n".join(sentences) + "」"
    assert "締結時の版）第2条 " in source
    assert "/versions/2019-03-22/#article-2（" in source
