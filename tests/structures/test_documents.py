"""The parts of documents: chapters, deleted articles, 附則, second documents, 記, prose, attachments, 備考.

What each case must show, line by line; the kinds in other words and other places, below them.
"""

from __future__ import annotations

import pytest

from tests.structures.shown import Seen, Shown, problems, shown


def _cited(page: Seen) -> list[str]:
    """The citations of a page, each from the bracket that ends the title."""
    return [one.text.partition("」")[2] or one.text for one in page.classed("ky-citation")]


def _leads(one: Shown, address: str) -> dict[str, str]:
    """Where the references and words in the text of a page lead to."""
    page = one.page(address)
    return {link.text: link.href for link in page.all("p/a[@title]") if link.get("title")}


def _titles(one: Shown, address: str) -> dict[str, str]:
    return {link.text: link.get("title") for link in one.page(address).all("p/a[@title]")}


def _sources(one: Shown, address: str) -> list[str]:
    """「この条を引用する規定」 of a page."""
    return [link.text for box in one.page(address).classed("ky-sources") for link in box.all("li/a")]


def _structure(one: Shown) -> str:
    """What the overview says of the structure."""
    found = next(
        li.text for li in one.page("").classed("ky-facts")[0].all("li") if li.text.startswith("構成")
    )
    return found.removeprefix("構成 ")


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


def _ranks(page: Seen) -> list[tuple[str, str]]:
    """The headings of a page below its title: rank and words."""
    headings = page.all("*[self::h2 or self::h3 or self::h4 or self::h5 or self::h6]")
    return [(one.element.tag, one.text) for one in headings if one.own]


def test_chapters_group_the_articles() -> None:
    one = shown("chapters")
    assert _cited(one.page("articles/3/"))[-1].endswith("第3条第2項")
    assert _branch(one, "条文") == [
        (1, "条文"),
        *((1, "第1章 総則"), (2, "第1条（目的）"), (2, "第2条（定義）")),
        *((1, "第2章 会議"), (2, "第1節 組織"), (3, "第3条（会議の組織）")),
        *((2, "第2節 運営"), (3, "第4条（会議の招集）")),
    ]
    assert one.page("articles/4/").crumbs[-2:] == ("第2章 会議", "第2節 運営")
    assert _ranks(one.page("full/")) == [
        *(("h2", "第1章 総則"), ("h3", "第1条（目的）"), ("h3", "第2条（定義）")),
        *(("h2", "第2章 会議"), ("h3", "第1節 組織"), ("h4", "第3条（会議の組織）")),
        *(("h3", "第2節 運営"), ("h4", "第4条（会議の招集）"), ("h2", "附則")),
    ]
    assert one.page("full/").at("article-3-p2").own.startswith("2 前項の委員")
    assert _leads(one, "articles/2/")["前条"] == "articles/1/"
    assert _leads(one, "articles/4/")["第3条第2項"] == "articles/3/#p2"
    assert _structure(one) == "前文及び4条"
    assert one.found("第2章 会議") == ["articles/#chapter-2"]
    assert _ranks(one.page("articles/"))[-1] == ("h3", "第2節 運営")
    # 附則 is in no chapter: where headings group the articles, it has one of its own.
    assert [link.text for link in one.page("").all("h3/a")] == ["附則"]


def test_a_mark_and_a_text_below_a_chapter_have_their_page() -> None:
    edit = {"## 第1章 総則\n": "## 第1章 総{~~測~>則~~}{>>certain: 誤記<<}\n\n総則{??}{>>certain: 破損<<}\n"}
    one = shown("chapters", edit=edit)
    page = one.page("articles/")
    assert page.at("chapter-1-p1").own == "総則〔欠落〕"
    assert one.found("総則〔欠落〕") == ["articles/#chapter-1-p1"]
    assert [link.href.partition("#")[0] for link in one.page("text/").all("div/p/a")][:2] == ["articles/"] * 2


