"""The words of a text: what it and its date are called, dates in part, and the names of its parties."""

from __future__ import annotations

import re

import pytest

from kyoyaku.listing import SEVERAL, listing, site_name
from kyoyaku.render import of_site
from testing.project import ROOT
from tests.structures.shown import Shown, problems, shown

OTHERS = re.compile("協約|締結")
EIGHTEEN = "short: 協定市町村\n"


def _facts(one: Shown) -> list[str]:
    """The facts at the head of the overview."""
    return [line.text for line in one.page("").classed("ky-facts")[0].all("li")]


def _cited(one: Shown, address: str) -> list[str]:
    return [place.text for place in one.page(address).classed("ky-citation")]


def _standing(one: Shown) -> str:
    """The last words of each page of the agreement."""
    return one.page("").classed("ky-standing")[0].text


def _head(one: Shown, address: str = "") -> str:
    """What stands in <title>."""
    page = one.page(address)
    return f"{page.title} - {one.agreement.heading}"


# What it is called.


def test_a_rule_is_called_a_rule_everywhere() -> None:
    one = shown("kind-date-instrument")
    assert _facts(one)[:4] == [
        "種別 規約",
        "当事者 山田市、川上町",
        "告示の日 令和2年4月1日",
        "番号 告示第55号",
    ]
    assert "令和2年4月1日告示時の本文です" in _standing(one)
    assert one.page("versions/2020-04-01/").title == "令和2年4月1日告示の版"
    assert "正式な規約は" in one.page("text/").text
    article = one.page("articles/1/")
    assert "規約が変更されたときは" in article.text
    assert "令和2年4月1日告示の文のまま変わりません" in article.text
    whole = "山田市及び川上町「消防事務の委託に関する規約」（令和2年4月1日告示第55号）"
    assert _cited(one, "articles/1/") == [f"{whole}第1条"]
    # The page for other municipalities speaks of all kinds, and the schema, too.
    files = {**one.files, **one.built.beside}.items()
    own = {name: str(text) for name, text in files if not re.search("schema|adopt", name)}
    named = [name for name, text in own.items() if OTHERS.search(text)]
    assert named == []
    assert one.json["facts"]["kind"] == "規約"
    assert (one.json["facts"]["date_is"], one.json["facts"]["instrument"]) == ("告示", "告示第55号")
    assert {day.get("name") for day in one.akn.xpath("//*[local-name()='FRBRdate']")} == {"告示"}


@pytest.mark.parametrize("word", ["議決", "公布", "施行", "届出"])
def test_any_other_date_is_called_by_its_name(word: str) -> None:
    one = shown("kind-date-instrument", edit={"date_is: 告示": f"date_is: {word}"})
    assert f"{word}の日 令和2年4月1日" in _facts(one)
    assert f"令和2年4月1日{word}時の本文です" in _standing(one)
    said = {"公布": "告示第55号"}.get(word, f"{word}、告示第55号")
    assert _cited(one, "articles/1/")[0].endswith(f"（令和2年4月1日{said}）第1条")
    assert not any(OTHERS.search(page.text) for at, page in one.pages.items() if "adopt" not in at)


def test_nothing_said_is_an_agreement_that_was_concluded() -> None:
    edit = {"kind: 規約\ndate_is: 告示\ninstrument: 告示第55号\n": ""}
    one = shown("kind-date-instrument", edit=edit)
    assert _facts(one)[:2] == ["当事者 山田市、川上町", "締結の日 令和2年4月1日"]
    assert "正式な協約書は" in one.page("text/").text
    assert "協約が変更されたときは" in one.page("articles/1/").text
    assert _cited(one, "articles/1/") == [
        "山田市及び川上町「消防事務の委託に関する規約」（令和2年4月1日）第1条"
    ]


def test_the_closing_of_what_was_not_concluded_has_another_name() -> None:
    """Its date may be another one than that of the 告示."""
    edit = {"## 附則": "## 締結\n\n令和2年3月1日\n\n## 附則"}
    one = shown("kind-date-instrument", edit=edit)
    assert (one.page("closing/").title, one.page("closing/").h1) == ("末文", "末文")
    assert "末文" in [title for _, title, _ in one.nav]
    assert any(
        "date-agrees" in line
        for line in problems("kind-date-instrument", edit=edit | {"date_is: 告示\n": ""})
    )


