"""Agreements in layouts drawn at random become drafts with the same articles, initiatives and texts."""

from __future__ import annotations

import re
from itertools import takewhile
from random import Random

import pytest

from kyoyaku.importing.imported import Imported, imported
from kyoyaku.importing.paper import Block, Paper, Paragraph, Table
from kyoyaku.importing.writing import Source
from testing.papers import Printer, bare
from tests.effort import Counts, times
from tests.importing.papers import drawn

USUAL = ("識別名", "締結の日が一つに決まりません")
"""What every draft asks, or one whose paper has no day."""
SEEDS = (1, 22, 23, 32, 49, 53, 58)
"""Those that take all ways through the rules that the first 60 take together."""


def _draft(*blocks: Block) -> tuple[Imported, str]:
    """What an import makes of these blocks, and the version."""
    got = imported("x", [(Source("x.docx", "0" * 64, "Word文書"), Paper("Word文書", blocks))])
    return got, next(text for name, text in got.files.items() if name.endswith(".md"))


def _table(*rows: str) -> Table:
    """A table of cells between bars, / between their paragraphs; < and ^ belong to the left and above."""
    grid = [row.split("|") for row in rows]
    spans = {
        (at, column): (
            range(at, at + 1 + len([*takewhile(lambda row: row[column] == "^", grid[at + 1 :])])),  # noqa: B023
            range(column, column + 1 + len([*takewhile("<".__eq__, row[column + 1 :])])),
        )
        for at, row in enumerate(grid)
        for column, text in enumerate(row)
        if text not in ("<", "^")
    }
    return Table.of(
        [
            (*both, [Paragraph(one) for one in grid[at][column].split("/") if one])
            for (at, column), both in spans.items()
        ]
    )


@pytest.mark.soak
def test_a_draft_has_what_the_paper_has(counts: Counts) -> None:
    for seed in (*SEEDS, *range(times(2, 3000))):
        source = drawn(Random(seed))
        got, version = _draft(*Printer(source, Random(seed)).paper().blocks)
        assert [one for one in bare(version) if one != "**役割分担**"] == bare(source), seed
        assert not [one.ask for one in got.questions if not any(usual in one.ask for usual in USUAL)], seed
        assert not got.account.unknown, seed
        counts["papers"] += 1


HEAD = "取組|取組の内容|甲の役割|乙の役割"


@pytest.mark.parametrize(
    ("row", "asked", "label"),
    [
        ("医療|派遣する。|病院を開く。|^", "上の取組の欄と一つに", "**乙の役割**"),
        ("医療|派遣する。|病院を開く。|<", "一つに合わさっています", "**甲及び乙の役割**"),
    ],
)
def test_a_cell_over_two_others_is_asked_about(row: str, asked: str, label: str) -> None:
    text = "霧原市（以下「甲」という。）と白樺町（以下「乙」という。）は、協約を締結する。"
    before = map(Paragraph, ("連携協約", text, "第１条　別表のとおりとする。", "別表"))
    got, version = _draft(*before, _table(HEAD, "観光|整える。|案内する。|負担する。", row))
    assert [one.ask for one in got.questions if asked in one.ask]
    assert label in version


@pytest.mark.parametrize(
    ("lines", "asked", "line"),
    [
        (
            "【取組の内容】　整える。\n【甲の役割】　払う。\n【取組の内容】　直す。",
            "名が見当たりません",
            "払う。",
        ),
        ("|\n見直す。", "表の次の「見直す。」", "見直す。"),
        ("（協議）\n第１条　払う。", "は、条の番号の順に合いません", "（協議）"),
    ],
    ids="nameless behind caption".split(),
)
def test_what_has_no_sure_place_is_asked_about(lines: str, asked: str, line: str) -> None:
    """A row whose name is lost, a text behind a table, the caption of an article that is none."""
    before = ("連　携　協　約", "第１条　行う。", *([] if "（" in lines else ["別表", "観光"]))
    table = _table(HEAD, "道路|整える。|案内する。|負担する。")
    blocks = (table if one == "|" else Paragraph(one) for one in (*before, *lines.split("\n")))
    got, version = _draft(*blocks)
    assert [one.ask for one in got.questions if asked in one.ask]
    assert {"# 連携協約", line} <= {*version.split("\n")}


def test_sentences_between_a_numbered_name_and_its_first_label_are_a_lead() -> None:
    own = ("{}", "{}は、次による。", "取組の内容　整える。", "甲の役割　払う。")
    lines = [line.format(name) for name in ("１　観光", "２　医療") for line in own]
    before = ("連携協約", "霧原市（以下「甲」という。）と白樺町（以下「乙」という。）は、協約を締結する。")
    _, version = _draft(*map(Paragraph, (*before, "第１条　別表のとおりとする。", "別表", *lines)))
    for name in ("1 観光", "2 医療"):
        assert re.search(rf"\n### {name} {{#[a-z-]+}}\n\n.*は、次による。\n\n\*\*取組の内容", version)


DATABASE = """○霧原市及び白樺町の連携協約
令和２年４月１日
告示第５号
連携協約
霧原市( 以下「甲」という。)は、事務を白樺町（以下「乙」という。）は、協約を締結する。
第１条　別表のとおりとする。
別表"""


