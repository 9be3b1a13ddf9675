"""Places are cited as official documents cite them, and can be copied with their address."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page as Tab

from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.addresses import version_path
from kyoyaku.pages.citations import citations
from kyoyaku.pages.page_list import agreement_pages
from testing.browsing import PHONE
from testing.project import rendered

WHOLE = "青葉野市、白波町及び若竹村「広域連携に関する協約」（令和2年4月1日）"


@pytest.fixture(scope="module")
def agreement(sample: tuple[Agreement, ...]) -> Agreement:
    return next(one for one in sample if one.annexes)


@pytest.fixture(scope="module")
def anchors(agreement: Agreement) -> set[str]:
    """The places on the page of this version."""
    page = rendered((agreement,))[version_path(agreement)]
    return set(re.findall(r"\{:? ?#([\w-]+)", page))


@pytest.mark.parametrize(
    ("path", "places"),
    [
        ("preamble.md", [("前文", "")]),
        ("articles/2-2.md", [("第2条の2", "")]),
        ("articles/2.md", [("第2条", ""), ("第2条第1項", "p1"), ("第2条第2項", "p2")]),
        ("supplement.md", [("附則", ""), ("附則第1項", "p1"), ("附則第2項", "p2")]),
        ("annex-2.md", [("別表第2", "")]),
        (
            "initiatives/libraries.md",
            [
                ("第3条(1)「図書館の相互利用」の項", ""),
                ("第3条(1)「図書館の相互利用」の項取組の内容の欄", "content"),
                ("第3条(1)「図書館の相互利用」の項甲及び乙の役割の欄", "role-aobano-shiranami"),
                ("第3条(1)「図書館の相互利用」の項丙の役割の欄", "role-wakatake"),
            ],
        ),
        ("initiatives/buses.md", [("別表第2の1「バスの運行」の項", "")]),
        ("closing.md", []),
        ("full.md", []),
    ],
)
def test_each_place_in_official_form(
    agreement: Agreement, anchors: set[str], path: str, places: list[tuple[str, str]]
) -> None:
    page = next(page for page in agreement_pages(agreement) if page.path == f"{agreement.slug}/{path}")
    cited = citations(agreement, page)
    found = [(one.text, one.anchor) for one in cited]
    assert all(one.version_anchor in anchors for one in cited)
    assert found[: len(places)] == [(WHOLE + place, anchor) for place, anchor in places]
    assert bool(found) == bool(places)


@pytest.fixture
def quote(tab: Callable[..., Tab], sample_address: str, agreement: Agreement) -> Callable[..., str]:
    """What is on the clipboard after one of the buttons under 引用する was pressed on a page."""
    page = tab(PHONE, permissions=["clipboard-read", "clipboard-write"])

    def quote(path: str, button: str, at: int = 0) -> str:
        page.goto(f"{sample_address}{agreement.slug}/{path}")
        page.locator(".ky-cite summary").press("Enter")
        page.get_by_role("button", name=button).nth(at).press("Enter")
        page.get_by_text("コピーしました。").wait_for()
        copied: str = page.evaluate("navigator.clipboard.readText()")
        return copied

    return quote


@pytest.mark.browser
@pytest.mark.site
def test_a_citation_is_copied_with_its_address_and_the_day(
    quote: Callable[..., str], sample_address: str, agreement: Agreement
) -> None:
    copied = quote("articles/2/?h=取組", f"引用をコピー：{WHOLE}第2条第2項")
    version = f"{sample_address}{agreement.slug}/versions/2020-04-01/#article-2-p2"
    assert re.fullmatch(rf"{WHOLE}第2条第2項 {re.escape(version)}（令和\d+年\d+月\d+日閲覧）", copied)
    text = next(one.edited for one in agreement.texts if one.edited.startswith("2 前項"))
    assert quote("articles/2/", f"文とともにコピー：{WHOLE}第2条第2項") == (
        f"「{text}」\n{copied}\n公式の文書ではありません。校訂した箇所を含みます。"
    )


@pytest.mark.browser
@pytest.mark.site
def test_a_quotation_has_no_heading_and_no_notes_but_says_what_is_lost(quote: Callable[..., str]) -> None:
    quotation = quote("initiatives/libraries/", "文とともにコピー", 2).split("\n")
    assert quotation[:2] == ["「図書館を開放する。", "蔵書の目録を整える。」"]
    assert quotation[2].startswith(f"{WHOLE}第3条(1)「図書館の相互利用」の項甲及び乙の役割の欄 http")
    for name, lost in (
        ("libraries", "(2) 利用の案内〔続きがあった可能性〕〔注5？〕」"),
        ("lost-name", "「〔底本欠落・25字以内〕」"),
    ):
        quotation = quote(f"initiatives/{name}/", "文とともにコピー", -1).split("\n")
        assert lost in quotation
        assert quotation[-1] == "公式の文書ではありません。校訂した箇所を含みます。"
