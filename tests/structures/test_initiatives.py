"""Initiatives and their rows: what pages, lists, citations and tables of data show of them."""

from __future__ import annotations

import pytest

from tests.structures.shown import Seen, shown


def _cited(page: Seen) -> list[str]:
    """The citations of a page, without what stands before the place."""
    return [one.text.rpartition("）")[2] for one in page.classed("ky-citation")]


def _headings(page: Seen) -> list[tuple[str, str]]:
    return [(one.element.tag, one.own) for one in page.all("*[self::h2 or self::h3]") if one.own]


def test_labels_of_rows_are_text_and_cited() -> None:
    one = shown("row-labels")
    page = one.page("initiatives/emergency/")
    assert _headings(page) == [("h2", "a 取組の内容"), ("h2", "b 甲の役割"), ("h2", "c 乙の役割")]
    assert {"content", "role-yamada", "role-kawakami"} <= {*page.ids}
    place = "第3条第1号ア(ア)"
    rows = ["a", "b", "b(a)", "b(b)", "c", "c(a)"]
    assert _cited(page) == [place, *(place + row for row in rows)]
    for party in ("yamada", "kawakami"):
        assert "b 甲及び乙の役割" in one.page(f"parties/{party}/").text
    assert [row["party_key"] for row in one.csv("duties.csv") if row["initiative"] == "checkups"] == [
        "甲",
        "乙",
    ]
    assert {row["row_number"] for row in one.csv("duties.csv")} == {"b", "c"}
    for address in ("articles/3/", "full/"):
        assert all(label in one.page(address).own for label in ("a 取組の内容", "b 甲の役割", "c 乙の役割"))
    more = {"住民に対し、診療所の利用について周知する。": "周知する。\n\n(i) 市報\n\n(ii) 回覧"}
    deep = _cited(shown("row-labels", edit=more).page("initiatives/emergency/"))
    assert deep[-2:] == [f"{place}c(a)(i)", f"{place}c(a)(ii)"]


def test_roles_stand_inside_a_heading_row() -> None:
    one = shown("roles-one-level-deeper")
    page = one.page("initiatives/strategy/")
    headings = [("h2", "(a) 取組内容"), ("h2", "(b) 役割分担"), ("h3", "i 甲の役割"), ("h3", "ii 乙の役割")]
    assert _headings(page) == headings
    assert _cited(page)[-2:] == ["第1条第1号a(b)i", "第1条第1号a(b)ii"]
    party = one.page("parties/yamada/")
    assert party.text.count("i 甲の役割") == 2  # one of each initiative
    more = {
        "会議に参加し、意見を述べる。": "参加する。\n\n(イ) 会議\n\n(ロ) 部会\n\n**(c) 費用負担**\n\n折半。"
    }
    cited = _cited(shown("roles-one-level-deeper", edit=more).page("initiatives/strategy/"))
    assert cited[-4:] == [f"第1条第1号a{row}" for row in ("(b)ii", "(b)ii(イ)", "(b)ii(ロ)", "(c)")]
    for address in ("full/", "articles/1/"):
        places = [one.page(address).own.index(name) for _, name in headings]
        assert places == sorted(places)


def test_labels_of_initiatives_stand_with_their_names() -> None:
    one = shown("inline-initiative")
    page = one.page("initiatives/er/")
    assert page.h1 == "(ア) 救急医療"
    assert _cited(page)[:2] == ["第1条第1号ア(ア)", "第1条第1号ア(ア)取組の内容"]
    others = [_cited(one.page(f"initiatives/{name}/"))[0] for name in ("medical-advice", "welfare-advice")]
    assert others == ["第1条第1号ア(イ)", "第1条第1号イ(ア)"]
    assert ("(イ) 相談体制", "initiatives/medical-advice/") in {(title, to) for _, title, to in one.nav}
    for address in ("initiatives/", "", "names/", "parties/yamada/"):
        assert "(イ) 相談体制" in one.page(address).text
    assert "initiatives/er/" in one.found("(ア) 救急医療")