def test_deleted_articles_have_one_page_a_range() -> None:
    one = shown("deleted-articles")
    assert one.page("articles/2/").h1 == "第2条及び第3条 削除"
    assert _cited(one.page("articles/2/")) == ["（令和2年4月1日）第2条及び第3条"]
    for other, page in {"3": "2", "6": "5", "7": "5"}.items():
        leads_on = one.page(f"articles/{other}/")
        assert [link.href for link in leads_on.all("a")] == [f"articles/{page}/"]
        assert "アドレスが変わりました" not in leads_on.text
    full = one.page("full/")
    assert {"article-3", "article-6", "article-7"} <= set(full.ids)
    assert [words for _, words in _ranks(full)].count("第2条及び第3条 削除") == 1
    assert _leads(one, "articles/9/") == {"第2条": "articles/2/", "第6条": "articles/5/"}
    assert _structure(one) == "前文及び9条（うち6条は削除）"
    assert [name for _, name in _branch(one, "条文")][1:4] == [
        *("第1条（目的）", "第2条及び第3条 削除", "第4条（協議）")
    ]


def test_references_across_a_deleted_range() -> None:
    edit = {"第1条に定めのない事項は": "前条及び前3条", "第2条及び第6条は": "前9条、前5条"}
    assert "前には8条しか" in problems("deleted-articles", edit=edit)[0]
    one = shown("deleted-articles", edit={**edit, "第2条及び第6条は": "前5条、前8条"})
    assert _leads(one, "articles/4/") == {"前条": "articles/2/", "前3条": "articles/1/"}
    assert _titles(one, "articles/4/")["前3条"] == "第1条から第3条まで"
    assert _titles(one, "articles/9/")["前5条"] == "第4条から第8条まで"
    assert _sources(one, "articles/5/") == ["第9条"]


def test_a_deleted_article_in_one_line() -> None:
    one = shown("deleted-articles", edit={"## 第8条\n\n削除": "## 第8条 削除"})
    assert one.page("articles/8/").h1 == "第8条 削除"
    assert _structure(one) == "前文及び9条（うち6条は削除）"


def test_supplements() -> None:
    one = shown("supplements")
    named = {"": "附則", "-2": "附則（平成4年規約第2号）", "-3": "附則（平成9年規約第5号）"}
    for number, name in named.items():
        assert one.page(f"supplement{number}/").h1 == name
        assert one.page(f"supplement{number}/").title == name
        for whole in ("full/", "versions/2020-04-01/"):
            assert one.page(whole).at(f"supplement{number}").own == name
        assert (1, name, f"supplement{number}/") in one.nav
        assert name in [link.text for link in one.page("").all("li/a")]
    assert one.page("supplement/").at("p1").own.startswith("1 この規約は")
    assert one.page("supplement/").at("p2-i1").own == "(1) 収集"
    assert [one.page("supplement-2/").at(f"article-{n}").own for n in (1, 2)] == [
        *("第1条（施行期日）", "第2条（経過措置）")
    ]
    assert one.page("articles/1/").h1 == "第1条（目的）"
    assert _leads(one, "supplement-2/")["前条"] == "supplement-2/#article-1"
    assert one.page("full/").at("supplement-2-article-2-p1").links[0][1] == "full/#supplement-2-article-1"
    assert _leads(one, "articles/2/")["第1条"] == "articles/1/"
    assert _cited(one.page("supplement/"))[-1].endswith("）附則第2項")
    assert _cited(one.page("supplement-2/"))[-1].endswith("附則（平成4年規約第2号）第2条")
    assert _structure(one) == "前文及び2条"
    assert [name for _, name in _branch(one, "条文")][1:] == ["第1条（目的）", "第2条（名称）"]
    two = shown("supplements", edit={"公布の日から施行する。": "公布の日から施行する。\n\n2 前項による。"})
    assert _cited(two.page("supplement-2/"))[3].endswith("附則（平成4年規約第2号）第1条第2項")
    assert _leads(two, "supplement-2/")["前項"] == "supplement-2/#article-1-p1"


