"""The parts of documents: chapters, deleted articles, 附則, second documents, 記, prose, attachments, 備考.

The golden pages of the sample show how these look (tests/golden). Here is what the sample does not have, and
what stands on no page of it: the tree at the side, the search, the forms of data.
"""

from __future__ import annotations

import pytest

from tests.structures.shown import Shown, problems, shown


def _branch(one: Shown, title: str) -> list[tuple[int, str]]:
    """What the tree at the side has under a title, each with its depth below it."""
    names = [name for _, name, _ in one.nav]
    start = names.index(title)
    depth, found = one.nav[start][0], []
    for deeper, name, _ in one.nav[start + 1 :]:
        if deeper <= depth:
            break
        found.append((deeper - depth, name))
    return found


def test_chapters_group_the_articles() -> None:
    one = shown("chapters")
    assert _branch(one, "条文") == [
        (1, "条文"),
        *((1, "第1章 総則"), (2, "第1条（目的）"), (2, "第2条（定義）")),
        *((1, "第2章 会議"), (2, "第1節 組織"), (3, "第3条（会議の組織）")),
        *((2, "第2節 運営"), (3, "第4条（会議の招集）")),
    ]
    assert one.found("第2章 会議") == ["articles/#chapter-2"]
    for line in ("## 第2章 会議", "### 第1節 組織", "#### 第3条（会議の組織）", "## 附則"):
        assert f"\n{line}\n" in one.markdown
    # 附則 is in no chapter: where headings group the articles, it has one of its own.
    assert [link.text for link in one.page("").all("h3/a")] == ["附則"]


def test_a_mark_and_a_text_below_a_chapter_have_their_page() -> None:
    edit = {"## 第1章 総則\n": "## 第1章 総{~~測~>則~~}{>>certain: 誤記<<}\n\n総則{??}{>>certain: 破損<<}\n"}
    one = shown("chapters", edit=edit)
    assert one.page("articles/").at("chapter-1-p1").own == "総則〔欠落〕"
    assert one.found("総則〔欠落〕") == ["articles/#chapter-1-p1"]
    assert [link.href.partition("#")[0] for link in one.page("text/").all("div/p/a")][:2] == ["articles/"] * 2


def test_deleted_articles_have_one_page_a_range() -> None:
    one = shown("deleted-articles")
    for other, page in {"3": "2", "6": "5", "7": "5"}.items():
        leads_on = one.page(f"articles/{other}/")
        assert [link.href for link in leads_on.all("a")] == [f"articles/{page}/"]
        assert "アドレスが変わりました" not in leads_on.text
    assert one.page("articles/9/").leads == {"第2条": "articles/2/", "第6条": "articles/5/"}
    assert [name for _, name in _branch(one, "条文")][1:4] == [
        *("第1条（目的）", "第2条及び第3条 削除", "第4条（協議）")
    ]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("前5条、前8条", ["第4条から第8条まで", "第1条から第8条まで"]),
        (
            "前3条並びに第3条から第6条まで及び第1条から第4条まで",
            ["第6条から第8条まで", "第3条から第6条まで", "第1条から第4条まで"],
        ),
    ],
)
def test_references_across_a_deleted_range_name_all_of_it(text: str, titles: list[str]) -> None:
    edit = {"第1条に定めのない事項は": "前条及び前3条", "第2条及び第6条は": text}
    one = shown("deleted-articles", edit=edit)
    assert one.page("articles/4/").leads == {"前条": "articles/2/", "前3条": "articles/1/"}
    assert [link.get("title") for link in one.page("articles/9/").all("p/a[@title]")] == titles
    edit["第2条及び第6条は"] = "前9条、前5条"
    assert "前には8条しか" in problems("deleted-articles", edit=edit)[0]