def test_the_place_tells_initiatives_of_one_name_apart() -> None:
    """Where a section has no label, its words do."""
    edit = {
        "#### {#export-support}": "#### 相談 {#export-support}",
        "#### {#trade-fair}": "#### 見本市 {#trade-fair}",
        "#### {#tour}": "#### 相談 {#tour}",
    }
    one = shown("initiatives-without-names", edit=edit)
    cited = [_cited(one.page(f"initiatives/{name}/"))[0] for name in ("export-support", "trade-fair", "tour")]
    assert cited == ["別表産業振興の項「相談」の項", "別表「見本市」の項", "別表観光の項「相談」の項"]
    one = shown(
        "initiatives-without-names", edit={"### 産業振興": "### 1 産業振興", "### 観光": "### 2 観光"}
    )
    assert _cited(one.page("initiatives/tour/"))[0] == "別表2の項第1"
    plain = shown("other-rows")
    assert _cited(plain.page("initiatives/er/"))[:2] == ["第1条「救急医療」", "第1条「救急医療」取組の内容"]


def test_other_rows_have_bearers_anchors_and_costs() -> None:
    one = shown("other-rows")
    page = one.page("initiatives/er/")
    assert [name for _, name in _headings(page)] == ["取組の内容", "甲の役割", "乙の役割", "費用負担"]
    assert page.at("role-yamada-kawakami").own == "費用負担"
    for party in ("yamada", "kawakami"):
        text = one.page(f"parties/{party}/").own
        assert text.index("費用は、甲及び乙が") > text.index("設置する" if party == "yamada" else "周知する")
        assert len(one.page(f"parties/{party}/").ids) == len({*one.page(f"parties/{party}/").ids})
    role = "**甲の役割**\n\n診療所を設置する。"
    first = {role: f"**実施期間**\n\n5年とする。\n\n{role}"}
    text = shown("other-rows", edit=first).page("parties/yamada/").own
    assert text.index("診療所を設置する。") < text.index("5年とする。")
    costs = one.page("costs/")
    entries = [item.text for item in costs.all("li[.//q]")]
    assert entries == [
        "山田市（甲）及び川上町（乙） 費用負担　費用は、甲及び乙が均等に負担する。",
        "川上町（乙） 乙の費用分担　乙は、貸出しに要する費用を負担する。",
    ]
    assert one.page("").tables[0][1:] == [
        ["救急医療", "「費用負担」", "「費用負担」"],
        ["観光の振興", "—", "—"],
        ["図書館の利用", "—", "「乙の費用分担」"],
    ]
    labels = {row["row_label"] for row in one.csv("duties.csv")}
    assert labels == {
        "甲の役割",
        "乙の役割",
        "費用負担",
        "甲乙の役割",
        "実施期間",
        "役割分担",
        "乙の費用分担",
    }
    listed = [(row["row_2"], row["row_2_bearers"]) for row in one.csv("initiatives.csv")]
    assert listed == [("乙の役割", "川上町"), ("実施期間", "山田市・川上町"), ("乙の費用分担", "川上町")]


def test_a_body_has_a_row_and_is_no_party() -> None:
    one = shown("body-that-does-not-sign")
    page = one.page("initiatives/er/")
    assert page.at("role-yamada-koiki").own == "山田広域事務組合の役割"
    name = "山田広域事務組合"
    assert f"当事者でない団体 {name}" in one.page("").text
    assert name not in "".join((*page.crumbs, *_cited(page)[:1], page.title, one.page("parties/").text))
    (row,) = (row for row in one.csv("duties.csv") if row["body"])
    assert (row["body"], row["body_name"], row["party"]) == ("yamada-koiki", name, "")


def test_a_role_that_the_paper_lacks_is_said_to_be_lacking() -> None:
    one = shown("role-missing-on-paper")
    note = "乙（川上町）の役割は、定められていません。"
    for address in ("initiatives/er/", "full/"):
        assert note in one.page(address).text
        assert note not in one.page(address).own
    party = one.page("parties/kawakami/")
    assert "救急医療" in party.text
    assert "救急医療" not in party.own
    assert {row["party_key"] for row in one.csv("duties.csv") if row["initiative"] == "er"} == {"甲"}


