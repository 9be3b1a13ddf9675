"""The page of a step: the 新旧対照表, on what it rests, the instrument, the draft of one."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml.html import HtmlElement, fragment_fromstring

from kyoyaku import render
from kyoyaku.analysis.targets import named
from kyoyaku.history.comparison import paired
from kyoyaku.history.units import Unit
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.text import Plain
from kyoyaku.pages.addresses import text_places
from kyoyaku.pages.links import cross_references
from kyoyaku.pages.page_list import Kind, Page, agreement_pages
from testing.project import ROOT
from tests.history.cases import agreement, loaded, step, write_edited

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

12-no-text-and-future 2024-04-01
- | 別表（第2条関係） | 別表（第2条関係）
- | 1 暮らしの安心 | 1 暮らしの安心
- | 消費生活の相談 | 消費生活の相談
- | （略） | （略）
- | 乙の役割 | 乙の役割
別表1「消費生活の相談」の項、乙の役割の欄 改める \
| [広報により]住民に窓口を知らせる。 | 住民に窓口を知らせる。

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

amending-instrument
- | 第2条（協議） | 第2条（協議）
第2条 改める | 協議は、年[2]回行う。 | 協議は、年[1]回行う。
"""
EXPECTED = {
    head: rest.replace("\n    |", " |").split("\n")
    for head, _, rest in (one.partition("\n") for one in ROWS.strip().split("\n\n"))
}
PROVED = "変更を定める文書の改正規定を変更前の版に当てはめると、変更後の版と1字も違わない"
BEFORE, AFTER = "2021-03-25.md", "2025-04-01.md"
ROLES = "甲及び乙が連携する取組並びに甲及び乙の役割は、別表のとおり"
FORCE = "この変更協約は、令和7年4月1日から施行する。"


def changes(one: Agreement) -> list[Page]:
    return [page for page in agreement_pages(one) if page.kind is Kind.CHANGE]


def shown(one: Agreement, page: Page) -> str:
    """A page as Markdown."""
    version = getattr(page.subject, "after", one)
    of_texts = {"references": cross_references(one), "linked": {}, "data": None, "publisher": one.publisher}
    return render._page(
        ROOT / "templates", page, agreement=version, current=one, before=None, after=None, **of_texts
    )


def of_case(case: str, version: str = "") -> str:
    one = agreement(case)
    (page,) = (page for page in changes(one) if page.path.endswith(f"{version}.md"))
    return shown(one, page)


def edited(root: Path, case: str, edit: dict[str, str]) -> str:
    """The page of the first step of a case in which texts are replaced."""
    one = loaded(write_edited(root, case, edit))
    return shown(one, changes(one)[0])


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
    assert rows(of_case(*head.split())) == EXPECTED[head]


@pytest.mark.parametrize("case", ["02-paragraph", "05-article-replaced", "07-annex-replaced", "09-names"])
def test_each_row_has_an_id_of_its_own_and_leads_to_places_that_are_there(case: str) -> None:
    page, one = of_case(case), step(case)
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


def test_what_was_said_of_a_step_that_is_proved() -> None:
    page = of_case("07-annex-replaced")
    assert PROVED in page
    assert "4箇所を改め、1箇所を加え、1箇所を削るものです。" in page
    assert "## この変更を改め文で書いた案" not in page
    assert "議決　霧峰市　令和7年3月14日（" in of_case("01-phrase")


def test_characters_are_kept_taken_out_or_put_in() -> None:
    for case in ("02-paragraph", "05-article-replaced", "07-annex-replaced"):
        one = step(case)
        kept, taken, put = one.characters()
        old, new = (sum(len(unit.text) for unit in root.walk()) for root in (one.proof.old, one.proof.new))
        assert (kept + taken, kept + put) == (old, new)


def test_a_step_without_an_instrument_is_drafted() -> None:
    page = of_case("12-no-text-and-future", "2024-04-01")
    assert PROVED not in page
    assert "二つの文だけに基づきます" in page
    assert "当事者が合意した文ではありません" in page
    draft = page.partition('class="ky-instrument ky-draft"')[2]
    assert "中「住民に窓口」を「広報により住民に窓口」に改める。" in draft
    assert "予定の本文です。まだ効力を有しません。**" in of_case("12-no-text-and-future", "2027-04-01")


def test_what_was_not_read_is_never_said_to_be_proved(tmp_path: Path) -> None:
    page = edited(
        tmp_path,
        "01-phrase",
        {"changes/2025-03-20.md: に改める。": "に改める。\n\n第5条を別図のとおり直す。"},
    )
    assert PROVED not in page
    assert "確かめていません。" in page
    assert "「第5条を別図のとおり直す。」（" in page
    assert "## この変更を改め文で書いた案" in page


def test_the_instrument_leads_to_the_version_that_it_changes() -> None:
    page = of_case("amending-instrument")
    assert (
        '<a href="../versions/2020-04-01.md#article-2" title="第2条（協議）">第2条</a>中「年1回」を' in page
    )
    page = of_case("03-article-inserted")
    assert ">第4条</a>を第5条とし" in page
    assert '<blockquote>\n<p class="ky-unit-article">第4条（個人情報の取扱い）</p>' in page
    table = TABLE.findall(of_case("11-table"))[1]
    assert '協議して<u role="insertion">定め、書面に残す</u>。' in table