def test_items_and_articles_with_branches() -> None:
    one = shown("branches")
    assert one.page("articles/1/").leads == {
        "前項第2号の2": "articles/1/#p1-i3",
        "第3号": "articles/1/#p1-i5",
        "第1項第2号": "articles/1/#p1-i2",  # and not a 第2号の2
    }
    assert one.page("articles/1/").at("p1-i3-1").own == "ア 火葬場の管理"
    assert one.page("supplement/").leads == {
        "附則第1条の2": "supplement/#article-1-2",
        "附則第2条": "supplement/#article-2",
    }
    (several, one_more, *_) = one.page("articles/2/").all("p/a[@title]")
    assert several.get("title") == "第2条第1項第1号から第1号の2まで"
    assert one_more.href == "articles/2/#p1-i2"
    edit = {"(2)の2 火葬": "(2)の3 火葬"}
    assert problems("branches", edit=edit)[0].endswith(
        "番号「(2)の3」は順序が合いません。「(3)」のはずです (label-sequence)"
    )


def test_a_form_whose_number_comes_first() -> None:
    edit = {
        "## 様式第1号（第2条関係）": "## 第1号様式（第2条関係）",
        "## 別記\n": "## 第1号様式の2（第2条関係）\n",
        "様式第1号による": "別記第1号様式及び第1号様式の2による",
    }
    one = shown("other-attachments", edit=edit)
    assert one.page("annex-5/").h1 == "第1号様式の2（第2条関係）"
    assert one.page("articles/2/").leads == {"別記第1号様式": "annex-4/", "第1号様式の2": "annex-5/"}


def test_supplements() -> None:
    one = shown("supplements")
    for number, name in {
        "": "附則",
        "-2": "附則（平成4年規約第2号）",
        "-3": "附則（平成9年規約第5号）",
    }.items():
        page = one.page(f"supplement{number}/")
        assert page.h1 == page.title == name
        assert (1, name, f"supplement{number}/") in one.nav
    assert one.page("supplement/").at("p1").own.startswith("1 この規約は")
    assert one.page("supplement/").at("p2-i1").own == "(1) 収集"
    assert one.page("supplement/").cited[-1].endswith("）附則第2項")
    assert [name for _, name in _branch(one, "条文")][1:] == ["第1条（目的）", "第2条（名称）"]
    two = shown("supplements", edit={"公布の日から施行する。": "公布の日から施行する。\n\n2 前項による。"})
    assert two.page("supplement-2/").cited[3].endswith("附則（平成4年規約第2号）第1条第2項")
    assert two.page("supplement-2/").leads["前項"] == "supplement-2/#article-1-p1"
    same = shown("supplements", edit={"## 附則（平成4年規約第2号）": "## 附則"})
    assert {same.page(f"supplement{number}/").h1 for number in ("", "-2")} == {"附則"}


def test_a_second_document() -> None:
    one, title = shown("second-document"), "消防事務の委託に関する付属協定書"
    assert _branch(one, title) == [(1, title), (1, "第1条（経費の額）"), (1, "第2条（支払）"), (1, "締結")]
    heads = [name for depth, name, _ in one.nav if depth == 1]
    assert heads[heads.index("附則") + 1] == title
    assert one.page("attached/articles/2/").cited[0] == f"山田市及び川上町「{title}」第2条"
    assert one.found("第2条（支払）") == ["attached/articles/2/"]
    assert one.markdown.index("\n# 消防") < one.markdown.index(f"\n## {title}")
    # Its day is not said to be that of the first.
    second = one.akn.xpath("//*[@eId='attached']//*[local-name()='FRBRdate']")
    assert {date.get("name") for date in second} == {"unknown"}
    # It may speak of the annex of the first, which is not looked for in itself.
    assert problems("second-document", edit={"前条の額は": "別表の額は"}) == []


def test_places_in_a_second_document_are_named_with_it() -> None:
    table = "\n## 別表（第1条関係）\n\n| 区分 | 額 |\n|---|---|\n| 一 | 1円 |\n"
    edit = {
        "30日以内に支払う。\n": f"30日以内に支払う。\n{table}",
        "事務の量による。\n": "事務の量による。甲が支払う。\n",
    }
    costs = {"yamada-kawakami/duties.yml": "- {key: costs, name: 費用, phrases: [支払う]}\n"}
    one, name = shown("second-document", edit=edit, files=costs), "消防事務の委託に関する付属協定書"
    assert one.page("attached/annex/").all("caption")[0].text == f"{name}別表の表"
    links = one.page("costs/").classed("ky-costs")[0].all("li//a")
    assert [link.text for link in links] == ["第2条", f"{name}第2条"]


