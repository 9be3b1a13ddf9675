"""Agreements in layouts drawn at random become drafts with the same articles, initiatives and texts."""

from __future__ import annotations

import re
from random import Random

import pytest

from kyoyaku.importing.imported import imported
from kyoyaku.importing.paper import Block, Cell, Paper, Paragraph, Row, Table
from kyoyaku.importing.writing import Source
from kyoyaku.problems import Problems
from kyoyaku.reading.parse import parse
from tests.effort import Counts, times
from tests.importing.papers import Maker, outline

USUAL = ("識別名", "締結の日が一つに決まりません")
"""What every draft asks, or one whose paper has no day."""


@pytest.mark.soak
def test_a_draft_has_what_the_paper_has(counts: Counts) -> None:
    for seed in range(times(20, 3000)):
        maker = Maker(Random(seed)).make()
        got = imported("x", [(Source("x.docx", "0" * 64, "Word文書"), maker.paper)])
        name = next(one for one in got.files if one.endswith(".md"))
        source = re.sub(r"\n?#? ?\{>>ask: .*?<<\}", "", got.files[name])
        agreement = parse(source.encode(), "x.md", "x", Problems())
        assert agreement, seed
        day = name.removesuffix(".md").replace("undated", "unknown")
        assert [*outline(agreement, day)] == maker.ordered, seed
        asked = [one.ask for one in got.questions if not any(usual in one.ask for usual in USUAL)]
        assert len(asked) == len(maker.questions), (seed, asked)
        for question, words in zip(asked, maker.questions, strict=True):
            assert words in question, seed
        assert not got.account.unknown, seed
        counts["papers"] += 1


def test_a_cell_over_two_initiatives_is_asked_about() -> None:
    def row(*texts: str, rows: int = 1) -> tuple[Cell | None, ...]:
        cells = [Cell((Paragraph(one),)) if one else None for one in texts]
        return (*cells[:-1], Cell((Paragraph(texts[-1]),), rows=rows) if texts[-1] else None)

    table = Table(
        (
            row("取組", "取組の内容", "甲の役割", "乙の役割"),
            row("観光", "道を整える。", "案内する。", "費用を負担する。", rows=2),
            row("医療", "医師を派遣する。", "病院を開く。", ""),
        )
    )
    text = "霧原市（以下「甲」という。）と白樺町（以下「乙」という。）は、協約を締結する。"
    blocks = (
        Paragraph("連携協約"),
        Paragraph(text),
        Paragraph("第１条　別表のとおりとする。"),
        Paragraph("別表"),
    )
    got = imported("x", [(Source("x.docx", "0" * 64, "Word文書"), Paper("Word文書", (*blocks, table)))])
    assert [one.ask for one in got.questions if "上の取組の欄と一つに" in one.ask]


DATABASE = """○霧原市及び白樺町の連携協約
令和２年４月１日
告示第５号
連携協約
霧原市( 以下「甲」という。)は、事務を白樺町（以下「乙」という。）は、協約を締結する。
第１条　別表のとおりとする。
別表"""
ROW = ("取組", "取組の内容", "甲の役割", "乙の役割"), ("観光", "道を整える。", "案内する。", "")


def test_what_a_database_prints_above_the_text_is_known() -> None:
    """The day of the 告示, a line below it that is in no name; ⑵ in a cell is (2)."""
    rows: list[Row] = [tuple(Cell((Paragraph(one),)) for one in row) for row in ROW]
    rows[1] = (*rows[1][:3], Cell((Paragraph("( １ )　調べる。"), Paragraph("⑵　知らせる。"))))
    blocks: tuple[Block, ...] = (*map(Paragraph, DATABASE.split("\n")), Table(tuple(rows)))
    source = Source("x.html", "0" * 64, "HTMLのページ")
    got = imported("x", [(source, Paper("HTMLのページ", blocks))], accepts_slugs=True)
    assert got.questions == ()
    front = got.files["2020-04-01.md"].partition("witness:")[0]
    assert "\n(1) 調べる。\n\n(2) 知らせる。" in got.files["2020-04-01.md"]
    expected = ("title: 霧原市", "instrument: 告示第5号", "date_is: 告示", "name: 霧原市,", "name: 白樺町,")
    assert [one for one in expected if one not in front] == []


def _table(*rows: str) -> Table:
    """A table of cells between bars; `<` is the cell at its left."""
    return Table(tuple(tuple(_cells(row.split("|"))) for row in rows))


def _cells(texts: list[str]) -> list[Cell | None]:
    wide = 1 + texts.count("<")
    return [Cell((Paragraph(one),) if one else (), wide) if one != "<" else None for one in texts]


def test_sections_and_numbers_have_columns_below_headings_above_the_table() -> None:
    head = "分野|番号|事業|事務の内容|甲の役割|乙の役割"
    rows = (
        head,
        "（１）　医療|<|<|<|<|<",
        "救急|ア|当番医|置く。|頼む。|払う。",
        "|イ|送迎|送る。|出す。|払う。",
    )
    before = (
        "甲市と乙町との協約",
        "甲市（以下「甲」という。）と乙町（以下「乙」という。）",
        "第１条　別表のとおりとする。",
    )
    after = ("３通作成する。", "令和４年２月１日", "甲　甲市長　東", "別表（第１条関係）", "１　暮らし")
    paragraphs = (Paragraph(one) for one in (*before, *after))
    blocks: tuple[Block, ...] = (*paragraphs, _table(*rows), _table(head, "備考　見直す。|<|<|<|<|<"))
    got = imported("x", [(Source("x.docx", "0" * 64, "Word文書"), Paper("Word文書", blocks))])
    headings = [
        line.partition(" {")[0] for line in got.files["2022-02-01.md"].split("\n") if line[:2] == "##"
    ]
    assert headings == [
        *("## 第1条", "## 締結", "## 別表（第1条関係）", "### 1 暮らし", "#### (1) 医療", "##### 救急"),
        *("###### ア 当番医", "###### イ 送迎", "### 備考"),
    ]
    assert {one.why for one in got.account.not_placed} == {"繰り返された見出しの行"}
    assert len(got.questions) == 2
