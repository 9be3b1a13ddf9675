"""Initiatives and their rows, beyond what the golden pages of the sample show: lists, citations, data."""

from __future__ import annotations

import pytest

from tests.structures.shown import Seen, problems, shown


def _places(page: Seen) -> list[str]:
    """The citations of a page, without what stands before the place."""
    return [one.rpartition("）")[2] for one in page.cited]


PLACE = "第3条第1号ア(ア)"
WORDS = {"住民に対し、診療所の利用について周知する。": "周知する。\n\n(i) 市報\n\n(ii) 回覧"}
ROW = {"会議に参加し、意見を述べる。": "参加する。\n\n(イ) 会議\n\n(ロ) 部会\n\n**(c) 費用負担**\n\n折半。"}


@pytest.mark.parametrize(
    ("name", "edit", "slug", "last"),
    [
        (
            "row-labels",
            {},
            "emergency",
            [f"{PLACE}{row}" for row in ("", "a", "b", "b(a)", "b(b)", "c", "c(a)")],
        ),
        ("row-labels", WORDS, "emergency", [f"{PLACE}c(a)(i)", f"{PLACE}c(a)(ii)"]),
        (
            "roles-one-level-deeper",
            ROW,
            "strategy",
            [f"第1条第1号a{row}" for row in ("(b)ii", "(b)ii(イ)", "(b)ii(ロ)", "(c)")],
        ),
    ],
)
def test_labels_of_rows_are_text_and_cited(
    name: str, edit: dict[str, str], slug: str, last: list[str]
) -> None:
    one = shown(name, edit=edit)
    assert _places(one.page(f"initiatives/{slug}/"))[-len(last) :] == last
    rows = [row.label.edited for row in one.agreement.entries[0].initiative.all_rows]
    places = [one.page("full/").own.index(row) for row in rows]
    assert places == sorted(places)


def test_labels_of_initiatives_stand_with_their_names() -> None:
    one = shown("inline-initiative")
    assert one.page("initiatives/er/").h1 == "(ア) 救急医療"
    cited = [
        _places(one.page(f"initiatives/{name}/"))[0] for name in ("er", "medical-advice", "welfare-advice")
    ]
    assert cited == ["第1条第1号ア(ア)", "第1条第1号ア(イ)", "第1条第1号イ(ア)"]
    assert ("(イ) 相談体制", "initiatives/medical-advice/") in {(title, to) for _, title, to in one.nav}
    for address in ("initiatives/", "", "names/", "parties/yamada/"):
        assert "(イ) 相談体制" in one.page(address).text
    assert "initiatives/er/" in one.found("(ア) 救急医療")
    edit = {"### (1) 生活機能": "### 一 生活機能", "##### (ア) 救急医療 {#er}": "##### (ア) {#er}"}
    page = shown("inline-initiative", edit=edit).page("initiatives/er/")
    assert (page.h1, _places(page)[0]) == ("(ア)", "第1条第1号ア(ア)")


def test_the_place_tells_initiatives_of_one_name_apart() -> None:
    """Where a section has no label, its words do."""
    edit = {
        f"#### {{#{slug}}}": f"#### {name} {{#{slug}}}"
        for slug, name in (("export-support", "相談"), ("trade-fair", "見本市"), ("tour", "相談"))
    }
    one = shown("initiatives-without-names", edit=edit)
    cited = [
        _places(one.page(f"initiatives/{name}/"))[0] for name in ("export-support", "trade-fair", "tour")
    ]
    assert cited == ["別表産業振興の項「相談」の項", "別表「見本市」の項", "別表観光の項「相談」の項"]
    edit = {"### 産業振興": "### 1 産業振興", "### 観光": "### 2 観光"}
    one = shown("initiatives-without-names", edit=edit)
    assert _places(one.page("initiatives/tour/"))[0] == "別表2の項第1"
    plain = shown("other-rows")
    assert _places(plain.page("initiatives/er/"))[:2] == ["第1条「救急医療」", "第1条「救急医療」取組の内容"]


def test_other_rows_have_bearers_anchors_and_costs() -> None:
    one = shown("other-rows")
    assert one.page("initiatives/er/").at("role-yamada-kawakami").own == "費用負担"
    role = "**甲の役割**\n\n診療所を設置する。"
    first = {role: f"**実施期間**\n\n5年とする。\n\n{role}"}
    text = shown("other-rows", edit=first).page("parties/yamada/").own
    assert text.index("診療所を設置する。") < text.index("5年とする。") < text.index("費用は、甲及び乙が")
    assert [item.text for item in one.page("costs/").all("li[.//q]")] == [
        "山田市（甲）及び川上町（乙） 費用負担　費用は、甲及び乙が均等に負担する。",
        "川上町（乙） 乙の費用分担　乙は、貸出しに要する費用を負担する。",
    ]
    assert one.page("").tables[0][1:] == [
        ["救急医療", "「費用負担」", "「費用負担」"],
        ["観光の振興", "—", "—"],
        ["図書館の利用", "—", "「乙の費用分担」"],
    ]
    labels = {"甲の役割", "乙の役割", "費用負担", "甲乙の役割", "実施期間", "役割分担", "乙の費用分担"}
    assert {row["row_label"] for row in one.csv("duties.csv")} == labels
    listed = [(row["row_2"], row["row_2_bearers"]) for row in one.csv("initiatives.csv")]
    assert listed == [("乙の役割", "川上町"), ("実施期間", "山田市・川上町"), ("乙の費用分担", "川上町")]


