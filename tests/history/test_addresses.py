"""No address is lost in time, whatever a version takes away, and on whatever day."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.published import promised, published
from kyoyaku.problems import ContentError
from kyoyaku.render import of_agreement
from testing.project import FIXTURES, ROOT, SAMPLE, read_content, write_content
from tests.history.cases import CASES, DAY, loaded
from tests.pages.test_published import resolves

VERSION = re.compile(r"[^/]+/[0-9-]+\.md")
REMOVING = ("04-article-deleted", "09-names", "12-no-text-and-future")
HISTORIES = {case: read_content(CASES / case) for case in REMOVING}
HISTORIES["sample"] = {
    name: text
    for name, text in read_content(SAMPLE).items()
    if name.startswith("yukimino") and not name.endswith("addresses.txt")
}


def _loaded(files: Mapping[str, str], day: str) -> Agreement:
    with TemporaryDirectory() as folder:
        write_content(Path(folder), files)
        return loaded(Path(folder), day)


def _check(builds: Sequence[tuple[Mapping[str, str], str]]) -> None:
    """Whatever one of the builds, each of files on a day, has published, all later ones have, too.

    And the last one makes the pages and files at all these addresses.
    """
    ever = set[str]()
    for files, day in builds:
        agreement = _loaded(files, day)
        now = published(agreement)
        assert ever - now == set(), (agreement.version, day)
        ever |= now
    docs = of_agreement(agreement, ROOT / "templates")
    assert [one for one in sorted(ever) if not resolves(docs, one)] == []
    assert [one for one in docs if one.replace("/index.html", ".md") in docs.keys() - {one}] == []


@pytest.mark.parametrize("name", sorted(HISTORIES))
def test_no_address_is_lost_when_versions_are_added_and_begin(name: str) -> None:
    files = HISTORIES[name]
    versions = sorted(one for one in files if VERSION.fullmatch(one))
    builds = [({one: text for one, text in files.items() if one in versions[:1]}, DAY)]
    for at, version in enumerate(versions[1:], start=1):
        told = "".join(files[one] for one in versions[: at + 1])
        known = {
            one: text
            for one, text in files.items()
            if one not in versions[at + 1 :] and ("/changes/" not in one or one.split("/", 1)[1] in told)
        }
        builds += [(known, Path(versions[at - 1]).stem), (known, Path(version).stem)]
    builds[0] = (builds[0][0] | {one: files[one] for one in files if one.endswith(".txt")}, DAY)
    _check(builds)


WHOLE = {
    name: text
    for name, text in read_content(FIXTURES / "structures" / "mixed").items()
    if name.startswith("a-b/")
}
TEXT = WHOLE["a-b/2018-06.md"]
"""A text with every structure."""
LATER = "in_force: {day}\nchanged_by: {{title: 変更する協約, concluded: unknown}}\nstatus:"
# What a second version takes away: a pattern, and what stands in its place.
TAKEN = {
    "an initiative, an annex, the preamble": {
        r"##### イ 取組二.*?(?=\*\*\*)|## 別表第1.*?(?=## 附則\n)|前の文.*?(?=## 第1編)": ""
    },
    "all initiatives, a 附則, second documents": {
        r"#### \(1\) 分野.*?(?=2 尾の項)|## 附則（平成4年.*|(no_role|bodies|attachments): .*?\n": ""
    },
    "all articles": {r"## 第1編.*?(?=## 締結)": "", "（第5条関係）": "", "(no_role|bodies): .*?\n": ""},
    "tables, an image, a slug, what was sure": {
        r"\| 頭 .*?(?=表の後)|!\[図\].*?\n\n": "",
        r"\{#one\}": "{#first}",
        "status:": "formerly: {first: [one]}\nstatus:",
        r"no_role: \{one": "no_role: {first",
        "(?<=\n)本文だけ": "本文{++だけ++}{>>certain: 脱字<<}",
    },
}


@pytest.mark.parametrize("what", TAKEN)
def test_what_a_version_takes_away_keeps_its_addresses(what: str) -> None:
    text = TEXT
    for pattern, new in TAKEN[what].items():
        text, count = re.subn(pattern, new, text, flags=re.DOTALL)
        assert count, pattern
    later = WHOLE | {"a-b/2025-04-01.md": text.replace("status:", LATER.format(day="2025-04-01"), 1)}
    _check([(WHOLE, DAY), (later, "2025-03-31"), (later, "2025-04-01")])


def test_what_is_gone_keeps_its_former_slugs() -> None:
    """An initiative and a party have two names, and are then gone; what is withdrawn stays, too."""
    first = WHOLE | {"a-b/2018-06.md": TEXT.replace("status:", "formerly: {two: [lines]}\nstatus:")}
    second = TEXT.replace("{#two}", "{#coaches}").replace("slug: kawakami", "slug: town")
    head = LATER.format(day="2022-04-01") + " unknown\nformerly: {coaches: [two, lines], town: [kawakami]}"
    second = second.replace("status: unknown", head)
    third = re.sub(r"##### イ 取組二.*?(?=\*\*\*)", "", second, flags=re.DOTALL)
    third = third.replace("2022-04-01", "2025-04-01").replace("coaches: [two, lines], ", "")
    fourth = third.replace("2025-04-01", "2027-04-01").replace("双方。", "甲。")
    withdrawn = fourth.replace("status:", "withdrawn: {on: 2026-12-01, by: 協議}\nstatus:")
    builds = [first, first | {"a-b/2022-04-01.md": second}]
    builds.append(builds[1] | {"a-b/2025-04-01.md": third})
    builds += [builds[2] | {"a-b/2027-04-01.md": one} for one in (fourth, withdrawn)]
    days = ("2020-04-01", "2022-04-01", "2025-04-01", "2026-11-27", "2027-04-02")
    _check(list(zip(builds, days, strict=True)))


def test_what_a_coming_version_brings_is_promised_before_its_day() -> None:
    """So the build at midnight finds no address that nobody has promised."""
    files = HISTORIES["12-no-text-and-future"]
    known = promised(_loaded(files, DAY))
    assert published(_loaded(files, "2027-04-01")) <= known
    listed = {**files, "kirimine-seoto/addresses.txt": "".join(f"{one}\n" for one in sorted(known))}
    assert _loaded(listed, DAY).addresses


def test_what_a_version_was_to_bring_need_not_stay_when_it_is_withdrawn() -> None:
    later = TEXT.replace("{#two}", "{#ships}").replace("取組二", "船")
    later = later.replace("status:", LATER.format(day="2027-04-01"), 1)
    known = promised(_loaded(WHOLE | {"a-b/2027-04-01.md": later}, DAY))
    listed = WHOLE | {"a-b/addresses.txt": "".join(f"{one}\n" for one in sorted(known))}
    withdrawn = later.replace("status:", "withdrawn: {on: 2026-12-01, by: 協議}\nstatus:")
    for day in (DAY, "2027-04-02"):
        assert _loaded(listed | {"a-b/2027-04-01.md": withdrawn}, day).addresses
    with pytest.raises(ContentError, match="address-lost"):
        _loaded(listed, DAY)


def test_the_account_of_a_coming_version_keeps_its_address() -> None:
    """From the day when it begins, this leads on to the account of the text in force."""
    later = TEXT.replace("双方。", "双方{??}{>>unsure: 続きが読めない<<}。")
    both = WHOLE | {"a-b/2027-04-01.md": later.replace("status:", LATER.format(day="2027-04-01"), 1)}
    _check([(WHOLE, DAY), (both, DAY), (both, "2027-04-01")])
    assert "a-b/versions/2027-04-01/text/" in published(_loaded(both, "2027-04-01"))
