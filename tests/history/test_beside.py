"""What stands beside versions, and what is said of their steps."""

from __future__ import annotations

from pathlib import Path

import pytest

from kyoyaku.forms.feed import news
from kyoyaku.history.proof import Outcome
from kyoyaku.history.steps import steps
from kyoyaku.history.units import texts, tree
from kyoyaku.model.agreement import Agreement
from kyoyaku.problems import ContentError, Problems
from kyoyaku.reading.parse import parse
from kyoyaku.reading.versions.checks import report_steps
from kyoyaku.render import of_agreement
from testing.project import ROOT, read_content, write_content
from tests.history.cases import CASES, DAY, agreement, loaded, write_edited
from tests.parsed import HEAD, WITNESSED

FOLDER = "kirimine-seoto"
ERRATA = """\
- {on: 2022-04-01, at: articles/4/#p2, was: 毎月, now: 毎年度}
- {on: 2026-04-01, at: versions/2021-03-25/#article-4-p2, was: 毎年度2回, now: 毎年度1回}
- {on: 2025-04-01, at: articles/4/#p2, was: 1回, now: 2回以上}
"""
LIFE = "- {key: kurashi, name: 暮らし, initiatives: [holiday-clinic, consumer-desk, dementia-watch, bus]}\n"
PLAIN = "".join(
    f"- {{at: initiatives/{slug}, plain: 暮らしを支えます。, words: [暮らし]}}\n"
    for slug in ("holiday-clinic", "consumer-desk", "dementia-watch", "bus")
)
CONTACTS = (
    "- {party: PARTY, initiatives: [SLUG], office: 窓口, telephone: 000-000-0000, checked_on: 2024-01-01}\n"
)
NAMES = "- {name: 認知症の人, reading: にんちしょうのひと, kind: facility}\n"


def _with(root: Path, case: str, name: str, text: str, day: str = DAY) -> Agreement:
    write_content(root, read_content(CASES / case) | {f"{FOLDER}/{name}": text})
    return loaded(root, day)


@pytest.mark.parametrize("day", [DAY, "2024-01-01"])
def test_a_correction_is_of_the_version_that_it_names_or_that_was_current(day: str, tmp_path: Path) -> None:
    one = _with(tmp_path, "01-phrase", "corrections.yml", ERRATA, day)
    found = {
        each.version: [f"{erratum.at} {erratum.was}" for erratum in each.errata] for each in one.versions
    }
    at = "articles/4/#p2"
    assert found == {"2021-03-25": [f"{at} 毎月", f"{at} 毎年度2回"], "2025-04-01": [f"{at} 1回"]}


def test_a_correction_of_an_earlier_version_leads_to_the_page_of_that_version(tmp_path: Path) -> None:
    one = _with(tmp_path, "01-phrase", "corrections.yml", ERRATA)
    page = str(of_agreement(one, ROOT / "templates")[f"{FOLDER}/versions/2021-03-25.md"])
    assert "　[第4条第2項](2021-03-25.md#article-4-p2)　（誤）毎年度2回　（正）毎年度1回" in page
    frozen = "versions/2021-03-25/#article-4-p2"
    assert [each.address for each in news(one)][:3] == ["articles/4/#p2", frozen, frozen]


@pytest.mark.parametrize(
    ("day", "slugs", "names"),
    [(DAY, "holiday-clinic dementia-watch bus", 1), ("2024-01-01", "holiday-clinic consumer-desk bus", 0)],
)
def test_side_files_serve_the_version_before_and_the_one_after(
    day: str, slugs: str, names: int, tmp_path: Path
) -> None:
    """So the day on which another version is current finds nothing to refuse."""
    (topic,) = _with(tmp_path, "06-initiatives", "life.yml", LIFE, day).life
    assert " ".join(topic.initiatives) == slugs
    one = _with(tmp_path, "06-initiatives", "plain.yml", PLAIN, day)
    assert [each.at for each in one.plain] == [f"initiatives/{slug}" for slug in slugs.split()]
    asked = CONTACTS.replace("PARTY", one.parties[0].slug)
    offices = asked.replace("SLUG", "consumer-desk") + asked.replace("SLUG", "bus").replace("0000", "0001")
    found = _with(tmp_path, "06-initiatives", "contacts.yml", offices, day).contacts
    assert [each.initiatives for each in found] == [
        (slug,) for slug in ("consumer-desk", "bus") if slug in slugs
    ]
    assert len(_with(tmp_path, "06-initiatives", "names.yml", NAMES, day).names) == names


def test_check_says_on_what_each_step_rests(tmp_path: Path) -> None:
    assert report_steps(agreement("12-no-text-and-future")).split("\n")[::2][:2] == [
        f"content/{FOLDER}/2024-04-01.md",
        f"content/{FOLDER}/2027-04-01.md",
    ]
    write_edited(tmp_path, "01-phrase", {"2025-03-20.md: 第4条第2項中": "第4条第2項のうち"})
    unread = loaded(tmp_path)
    (line,) = report_steps(unread).split("\n")[2:-1]
    assert line.startswith(f"    content/{FOLDER}/changes/2025-03-20.md:5: 「のうち")


def test_what_is_lost_is_the_same_whatever_the_version_was_made_from() -> None:
    both = [
        parse(
            f"{head}\n# 連携協約\n\n甲は、{{??}}{{>>certain: 破れ<<}}。\n".encode(), "x.md", "x", Problems()
        )
        for head in (HEAD, WITNESSED)
    ]
    first, second = ([unit.text for unit in texts(tree(one))] for one in both if one)
    assert first == second


@pytest.mark.parametrize(
    ("case", "edit"),
    [
        (
            "01-phrase",
            {"第4条第2項中「1回": "第４条第２項中「１回", "を次のように変更する。": "の変更に合意した。"},
        ),
        (
            "02-paragraph",
            {"改め、同条第2項中": "改め，同条第２項中", "> 2 甲及び乙は、": "> ２ 甲及び乙は，"},
        ),
        ("11-table", {"\n## 附則": "\n備考 変更部分は、下線の部分である。\n\n## 附則"}),
    ],
)
def test_an_instrument_is_read_as_the_paper_has_it(case: str, edit: dict[str, str], tmp_path: Path) -> None:
    write_edited(tmp_path, case, {f"2025-03-20.md: {old}": new for old, new in edit.items()})
    assert [each.proof.outcome for each in steps(loaded(tmp_path))] == [Outcome.PROVED]


def test_what_a_version_to_come_adds_is_due_before(tmp_path: Path) -> None:
    short = PLAIN.replace(
        "- {at: initiatives/dementia-watch, plain: 暮らしを支えます。, words: [暮らし]}\n", ""
    )
    with pytest.raises(ContentError, match="plainの説明がない取組があります：initiatives/dementia-watch "):
        _with(tmp_path, "06-initiatives", "plain.yml", short, "2024-01-01")
