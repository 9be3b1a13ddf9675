"""Several agreements on one site: how the home page and the pages about the site list them."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

import pytest

from kyoyaku.catalogue import FEW, Group, groups, municipalities, others
from kyoyaku.listing import Listing, listing
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.facts import Party
from kyoyaku.pages.words import state
from kyoyaku.problems import Place
from kyoyaku.publisher.work import Work
from kyoyaku.render import of_site
from testing.project import ROOT

CITY = "山田市"


def _party(name: str, code: str = "", *members: str, short: str = "") -> Party:
    return Party(name, name, f"s-{code}", code, "", Place("x.md", 1), members, short)


def _town(number: int) -> Party:
    return _party(f"町{number}", f"{number:06}")


@pytest.fixture(scope="module")
def one(sample: tuple[Agreement, ...]) -> Listing:
    """A listing of which others are made."""
    return listing(sample[0])


def _made(one: Listing, *wanted: tuple[str, list[Party]]) -> tuple[Listing, ...]:
    """A listing for each kind and parties, in this order; their titles are alike, their slugs are not."""
    return tuple(
        replace(one, slug=f"a-{at}", kind=kind, parties=tuple(parties), title=f"{kind}の題名")
        for at, (kind, parties) in enumerate(wanted)
    )


def _mixed(one: Listing, count: int) -> tuple[Listing, ...]:
    """Agreements of a city with towns, and of towns with each other, as chance has it."""
    random, city = Random(count), _party(CITY, "900000")
    towns = [_town(number) for number in range(2 * count)]
    wanted = [
        (random.choice(("連携協約", "規約", "協定")), random.sample(towns, random.choice((1, 1, 1, 2, 5))))
        for _ in range(count)
    ]
    return _made(one, *((kind, [city, *own] if len(own) != 2 else own) for kind, own in wanted))


def _said(group: Group) -> tuple[str, str, str]:
    return group.kind, group.party, group.title


def _home(listings: tuple[Listing, ...]) -> str:
    return of_site(listings, None, ROOT / "templates")["index.md"]


def test_a_city_with_its_towns_is_a_list_of_towns(one: Listing) -> None:
    city, unknown = _party(CITY, "000000"), _party("谷村")
    pairs = [city, unknown], [city, _town(3)], [_town(1), city], [city, _town(2)]
    listings = _made(one, *(("連携協約", pair) for pair in pairs))
    (group,) = groups(listings)
    assert _said(group) == ("連携協約", CITY, "連携協約の題名")
    assert [others(each, CITY) for each in group.listings] == ["町1", "町2", "町3", "谷村"]
    home = _home(listings)
    assert "連携協約4件を掲載" in home
    assert f"### {CITY}と次の団体 {{" in home
    assert home.count("連携協約の題名") == 1, "a title that all have stands once"
    assert "団体から探す" not in home, "the list is one of towns already"


@pytest.mark.parametrize(
    ("titles", "title"),
    [
        (("{city}と{town}の協約", "{city}と{town}の協約"), f"{CITY}と○○の協約"),
        (("{city}と{town}の協約", "{town}と{city}の協約"), ""),
        (("消防の協約", "消防の協約"), "消防の協約"),
        (("消防の協約", "図書館の協約"), ""),
    ],
)
def test_a_title_that_differs_by_the_names_of_the_towns_stands_once(
    one: Listing, titles: tuple[str, ...], title: str
) -> None:
    """Also where the name of the city is a part of that of a town."""
    towns = _party(f"東{CITY}", "000001"), _town(2), _town(3)
    made = [
        replace(each, title=each_title.format(city=CITY, town=town.name))
        for each, each_title, town in zip(
            _made(one, *(("協約", [_party(CITY, "900000"), town]) for town in towns)),
            (titles[0], *titles), towns, strict=True,
        )
    ]  # fmt: skip
    assert [_said(group) for group in groups(made)] == [("協約", CITY, title)]
    home = _home(tuple(made))
    assert home.count("題名は、いずれも") == bool(title)
    assert ("（○○は、団体の名です。）" in home) == ("○○" in title)


def test_few_agreements_have_no_headings_for_parties(one: Listing) -> None:
    city = _party(CITY, "900000")
    home = _home(_made(one, *(("連携協約", [city, _town(number)]) for number in range(FEW))))
    assert "###" not in home
    assert "団体から探す" not in home


@pytest.mark.parametrize("count", [2, 12, 100])
def test_each_agreement_stands_once_and_with_each_of_its_parties(one: Listing, count: int) -> None:
    listings = _mixed(one, count)
    made = groups(listings)
    assert sorted(each.slug for group in made for each in group.listings) == sorted(
        each.slug for each in listings
    )
    found = {
        name: {one.slug for each in own.values() for one in getattr(each, "listings", [each])}
        for name, _, own in municipalities(made)
    }
    names = {party.name for each in listings for party in each.parties}
    assert found == {
        name: {each.slug for each in listings if name in [party.name for party in each.parties]}
        for name in names
    }


@pytest.mark.parametrize("count", [2, 12, 100])
def test_the_home_page_leads_to_all_and_stays_light(one: Listing, count: int) -> None:
    listings = _mixed(one, count)
    home = _home(listings)
    assert all(f"]({each.slug}/index.md)" in home for each in listings)
    ids = re.findall(r"\{ #([\w-]+) }|<span id=\"([\w-]+)\"", home)
    assert len(set(ids)) == len(ids)
    assert set(re.findall(r"\]\(#([\w-]+)\)", home)) <= {"".join(each) for each in ids}
    assert sum(map(int, re.findall(r"^## .*?（([0-9]+)件）", home, re.MULTILINE))) == count
    assert len(home.encode()) < 2_000 + 800 * count


def test_other_pages_about_the_site_do_not_grow_with_the_agreements(one: Listing) -> None:
    few, many = (of_site(_mixed(one, count), None, ROOT / "templates") for count in (12, 100))
    assert [path for path in few if len(few[path]) != len(many[path])] == ["index.md"]
    (_, links), _ = Work(_mixed(one, 100)).nav_links
    assert [path for _, path in links] == ["./#kind-1", "./#kind-2", "./#kind-3"]


def test_a_party_that_two_kinds_have_is_one_and_leads_to_both(one: Listing) -> None:
    city = _party(CITY, "900000")
    wanted = [(kind, [city, _town(number)]) for kind in ("規約", "協定") for number in range(FEW + 1)]
    home = _home(_made(one, *wanted))
    (row,) = re.findall(rf"- .*\*\*{CITY}\*\*.*", home)
    assert re.findall(r"\[(.*?)\]\((.*?)\)", row) == [("規約3件", "#group-1"), ("協定3件", "#group-2")]


def test_parties_of_one_name_are_told_apart_by_their_codes(one: Listing) -> None:
    twins = _party("府中市", "132063"), _party("府中市", "342084"), _party("府中市")
    rows = municipalities(groups(_made(one, *(("規約", [twin, _town(1)]) for twin in twins))))
    names = [name for name, *_ in rows]
    assert names == ["町1", *(f"府中市（団体コード{code}）" for code in ("132063", "342084", "不明"))]


def test_a_party_without_a_code_is_the_one_of_its_name(one: Listing) -> None:
    """Also a member of a party; the others stand at the end."""
    parties = [
        _party("川上町"),
        _party("川上町", "014001"),
        _party("東部", "", "川上町", "谷村", short="東部の町村"),
    ]
    wanted = (("規約", [party, _town(number)]) for number, party in enumerate(parties))
    rows = municipalities(groups(_made(one, *wanted)))
    assert [(name, code, len(own)) for name, code, own in rows[-2:]] == [
        ("川上町", "014001", 3),
        ("谷村", "", 1),
    ]


def test_a_code_is_one_municipality_also_if_its_name_is_written_differently(one: Listing) -> None:
    names = "龍ケ崎市", "龍ヶ崎市"
    made = groups(_made(one, *(("規約", [_party(name, "082082"), _town(1)]) for name in names)))
    assert [name for name, *_ in municipalities(made)] == ["町1", names[1]]


def test_a_class_that_is_the_only_party_is_nobodys_partner(one: Listing) -> None:
    city = _party("各市", short="協定市")
    listings = _made(one, *(("協定", [city]) for _ in range(FEW + 1)))
    assert [_said(group) for group in groups(listings)] == [("協定", "", "協定の題名")]
    assert others(listings[0], "各市") == ""
    assert others(listings[0], "") == "協定市"


def test_more_than_three_parties_are_counted(one: Listing) -> None:
    (made,) = _made(
        one, ("協定", [_party(CITY), *(_party(name) for name in ("東市", "西町", "南町", "北村"))])
    )
    assert others(made, CITY) == "東市ほか3町村"
    assert others(made, "東市") == f"{CITY}ほか3町村"
    is_open = tuple(replace(party, is_open=True) for party in made.parties)
    assert others(replace(made, parties=is_open), CITY) == "東市ほか"


def test_what_became_of_an_agreement_is_said_as_far_as_it_is_known(sample: tuple[Agreement, ...]) -> None:
    assert [said for said in map(state, sample) if said] == [
        "令和6年5月10日現在効力あり",
        "令和7年4月1日変更、令和9年4月1日変更予定",
    ]