def test_numbered_headings() -> None:
    one = shown("numbered-headings")
    assert [one.page(f"articles/{n}/").h1 for n in (1, 2, 3)] == ["1 処理の対象", "2 使用の期間", "3 費用"]
    cited = [words.partition("」")[2] for words in one.page("articles/2/").cited]
    assert cited == [f"（令和2年4月1日）記2{label}" for label in ("", "(1)", "(2)")]
    (link,) = one.page("articles/2/").all("p/a[@title]")
    assert (link.text, link.href, link.get("title")) == ("前号", "articles/2/#i1", "記2(1)")
    assert "構成 前文及び3項目" in one.facts
    assert _branch(one, "項目")[:3] == [(1, "項目"), (1, "記"), (2, "1 処理の対象")]
    headings = [(head.element.tag, head.text) for head in one.page("full/").all("*[self::h2 or self::h3]")]
    assert headings[:2] == [("h2", "記"), ("h3", "1 処理の対象")]
    assert one.page("preamble/").own.endswith("甲及び乙は、次の事項を確認する。")
    said = " ".join(page.text + page.title + page.description for page in one.pages.values())
    assert "0条" not in said
    assert "第1条" not in said
    assert "条文" not in " ".join(one.page(path).text for path in ("", "articles/", "names/", "articles/1/"))
    assert one.said("//akn:list/akn:heading | //akn:list/akn:article/akn:num") == ["記", "1", "2", "3"]


def test_a_list_without_headings_is_on_the_page_of_the_list() -> None:
    one = shown("list-without-headings")
    assert "構成 前文及び記" in one.facts
    assert [(name, address) for _, name, address in one.nav][2:5] == [
        *(("前文", "preamble/"), ("項目", "articles/"), ("締結", "closing/"))
    ]
    assert one.page("articles/").own.startswith("項目 記 1 対象は、可燃ごみとする。 2 費用は、")
    assert one.found("(2) 処理費") == ["articles/#chapter-1-i2-2"]
    assert one.page("names/").text.count("項目") == 1


def test_no_reference_in_numbered_headings_is_called_false() -> None:
    edit = {"費用は、処理の量に応じて": "前号、前項、第1項及び2の規定により、費用は、"}
    assert problems("numbered-headings", edit=edit) == []
    assert not shown("numbered-headings", edit=edit).page("articles/3/").leads.keys() - {"乙"}


@pytest.mark.parametrize("slug", ["yamada-kawakami", "two-villages"])
def test_prose_alone(slug: str) -> None:
    one = shown("prose-only", slug)
    assert one.page("body/").h1 == "本文"
    assert "構成 本文" in one.facts
    assert one.page("body/").at("p2").own
    cited = [words.partition("日）")[2] for words in one.page("body/").cited]
    assert cited[:3] == ["", "第1段落", "第2段落"]
    said = " ".join(page.text + page.description for path, page in one.pages.items() if slug in path)
    assert not any(word in said for word in ("0条", "前文", "条文", "条ごと"))
    assert "body/" in [link.href for link in one.page("names/").all("a")]
    assert f"{slug}/articles/" not in one.pages
    assert "body/" in [link.href for link in one.page("").all("li/a")]
    assert not one.said("//akn:preamble")
    assert len(one.said("//akn:mainBody/*")) >= 2


def test_attachments_have_their_printed_names() -> None:
    one = shown("other-attachments")
    for number, name in enumerate(("別表第1の1", "別表第1の2", "別図", "様式第1号", "別記"), start=1):
        page = one.page(f"annex{'' if number == 1 else f'-{number}'}/")
        assert page.h1.startswith(name)
        assert page.cited[0].endswith(f"（令和2年4月1日）{name}")
    leads = {"別図": "annex-3/", "別表第1の1": "annex/", "別表第1の2": "annex-2/"}
    assert one.page("articles/1/").leads == leads
    assert one.page("articles/2/").leads["様式第1号"] == "annex-4/"
    assert (1, "様式第1号（第2条関係）", "annex-4/") in one.nav


