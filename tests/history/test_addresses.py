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
REMOVING = ("04-article-deleted", "06-initiatives", "07-annex-replaced", "09-names", "12-no-text-and-future")
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


WHOLE = """---
title: 例の連携協約
concluded: 2020-04-01
status: unknown
parties:
  - {key: 甲, name: 甲市, slug: ko, code: "000001"}
  - {key: 乙, name: 乙町, slug: otsu, code: "000019"}
  - {key: 丙, name: 丙村, slug: hei, code: "000027"}
---

# 例の連携協約

甲市（以下「甲」という。）、乙町（以下「乙」という。）及び丙村（以下「丙」という。）は、協定する。

## 第1条（目的）

この協約は、連携を目的とする。

## 第2条（費用）

費用は、次の表による。

| 区分 | 負担 |
|---|---|
| 会議 | 甲 |

## 第3条（協議）

甲、乙及び丙は、協議する。

2 協議は、書面による。

## 別表第1

### 図書館 {#libraries}

**取組の内容**

図書館を相互に利用する。

**甲の役割**

蔵書を貸し、費用を負担する。

**乙の役割**

蔵書を貸す。

**丙の役割**

場所を設ける。

### バス {#buses}

**取組の内容**

バスを走らせる。

**甲の役割**

調整する。

**乙の役割**

周知する。

**丙の役割**

周知する。

## 別表第2

| 区分 | 額 |
|---|---|
| 会議 | 1万円 |

## 別図

![区域の地図](map.png)

## 附則

この協約は、令和2年4月1日から施行する。

# 付属の協定書

甲及び乙は、次のとおり協定する。

## 第1条（額）

額は、別に定める。
"""
LATER = "in_force: {day}\nchanged_by: {{title: 変更する協約, concluded: unknown}}\nstatus:"
# What a second version takes away: a pattern, and what stands in its place.
TAKEN = {
    "an initiative": (r"### バス.*?(?=## 別表第2)", ""),
    "all initiatives": (r"## 別表第1.*?(?=## 別表第2)", "## 別表第1\n\n取組は、別に定める。\n\n"),
    "two articles at once": (r"## 第2条（費用）.*?(?=## 別表第1)", "## 第2条及び第3条 削除\n\n"),
    "the last article": (r"## 第3条.*?(?=## 別表第1)", ""),
    "all articles": (r"## 第1条（目的）.*?(?=## 別表第1)", ""),
    "a table in an article": (r"\| 区分 \| 負担.*?(?=## 第3条)", ""),
    "an annex with a table": (r"## 別表第2.*?(?=## 別図)", ""),
    "an image": (r"## 別図.*?(?=## 附則)", ""),
    "a 附則": (r"## 附則.*?(?=# 付属)", ""),
    "a second document": (r"# 付属の協定書.*", ""),
    "the preamble": (r"甲市（以下.*?(?=## 第1条)", ""),
    "a slug": (r"\{#libraries\}", "{#shared-libraries}"),
    "what was sure": ("この協約は、連携", "この協約は、{++連携++}{>>certain: 脱字<<}"),
    "who pays": (r"費用|負担", "会議"),
}
FORMERLY = {"a slug": "formerly: {shared-libraries: [libraries]}\n"}


@pytest.mark.parametrize("what", TAKEN)
def test_what_a_version_takes_away_keeps_its_addresses(what: str) -> None:
    pattern, new = TAKEN[what]
    (image,) = (FIXTURES / "structures" / "image").rglob("map.png")
    picture = {"rei/map.png": image.read_bytes().decode("utf-8", "surrogateescape")}
    first = {"rei/2020-04-01.md": WHOLE, **picture}
    head = LATER.format(day="2025-04-01").replace("status:", f"{FORMERLY.get(what, '')}status:")
    text = re.sub(pattern, new, WHOLE, flags=re.DOTALL).replace("status:", head, 1)
    assert text.count("\n") <= WHOLE.count("\n") + 3
    later = first | {"rei/2025-04-01.md": text}
    _check([(first, DAY), (later, "2025-03-31"), (later, "2025-04-01")])


def test_what_is_gone_keeps_its_former_slugs() -> None:
    """An initiative and a party have two names, and are then gone; what is withdrawn stays, too."""
    text = WHOLE.replace("## 別図\n\n![区域の地図](map.png)\n\n", "")
    first = {"rei/2020-04-01.md": text.replace("status:", "formerly: {buses: [lines]}\nstatus:")}
    second = text.replace("{#buses}", "{#coaches}").replace("slug: otsu", "slug: town")
    head = LATER.format(day="2022-04-01") + " unknown\nformerly: {coaches: [buses, lines], town: [otsu]}"
    second = second.replace("status: unknown", head)
    third = re.sub(r"### バス.*?(?=## 別表第2)", "", second, flags=re.DOTALL)
    third = third.replace("2022-04-01", "2025-04-01").replace("coaches: [buses, lines], ", "")
    fourth = third.replace("2025-04-01", "2027-04-01").replace("書面による", "電話による")
    withdrawn = fourth.replace("status:", "withdrawn: {on: 2026-12-01, by: 協議}\nstatus:")
    builds = [first, first | {"rei/2022-04-01.md": second}]
    builds.append(builds[1] | {"rei/2025-04-01.md": third})
    builds += [builds[2] | {"rei/2027-04-01.md": one} for one in (fourth, withdrawn)]
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
    whole = WHOLE.replace("![区域の地図](map.png)\n", "図は、別に示す。\n")
    first = {"rei/2020-04-01.md": whole}
    text = whole.replace("### バス {#buses}", "### 船 {#ships}")
    later = text.replace("status:", LATER.format(day="2027-04-01"), 1)
    known = promised(_loaded(first | {"rei/2027-04-01.md": later}, DAY))
    listed = {**first, "rei/addresses.txt": "".join(f"{one}\n" for one in sorted(known))}
    withdrawn = later.replace("status:", "withdrawn: {on: 2026-12-01, by: 協議}\nstatus:")
    for day in (DAY, "2027-04-02"):
        assert _loaded(listed | {"rei/2027-04-01.md": withdrawn}, day).addresses
    with pytest.raises(ContentError, match="address-lost"):
        _loaded(listed, DAY)


def test_the_account_of_a_coming_version_keeps_its_address() -> None:
    """From the day when it begins, this leads on to the account of the text in force."""
    first = {"rei/2020-04-01.md": WHOLE.replace("![区域の地図](map.png)\n", "図は、別に示す。\n")}
    later = first["rei/2020-04-01.md"].replace("status:", LATER.format(day="2027-04-01"), 1)
    marked = later.replace("書面による", "書面による{??}{>>unsure: 続きが読めない<<}")
    _check([(first, DAY), (both := first | {"rei/2027-04-01.md": marked}, DAY), (both, "2027-04-01")])
    assert "rei/versions/2027-04-01/text/" in published(_loaded(both, "2027-04-01"))
