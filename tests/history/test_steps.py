"""Each case of tests/fixtures/time: what is current, whether its steps are proved, and their rows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kyoyaku.commands import check
from kyoyaku.history.proof import Outcome
from kyoyaku.history.steps import steps
from kyoyaku.model.agreement import State
from testing.project import SAMPLE, read_content, write_content
from tests.history.cases import CASES, DAY, agreement, as_of, loaded, problems, rows, step, write_edited

# case, version of the step: the rows that change something, as `rows` writes them
STEPS = """
01-phrase 2025-04-01
    changed 第4条第2項 2回以上←1回

02-paragraph 2025-04-01
    added 第2条第2項
    changed 第3条第1項 第1項←
    added 第3条第2項
    changed 第3条第3項 3・第1←2・前

03-article-inserted 2025-04-01
    added 第4条
    added 第4条第1項
    moved 第5条 5←4
    moved 第6条 6←5

04-article-deleted 2023-04-01
    changed 第3条 ←（費用）
    changed 第3条第1項 削除←前条の取組に要する費用は、甲及び乙が受益の程度に応じて負担する。
    removed 第3条第2項

04-article-deleted 2025-04-01
    removed 第3条
    removed 第3条第1項
    moved 第3条 3←4
    moved 第4条 4←5

05-article-replaced 2025-04-01
    changed 第1条 趣旨←目的
    changed 第5条 等←及び廃止
    changed 第5条第1項 が協議して定める←し、又は廃止・の議会の議決を経なければならない
    added 第5条第2項
    added 第5条第3項

06-initiatives 2025-04-01
    added 認知症の人の見守り
    added 認知症の人の見守り/取組の内容
    added 認知症の人の見守り/甲の役割
    added 認知症の人の見守り/乙の役割
    removed 消費生活の相談
    removed 消費生活の相談/取組の内容
    removed 消費生活の相談/甲の役割
    removed 消費生活の相談/乙の役割

07-annex-replaced 2025-04-01
    changed 医療及び福祉 1 医療及び福祉←1 暮らしの安心
    changed 休日及び夜間の救急診療 及び夜間←
    changed 休日及び夜間の救急診療/取組の内容 及び夜間←
    removed 消費生活の相談
    removed 消費生活の相談/取組の内容
    removed 消費生活の相談/甲の役割
    removed 消費生活の相談/乙の役割
    changed 交通 2 交通←2 行き来のしやすさ
    added 予約型乗合タクシー
    added 予約型乗合タクシー/取組の内容
    added 予約型乗合タクシー/甲の役割
    added 予約型乗合タクシー/乙の役割

08-role-and-name 2025-04-01
    changed 休日の救急診療/甲の役割 及び看護師←
    changed 地域公共交通の維持 地域公共交通の維持←生活路線バスの維持
    changed 地域公共交通の維持/取組の内容 地域公共交通←生活路線バス

09-names 2025-04-01
    changed 題名 瀬音市←瀬音町
    changed 前文 瀬音市←瀬音町
    changed 消費生活及び暮らしの相談 及び暮らし←
    changed 消費生活及び暮らしの相談/取組の内容 及び暮らし←

11-table 2025-04-01
    changed 第3条第2項 年度ごとに・定め、書面に残す←毎年度・定める
    changed 第4条 連携会議←連絡会議
    changed 第4条第1項 連携会議←連絡会議
    changed 第4条第2項 連携会議←連絡会議
    removed 第4条第3項

12-no-text-and-future 2024-04-01
    changed 消費生活の相談/乙の役割 広報により←

12-no-text-and-future 2027-04-01
    changed 第3条第2項 2年ごとに←毎年度

amending-instrument 2025-04-01
    changed 第2条第1項 2←1