def test_an_initiative_has_a_lead_and_initiatives_below_it() -> None:
    one = shown("lead-and-sub-initiatives")
    page, below = one.page("initiatives/er/"), one.page("initiatives/er-children/")
    assert page.own.index("圏域の救急医療について") < page.own.index("取組の内容")
    assert page.at("lead-p1").own.startswith("圏域の救急医療について")
    assert one.found("圏域の救急医療について") == ["initiatives/er/#lead-p1"]
    assert ("ア 小児の救急医療", "initiatives/er-children/") in page.links
    assert "(1) 救急医療" in below.crumbs
    assert (_cited(page)[0], _cited(below)[0]) == ("第1条第1号", "第1条第1号ア")
    assert [(row["initiative"], row["parent"]) for row in one.csv("initiatives.csv")] == [
        ("er", ""),
        ("er-children", "er"),
        ("er-mothers", "er"),
        ("library", ""),
    ]
    listed = one.page("initiatives/")
    assert [item.text for item in listed.all("li/ul/li")] == ["ア 小児の救急医療", "イ 産科の救急医療"]
    assert "\n- [(1) 救急医療](er/)\n  - [ア 小児の救急医療](er-children/)\n" in listed.twin
    depths = {to: depth for depth, _, to in one.nav}
    assert (
        depths["initiatives/er-children/"] == depths["initiatives/er/"] == depths["initiatives/library/"] + 1
    )


def test_a_name_by_the_editor_is_marked_and_no_text() -> None:
    one = shown("initiatives-without-names")
    page = one.page("initiatives/export-support/")
    assert page.h1 == "〔産業振興 1〕"
    assert "産業振興" not in page.own
    assert _cited(page)[0] == "別表産業振興の項第1"
    for other in one.pages.values():
        assert "「産業振興 1」" not in other.text + other.description
        assert "「〔産業振興" not in other.text + other.description
    for address in ("full/", "annex/"):
        shown_page = one.page(address)
        assert {"export-support", "trade-fair"} <= {*shown_page.ids}
        assert "産業振興 1" not in shown_page.own
    assert one.page("costs/").all("li[.//q]")[0].text == (
        "海辺市 海辺市の役割分担及び費用分担　相談の窓口を設け、その経費を負担する。"
    )


def test_who_pays_is_quoted_by_whole_sentences() -> None:
    one = shown("cost-quote-in-bracket")
    quotes = [quote.text for quote in one.page("costs/").all("q")]
    assert quotes == [
        "医師の待機に要する経費（以下「待機料」という。）の額の調整を行い、受益に応じた待機料を負担する。",
        "受益に応じた待機料を負担する。",
    ]
    rows = [row["text"][:3] for row in one.csv("duties.csv") if row["has_costs"] == "true"]
    assert rows == ["(a)", "(a)"]


def test_costs_of_an_agreement_without_initiatives() -> None:
    page = shown("costs-without-initiatives").page("costs/")
    assert [quote.text for quote in page.all("q")] == ["委託した事務に要する経費は、乙の負担とする。"]
    assert ("第1条", "articles/1/#p1") in page.links
    assert "取組" not in page.text


@pytest.mark.parametrize(
    ("name", "head", "last"),
    [
        (
            "annex-columns",
            ["取組", "取組の内容", "甲の役割", "乙の役割"],
            ["図書館の利用", "図書館を相互に利用する。", *["利用を認める。"] * 2],
        ),
        (
            "initiatives-without-names",
            ["取組", "内容", "海辺市の役割分担及び費用分担", "森野町の役割分担及び費用分担"],
            ["〔観光 1〕", "周遊の経路を整える。", *["経路の案内を行う。"] * 2],
        ),
    ],
)
def test_an_annex_is_shown_in_the_form_of_its_paper(name: str, head: list[str], last: list[str]) -> None:
    one = shown(name)
    page = one.page("annex/table/")
    (table,) = page.tables
    assert (table[0], table[-1]) == (head, last)
    assert [row for row in table if len(row) == 1]  # the sections
    assert "annex/table/" in {to for _, to in one.page("annex/").links}
    assert "annex/table/" not in one.searched
    assert "annex/table/" in {to for _, _, to in one.nav}


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


def test_costs_are_quoted_from_a_lead_too() -> None:
    """A phrase may stand anywhere but in the content of an initiative."""
    name = "yamada-kawakami/duties.yml"
    files = {name: "- {key: costs, name: 費用を負担する, phrases: [連携する]}\n"}
    page = shown("lead-and-sub-initiatives", files=files).page("costs/")
    assert ("(1) 救急医療", "initiatives/er/#lead-p1") in page.links
    assert [quote.text for quote in page.all("q")] == ["圏域の救急医療について、次のとおり連携する。"]