FIGURES = {
    "別図のとおり": "別図第1のとおり",
    "## 別図": "## 別図第1",
    "## 別記\n": "## 別図第2\n",
    "要請は、": "別図第2及び",
}


@pytest.mark.parametrize(
    ("name", "address", "edit"),
    [
        ("別紙", "annex-5/", {"## 別記\n": "## 別紙\n", "要請は、": "要請は、別紙及び"}),
        ("別記様式", "annex-5/", {"## 別記\n": "## 別記様式\n", "要請は、": "要請は、別記様式及び"}),
        ("様式", "annex-4/", {"## 様式第1号": "## 様式", "、様式第1号": "、様式"}),
        ("別図第2", "annex-5/", FIGURES),
        # A form without a number may be any other.
        ("様式", "", {"要請は、様式第1号による。": "別に定める様式による。"}),
    ],
)
def test_other_names_of_attachments(name: str, address: str, edit: dict[str, str]) -> None:
    leads = shown("other-attachments", edit=edit).page("articles/2/").leads
    assert leads.get(name, "") == address


def test_notes_under_an_annex() -> None:
    one = shown("notes-under-annex", edit={"観光の情報を発信する。": "圏域の情報を発信する。"})
    assert one.found("この表に定めのない") == ["annex/#remarks-1-i2"]
    cited = [words.rpartition("別表")[2] for words in one.page("annex/").cited]
    assert cited == ["", "備考", "備考1", "備考2", "注"]
    page = one.page("initiatives/tourism/")
    assert "備考" not in page.own
    # A word defined in 備考 holds in all of the annex.
    assert page.leads["圏域"] == "annex/#remarks-1-i1"
    assert [row["name"] for row in one.csv("initiatives.csv")] == ["観光の振興"]


def test_notes_of_a_database_are_no_text() -> None:
    one = shown("ordinance-notes")
    (note,) = one.page("articles/2/").classed("ky-database-note")
    assert note.own == ""
    assert one.found("平17告示9") == []
    assert "告示" not in "".join(one.page("articles/2/").cited)


def test_paragraphs_without_a_number() -> None:
    one = shown("unnumbered-paragraphs")
    page = one.page("articles/1/")
    assert page.at("p1-b2").own.startswith("なお、")
    assert page.at("p2").own.startswith("2 前項の")
    assert [one.page("articles/2/").at(f"p1-b{n}").own for n in (2, 3)] == ["山田市 3人", "川上町 2人"]
    assert "第2条第1項から第2項まで" in [link.get("title") for link in one.page("articles/2/").all("p/a")]
    assert [len(one.page(f"articles/{n}/").cited) for n in (1, 2)] == [3, 4]
    assert "¶" not in page.twin
    assert "なお、区域の境界は、別に定める。" in page.twin


def test_paragraphs_below_an_item() -> None:
    one = shown("item-paragraph")
    page = one.page("articles/1/")
    assert {"ky-continued", "ky-depth-2"} <= set(page.at("p1-i1-b2").get("class").split())
    below = {
        f"p1-i1-{one}": two
        for one, two in {"1-b2": "北部の", "2": "イ", "2-b2": "南部の", "b2": "隣接"}.items()
    }
    for anchor, words in {**below, "p1-i2": "(2)", "p1-b2": "この条", "p2": "2 前項"}.items():
        assert one.page("articles/2/").at(anchor).own.startswith(words)
    for eid, words in {
        "art_2__para_1__point_1__point_2": "イ南部南部の範囲は、国道の両側とする。",
        "art_2__para_1__point_1__p_2": "隣接する区域は、毎年見直す。",
        "art_2__para_1__p_2": "この条の区域は、前条の応援に限る。",
    }.items():
        assert one.said(f"//*[@eId='{eid}']") == [words]
    # Right behind their 号, in the order of the paper.
    assert "(3) その他の応援\n\n応援の要請は、電話による。" in one.markdown