BOTH = {"no_role: {er: [乙]}": "no_role: {er: [甲, 乙]}", "**甲の役割**\n\n診療所を設置する。\n\n": ""}


@pytest.mark.parametrize(("edit", "who"), [({}, "乙（川上町）"), (BOTH, "甲（山田市）及び乙（川上町）")])
def test_a_role_that_the_paper_lacks_is_said_to_be_lacking(edit: dict[str, str], who: str) -> None:
    one, note = shown("role-missing-on-paper", edit=edit), f"{who}の役割は、定められていません。"
    for address in ("initiatives/er/", "full/"):
        assert note in one.page(address).text
        assert note not in one.page(address).own
    party = one.page("parties/kawakami/")
    assert "救急医療" in party.text
    assert "救急医療" not in party.own
    bearing = {row["party_key"] for row in one.csv("duties.csv") if row["initiative"] == "er"}
    assert bearing == (set() if edit else {"甲"})
    # Who has no role is not promised one.
    assert one.page("initiatives/er/").description.startswith("「救急医療」の取組の内容等（")


def test_headings_with_nothing_of_a_party_are_not_on_its_page() -> None:
    edit = {
        "### 救急医療 {#er}": "### (1) 医療\n\n#### 救急医療 {#er}",
        "### 観光の": "### (2) 観光\n\n#### 観光の",
    }
    one = shown("role-missing-on-paper", edit=edit)
    assert "(1) 医療" not in [heading.text for heading in one.page("parties/kawakami/").all("h2")]
    assert "(1) 医療" in [heading.text for heading in one.page("parties/yamada/").all("h2")]


def test_an_initiative_has_a_lead_and_initiatives_below_it() -> None:
    one = shown("lead-and-sub-initiatives")
    page, below = one.page("initiatives/er/"), one.page("initiatives/er-children/")
    assert one.found("圏域の救急医療について") == ["initiatives/er/#lead-p1"]
    assert ("ア 小児の救急医療", "initiatives/er-children/") in page.links
    assert "(1) 救急医療" in below.crumbs
    assert (_places(page)[0], _places(below)[0]) == ("第1条第1号", "第1条第1号ア")
    listed = [(row["initiative"], row["parent"]) for row in one.csv("initiatives.csv")]
    assert listed == [("er", ""), ("er-children", "er"), ("er-mothers", "er"), ("library", "")]
    assert "\n- [(1) 救急医療](er/)\n  - [ア 小児の救急医療](er-children/)\n" in one.page("initiatives/").twin
    depths = {to: depth for depth, _, to in one.nav}
    assert (
        depths["initiatives/er-children/"] == depths["initiatives/er/"] == depths["initiatives/library/"] + 1
    )
    # A phrase of a duty may stand anywhere but in the content of an initiative.
    files = {"yamada-kawakami/duties.yml": "- {key: costs, name: 費用を負担する, phrases: [連携する]}\n"}
    page = shown("lead-and-sub-initiatives", files=files).page("costs/")
    assert ("(1) 救急医療", "initiatives/er/#lead-p1") in page.links
    assert [quote.text for quote in page.all("q")] == ["圏域の救急医療について、次のとおり連携する。"]


def test_a_name_by_the_editor_is_marked_and_no_text() -> None:
    one = shown("initiatives-without-names")
    page = one.page("initiatives/export-support/")
    assert page.h1 == "〔産業振興 1〕"
    assert "産業振興" not in page.own
    assert _places(page)[0] == "別表産業振興の項第1"
    for other in one.pages.values():
        assert "「産業振興 1」" not in other.text + other.description
        assert "「〔産業振興" not in other.text + other.description
    for address in ("full/", "annex/"):
        assert {"export-support", "trade-fair"} <= {*one.page(address).ids}
        assert "産業振興 1" not in one.page(address).own
    assert "産業振興 1" not in one.markdown + str(one.file("data/agreement.akn.xml"))
    assert one.said("//*[@eId='init_tour']/akn:heading") == []
    quoted = "海辺市 海辺市の役割分担及び費用分担　相談の窓口を設け、その経費を負担する。"
    assert one.page("costs/").all("li[.//q]")[0].text == quoted