def test_messages_take_the_word_of_the_kind() -> None:
    files = {"yamada-kawakami/names.yml": "- {name: 山田駅, reading: やまだえき, kind: facility}\n"}
    (message,) = problems("kind-date-instrument", files=files)
    assert "「山田駅」は規約の文にありません" in message


def test_the_pages_of_the_site_name_the_kinds_that_are_there() -> None:
    agreements = (shown("kind-date-instrument").agreement, shown("dates", "year-only").agreement)
    listings = tuple(map(listing, agreements))
    assert site_name(listings) == SEVERAL
    both = of_site(listings, None, ROOT / "templates")
    assert "地方公共団体の間の規約1件及び協約1件を" in both["index.md"]
    assert "告示又は締結の日" not in both["about.md"]
    only = of_site(listings[:1], None, ROOT / "templates")
    assert not any(OTHERS.search(page) for path, page in only.items() if path != "adopt.md")


def test_a_second_document_has_its_own_word_and_date() -> None:
    facts = (
        "attachments: [{title: 消防事務の委託に関する付属協定書, concluded: 1972-02, kind: 協定}]\nparties:"
    )
    one = shown("second-document", edit={"parties:": facts})
    said = [line.text for line in one.page("attached/").classed("ky-facts")[0].all("li")]
    assert said == ["種別 協定", "日付 昭和47年2月（日は不明）"]
    assert "協定が変更されたときは" in one.page("attached/articles/1/").text
    assert "付属協定書」（昭和47年2月）第1条" in _cited(one, "attached/articles/1/")[0]
    assert "協約が変更されたときは" in one.page("articles/1/").text


# Dates.


@pytest.mark.parametrize(
    ("slug", "version", "day", "lacking"),
    [
        ("month-only", "2018-06", "平成30年6月", "（日は不明）"),
        ("year-only", "2018", "平成30年", "（月日は不明）"),
        ("undated", "undated", "", "不明"),
    ],
)
def test_a_date_is_said_as_far_as_it_is_known(slug: str, version: str, day: str, lacking: str) -> None:
    one, said = shown("dates", slug), f"（{day}）" if day else ""
    assert f"締結の日 {day}{lacking}" in _facts(one)
    assert (f"{day}締結時の本文です。" if day else "締結の日は、分かっていません。") in _standing(one)
    assert _cited(one, "articles/1/") == [f"山田市及び川上町「定住自立圏形成協定書」{said}第1条"]
    named = f"{day}締結の版" if day else "日付の分からない版"
    assert one.page(f"versions/{version}/").h1 == f"定住自立圏形成協定書（{named}）"
    assert one.json["facts"]["concluded"] == (None if version == "undated" else version)
    assert "<entry>" not in str(one.file("feed.xml"))
    assert "不適合" in one.page("data/").all("tr[th='L3-05']")[0].text
    for name, text in (*one.files.items(), *one.built.beside.items()):
        assert not re.search(r"2018-(06-)?0?1\b", str(text)), name


# Parties.


def test_members_are_one_party() -> None:
    one = shown("parties", "two-cities-and-a-town")
    assert "当事者 山田市及び海辺市（甲）、川上町（乙）" in _facts(one)
    whole = "山田市及び海辺市並びに川上町「定住自立圏形成協定書」（令和2年4月1日）"
    assert _cited(one, "articles/1/") == [f"{whole}第1条"]
    assert one.page("articles/1/").crumbs[0] == "山田市及び海辺市・川上町の協約"
    assert [party["members"] for party in one.json["facts"]["parties"]] == [["山田市", "海辺市"], []]
    assert "川上町並びに" not in str(one.files)
    assert "海辺市及び川上町" not in str(one.files)


def test_members_whom_the_name_does_not_name_are_listed() -> None:
    edit = {"name: 山田市及び海辺市,": "name: 山海連合,", "山田市及び海辺市（以下": "山海連合（以下"}
    one = shown("parties", "two-cities-and-a-town", edit=edit)
    assert "当事者 山海連合（甲。構成する団体：山田市、海辺市）、川上町（乙）" in _facts(one)
    assert _cited(one, "articles/1/")[0].startswith("山海連合及び川上町「")