def test_a_table_between_an_item_and_those_below_it_is_in_the_item() -> None:
    """Also where there are no 項: in a row and in 備考."""
    table = "1 一\n\n| 区分 | 額 |\n|---|---|\n| 一 | 1円 |\n\n(1) 二\n\n(2) 三\n\n2 四\n"
    edit = {"観光の情報を発信する。\n": table, "### 注\n\n": f"### 注\n\n{table}\n"}
    one = shown("notes-under-annex", edit=edit)
    for page, prefix in (("initiatives/tourism/", "content"), ("annex/", "remarks-2")):
        assert one.page(page).at(f"{prefix}-i1-2").own == "(2) 三"
        assert one.page(page).at(f"{prefix}-i1-b2-r2-c1").own == "一"


def test_a_reference_to_a_range_is_one_to_each_of_its_provisions() -> None:
    one = shown("references-to-ranges")
    (sources,) = one.page("articles/3/").classed("ky-sources")
    assert [link.text for link in sources.all("li/a")] == ["第5条第1項", "第5条第2項"]
    rows = [row["target"] for row in one.csv("references.csv") if row["written"] == "前3条"]
    assert rows == [f"articles/{n}/" for n in (2, 3, 4)]
    (pointer,) = [ref for ref in one.json["references"] if ref["written"] == "前3条"]
    assert pointer["targets"] == rows


def test_a_reference_to_a_heading_below_an_article_leads_to_the_article() -> None:
    after = "**乙の役割**\n\n相談員を派遣する。\n"
    tail = (
        "\n***\n\n2 第1項第1号ア(ア)の取組は、見直す。\n\n## 第2条（準用）\n\n第1条第1項第1号アを準用する。\n"
    )
    one = shown("inline-initiative", edit={after: after + tail})
    assert one.page("articles/2/").leads == {"第1条第1項第1号": "articles/1/#p1"}
    assert "第1条第3項" not in one.page("articles/1/").text
    (sources,) = one.page("articles/1/").classed("ky-sources")
    assert [link.text for link in sources.all("li/a")] == ["第1条第2項", "第2条"]
    # What follows the initiatives is of the article, also for the search.
    assert one.found("の取組は、見直す") == ["articles/1/#p2"]
    page = one.page("articles/1/")
    assert page.own.index("相談員を派遣する。") < page.own.index("2 第1項第1号")


def test_lost_text_without_a_transcript() -> None:
    one = shown("lost-text-without-transcript")
    page = one.page("articles/1/")
    assert "元の文書" in page.text
    assert "紙面が破れている" in page.text
    for path in ("articles/1/", "text/", ""):
        said = one.page(path).text.replace("照らし合わせることのできる底本はありません", "")
        assert "底本で" not in said
        assert "底本の" not in said
    assert "理由及び確度を示して補っています" not in shown("annex-columns").page("text/").text


NOTE = "第5条から第7条まで 削除\n"
KANJI = {"### 1 処": "### 一 処", "### 2 使": "### 二 使", "### 3 費": "### 三 費"}


@pytest.mark.parametrize(
    ("case", "edit", "address", "title"),
    [
        *(
            ("supplements", {f"## {old}\n": f"## {new}\n"}, f"supplement{number}/", new)
            for old, new, number in (
                ("附則（平成9年規約第5号）", "附則（平成9年規約第5号）抄", "-3"),
                *(("附則", "附則 抄", ""), ("附則", "付則", "")),
            )
        ),
        ("numbered-headings", KANJI, "articles/2/", "二 使用の期間"),
        ("deleted-articles", {NOTE: f"{NOTE}\n{{>>note: 平17告示9<<}}\n"}, "articles/5/", NOTE.strip()),
        ("deleted-articles", {"## 第8条\n\n削除": "## 第8条 削除"}, "articles/8/", "第8条 削除"),
        (
            "deleted-articles",
            {"## 第2条及び第3条": "## 第二条及び第三条"},
            "articles/2/",
            "第二条及び第三条 削除",
        ),
    ],
)
def test_headings_of_ordinances(case: str, edit: dict[str, str], address: str, title: str) -> None:
    assert shown(case, edit=edit).page(address).h1 == title