def test_supplements_of_the_same_heading() -> None:
    one = shown("supplements", edit={"## 附則（平成4年規約第2号）": "## 附則"})
    assert {one.page(f"supplement{number}/").h1 for number in ("", "-2")} == {"附則"}


def test_a_second_document() -> None:
    one, title = shown("second-document"), "消防事務の委託に関する付属協定書"
    first = one.page("attached/")
    assert first.h1 == title
    assert first.at("p1").own.startswith("甲及び乙は、規約第2条の規定に基づき")
    assert [link.text for link in first.all("li/a")][2:5] == ["第1条（経費の額）", "第2条（支払）", "締結"]
    assert one.page("attached/articles/1/").h1 == "第1条（経費の額）"
    assert one.page("articles/1/").h1 == "第1条（委託）"
    assert one.page("attached/articles/2/").crumbs[-1] == title
    assert _leads(one, "attached/articles/2/") == {
        "前条": "attached/articles/1/",
        "第1条": "attached/articles/1/",
    }
    assert "規約第2条" not in "".join(_leads(one, "attached/"))
    assert _branch(one, title) == [(1, title), (1, "第1条（経費の額）"), (1, "第2条（支払）"), (1, "締結")]
    heads = [name for depth, name, _ in one.nav if depth == 1]
    assert heads[heads.index("附則") + 1] == title
    assert _ranks(one.page("full/"))[-3:] == [
        ("h2", title),
        ("h3", "第1条（経費の額）"),
        ("h3", "第2条（支払）"),
    ]
    assert len(one.page("full/").ids) == len(set(one.page("full/").ids))
    cited = one.page("attached/articles/2/").classed("ky-citation")[0].text
    assert cited == f"山田市及び川上町「{title}」第2条"
    assert _structure(one) == "前文及び2条"
    assert one.page("attached/closing/").at("l1").own == "昭和47年3月20日"
    assert one.searched["attached/articles/2/"][:2] == ["第2条（支払）", title]


def test_the_date_of_a_second_document_is_its_own() -> None:
    facts = "attachments:\n  - {title: 消防事務の委託に関する付属協定書, concluded: 1972-03-20}\nparties:\n"
    one = shown("second-document", edit={"parties:\n": facts})
    cited = one.page("attached/articles/2/").classed("ky-citation")[0].text
    assert cited.endswith("「消防事務の委託に関する付属協定書」（昭和47年3月20日）第2条")
    # It may speak of the annex of the first, which is not looked for in itself.
    assert problems("second-document", edit={"前条の額は": "別表の額は"}) == []


def test_numbered_headings() -> None:
    one = shown("numbered-headings")
    assert [one.page(f"articles/{n}/").h1 for n in (1, 2, 3)] == ["1 処理の対象", "2 使用の期間", "3 費用"]
    assert _cited(one.page("articles/2/")) == [f"（令和2年4月1日）記2{label}" for label in ("", "(1)", "(2)")]
    assert _leads(one, "articles/2/") == {"前号": "articles/2/#i1"}
    assert _titles(one, "articles/2/") == {"前号": "記2(1)"}
    assert _structure(one) == "前文及び3項目"
    assert _branch(one, "項目")[:3] == [(1, "項目"), (1, "記"), (2, "1 処理の対象")]
    assert _ranks(one.page("full/"))[:2] == [("h2", "記"), ("h3", "1 処理の対象")]
    assert one.page("preamble/").own.endswith("甲及び乙は、次の事項を確認する。")
    said = " ".join(page.text + page.title + page.description for page in one.pages.values())
    assert "0条" not in said
    assert "第1条" not in said
    assert "条文" not in " ".join(one.page(path).text for path in ("", "articles/", "names/", "articles/1/"))


def test_no_reference_in_numbered_headings_is_called_false() -> None:
    edit = {"費用は、処理の量に応じて": "前号、前項、第1項及び2の規定により、費用は、"}
    assert problems("numbered-headings", edit=edit) == []
    assert not _leads(shown("numbered-headings", edit=edit), "articles/3/").keys() - {"乙"}