def test_what_a_database_prints_above_the_text_is_known() -> None:
    """The day of the 告示, a line below it that is in no name; ⑵ in a cell is (2)."""
    table = _table(HEAD, "観光|整える。|案内する。|( １ )　調べる。/⑵　知らせる。")
    got, version = _draft(*map(Paragraph, DATABASE.split("\n")), table)
    assert all("識別名" in one.ask for one in got.questions)
    assert "\n(1) 調べる。\n\n(2) 知らせる。" in version
    expected = ("title: 霧原市", "instrument: 告示第5号", "date_is: 告示", "name: 霧原市,", "name: 白樺町,")
    front = version.partition("witness:")[0]
    assert [one for one in expected if one not in front] == []


def test_radicals_above_a_title_are_mended_in_the_list_of_debris() -> None:
    got, version = _draft(*map(Paragraph, ("ホーム > 連携協約", "⽬的別⼀覧", "連携協約", "第１条　行う。")))
    assert "title: 連携協約" in version
    assert "目的別一覧" in got.files["debris.yml"]
    assert not [one.ask for one in got.questions if "見た目の似た" in one.ask]


COUNTED = """甲市と乙町との協約
甲市（以下「甲」という。）と乙町（以下「乙」という。）
第１条　別表のとおりとする。
３通作成する。
令和４年２月１日
甲　甲市長　東
別表（第１条関係）
１　暮らし"""


def test_sections_and_numbers_have_columns_below_headings_above_the_table() -> None:
    head = "分野|番号|事業|事務の内容|甲の役割|乙の役割"
    rows = ("救急|ア|当番医|置く。|頼む。|払う。", "|イ|送迎|送る。|出す。|払う。")
    tables = _table(head, "（１）　医療|<|<|<|<|<", *rows), _table(head, "備考　見直す。|<|<|<|<|<")
    got, version = _draft(*map(Paragraph, COUNTED.split("\n")), *tables)
    assert [line.partition(" {")[0] for line in version.split("\n") if line[:2] == "##"] == [
        *("## 第1条", "## 締結", "## 別表（第1条関係）", "### 1 暮らし", "#### (1) 医療", "##### 救急"),
        *("###### ア 当番医", "###### イ 送迎", "### 備考"),
    ]
    assert {one.why for one in got.account.not_placed} == {"繰り返された見出しの行"}
    assert len(got.questions) == 2


def test_a_number_left_of_a_section_goes_to_its_name_and_runs_on() -> None:
    head = "No.|分野|取組|取組の内容|甲の役割|乙の役割"
    rows = (
        "1|観光|案内|置く。|頼む。|払う。",
        "2||宣伝|配る。|刷る。|払う。",
        "3|医療|当番|置く。|頼む。|払う。",
    )
    got, version = _draft(*map(Paragraph, COUNTED.split("\n")[:-1]), _table(head, *rows))
    assert [line for line in bare(version) if line[:3] == "###"] == [
        *("###観光", "####1案内", "####2宣伝", "###医療", "####3当番"),
    ]
    assert "{++3++}{>>certain @11.1: 番号の欄の番号<<}" in version
    assert len(got.questions) == 2


RULES = """協議会規約
目次
第１章　総則（第１条・第２条）
附則
第１章　総　則
第１条　霧原市及び白樺町（以下「関係市町」という。）は、協議会を設ける。
第２条　協議会は、次に掲げる市町とする。
⑴　霧原市
⑵　白樺町
附　則
この規約は、令和５年４月１日から施行する。"""


def test_the_names_of_parties_in_a_list_are_no_labels() -> None:
    """The contents end where 第1章 comes once more; a name for several municipalities is no party's."""
    got, version = _draft(*map(Paragraph, RULES.split("\n")))
    assert [line for line in bare(version)[3:] if "。" not in line] == [
        *("#協議会規約", "##第1章総則", "###第1条", "###第2条", "(1)霧原市", "(2)白樺町", "##附則"),
    ]
    assert [one.ask[:7] for one in got.questions] == ["締結の日が一つ", "当事者が読み取"]
    named = RULES.replace("及び", "（以下「甲」という。）及び").replace("関係市町", "乙")
    assert "\n(2) 白樺町\n" in _draft(*map(Paragraph, named.split("\n")))[1]


@pytest.mark.parametrize("label", ["（{}）", "{}（霧原市）", "（{}）　整える。"])
def test_labels_have_round_brackets_around_or_behind_them(label: str) -> None:
    before = ("連携協約", "霧原市（以下「甲」という。）と白樺町（以下「乙」という。）は、協約を締結する。")
    labels = (label.format(name) for name in ("取組の内容", "甲の役割", "乙の役割"))
    lines = [one for label in labels for one in (label, "続ける。")]
    got, version = _draft(*map(Paragraph, (*before, "第１条　行う。", "別表", "観光", *lines)))
    assert version.count("\n**") == 3
    assert all(any(usual in one.ask for usual in USUAL) for one in got.questions)


def test_a_table_whose_labels_are_not_known_is_asked_about() -> None:
    """A table of shares is not."""
    tables = (
        _table("取組の名称|事業の目的|甲が行うこと", "観光|整える。|案内する。"),
        _table("区分|甲|乙", "費用|1|2"),
    )
    got, _ = _draft(*map(Paragraph, COUNTED.split("\n")), *tables)
    assert sum("欄の名" in one.ask for one in got.questions) == 1


def test_a_lost_article_is_asked_about_once() -> None:
    got, _ = _draft(*map(Paragraph, ("連携協約", "第１条　行う。", "第３条　払う。")))
    assert sum("第3条" in one.ask for one in got.questions) == 1
