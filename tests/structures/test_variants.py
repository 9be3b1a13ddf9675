"""Agreements of the same kinds as the cases, but different in detail."""

from __future__ import annotations

import pytest

from tests.structures.shown import problems, shown

WAYS = "## 第2条（連絡）\n\n協定市町村は、前条の応援のため、連絡の担当を定める。\n"
ROLES = """## 第2条（取組）

次のとおりとする。

### 応援 {#aid}

**応援の内容**

応援する。

**東岡市の役割**

本部を置く。

**協定市町村の役割**

職員を送る。
"""


def test_the_short_name_of_all_parties_is_a_bearer() -> None:
    one = shown("eighteen-parties", edit={WAYS: ROLES})
    content, own, all_of_them = one.agreement.entries[0].initiative.rows
    assert (content.kind, own.kind, all_of_them.kind) == ("content", "role", "role")
    assert all_of_them.parties == one.agreement.parties
    assert "協定市町村の役割（全ての当事者が共同で担うもの）" in one.page("parties/asazawa/").text


def test_a_key_that_is_the_short_name_is_not_said_twice() -> None:
    old = "協定市は、災害が発生したときは、相互に応援する。\n"
    edit = {
        old: f"{old}\n{ROLES.partition('する。')[2].replace('東岡市', '協定市').partition('**協定市町村')[0]}"
    }
    assert shown("parties", "open-class", edit=edit).page("initiatives/aid/").text.count("〔") == 0


def test_a_reference_to_a_heading_below_an_article_leads_to_the_article() -> None:
    old = "**甲の役割**\n\n診療所を設置する。\n"
    after = "**乙の役割**\n\n相談員を派遣する。\n"
    tail = (
        "\n***\n\n2 第1項第1号ア(ア)の取組は、見直す。\n\n## 第2条（準用）\n\n第1条第1項第1号アを準用する。\n"
    )
    one = shown("inline-initiative", edit={old: old, after: after + tail})
    assert [(link.text, link.href) for link in one.page("articles/2/").all("p/a[@title]")] == [
        ("第1条第1項第1号", "articles/1/#p1")
    ]
    assert "第1条第3項" not in one.page("articles/1/").text
    (sources,) = one.page("articles/1/").classed("ky-sources")
    assert [link.text for link in sources.all("li/a")] == ["第1条第2項", "第2条"]


@pytest.mark.parametrize(
    ("text", "leads"), [("様式第1号による。", ["様式第1号"]), ("別に定める様式による。", [])]
)
def test_a_form_without_a_number_may_be_any_other(text: str, leads: list[str]) -> None:
    one = shown("other-attachments", edit={"要請は、様式第1号による。": text})
    assert [link.text for link in one.page("articles/2/").all("p/a[@title]")] == leads


def test_what_has_the_initiatives_is_said_where_it_stands() -> None:
    edit = {
        "## 第8条\n\n削除": f"## 第8条\n\n{ROLES.partition('）')[2].strip()}",
        "**東岡市": "**甲",
        "協定市町村の": "乙の",
    }
    one = shown("deleted-articles", edit=edit)
    assert "構成 前文及び9条（うち5条は削除、1取組）" in one.page("").text


def test_who_has_no_role_is_not_promised_one() -> None:
    old = "no_role: {er: [乙]}"
    edit = {old: "no_role: {er: [甲, 乙]}", "**甲の役割**\n\n診療所を設置する。\n\n": ""}
    one = shown("role-missing-on-paper", edit=edit)
    page = one.page("initiatives/er/")
    assert "甲（山田市）及び乙（川上町）の役割は、定められていません。" in page.text
    assert page.description.startswith("「救急医療」の取組の内容等（")


def test_headings_with_nothing_of_a_party_are_not_on_its_page() -> None:
    edit = {
        "### 救急医療 {#er}": "### (1) 医療\n\n#### 救急医療 {#er}",
        "### 観光の": "### (2) 観光\n\n#### 観光の",
    }
    one = shown("role-missing-on-paper", edit=edit)
    assert "(1) 医療" not in [heading.text for heading in one.page("parties/kawakami/").all("h2")]
    assert "(1) 医療" in [heading.text for heading in one.page("parties/yamada/").all("h2")]