def test_a_class_is_named_and_not_listed() -> None:
    one = shown("parties", "open-class")
    assert "当事者 湖岸の市各市（協定市。総称であり、個々の団体は示されていません。）" in _facts(one)
    assert one.page("articles/1/").crumbs[0] == "協定市の協約"
    assert _head(one, "articles/1/") == "第1条（応援） - 協定市 災害時の相互応援に関する協定"
    assert _cited(one, "articles/1/")[0].startswith("湖岸の市各市「災害時の")
    some = shown("parties", "open-class", edit={"open: true": "open: true, members: [浜市, 磯市]"})
    assert "当事者 湖岸の市各市（協定市。浜市、磯市等であり、これらに限りません。）" in _facts(some)


def test_a_party_without_a_code_has_none_anywhere() -> None:
    one = shown("parties", "associations")
    assert "当事者 北の区長会、南の町村会" in _facts(one)
    assert "コード" not in one.page("parties/kita-kucho/").text
    assert "identifier" not in one.page("").source


def test_eighteen_parties_have_one_short_name() -> None:
    one = shown("eighteen-parties")
    assert _head(one, "articles/1/") == "第1条（応援） - 協定市町村 災害時の相互応援に関する協定"
    assert len(_head(one, "articles/1/")) <= 40
    assert one.page("articles/1/").crumbs == ("協定市町村の協約", "条文")
    assert _cited(one, "articles/1/") == ["協定市町村「災害時の相互応援に関する協定」（令和2年4月1日）第1条"]
    assert all(party.name in _facts(one)[0] for party in one.agreement.parties)
    links = [link.href for link in one.page("parties/").all("li/a") if link.href.startswith("parties/")]
    assert links == [f"parties/{party.slug}/" for party in one.agreement.parties]
    lists = ("", "parties/", "preamble/", "full/", "versions/2020-04-01/")
    named = {place for place, page in one.pages.items() if "東岡市" in page.text and "浅沢村" in page.text}
    assert named == {f"eighteen/{place}" for place in lists}


@pytest.mark.parametrize(
    ("edit", "name"),
    [
        ({}, "東岡市ほか17市町村"),
        ({"name: 浅沢村": "name: 浅沢広域連合"}, "東岡市ほか17団体"),
        ({"{key: 浅沢村, ": "{open: true, key: 浅沢村, "}, "東岡市ほか"),
        ({"{key: 浅沢村, ": "{members: [浅町, 沢町], key: 浅沢村, "}, "東岡市ほか18市町村"),
    ],
)
def test_many_parties_without_a_short_name_are_counted(edit: dict[str, str], name: str) -> None:
    one = shown("eighteen-parties", edit={EIGHTEEN: "", **edit})
    assert one.page("articles/1/").crumbs[0] == f"{name}の協約"
    assert one.agreement.heading == f"{name} 災害時の相互応援に関する協定"
    assert _cited(one, "articles/1/")[0].startswith(f"{name}「")


def test_a_party_of_many_has_a_short_name_of_its_own() -> None:
    edit = {"name: 山田市及び海辺市,": "name: 山田市及び海辺市, short: 山海,"}
    one = shown("parties", "two-cities-and-a-town", edit=edit)
    assert one.page("articles/1/").crumbs[0] == "山海・川上町の協約"
    assert one.page("parties/yamada-umibe/").title == "山海の役割"
    assert _cited(one, "articles/1/")[0].startswith("山海及び川上町「")


def test_a_party_of_many_without_a_short_name_is_counted() -> None:
    four = "山田市、海辺市、川下町及び川原町"
    names = f"name: {four}, slug: yamada-umibe, members: [山田市, 海辺市, 川下町, 川原町]"
    edit = {"name: 山田市及び海辺市, slug: yamada-umibe, members: [山田市, 海辺市]": names}
    one = shown("parties", "two-cities-and-a-town", edit={**edit, "山田市及び海辺市（以下": f"{four}（以下"})
    assert one.page("articles/1/").crumbs[0] == "山田市ほか3市町・川上町の協約"
    assert f"当事者 {four}（甲）、川上町（乙）" in _facts(one)


def test_a_party_that_is_called_by_its_name_is_named_once() -> None:
    one = shown("parties-by-name")
    made = str(one.files) + str(one.built.beside)
    assert "海辺市（海辺市）" not in made
    assert "海辺市（森野町）" not in made
    assert one.agreement.labels == {}
    assert "<abbr" not in made
    assert one.page("initiatives/drill/").at("role-umibe").text == "海辺市の役割"
    assert one.page("").classed("ky-standing")[0].get("data-labels") == ""