def test_articles_of_an_instrument_without_commands_are_published_too(tmp_path: Path) -> None:
    command = "第4条第2項中「1回」を「2回以上」に改める。"
    articles = (
        f"## 第1条（変更）\n\n{command}\n\n## 第2条（準備）\n\n準備は、この協約の施行前に行うことができる。"
    )
    page = edited(tmp_path, "01-phrase", {f"changes/2025-03-20.md: {command}": articles})
    assert PROVED in page
    assert "<p>霧峰市と瀬音町は、令和3年3月25日に締結した" in page
    assert "（準備）</p>\n<p>準備は、この協約の施行前に行うことができる。</p>" in page


def test_an_instrument_that_was_itself_changed_says_by_what(tmp_path: Path) -> None:
    inner = "  changed_by: {title: 施行の日を改める協約, concluded: 2025-03-25}\n"
    page = edited(tmp_path, "01-phrase", {f"{AFTER}:   text: changes": f"{inner}  text: changes"})
    assert "。効力を有する前に「施行の日を改める協約」（令和7年3月25日締結）により変更）による変更" in page
    assert "変更を定める文書の文の一部がないため" in page


def test_neither_quoted_words_nor_numbers_that_are_given_lead_anywhere() -> None:
    one = agreement("01-phrase")
    said = "第3条第2項中「第1条」を「第2条」に改め、第4条を第5条とする。"
    found = named(one, replace(one.title, spans=(Plain(said),)))
    assert [pointer.reference.written for pointer in found] == ["第3条第2項", "第4条"]


@pytest.mark.parametrize(
    ("more", "is_told"),
    [
        ("", False),
        ("ただし、第4条の規定は、公布の日から施行する。", True),
        ("\n\n2 なお従前の例による。", True),
    ],
)
def test_a_supplement_with_more_than_the_day_is_pointed_out(tmp_path: Path, more: str, is_told: bool) -> None:
    page = edited(tmp_path, "01-phrase", {f"changes/2025-03-20.md: {FORCE}": FORCE + more})
    assert ("附則に、効力を持つ日のほかの定めがあります" in page) is is_told


def test_a_reference_that_now_means_another_provision_is_pointed_out(tmp_path: Path) -> None:
    edit = {f"{name}: {ROLES}": f"第4条に定めるほか、{ROLES}" for name in (BEFORE, AFTER)}
    said = "の「第4条」　変更前は第4条（連絡会議）、変更後は第4条（個人情報の取扱い）"
    assert said in edited(tmp_path, "03-article-inserted", edit)
    for case in ("02-paragraph", "03-article-inserted"):
        assert "別の規定を指します" not in of_case(case)


def test_the_old_text_may_stand_at_the_left(tmp_path: Path) -> None:
    page = edited(tmp_path, "01-phrase", {f"{AFTER}: status: ": "comparison: old-first\nstatus: "})
    heads = re.findall(r'<th scope="col">(.*?)</th>', page)
    assert heads == ["箇所", "変更前", "変更後"]
    assert rows(page)[-2:] == [
        "第4条第2項 改める | 2 連絡会議は、毎年度[1回]開くものとし、その庶務は甲が処理する。"
        " | 2 連絡会議は、毎年度[2回以上]開くものとし、その庶務は甲が処理する。",
        "- | 3 （略） | 3 （略）",
    ]


def test_a_row_of_a_table_is_one_row_and_what_moves_is_a_row(tmp_path: Path) -> None:
    def table(first: str) -> str:
        return f"{ROLES}とし、次の割合による。\n\n| 区分 | 甲 | 乙 |\n|---|---|---|\n| 診療 | {first} | 1割 |"

    edit = {f"{BEFORE}: {ROLES}とする。": table("8割")}
    for name in ("2024-04-01.md", "2027-04-01.md"):
        consumers = "\n#### 消費生活の相談 {#consumer-desk}"
        edit[f"{name}: {ROLES}とする。"] = table("9割")
        edit[f"{name}: {consumers}"] = f"\n### 2 相談\n{consumers}"
        edit[f"{name}: ### 2 行き来"] = "### 3 行き来"
    found = rows(edited(tmp_path, "12-no-text-and-future", edit))
    assert "第2条 改める | 診療　[9]割　1割 | 診療　[8]割　1割" in found
    assert "別表2「消費生活の相談」の項 移す | 消費生活の相談 | 消費生活の相談" in found


def test_what_stands_behind_what_it_stood_before_is_moved() -> None:
    old, new = (
        Unit("annex", "別表", below=[Unit("initiative", name, slug=name) for name in names])
        for names in ("ab", "ba")
    )
    assert [(one.unit.slug, one.is_moved) for one in paired(old, new, {}).below] == [
        ("b", False),
        ("a", True),
    ]


def test_a_step_that_changes_nothing_says_so(tmp_path: Path) -> None:
    edit = {f"{name}: 広報により": "" for name in ("2024-04-01.md", "2027-04-01.md")}
    page = edited(tmp_path, "12-no-text-and-future", edit)
    assert "変更前の版と変更後の版の文に、違いはありません。" in page
    assert "改め文の案" not in page
    assert not TABLE.findall(page)


def test_the_page_about_the_text_says_on_what_each_version_rests() -> None:
    one = agreement("12-no-text-and-future")
    (page,) = (page for page in agreement_pages(one) if page.kind is Kind.WITNESS)
    table = re.findall(r"<td>(.*?) <a href=\"(.*?)\">新旧対照表", shown(one, page))
    assert table == [
        (
            "変更を定める文書の文がないため、変更前の版と変更後の版の二つの文だけに基づきます。"
            "残る文字は745字、除く文字は0字、加える文字は5字です。",
            "changes/2024-04-01.md",
        ),
        (
            f"{PROVED}ことを、機械で確かめています。残る文字は747字、除く文字は3字、加える文字は5字です。",
            "changes/2027-04-01.md",
        ),
    ]
