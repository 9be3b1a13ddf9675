"""The page of a step: the 新旧対照表, on what it rests, the instrument, the draft of one."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml.html import HtmlElement, fragment_fromstring

from kyoyaku.analysis.targets import named
from kyoyaku.history.comparison import paired
from kyoyaku.history.units import Unit
from kyoyaku.model.text import Plain
from kyoyaku.pages.addresses import text_places
from tests.history.cases import agreement, pages, step

TABLE = re.compile(r'<table class="ky-compared".*?</table>', re.DOTALL)
# case and version; then the rows: where and what, the new text | the old text, [] for what is underlined
ROWS = """
11-table
- | 第3条（費用） | 第3条（費用）
- | （略） | （略）
第3条第2項 改める
    | 2 前項の負担の額は、[年度ごとに]甲及び乙が協議して[定め、書面に残す]。
    | 2 前項の負担の額は、[毎年度]甲及び乙が協議して[定める]。
第4条 改める | 第4条（[連携会議]） | 第4条（[連絡会議]）
第4条第1項 改める
    | 甲及び乙は、取組の進み具合を確かめるため、[連携会議]を置く。
    | 甲及び乙は、取組の進み具合を確かめるため、[連絡会議]を置く。
第4条第2項 改める
    | 2 [連携会議]は、毎年度1回開くものとし、その庶務は甲が処理する。
    | 2 [連絡会議]は、毎年度1回開くものとし、その庶務は甲が処理する。
第4条第3項 削る | （削る） | [3 連絡会議の運営について必要な事項は、連絡会議が定める。]

03-article-inserted
第4条 加える | [第4条（個人情報の取扱い）] | （新設）
第4条 加える | [甲及び乙は、取組を行うに当たり、個人情報を適正に取り扱わなければならない。] |
第5条 繰り下げる | 第[5]条（連絡会議） | 第[4]条（連絡会議）
- | （略） | （略）
- | 2～3 （略） | 2～3 （略）
第6条 繰り下げる | 第[6]条（変更及び廃止） | 第[5]条（変更及び廃止）
- | （略） | （略）

08-role-and-name
- | 別表（第2条関係） | 別表（第2条関係）
- | 1 暮らしの安心 | 1 暮らしの安心
- | 休日の救急診療 | 休日の救急診療
- | （略） | （略）
- | 甲の役割 | 甲の役割
別表1「休日の救急診療」の項、甲の役割の欄 改める \
| 診療所を運営し、医師[及び看護師]を確保する。 | 診療所を運営し、医師を確保する。
- | （略） | （略）
- | 2 行き来のしやすさ | 2 行き来のしやすさ
別表2「地域公共交通の維持」の項 改める | [地域公共交通の維持] | [生活路線バスの維持]
- | 取組の内容 | 取組の内容
取組の内容の欄 改める | 甲と乙を結ぶ[地域公共交通]を維持する。 | 甲と乙を結ぶ[生活路線バス]を維持する。
- | （略） | （略）
"""
EXPECTED = {
    head: rest.replace("\n    |", " |").split("\n")
    for head, _, rest in (one.partition("\n") for one in ROWS.strip().split("\n\n"))
}
CHANGES = "changes/2025-04-01"


def rows(page: str) -> list[str]:
    """The rows of the table, as ROWS has them."""
    table = fragment_fromstring(TABLE.findall(page)[0])
    return [" | ".join(map(cell, row)).strip() for row in table.findall("tbody/tr")]


def cell(one: HtmlElement) -> str:
    """The words of a cell; of the first its place and what was done there; - if it is empty."""
    for mark in one.findall("u"):
        mark.text = f"[{mark.text}]"
    if one.tag == "th":
        where, *_ = one.findall("a")
        for hidden in where.findall("span"):
            hidden.text = ""
        return f"{where.text_content()} {one.find('br').tail.strip()}"
    return one.text_content() or ("" if one.get("data-side") else "-")


@pytest.mark.parametrize("head", EXPECTED)
def test_the_rows_of_the_table(head: str) -> None:
    assert rows(pages(head)[CHANGES]) == EXPECTED[head]


@pytest.mark.parametrize("case", ["02-paragraph", "05-article-replaced", "07-annex-replaced", "09-names"])
def test_each_row_has_an_id_of_its_own_and_leads_to_places_that_are_there(case: str) -> None:
    page, one = pages(case)[CHANGES], step(case)
    ids = re.findall(r'<tr id="([^"]+)"', page)
    assert len(ids) == len(set(ids)) == len(one.lines)
    there = {
        f"{version.version}.md#{place.whole}"
        for version in (one.before, one.after)
        for place in text_places(version).values()
    }
    links = re.findall(r'<a href="\.\./versions/([^"]+)"', page)
    assert links
    assert {link for link in links if "#" in link} <= there


def test_characters_are_kept_taken_out_or_put_in() -> None:
    for case in ("02-paragraph", "05-article-replaced", "07-annex-replaced"):
        one = step(case)
        kept, taken, put = one.characters()
        old, new = (sum(len(unit.text) for unit in root.walk()) for root in (one.proof.old, one.proof.new))
        assert (kept + taken, kept + put) == (old, new)


def test_neither_quoted_words_nor_numbers_that_are_given_lead_anywhere() -> None:
    one = agreement("01-phrase")
    said = "第3条第2項中「第1条」を「第2条」に改め、第4条を第5条とする。"
    found = named(one, replace(one.title, spans=(Plain(said),)))
    assert [pointer.reference.written for pointer in found] == ["第3条第2項", "第4条"]


def test_what_stands_behind_what_it_stood_before_is_moved() -> None:
    old, new = (
        Unit("annex", "別表", below=[Unit("initiative", name, slug=name) for name in names])
        for names in ("ab", "ba")
    )
    assert [(one.unit.slug, one.is_moved) for one in paired(old, new, {}).below] == [
        ("b", False),
        ("a", True),
    ]


def test_the_instrument_has_its_own_table() -> None:
    _, own = TABLE.findall(pages("11-table")[CHANGES])
    assert '協議して<u role="insertion">定め、書面に残す</u>。' in own


def test_the_old_text_may_stand_at_the_left() -> None:
    page = pages("old-first")[CHANGES]
    assert re.findall(r'<th scope="col">(.*?)</th>', page) == ["箇所", "変更前", "変更後"]
    assert rows(page)[-2:] == [
        "第4条第2項 改める | 2 連絡会議は、毎年度[1回]開くものとし、その庶務は甲が処理する。"
        " | 2 連絡会議は、毎年度[2回以上]開くものとし、その庶務は甲が処理する。",
        "- | 3 （略） | 3 （略）",
    ]


def test_a_row_of_a_table_is_one_row_and_what_moves_is_a_row() -> None:
    found = rows(pages("rows-of-a-table")["changes/2024-04-01"])
    assert "第2条 改める | 診療　[9]割　1割 | 診療　[8]割　1割" in found
    assert "別表2「消費生活の相談」の項 移す | 消費生活の相談 | 消費生活の相談" in found
