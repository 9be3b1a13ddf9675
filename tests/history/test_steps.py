"""Each case of tests/fixtures/time: what is current, whether its steps are proved, and their rows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kyoyaku.commands import check
from kyoyaku.history.drafting import draft, printed
from kyoyaku.history.proof import Outcome
from kyoyaku.history.steps import steps
from kyoyaku.model.agreement import State
from testing.project import SAMPLE, read_content, write_content
from tests.history.cases import CASES, DAY, agreement, as_of, loaded, problems, rows, step, write_edited

# case, version of the step: the rows that change something, as `rows` writes them, and the draft (>)
STEPS = """
01-phrase 2025-04-01
    changed 第4条第2項 2回以上←1回
    > 第4条第2項中「1回」を「2回以上」に改める。

02-paragraph 2025-04-01
    added 第2条第2項
    changed 第3条第1項 第1項←
    added 第3条第2項
    changed 第3条第3項 3・第1←2・前
    > 第2条に次の1項を加える。
    > 第3条第1項中「前条」の次に「第1項」を加え、同条第2項中「前項」を「第1項」に改め、\
同項を同条第3項とし、同条第1項の次に次の1項を加える。

03-article-inserted 2025-04-01
    added 第4条
    moved 第5条 5←4
    moved 第6条 6←5
    > 第5条を第6条とし、第4条を第5条とし、第3条の次に次の1条を加える。

04-article-deleted 2023-04-01
    changed 第3条 ←（費用）
    changed 第3条 削除←前条の取組に要する費用は、甲及び乙が受益の程度に応じて負担する。
    removed 第3条第2項
    > 第3条を次のように改める。

04-article-deleted 2025-04-01
    removed 第3条
    moved 第3条 3←4
    moved 第4条 4←5
    > 第3条を削り、第4条を第3条とし、第5条を第4条とする。

05-article-replaced 2025-04-01
    changed 第1条 趣旨←目的
    changed 第5条 等←及び廃止
    changed 第5条第1項 が協議して定める←し、又は廃止・の議会の議決を経なければならない
    added 第5条第2項
    added 第5条第3項
    > 第1条の見出しを「（趣旨）」に改める。
    > 第5条の見出しを「（変更等）」に改め、同条中「変更し、又は廃止しよう」を「変更しよう」に、\
「の議会の議決を経なければならない」を「が協議して定める」に改め、同条に次の2項を加える。

06-initiatives 2025-04-01
    added 別表1「認知症の人の見守り」の項
    added 別表1「認知症の人の見守り」の項、取組の内容の欄
    added 別表1「認知症の人の見守り」の項、甲の役割の欄
    added 別表1「認知症の人の見守り」の項、乙の役割の欄
    removed 別表1「消費生活の相談」の項
    removed 別表1「消費生活の相談」の項、取組の内容の欄
    removed 別表1「消費生活の相談」の項、甲の役割の欄
    removed 別表1「消費生活の相談」の項、乙の役割の欄
    > 別表消費生活の相談の項を削り、同表休日の救急診療の項の次に次のように加える。

07-annex-replaced 2025-04-01
    changed 別表 1 医療及び福祉←1 暮らしの安心
    changed 別表1「休日及び夜間の救急診療」の項 及び夜間←
    changed 別表1「休日及び夜間の救急診療」の項、取組の内容の欄 及び夜間←
    removed 別表1「消費生活の相談」の項
    removed 別表1「消費生活の相談」の項、取組の内容の欄
    removed 別表1「消費生活の相談」の項、甲の役割の欄
    removed 別表1「消費生活の相談」の項、乙の役割の欄
    changed 別表 2 交通←2 行き来のしやすさ
    added 別表2「予約型乗合タクシー」の項
    added 別表2「予約型乗合タクシー」の項、取組の内容の欄
    added 別表2「予約型乗合タクシー」の項、甲の役割の欄
    added 別表2「予約型乗合タクシー」の項、乙の役割の欄
    > 別表暮らしの安心の部を次のように改める。
    > 別表行き来のしやすさの部を次のように改める。

08-role-and-name 2025-04-01
    changed 別表1「休日の救急診療」の項、甲の役割の欄 及び看護師←
    changed 別表2「地域公共交通の維持」の項 地域公共交通の維持←生活路線バスの維持
    changed 別表2「地域公共交通の維持」の項、取組の内容の欄 地域公共交通←生活路線バス
    > 別表休日の救急診療の項甲の役割の欄中「医師」の次に「及び看護師」を加え、\
同表生活路線バスの維持の項中「生活路線バス」を「地域公共交通」に改める。

09-names 2025-04-01
    changed 題名 瀬音市←瀬音町
    changed 前文 瀬音市←瀬音町
    changed 別表1「消費生活及び暮らしの相談」の項 及び暮らし←
    changed 別表1「消費生活及び暮らしの相談」の項、取組の内容の欄 及び暮らし←
    > 題名中「瀬音町」を「瀬音市」に改める。
    > 前文中「瀬音町」を「瀬音市」に改める。
    > 別表消費生活の相談の項中「消費生活」の次に「及び暮らし」を加える。

