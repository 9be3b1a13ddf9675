"""Several agreements on one site: how the home page and the pages about the site list them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import cycle
from random import Random

import pytest

from kyoyaku.catalogue import FEW, groups, municipalities, others
from kyoyaku.listing import Listing, listing
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.facts import Party
from kyoyaku.problems import Place
from kyoyaku.publisher.work import Work
from kyoyaku.render import of_site
from testing.project import ROOT


def _party(name: str, code: str = "", *members: str, short: str = "") -> Party:
    return Party(name, name, f"s-{code}", code, "", Place("x.md", 1), members, short)


def _town(number: int) -> Party:
    return _party(f"町{number}", f"{number:06}")


CITY = _party("山田市", "900000")


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
    random = Random(count)
    towns = [_town(number) for number in range(2 * count)]
    wanted = [
        (random.choice(("連携協約", "規約", "協定")), random.sample(towns, random.choice((1, 1, 1, 2, 5))))
        for _ in range(count)
    ]
    return _made(one, *((kind, [CITY, *own] if len(own) != 2 else own) for kind, own in wanted))


def _home(listings: tuple[Listing, ...]) -> str:
    return of_site(listings, None, ROOT / "templates")["index.md"]


GROUPED = {
    "a city with its towns is a list of towns, by their codes": (
        [[CITY, _party("谷村")], [CITY, _town(3)], [_town(1), CITY], [CITY, _town(2)]],
        ["協約の題名"],
        ("山田市", "協約の題名", ["町1", "町2", "町3", "谷村"]),
        ["協約4件を掲載", "### 山田市と次の団体 {", "題名は、いずれも「協約の題名」です。"],
    ),
    "few have no headings": ([[CITY, _town(1)], [CITY, _town(2)]], ["題名"], ("", "題名", []), []),
    "a class that is the only party is nobody's partner": (
        [[_party("各市", short="協定市")]] * (FEW + 1), ["題名"], ("", "題名", ["協定市"] * 3), []
    ),
    "titles that differ by the names of the towns, of which one is in another, or has that of the city": (
        [[CITY, _party("町", "000001"), _party(name)] for name in ("東町", "西町", "東山田市")],
        ["山田市と{}の協約"],
        ("山田市", "山田市と○○と○○の協約", ["町・東町", "町・西町", "町・東山田市"]),
        ["（○○は、団体の名です。）"],
    ),
    "titles that are not alike": (
        [[CITY, _town(number)] for number in (1, 2, 3)],
        ["消防の協約", "図書館の協約", "{}の協約"],
        ("山田市", "", ["町1", "町2", "町3"]),
        ["消防の協約", "図書館の協約", "町3の協約"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("parties", "titles", "said", "words"), GROUPED.values(), ids=GROUPED)
def test_agreements_of_one_kind_are_grouped(
    one: Listing,
    parties: list[list[Party]],
    titles: list[str],
    said: tuple[str, str, list[str]],
    words: list[str],
) -> None:
    """By the party that many have; a title that all have stands once, with the names of the towns as ○○."""
    made = tuple(
        replace(each, title=title.format("と".join(one.name for one in own[1:])))
        for each, own, title in zip(_made(one, *(("協約", own) for own in parties)), parties, cycle(titles))
    )
    (group,) = groups(made)
    party, title, names = said
    assert (group.kind, group.party, group.title) == ("協約", party, title)
    assert [others(each, party) for each in group.listings] == names or not names
    home = _home(made)
    assert [word for word in words if word not in home] == []
    assert home.count("題名は、いずれも") == bool(title)
    assert ("○○" in home, "###" in home) == ("○○" in title, bool(party))
    assert ("団体から探す" in home) == (len(parties) > FEW and not party), "a list of towns is one already"


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
    wanted = [(kind, [CITY, _town(number)]) for kind in ("規約", "協定") for number in range(FEW + 1)]
    (row,) = re.findall(r"- .*\*\*山田市\*\*.*", _home(_made(one, *wanted)))
    assert re.findall(r"\[(.*?)\]\((.*?)\)", row) == [("規約3件", "#group-1"), ("協定3件", "#group-2")]


@pytest.mark.parametrize(
    ("parties", "rows"),
    [
        (  # told apart by their codes
            [_party("府中市", "132063"), _party("府中市", "342084"), _party("府中市")],
            [(f"府中市（団体コード{code}）", code.strip("不明"), 1) for code in ("132063", "342084", "不明")],
        ),
        (  # one without a code is that of its name, also a member of a party; what has none stands at the end
            [_party("川上町"), _party("川上町", "014001"), _party("東部", "", "川上町", "谷村")],
            [("川上町", "014001", 3), ("谷村", "", 1)],
        ),
        ([_party("龍ケ崎市", "082082"), _party("龍ヶ崎市", "082082")], [("龍ヶ崎市", "082082", 2)]),
    ],
)  # fmt: skip
def test_a_municipality_is_one_by_its_code(
    one: Listing, parties: list[Party], rows: list[tuple[str, str, int]]
) -> None:
    made = groups(_made(one, *(("規約", [party, _town(number)]) for number, party in enumerate(parties))))
    found = [(name, code, len(own)) for name, code, own in municipalities(made)]
    assert [one for one in found if not one[0].startswith("町")] == rows


def test_more_than_three_parties_are_counted(one: Listing) -> None:
    names = ("東市", "西町", "南町", "北村")
    (made,) = _made(one, ("協定", [CITY, *map(_party, names)]))
    assert [others(made, name) for name in ("山田市", "東市")] == ["東市ほか3町村", "山田市ほか3町村"]
    is_open = tuple(replace(party, is_open=True) for party in made.parties)
    assert others(replace(made, parties=is_open), "山田市") == "東市ほか"