"""
EXPECTED = {
    head: block.split("\n    ") for block in STEPS.strip().split("\n\n") for head in block.split("\n")[:1]
}
REFUSED = "10-refused"
FUTURE = "12-no-text-and-future"
WITHOUT = f"{FUTURE} 2024-04-01"


@pytest.mark.parametrize("head", EXPECTED)
def test_a_step_is_proved_and_has_these_rows(head: str) -> None:
    one = step(*head.split())
    assert [head, *rows(one)] == EXPECTED[head]
    assert one.proof.outcome is (Outcome.WITHOUT if head == WITHOUT else Outcome.PROVED)


def test_every_case_is_among_them() -> None:
    folders = {folder.name for folder in CASES.iterdir()}
    assert folders == {head.split()[0] for head in EXPECTED} | {REFUSED}


@pytest.mark.parametrize(
    ("case", "day", "states"),
    [
        ("01-phrase", "2025-03-31", "2021-03-25 current, 2025-04-01 coming"),
        ("01-phrase", "2025-04-01", "2021-03-25 superseded, 2025-04-01 current"),
        ("01-phrase", "2020-01-01", "2021-03-25 current, 2025-04-01 coming"),
        ("04-article-deleted", DAY, "2021-03-25 superseded, 2023-04-01 superseded, 2025-04-01 current"),
        (FUTURE, DAY, "2021-03-25 superseded, 2024-04-01 current, 2027-04-01 coming"),
        (FUTURE, "2027-03-31", "2021-03-25 superseded, 2024-04-01 current, 2027-04-01 coming"),
        (FUTURE, "2027-04-01", "2021-03-25 superseded, 2024-04-01 superseded, 2027-04-01 current"),
    ],
)
def test_the_day_decides_which_version_is_current(case: str, day: str, states: str) -> None:
    one = agreement(case, day)
    assert ", ".join(f"{each.version} {each.state.value}" for each in one.versions) == states
    assert one.state is State.CURRENT


def test_a_step_knows_the_acts_that_led_to_it() -> None:
    acts = agreement("01-phrase").facts.procedure
    assert [(one.act, one.party, str(one.on), one.number, bool(one.source)) for one in acts] == [
        ("議決", "kirimine", "2025-03-14", "", True),
        ("告示", "seoto", "2025-03-25", "告示第12号", True),
    ]


def test_acts_stand_in_the_order_of_their_days(tmp_path: Path) -> None:
    write_edited(tmp_path, "01-phrase", {"2025-04-01.md: on: 2025-03-14": "on: 2025-03-28"})
    one = loaded(tmp_path)
    assert [act.act for act in one.facts.procedure] == ["告示", "議決"]


def test_a_text_that_the_instrument_does_not_give_is_refused(tmp_path: Path) -> None:
    (one,) = problems(CASES / REFUSED)
    assert one.startswith("content/kirimine-seoto/2025-04-01.md:37: ")
    assert "changes/2025-03-20.md:5" in one
    assert re.findall("「(2 .*?)」", one) == [
        "2 連絡会議は、毎年度2回開くものとし、その庶務は甲が処理する。",
        "2 連絡会議は、毎年度2回開くものとし、その庶務は乙が処理する。",
    ]
    assert one.endswith("違いは、「甲」と「乙」です (instrument)")
    also = {"2025-04-01.md: 2 前項の負担の額は、毎年度": "2 前項の負担の額は、隔年度"}
    assert [line.partition(": ")[0][-5:] for line in problems(write_edited(tmp_path, REFUSED, also))] == [
        "md:31",
        "md:37",
    ]


TABLE = "変更前の欄の規定を変更後の欄の規定に変更する。\n\n| 変更後 | 変更前 |\n|---|---|\n"
RUN = "3 連絡会議の運営について必要な事項は、連絡会議が定める。"
END = "甲及び乙の議会の議決を経なければならない。"


@pytest.mark.parametrize(
    ("rows", "edit"),
    [
        # What is put in stands before all rows, behind （略）, far behind the row before it.
        (
            "第4条（情報）|（新設）/情報を守る。|（新設）/第5条（連絡会議） （略）|第4条（連絡会議） （略）/"
            "第6条（変更及び廃止） （略）|第5条（変更及び廃止） （略）",
            {
                "## 第4条（連": "## 第4条（情報）\n\n情報を守る。\n\n## 第5条（連",
                "## 第5条（変": "## 第6条（変",
            },
        ),
        (
            "第4条（連絡会議）|第4条（連絡会議）/（略）|（略）/2・3 （略）|2・3 （略）/4 公表する。|（新設）",
            {RUN: f"{RUN}\n\n4 公表する。"},
        ),
        (
            "第1条（趣旨）|第1条（目的）/（略）|（略）/第6条（協議）|（新設）/協議する。|（新設）",
            {"（目的）": "（趣旨）", END: f"{END}\n\n## 第6条（協議）\n\n協議する。"},
        ),
        # A row for several paragraphs does not give them other numbers.
        ("3・4 （略）|2・3 （略）", {}),
    ],
)
def test_a_table_puts_in_what_the_next_version_has_between_its_rows(
    tmp_path: Path, rows: str, edit: dict[str, str]
) -> None:
    table = TABLE + "".join(f"| {row.replace('|', ' | ')} |\n" for row in rows.split("/"))
    edit = {f"2025-04-01.md: {old}": new for old, new in edit.items()} | {"2025-04-01.md: 2回以上": "1回"}
    command = {"changes/2025-03-20.md: 第4条第2項中「1回」を「2回以上」に改める。": table}
    one = loaded(write_edited(tmp_path, "01-phrase", edit | command))
    (made,) = steps(one)
    assert made.proof.outcome is (Outcome.PROVED if len(edit) > 1 else Outcome.UNREAD)


def test_the_transcript_of_an_earlier_version_is_accounted_for_in_the_report(tmp_path: Path) -> None:
    name = "yukimino-suzunari"
    write_content(tmp_path, {path: text for path, text in read_content(SAMPLE).items() if name in path})
    with as_of():
        said = check(tmp_path)
    accounts = [line for line in said.splitlines() if line.startswith((f"content/{name}/2", "  底本"))]
    assert accounts[0] == f"content/{name}/2019-03-22.md"
    assert accounts[1].startswith(f"  底本（content/{name}/transcript.txt）の")
    assert "底本（文字起こし）がない" in accounts[3]