@pytest.mark.parametrize(
    ("case", "edit", "address", "title"),
    [
        (
            "supplements",
            {"## 附則（平成9年規約第5号）": "## 附則（平成9年規約第5号）抄"},
            "supplement-3/",
            "附則（平成9年規約第5号）抄",
        ),
        ("supplements", {"## 附則\n": "## 附則 抄\n"}, "supplement/", "附則 抄"),
        ("supplements", {"## 附則\n": "## 付則\n"}, "supplement/", "付則"),
        (
            "numbered-headings",
            {"### 1 処": "### 一 処", "### 2 使": "### 二 使", "### 3 費": "### 三 費"},
            "articles/2/",
            "二 使用の期間",
        ),
        (
            "deleted-articles",
            {"第5条から第7条まで 削除\n": "第5条から第7条まで 削除\n\n{>>note: 平17告示9<<}\n"},
            "articles/5/",
            "第5条から第7条まで 削除",
        ),
    ],
)
def test_headings_of_ordinances(case: str, edit: dict[str, str], address: str, title: str) -> None:
    assert problems(case, edit=edit) == []
    assert shown(case, edit=edit).page(address).h1 == title


def test_places_in_a_second_document_are_named_with_it() -> None:
    table = "\n## 別表（第1条関係）\n\n| 区分 | 額 |\n|---|---|\n| 一 | 1円 |\n"
    edit = {
        "30日以内に支払う。\n": f"30日以内に支払う。\n{table}",
        "事務の量による。\n": "事務の量による。甲が支払う。\n",
    }
    costs = {"yamada-kawakami/duties.yml": "- {key: costs, name: 費用, phrases: [支払う]}\n"}
    one = shown("second-document", edit=edit, files=costs)
    name = "消防事務の委託に関する付属協定書"
    assert one.page("attached/annex/").all("caption")[0].text == f"{name}別表の表"
    assert [link.text for link in one.page("costs/").classed("ky-costs")[0].all("li//a")] == [
        "第2条",
        f"{name}第2条",
    ]


def test_labels_of_other_kinds_are_cited_alike() -> None:
    edit = {"### (1) 生活機能": "### 一 生活機能", "##### (ア) 救急医療 {#er}": "##### (ア) {#er}"}
    page = shown("inline-initiative", edit=edit).page("initiatives/er/")
    assert page.h1 == "(ア)"
    assert page.classed("ky-citation")[0].text.partition("」")[2] == "（令和2年4月1日）第1条第1号ア(ア)"
    edit = {"## 第2条及び第3条 削除": "## 第二条及び第三条 削除"}
    page = shown("deleted-articles", edit=edit).page("articles/2/")
    assert page.h1 == "第二条及び第三条 削除"
    assert page.classed("ky-citation")[0].text.endswith("第2条及び第3条")


def test_a_table_between_an_item_and_those_below_it_is_in_the_item() -> None:
    """Also where there are no 項: in a row and in 備考."""
    table = "1 一\n\n| 区分 | 額 |\n|---|---|\n| 一 | 1円 |\n\n(1) 二\n\n(2) 三\n\n2 四\n"
    edit = {"観光の情報を発信する。\n": table, "### 注\n\n": f"### 注\n\n{table}\n"}
    one = shown("notes-under-annex", edit=edit)
    for page, prefix in (("initiatives/tourism/", "content"), ("annex/", "remarks-2")):
        assert one.page(page).at(f"{prefix}-i1-2").own == "(2) 三"
        assert one.page(page).at(f"{prefix}-i1-b2-r2-c1").own == "一"


def test_only_what_is_supplied_is_said_to_be_supplied() -> None:
    assert "理由及び確度を示して補っています" not in shown("annex-columns").page("text/").text


def test_a_range_that_begins_within_deleted_articles_is_named_by_their_numbers() -> None:
    edit = {"第2条及び第6条は、欠番とする。": "前3条並びに第3条から第6条まで及び第1条から第4条までとする。"}
    links = shown("deleted-articles", edit=edit).page("articles/9/").all("p/a[@title]")
    assert [link.get("title") for link in links] == [
        *("第6条から第8条まで", "第3条から第6条まで", "第1条から第4条まで"),
    ]
    links = (
        shown("deleted-articles", edit={"第2条及び第6条は": "前5条は"}).page("articles/9/").all("p/a[@title]")
    )
    assert [link.get("title") for link in links] == ["第4条から第8条まで"]


def test_parties_joined_by_to_bear_a_row_together() -> None:
    one = shown(
        "inline-initiative",
        edit={
            "**甲の役割**\n\n診療所": "**甲と乙の役割**\n\n診療所",
            "**乙の役割**\n\n利用について周知する。\n": "",
        },
    )
    assert [party.key for party in one.agreement.entries[0].initiative.rows[1].parties] == ["甲", "乙"]
