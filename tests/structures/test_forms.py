"""What structures become in Akoma Ntoso, agreement.md and linked data.

That each form has every text in order, and no other word, tests/judgement sees to.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from lxml import etree
from pypdf import PdfReader, PdfWriter

from kyoyaku.forms.akn.text import NAMESPACE
from kyoyaku.forms.linked_data import linked_data
from kyoyaku.pages.addresses import seen_from
from kyoyaku.pages.page_list import agreement_pages
from kyoyaku.pdf.printing import _mended
from tests.judgement.in_process import bare
from tests.structures.shown import Shown, shown

AKN = {"akn": NAMESPACE}


def found(one: Shown, path: str) -> list[Any]:
    """What an XPath finds in Akoma Ntoso."""
    return list(one.akn.xpath(path, namespaces=AKN))


def said(one: Shown, path: str) -> list[str]:
    """The words of each element that an XPath finds, without blanks."""
    return [bare(element.itertext()) for element in found(one, path)]


def data_of(one: Shown, path: str = "index.md") -> dict[str, Any]:
    """The linked data of a page, of the overview if it is not said which."""
    (page,) = (page for page in agreement_pages(one.agreement) if page.path == f"{one.agreement.slug}/{path}")
    return linked_data(one.agreement, page, seen_from(page.path)) or {}


def test_chapters() -> None:
    one = shown("chapters")
    (chapter,) = found(one, "//akn:chapter[akn:num='第2章'][akn:heading='会議']")
    assert [section.get("eId") for section in chapter.findall("akn:section", AKN)] == [
        "chp_2__sec_1",
        "chp_2__sec_2",
    ]
    assert said(one, "//akn:section/akn:num | //akn:section/akn:heading") == [
        "第1節",
        "組織",
        "第2節",
        "運営",
    ]
    assert one.eid("art_3").getparent().get("eId") == "chp_2__sec_1"
    assert one.eid("suppl").getparent().tag.endswith("mainBody")
    for line in ("## 第2章 会議", "### 第1節 組織", "#### 第3条（会議の組織）", "## 附則"):
        assert f"\n{line}\n" in one.markdown


def test_blocks_stand_in_their_item_and_paragraph() -> None:
    one = shown("item-paragraph")
    for eid, words in {
        "art_1__para_1__point_1": "(1)普通応援境に近い区域の火災を知ったときは、1隊が出動する。",
        "art_2__para_1__point_1__point_2": "イ南部南部の範囲は、国道の両側とする。",
        "art_2__para_1__point_1__p_2": "隣接する区域は、毎年見直す。",
        "art_2__para_1__p_2": "この条の区域は、前条の応援に限る。",
    }.items():
        assert bare(one.eid(eid).itertext()) == words
    # Right behind their 号, in the order of the paper.
    assert "(3) その他の応援\n\n応援の要請は、電話による。" in one.markdown

    one = shown("unnumbered-paragraphs")
    assert len(found(one, "//akn:article[@eId='art_1']/akn:paragraph")) == 2
    assert said(one, "//akn:article[@eId='art_2']/akn:paragraph[1]//akn:p") == [
        "議員の定数は、5人とし、その内訳は、次のとおりとする。",
        "山田市3人",
        "川上町2人",
    ]


JOINED = """
| 経費の種類 | 負担の方法 | < | 備考 |
| --- | --- | --- | --- |
| ^ | 区分 | 割合 | ^ |
| 建設に要する経費 | 人口割 | 100分の50 | 前年度の人口による。 |
| ^ | 収集割 | 100分の50 |  |
"""


def test_tables() -> None:
    one = shown("table-in-annex")
    (table,) = found(one, "//akn:attachment//akn:table")
    spans = {
        bare(cell.itertext()): (cell.get("colspan"), cell.get("rowspan"))
        for cell in table.iter(f"{{{NAMESPACE}}}th", f"{{{NAMESPACE}}}td")
        if cell.get("colspan") or cell.get("rowspan")
    }
    assert spans == {
        "経費の種類": (None, "2"),
        "負担の方法": ("2", None),
        "備考": (None, "2"),
        "建設に要する経費": (None, "2"),
    }
    assert said(one, "//akn:th") == ["経費の種類", "負担の方法", "備考", "区分", "割合"]
    assert JOINED in one.markdown
    assert "< の欄は左の欄と、一つの欄です" in one.markdown.split("\n---\n")[0]

    one = shown("table-in-article")
    (table,) = found(one, "//akn:paragraph[@eId='art_1__para_1']//akn:table")
    assert table.get("eId") == "art_1__para_1__table_2"
    assert "一つの欄" not in one.markdown
    one = shown("table-in-article", edit={"山田市 川上町": r"^<br>a\|b<br>\<br\>"})
    assert r"| (1) し尿処理に関する事務 | \^<br>a\|b<br>\<br\> |" in one.markdown


def test_attachments() -> None:
    one = shown("other-attachments")
    assert said(one, "//akn:attachment/akn:heading") == [
        "別表第1の1（第1条関係）",
        "別表第1の2（第1条関係）",
        "別図（第1条関係）",
        "様式第1号（第2条関係）",
        "別記",
    ]
    one = shown("second-document")
    (second,) = found(one, "//akn:attachment[@eId='attached']/akn:doc")
    assert [tag.tag.rpartition("}")[2] for tag in second] == ["meta", "preamble", "mainBody", "conclusions"]
    # Its day is not said to be that of the first.
    assert {date.get("name") for date in second.iterfind(".//akn:FRBRdate", AKN)} == {"unknown"}
    assert bare(one.eid("attached__art_1").itertext()).startswith("第1条（経費の額）")
    facts = "attachments: [{title: 消防事務の委託に関する付属協定書, concluded: 1972-03-20}]"
    one = shown("second-document", edit={"status: unknown": f"status: unknown\n{facts}"})
    dates = found(one, "//akn:attachment//akn:FRBRdate")
    assert {(date.get("date"), date.get("name")) for date in dates} == {("1972-03-20", "concluded")}
    assert one.markdown.index("\n# 消防") < one.markdown.index("\n## 消防事務の委託に関する付属協定書")

    one = shown("supplements")
    assert [tag.get("eId") for tag in found(one, "//akn:hcontainer[@name='supplement']")] == [
        "suppl",
        "suppl_2",
        "suppl_3",
    ]
    assert one.eid("suppl_2__art_2").getparent().get("eId") == "suppl_2"


def test_images_and_notes_of_databases_are_set_apart() -> None:
    one = shown("image")
    (image,) = found(one, "//akn:img")
    assert image.get("alt") == "区域を示した図。北は川上町に接する"
    assert one.file(f"data/{image.get('src')}")
    assert f"\n![{image.get('alt')}]({image.get('src')})\n" in one.markdown

    one = shown("ordinance-notes")
    notes = ["平17告示9・平17告示263・一部改正", "平17告示9・一部改正", "令和元年告示第4号"]
    assert said(one, "//akn:authorialNote") == notes
    assert [line.rpartition("：")[2] for line in one.markdown.splitlines() if line.startswith("> ")] == notes
    assert [element.get("eId") for element in found(one, "//akn:article[2]/akn:paragraph")] == [
        "art_2__para_1",
        "art_2__para_2",
    ]


def test_rows_and_initiatives() -> None:
    one = shown("row-labels")
    assert said(one, "//*[@eId='init_emergency']/akn:hcontainer/akn:num") == ["a", "b", "c"]
    one = shown("roles-one-level-deeper")
    assert said(one, "//*[@eId='init_strategy']/akn:hcontainer[akn:num='(b)']/akn:hcontainer/akn:num") == [
        "i",
        "ii",
    ]
    one = shown("other-rows")
    assert found(one, "//*[akn:heading='費用負担'][@refersTo='#party_yamada #party_kawakami']")
    one = shown("body-that-does-not-sign")
    (row,) = found(one, "//*[akn:heading='山田広域事務組合の役割']")
    (body,) = found(one, f"//akn:TLCOrganization[@eId='{row.get('refersTo')[1:]}']")
    assert body.get("showAs") == "山田広域事務組合"
    one = shown("lead-and-sub-initiatives")
    inside = [tag.get("eId") for tag in one.eid("init_er") if tag.get("eId")]
    assert inside[0] == "init_er__lead__para_1"
    assert inside[-2:] == ["init_er-children", "init_er-mothers"]
    one = shown("initiatives-without-names")
    assert [one.eid(name).find("akn:heading", AKN) for name in ("init_export-support", "init_tour")] == [
        None
    ] * 2
    assert "産業振興 1" not in one.markdown + etree.tostring(one.akn, encoding="unicode")
    one = shown("notes-under-annex")
    assert [tag.get("name") for tag in found(one, "//akn:attachment//akn:mainBody/*")] == [
        "section",
        "remarks",
        "remarks",
    ]


def test_what_stands_in_place_of_articles() -> None:
    one = shown("deleted-articles")
    assert [bare(one.eid(name).itertext()) for name in ("art_2", "art_5", "art_8")] == [
        "第2条及び第3条削除",
        "第5条から第7条まで削除",
        "第8条削除",
    ]
    assert said(one, "//akn:article[position() < 4]/akn:num") == ["第1条", "第2条及び第3条", "第4条"]
    one = shown("numbered-headings")
    assert said(one, "//akn:list/akn:heading") == ["記"]
    assert said(one, "//akn:list/akn:article/akn:num") == ["1", "2", "3"]
    one = shown("prose-only", "yamada-kawakami")
    assert not found(one, "//akn:preamble")
    assert len(found(one, "//akn:mainBody/*")) == 3


@pytest.mark.parametrize(
    ("slug", "known", "day"),
    [("month-only", "2018-06", "D:201806"), ("year-only", "2018", "D:2018"), ("undated", "", None)],
)
def test_no_day_is_made_up(slug: str, known: str, day: str | None) -> None:
    one = shown("dates", slug)
    dates = {(date.get("date"), date.get("name")) for date in found(one, "//akn:FRBRdate")}
    assert dates == {("9999-12-31", "unknown")}
    assert (data_of(one).get("legislationDate"), data_of(one)["version"]) == (
        known or None,
        known or "undated",
    )
    printed, made = PdfWriter(), BytesIO()
    printed.add_blank_page(100, 100)
    printed.add_metadata({"/Creator": "Chromium", "/CreationDate": "D:20261127"})
    printed.write(made)
    mended, _ = _mended(made.getvalue(), known, set())
    written: dict[str, Any] = dict(PdfReader(BytesIO(mended)).metadata or {})
    assert (written["/Creator"], written.get("/CreationDate"), written.get("/ModDate")) == (
        "Chromium",
        day,
        day,
    )


def test_the_words_of_the_kind() -> None:
    one = shown("kind-date-instrument")
    assert said(one, "//akn:proprietary/*[local-name()='kind' or local-name()='instrument']") == [
        "規約",
        "告示第55号",
    ]
    data = data_of(one)
    assert (data["legislationType"], data["legislationIdentifier"]) == (
        "地方公共団体の間の規約",
        "告示第55号",
    )
    assert (data["datePublished"], data.get("legislationDate")) == ("2020-04-01", None)


def test_parties_without_code_and_with_members() -> None:
    one = shown("parties", "associations")
    assert all("identifier" not in party for party in data_of(one)["legislationJurisdiction"])
    one = shown("parties", "two-cities-and-a-town")
    party, _ = data_of(one)["legislationJurisdiction"]
    assert [member["name"] for member in party["containsPlace"]] == ["山田市", "海辺市"]


def test_parts_of_chapters_and_a_second_document_are_parts() -> None:
    assert [part["url"] for part in data_of(shown("chapters"))["hasPart"]] == [
        f"articles/{number}/" for number in range(1, 5)
    ]
    assert [part["url"] for part in data_of(shown("second-document"))["hasPart"]][-1] == "attached/"
