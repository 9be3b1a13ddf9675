"""A step written as an instrument: the sentences of the cases, and words that are hard to quote."""

from __future__ import annotations

import pytest

from kyoyaku.history.drafting import draft, printed
from tests.history.cases import step


@pytest.mark.parametrize(
    ("case", "version", "sentences"),
    [
        ("01-phrase", "", ["第4条第2項中「1回」を「2回以上」に改める。"]),
        (
            "02-paragraph",
            "",
            [
                "第2条に次の1項を加える。",
                "第3条第1項中「前条」の次に「第1項」を加え、同条第2項中「前項」を「第1項」に改め、"
                "同項を同条第3項とし、同条第1項の次に次の1項を加える。",
            ],
        ),
        ("03-article-inserted", "", ["第5条を第6条とし、第4条を第5条とし、第3条の次に次の1条を加える。"]),
        ("04-article-deleted", "2023-04-01", ["第3条を次のように改める。"]),
        ("04-article-deleted", "2025-04-01", ["第3条を削り、第4条を第3条とし、第5条を第4条とする。"]),
        (
            "06-initiatives",
            "",
            ["別表消費生活の相談の項を削り、同表休日の救急診療の項の次に次のように加える。"],
        ),
        (
            "08-role-and-name",
            "",
            [
                "別表休日の救急診療の項甲の役割の欄中「医師」の次に「及び看護師」を加え、"
                "同表生活路線バスの維持の項中「生活路線バス」を「地域公共交通」に改める。",
            ],
        ),
        (
            "12-no-text-and-future",
            "2024-04-01",
            ["別表消費生活の相談の項乙の役割の欄中「住民に窓口」を「広報により住民に窓口」に改める。"],
        ),
        ("12-no-text-and-future", "2027-04-01", ["第3条第2項中「毎年度」を「2年ごとに」に改める。"]),
    ],
)
def test_step_of_a_case(case: str, version: str, sentences: list[str]) -> None:
    made = draft(step(case, version))
    assert made is not None
    assert [one.sentence for one in made] == sentences


def test_draft_as_an_instrument() -> None:
    one = step("03-article-inserted")
    assert list(printed(one, draft(one) or ())) == [
        ("title", "霧峰市及び瀬音町における連携協約の一部を変更する連携協約（案）"),
        (
            "opening",
            "令和3年3月25日に締結した霧峰市及び瀬音町における連携協約の一部を次のように変更する。",
        ),
        ("sentence", "第5条を第6条とし、第4条を第5条とし、第3条の次に次の1条を加える。"),
        ("heading", "第4条（個人情報の取扱い）"),
        ("quoted", "甲及び乙は、取組を行うに当たり、個人情報を適正に取り扱わなければならない。"),
    ]