@pytest.mark.parametrize("slug", ["yamada-kawakami", "two-villages"])
def test_prose_alone(slug: str) -> None:
    one = shown("prose-only", slug)
    assert one.page("body/").h1 == "本文"
    assert _structure(one) == "本文"
    assert one.page("body/").at("p2").own
    cited = [words.partition("日）")[2] for words in _cited(one.page("body/"))]
    assert cited[:3] == ["", "第1段落", "第2段落"]
    said = " ".join(page.text + page.description for path, page in one.pages.items() if slug in path)
    assert not any(word in said for word in ("0条", "前文", "条文", "条ごと"))
    assert "body/" in [link.href for link in one.page("names/").all("a")]
    assert f"{slug}/articles/" not in one.pages
    assert "body/" in [link.href for link in one.page("").all("li/a")]


def test_attachments_have_their_printed_names() -> None:
    one = shown("other-attachments")
    names = ["別表第1の1", "別表第1の2", "別図", "様式第1号", "別記"]
    for number, name in enumerate(names, start=1):
        page = one.page(f"annex{'' if number == 1 else f'-{number}'}/")
        assert page.h1.startswith(name)
        assert _cited(page) == [f"（令和2年4月1日）{name}"]
    assert _leads(one, "articles/1/") == {
        "別図": "annex-3/",
        "別表第1の1": "annex/",
        "別表第1の2": "annex-2/",
    }
    assert _leads(one, "articles/2/")["様式第1号"] == "annex-4/"
    assert one.page("annex-3/").all("h1/a")[0].href == "articles/1/"
    assert _structure(one) == "前文、2条、別表第1の1、別表第1の2、別図、様式第1号及び別記"
    assert "この別図を引用する規定" in one.page("annex-3/").text
    assert "この別表" not in one.page("annex-4/").text
    assert (1, "様式第1号（第2条関係）", "annex-4/") in one.nav


@pytest.mark.parametrize(
    ("name", "edit"),
    [
        ("別紙", {"## 別記\n": "## 別紙\n", "要請は、": "要請は、別紙及び"}),
        ("別記様式", {"## 別記\n": "## 別記様式\n", "要請は、": "要請は、別記様式及び"}),
        ("様式", {"## 様式第1号": "## 様式", "、様式第1号": "、様式"}),
        ("別図第2", {"## 別図": "## 別図第1", "## 別記\n": "## 別図第2\n", "要請は、": "別図第2及び"}),
    ],
)
def test_other_names_of_attachments(name: str, edit: dict[str, str]) -> None:
    number = "annex-4/" if name == "様式" else "annex-5/"
    edit = {"別図のとおり": "別図第1のとおり", **edit} if name == "別図第2" else edit
    assert _leads(shown("other-attachments", edit=edit), "articles/2/")[name] == number


def test_notes_under_an_annex() -> None:
    one = shown("notes-under-annex", edit={"観光の情報を発信する。": "圏域の情報を発信する。"})
    assert _ranks(one.page("annex/"))[-2:] == [("h2", "備考"), ("h2", "注")]
    assert one.found("この表に定めのない") == ["annex/#remarks-1-i2"]
    assert _cited(one.page("annex/")) == [
        f"（令和2年4月1日）別表{place}" for place in ("", "備考", "備考1", "備考2", "注")
    ]
    page = one.page("initiatives/tourism/")
    assert "備考" not in page.own
    assert page.crumbs[-2:] == ("別表", "1 経済")
    # A word defined in 備考 holds in all of the annex.
    assert _leads(one, "initiatives/tourism/")["圏域"] == "annex/#remarks-1-i1"
    assert [row["name"] for row in one.csv("initiatives.csv")] == ["観光の振興"]


def test_notes_of_a_database_are_no_text() -> None:
    one = shown("ordinance-notes")
    page = one.page("articles/2/")
    (note,) = page.classed("ky-database-note")
    assert note.text == "（平17告示9・一部改正）〔例規データベースの注〕"
    assert note.own == ""
    assert page.at("p2").own == "2 協議は、毎年行う。"
    assert one.found("平17告示9") == []
    assert "告示" not in "".join(_cited(page))


