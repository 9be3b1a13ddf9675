"""The words of a text: what it and its date are called, dates in part, and the names of its parties."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from kyoyaku.listing import SEVERAL, listing, site_name
from kyoyaku.pdf.printing import _mended
from kyoyaku.render import of_site
from testing.project import ROOT
from tests.structures.shown import Shown, problems, shown

OTHERS = re.compile("協約|締結")
EIGHTEEN = "short: 協定市町村\n"


def _standing(one: Shown) -> str:
    """The last words of each page of the agreement."""
    return one.page("").classed("ky-standing")[0].text


def test_a_rule_is_called_a_rule_everywhere() -> None:
    one = shown("kind-date-instrument")
    assert one.facts[2:4] == ["告示の日 令和2年4月1日", "番号 告示第55号"]
    whole = "山田市及び川上町「消防事務の委託に関する規約」（令和2年4月1日告示第55号）"
    assert one.page("articles/1/").cited == [f"{whole}第1条"]
    # The page for other municipalities speaks of all kinds, and the schema, too.
    files = {**one.files, **one.built.beside}.items()
    own = {name: str(text) for name, text in files if not re.search("schema|adopt", name)}
    assert [name for name, text in own.items() if OTHERS.search(text)] == []
    facts = one.json["facts"]
    assert (facts["kind"], facts["date_is"], facts["instrument"]) == ("規約", "告示", "告示第55号")
    more = {"yamada-kawakami/names.yml": "- {name: 山田駅, reading: やまだえき, kind: facility}\n"}
    (message,) = problems("kind-date-instrument", files=more)
    assert "「山田駅」は規約の文にありません" in message


@pytest.mark.parametrize("word", ["議決", "公布", "施行", "届出"])
def test_any_other_date_is_called_by_its_name(word: str) -> None:
    one = shown("kind-date-instrument", edit={"date_is: 告示": f"date_is: {word}"})
    assert f"{word}の日 令和2年4月1日" in one.facts
    assert f"令和2年4月1日{word}時の本文です" in _standing(one)
    said = {"公布": "告示第55号"}.get(word, f"{word}、告示第55号")
    assert one.page("articles/1/").cited[0].endswith(f"（令和2年4月1日{said}）第1条")
    assert not any(OTHERS.search(page.text) for at, page in one.pages.items() if "adopt" not in at)


def test_the_closing_of_what_was_not_concluded_has_another_name() -> None:
    """Its date may be another one than that of the 告示."""
    edit = {"## 附則": "## 締結\n\n令和2年3月1日\n\n## 附則"}
    one = shown("kind-date-instrument", edit=edit)
    assert (one.page("closing/").title, one.page("closing/").h1) == ("末文", "末文")
    assert "末文" in [title for _, title, _ in one.nav]
    (message,) = problems("kind-date-instrument", edit=edit | {"date_is: 告示\n": ""})
    assert "date-agrees" in message


def test_the_pages_of_the_site_name_the_kinds_that_are_there() -> None:
    agreements = (shown("kind-date-instrument").agreement, shown("dates", "year-only").agreement)
    listings = tuple(map(listing, agreements))
    assert site_name(listings) == SEVERAL
    both = of_site(listings, None, ROOT / "templates")
    assert "地方公共団体の間の規約1件及び協約1件を" in both["index.md"]
    assert "告示又は締結の日" not in both["about.md"]
    only = of_site(listings[:1], None, ROOT / "templates")
    assert not any(OTHERS.search(page) for path, page in only.items() if path != "adopt.md")


@pytest.mark.parametrize(
    ("slug", "known", "day", "lacking", "stamp"),
    [
        ("month-only", "2018-06", "平成30年6月", "（日は不明）", "D:201806"),
        ("year-only", "2018", "平成30年", "（月日は不明）", "D:2018"),
        ("undated", "", "", "不明", None),
    ],
)
def test_a_date_is_said_as_far_as_it_is_known(
    slug: str, known: str, day: str, lacking: str, stamp: str | None
) -> None:
    one, said = shown("dates", slug), f"（{day}）" if day else ""
    assert f"締結の日 {day}{lacking}" in one.facts
    assert (f"{day}締結時の本文です。" if day else "締結の日は、分かっていません。") in _standing(one)
    assert one.page("articles/1/").cited == [f"山田市及び川上町「定住自立圏形成協定書」{said}第1条"]
    named = f"{day}締結の版" if day else "日付の分からない版"
    assert one.page(f"versions/{known or 'undated'}/").h1 == f"定住自立圏形成協定書（{named}）"
    assert one.json["facts"]["concluded"] == (known or None)
    assert f'"version": "{known or "undated"}"' in one.page("").source
    assert (f'"legislationDate": "{known}"' in one.page("").source) == bool(known)
    assert "<entry>" not in str(one.file("feed.xml"))
    assert "不適合" in one.page("data/").all("tr[th='L3-05']")[0].text
    dates = one.akn.xpath("//*[local-name()='FRBRdate']")
    assert {(date.get("date"), date.get("name")) for date in dates} == {("9999-12-31", "unknown")}
    for name, text in (*one.files.items(), *one.built.beside.items()):
        assert not re.search(r"2018-(06-)?0?1\b", str(text)), name
    printed, made = PdfWriter(), BytesIO()
    printed.add_blank_page(100, 100)
    printed.add_metadata({"/Creator": "Chromium", "/CreationDate": "D:20261127"})
    printed.write(made)
    written: dict[str, Any] = dict(
        PdfReader(BytesIO(_mended(made.getvalue(), known, set())[0])).metadata or {}
    )
    assert (written["/Creator"], written.get("/CreationDate"), written.get("/ModDate")) == (
        "Chromium",
        stamp,
        stamp,
    )


MEMBERS = "name: 山田市及び海辺市,"
FOUR = "山田市、海辺市、川下町及び川原町"
OF_FOUR = {
    f"{MEMBERS} slug: yamada-umibe, members: [山田市, 海辺市]": (
        f"name: {FOUR}, slug: yamada-umibe, members: [山田市, 海辺市, 川下町, 川原町]"
    ),
    "山田市及び海辺市（以下": f"{FOUR}（以下",
}
UNION = {MEMBERS: "name: 山海連合,", "山田市及び海辺市（以下": "山海連合（以下"}


@pytest.mark.parametrize(
    ("edit", "name", "title", "crumb"),
    [
        ({}, "山田市及び海辺市（甲）", "山田市及び海辺市", "山田市及び海辺市"),
        # Members whom the name does not name are listed.
        (UNION, "山海連合（甲。構成する団体：山田市、海辺市）", "山海連合", "山海連合"),
        ({MEMBERS: f"{MEMBERS} short: 山海,"}, "山田市及び海辺市（甲）", "山海", "山海"),
        (OF_FOUR, f"{FOUR}（甲）", FOUR, "山田市ほか3市町"),
    ],
    ids=["named", "not named", "with a short name", "counted"],
)
def test_members_are_one_party(edit: dict[str, str], name: str, title: str, crumb: str) -> None:
    one = shown("parties", "two-cities-and-a-town", edit=edit)
    assert f"当事者 {name}、川上町（乙）" in one.facts
    joint = "並びに" if "及び" in crumb else "及び"
    assert one.page("articles/1/").cited[0].startswith(f"{crumb}{joint}川上町「")
    assert one.page("articles/1/").crumbs[0] == f"{crumb}・川上町の協約"
    assert one.page("parties/yamada-umibe/").title == f"{title}の役割"
    assert "川上町並びに" not in str(one.files)
    assert "海辺市及び川上町" not in str(one.files)


def test_a_class_is_named_and_not_listed() -> None:
    one = shown("parties", "open-class")
    assert "当事者 湖岸の市各市（協定市。総称であり、個々の団体は示されていません。）" in one.facts
    assert one.page("articles/1/").crumbs[0] == "協定市の協約"
    assert one.agreement.heading == "協定市 災害時の相互応援に関する協定"
    assert one.page("articles/1/").cited[0].startswith("湖岸の市各市「災害時の")
    some = shown("parties", "open-class", edit={"open: true": "open: true, members: [浜市, 磯市]"})
    assert "当事者 湖岸の市各市（協定市。浜市、磯市等であり、これらに限りません。）" in some.facts


def test_a_party_without_a_code_has_none_anywhere() -> None:
    one = shown("parties", "associations")
    assert "当事者 北の区長会、南の町村会" in one.facts
    assert "コード" not in one.page("parties/kita-kucho/").text
    assert "identifier" not in one.page("").source


def test_eighteen_parties_have_one_short_name() -> None:
    one = shown("eighteen-parties")
    assert one.agreement.heading == "協定市町村 災害時の相互応援に関する協定"
    assert one.page("articles/1/").crumbs == ("協定市町村の協約", "条文")
    assert one.page("articles/1/").cited == [
        "協定市町村「災害時の相互応援に関する協定」（令和2年4月1日）第1条"
    ]
    assert all(party.name in one.facts[0] for party in one.agreement.parties)
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
    assert one.page("articles/1/").cited[0].startswith(f"{name}「")


def test_a_party_that_is_called_by_its_name_is_named_once() -> None:
    one = shown("parties-by-name")
    made = str(one.files) + str(one.built.beside)
    assert "海辺市（海辺市）" not in made
    assert "海辺市（森野町）" not in made
    assert one.agreement.labels == {}
    assert "<abbr" not in made
    assert one.page("initiatives/drill/").at("role-umibe").text == "海辺市の役割"
    assert one.page("").classed("ky-standing")[0].get("data-labels") == ""