def test_costs_of_an_agreement_without_initiatives() -> None:
    page = shown("costs-without-initiatives").page("costs/")
    assert [quote.text for quote in page.all("q")] == ["委託した事務に要する経費は、乙の負担とする。"]
    assert ("第1条", "articles/1/#p1") in page.links
    assert "取組" not in page.text


UMIBE = "**海辺市の役割分担及び費用分担**\n\n会場を設け、その経費を負担する。\n\n"
MORINO = "**森野町の役割分担及び費用分担**\n\n出展する者に補助金を支出する。"


@pytest.mark.parametrize(
    ("edit", "spans"),
    [
        ({UMIBE + MORINO: "**海辺市及び森野町の役割分担**\n\n共に開く。"}, ["", "2"]),
        ({UMIBE + MORINO: "**役割分担**\n\n共に開く。"}, ["", "2"]),
        ({MORINO: "", "parties:": "no_role: {trade-fair: [森野町]}\nparties:"}, ["", "", ""]),
        ({UMIBE: "", "parties:": "no_role: {trade-fair: [海辺市]}\nparties:"}, ["", "", ""]),
        ({UMIBE: UMIBE.replace("及び費用分担", "")}, None),
        ({"**内容**\n\n見本市を開く。": "次のとおり。\n\n**内容**\n\n見本市を開く。"}, None),
        ({MORINO: MORINO + "\n\n**実施期間**\n\n毎年とする。"}, None),
        ({MORINO: MORINO + "\n\n| 年 | 額 |\n| --- | --- |\n| 1 | 2 |"}, None),
        ({"見本市を開く。": "見本市を開く。\n\n(1) 会場\n\n(2) 時期"}, ["", "", ""]),
    ],
    ids=[
        *("joint", "of all", "absent at the end", "absent in between", "another label", "a lead"),
        *("another row", "a table in a cell", "items"),
    ],
)
def test_the_form_of_the_paper_is_offered_where_it_fits(
    edit: dict[str, str], spans: list[str] | None
) -> None:
    one = shown("initiatives-without-names", edit=edit)
    assert ("umibe-morino/annex/table/" in one.pages) == (spans is not None)
    if spans:
        row = one.page("annex/table/").all("tr[.//a[contains(@href, 'trade-fair')]]")[0]
        cells = row.all("td")
        assert [cell.get("colspan") for cell in cells] == spans
        absent = [number for number, cell in enumerate(cells) if cell.text == "（役割の定めなし）"]
        assert absent == [number for key, number in (("海辺市", 1), ("森野町", 2)) if f"[{key}]" in str(edit)]


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
    # A key that is the short name is not said twice.
    old = "協定市は、災害が発生したときは、相互に応援する。\n"
    roles = ROLES.partition("する。")[2].replace("東岡市", "協定市").partition("**協定市町村")[0]
    sole = shown("parties", "open-class", edit={old: f"{old}\n{roles}"})
    assert sole.page("initiatives/aid/").text.count("〔") == 0


def test_what_has_the_initiatives_is_said_where_it_stands() -> None:
    roles = ROLES.partition("）")[2].strip().replace("東岡市", "甲").replace("協定市町村", "乙")
    one = shown("deleted-articles", edit={"## 第8条\n\n削除": f"## 第8条\n\n{roles}"})
    assert "構成 前文及び9条（うち5条は削除、1取組）" in one.page("").text


def test_parties_joined_by_to_bear_a_row_together() -> None:
    edit = {
        "**甲の役割**\n\n診療所": "**甲と乙の役割**\n\n診療所",
        "**乙の役割**\n\n利用について周知する。\n": "",
    }
    one = shown("inline-initiative", edit=edit)
    assert [party.key for party in one.agreement.entries[0].initiative.rows[1].parties] == ["甲", "乙"]


def test_labels_in_brackets_and_with_the_name_of_the_party() -> None:
    edit = {"**乙の役割**": "**【川上町（乙）の役割】**", "**乙の費用分担**": "**乙（川上町）の費用分担**"}
    one = shown("other-rows", edit=edit)
    row = one.page("initiatives/er/").at("role-kawakami")
    assert row.text == "【川上町（乙）の役割】"
    assert one.page("initiatives/library/").at("role-kawakami").text == "乙（川上町）の費用分担"
    assert "利用について周知する。" in one.page("parties/kawakami/").own


def test_headings_with_a_branch_are_in_order_and_cited_by_it() -> None:
    edit = {"##### (イ) 相談体制 {#medical-advice}": "##### (ア)の2 相談体制 {#medical-advice}"}
    page = shown("inline-initiative", edit=edit).page("initiatives/medical-advice/")
    assert page.cited[0].endswith("第1条第1号ア(ア)の2")
    edit["### (1) 生活機能"] = "### (1)の2 生活機能"
    assert (
        "見出しの番号は「(1)」のはずですが、「(1)の2」とあります"
        in problems("inline-initiative", edit=edit)[0]
    )