11-table 2025-04-01
    changed 第3条第2項 年度ごとに・定め、書面に残す←毎年度・定める
    changed 第4条 連携会議←連絡会議
    changed 第4条第1項 連携会議←連絡会議
    changed 第4条第2項 連携会議←連絡会議
    removed 第4条第3項
    > 第3条第2項中「毎年度」を「年度ごとに」に、「定める」を「定め、書面に残す」に改める。
    > 第4条の見出しを「（連携会議）」に改め、同条第1項中「連絡会議」を「連携会議」に改め、\
同条第2項中「連絡会議」を「連携会議」に改め、同条第3項を削る。

12-no-text-and-future 2024-04-01
    changed 別表1「消費生活の相談」の項、乙の役割の欄 広報により←
    > 別表消費生活の相談の項乙の役割の欄中「住民に窓口」を「広報により住民に窓口」に改める。

12-no-text-and-future 2027-04-01
    changed 第3条第2項 2年ごとに←毎年度
    > 第3条第2項中「毎年度」を「2年ごとに」に改める。

13-labels 2025-04-01
    added 別表第1の1(1)イ「食の魅力の発信」の項
    added 別表第1の1(1)イ「食の魅力の発信」の項、取組の内容の欄
    added 別表第1の1(1)イ「食の魅力の発信」の項、甲の役割の欄
    added 別表第1の1(1)イ「食の魅力の発信」の項、乙の役割の欄
    moved 別表第1の1(1)ウ「観光案内の充実」の項 ウ←イ
    changed 別表第1の1(2)ア「創業の支援」の項 創業←起業
    changed 別表第1の1(2)ア「創業の支援」の項、取組の内容の欄 創業←起業
    changed 別表第1の1(2)ア「創業の支援」の項、乙の役割の欄 の費用の一部を負担し、←を
    changed 別表第2 第1条、←
    added 別表第2
    changed 別表第2 10件・1,900円←1件・200円
    changed 別表第2 処理の←
    > 別表第1広域観光の推進の項の次に次のように加える。
    > 別表第1観光案内の充実の項を次のように改める。
    > 別表第1起業の支援の項中「起業」を「創業」に、「を住民」を「の費用の一部を負担し、住民」に改める。
    > 別表第2を次のように改める。

amending-instrument 2025-04-01
    changed 第2条 2←1
    > 第2条中「1回」を「2回」に改める。
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
    sentences = [f"> {drafted.sentence}" for drafted in draft(one) or ()]
    assert [head, *rows(one), *sentences] == EXPECTED[head]
    assert one.proof.outcome is (Outcome.WITHOUT if head == WITHOUT else Outcome.PROVED)


def test_a_draft_is_printed_as_an_instrument() -> None:
    one = step("03-article-inserted")
    title, opening, *rest = printed(one, draft(one) or ())
    assert title == ("title", "霧峰市及び瀬音町における連携協約の一部を変更する連携協約（案）")
    since = "令和3年3月25日に締結した"
    assert opening == ("opening", f"{since}霧峰市及び瀬音町における連携協約の一部を次のように変更する。")
    assert [kind for kind, _ in rest] == ["sentence", "heading", "quoted"]


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
        # Other forms of （略）, words behind it, and two paragraphs in a cell.
        (
            "第3条 略|第3条 略/［2 略］|［2 同左］/第4条（連絡会議）<br>〔略〕|第4条（連絡会議）<br>〔同左〕/"
            "2 （略）甲が行う。|2 （略）甲が処理する。",
            {"庶務は甲が処理する。": "庶務は甲が行う。"},
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


def test_an_entry_in_the_place_of_another_is_new_if_its_slug_is(tmp_path: Path) -> None:
    rows = (
        "**取組の内容**",
        "車を走らせる。",
        "**甲の役割**",
        "車を出す。",
        "**乙の役割**",
        "費用を負担する。",
    )
    below = "\n>\n".join(f"> {line}" for line in ("#### 予約型乗合タクシー", *rows))
    edit = {
        "changes/2025-03-20.md: 第4条第2項中「1回」を「2回以上」に改める。": (
            f"別表生活路線バスの維持の項を次のように改める。\n\n{below}"
        ),
        "2025-04-01.md~ (?s)生活路線バスの維持 {#bus}.*": "\n\n".join(
            ("予約型乗合タクシー {#taxi}", *rows, "")
        ),
        "2025-04-01.md: 2回以上": "1回",
    }
    (made,) = steps(loaded(write_edited(tmp_path, "01-phrase", edit)))
    assert made.proof.outcome is Outcome.PROVED
    assert {pair.unit.slug for pair in made.pair.walk() if not (pair.old and pair.new)} >= {"bus", "taxi"}


def test_the_transcript_of_an_earlier_version_is_accounted_for_in_the_report(tmp_path: Path) -> None:
    name = "yukimino-suzunari"
    write_content(tmp_path, {path: text for path, text in read_content(SAMPLE).items() if name in path})
    with as_of():
        said = check(tmp_path)
    accounts = [line for line in said.splitlines() if line.startswith((f"content/{name}/2", "  底本"))]
    assert accounts[0] == f"content/{name}/2019-03-22.md"
    assert accounts[1].startswith(f"  底本（content/{name}/transcript.txt）の")
    assert "底本（文字起こし）がない" in accounts[3]