def test_paragraphs_without_a_number() -> None:
    one = shown("unnumbered-paragraphs")
    page = one.page("articles/1/")
    assert page.at("p1-b2").own.startswith("なお、")
    assert page.at("p2").own.startswith("2 前項の")
    assert [one.page("articles/2/").at(f"p1-b{n}").own for n in (2, 3)] == ["山田市 3人", "川上町 2人"]
    assert _leads(one, "articles/1/")["前項"] == "articles/1/#p1"
    assert _titles(one, "articles/2/")["前2項"] == "第2条第1項から第2項まで"
    assert [len(_cited(one.page(f"articles/{n}/"))) for n in (1, 2)] == [3, 4]
    assert "¶" not in page.twin
    assert "なお、区域の境界は、別に定める。" in page.twin


def test_paragraphs_below_an_item() -> None:
    one = shown("item-paragraph")
    page = one.page("articles/1/")
    assert [page.at(f"p1-i{n}").own[:3] for n in (1, 2, 3)] == ["(1)", "(2)", "(3)"]
    assert page.at("p1-i1-b2").own.startswith("境に近い")
    assert page.at("p1-i3-b2").own.startswith("応援の要請は")
    assert {"ky-continued", "ky-depth-2"} <= set(page.at("p1-i1-b2").get("class").split())
    below = {
        f"p1-i1-{one}": two
        for one, two in {"1-b2": "北部の", "2": "イ", "2-b2": "南部の", "b2": "隣接"}.items()
    }
    for anchor, words in {**below, "p1-i2": "(2)", "p1-b2": "この条", "p2": "2 前項"}.items():
        assert one.page("articles/2/").at(anchor).own.startswith(words)
    assert _leads(one, "articles/1/") == {"前号": "articles/1/#p1-i1"}


def test_a_reference_to_a_range_is_one_to_each_of_its_provisions() -> None:
    one = shown("references-to-ranges")
    assert _sources(one, "articles/3/") == ["第5条第1項", "第5条第2項"]
    rows = [row["target"] for row in one.csv("references.csv") if row["written"] == "前3条"]
    assert rows == [f"articles/{n}/" for n in (2, 3, 4)]
    (pointer,) = [ref for ref in one.json["references"] if ref["written"] == "前3条"]
    assert pointer["targets"] == rows


def test_lost_text_without_a_transcript() -> None:
    one = shown("lost-text-without-transcript")
    page = one.page("articles/1/")
    assert "元の文書" in page.text
    assert "紙面が破れている" in page.text
    for path in ("articles/1/", "text/", ""):
        said = one.page(path).text.replace("照らし合わせることのできる底本はありません", "")
        assert "底本で" not in said
        assert "底本の" not in said


TAIL = """### (1) 暮らし {#er}

**取組の内容**

休日に診療する。

**甲乙の役割**

診療所を開く。

***

2 前項の取組は、毎年見直す。

3 前2項の例による。
"""


def test_paragraphs_behind_the_initiatives_of_an_article() -> None:
    edit = {"## 第2条（協議）\n": f"{TAIL}\n\n## 第2条（協議）\n"}
    one = shown("lost-text-without-transcript", edit=edit)
    page = one.page("articles/1/")
    assert page.at("p2").own == "2 前項の取組は、毎年見直す。"
    assert _leads(one, "articles/1/")["前2項"] == "articles/1/#p1"
    assert [cited[-3:] for cited in _cited(page)] == ["第1条", "第1項", "第2項", "第3項"]
    assert one.page("full/").at("article-1-p3").own == "3 前2項の例による。"
    assert "第1条第1項へのリンク" in [link.get("aria-label") for link in page.all("p/a")]
    assert page.own.index("休日に") < page.own.index("2 前項の")
    assert one.found("毎年見直す") == ["articles/1/#p2"]
