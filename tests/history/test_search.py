"""What the search finds of an agreement that has changed: the text in force, also by its former names."""

from __future__ import annotations

import pytest

from kyoyaku.search.documents import index_part
from tests.history.cases import DAY, agreement

# case, the page that is found, and the former name that leads to it, with its label
FORMER = [
    ("05-article-replaced", "articles/1/", "旧見出し（令和7年4月1日に変更）目的"),
    ("07-annex-replaced", "initiatives/holiday-clinic/", "旧名（令和7年4月1日に変更）休日の救急診療"),
    ("08-role-and-name", "initiatives/bus/", "旧名（令和7年4月1日に変更）生活路線バスの維持"),
    ("09-names", "", "旧題名（令和7年4月1日に変更）霧峰市及び瀬音町における連携協約"),
    ("09-names", "initiatives/living-advice/", "旧名（令和7年4月1日に変更）消費生活の相談"),
    ("11-table", "articles/4/", "旧見出し（令和7年4月1日に変更）連絡会議"),
]


@pytest.mark.parametrize("case", dict.fromkeys(case for case, *_ in FORMER))
def test_a_former_name_leads_to_the_page_of_today_and_is_called_so(case: str) -> None:
    found = {
        (case, page.url.partition("/")[2], part.label + "".join(line.text for line in part.lines))
        for page in index_part(agreement(case), named=False).pages
        for part in page.parts
        if part.label.startswith("旧")
    }
    assert found >= {one for one in FORMER if one[0] == case}


def test_a_name_that_is_the_same_is_no_former_one() -> None:
    """第4条（連絡会議） has become 第5条（連絡会議）."""
    pages = index_part(agreement("03-article-inserted"), named=False).pages
    assert not [part for page in pages for part in page.parts if part.label.startswith("旧")]


def test_a_party_is_found_by_its_former_name() -> None:
    names = index_part(agreement("09-names"), named=False).words["names"]
    assert names == {"霧峰市": "甲", "瀬音町": "乙", "瀬音市": "乙"}


@pytest.mark.parametrize(
    ("case", "day", "words", "is_found"),
    [
        ("06-initiatives", DAY, "消費生活の相談", False),
        ("06-initiatives", "2025-03-31", "消費生活の相談", True),
        ("06-initiatives", "2025-03-31", "認知症の人の見守り", False),
        ("12-no-text-and-future", DAY, "2年ごとに", False),
        ("12-no-text-and-future", "2027-04-01", "2年ごとに", True),
        ("12-no-text-and-future", "2027-04-01", "毎年度甲及び乙が", False),
    ],
)
def test_only_the_text_in_force_is_found(case: str, day: str, words: str, is_found: bool) -> None:
    assert (words in str(index_part(agreement(case, day), named=False).pages)) is is_found
