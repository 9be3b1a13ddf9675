"""Wordings of real instruments, with invented words: what each makes of a text, or that it is not read.

They are in tests/fixtures/wordings.txt: the sentence, what stands below it (>), the lines that go (-) and
come (+);
UNREAD if no rule covers it, ABSENT if it names what is not there.
"""

from __future__ import annotations

from difflib import unified_diff
from functools import cache

import pytest

from kyoyaku.history.applying import apply
from kyoyaku.history.comparison import lines, paired
from kyoyaku.history.drafting import draft
from kyoyaku.history.grammar import UnreadError
from kyoyaku.history.places import AbsentError
from kyoyaku.history.proof import Outcome, Proof
from kyoyaku.history.steps import Step
from kyoyaku.history.units import Unit, copied, texts, tree, units
from kyoyaku.model.agreement import Agreement
from kyoyaku.problems import Problems
from kyoyaku.reading.versions.instrument import read_instrument
from testing.project import FIXTURES
from tests.parsed import parsed

TEXT = """
甲と乙は、協約を結ぶ。

## 第1条（目的）

この協約は、連携を目的とする。

## 第2条（費用）

甲は、費用の2分の1を負担する。ただし、乙が認めるときは、この限りでない。

2 前項の費用は、次に掲げるものとする。

(1) 人件費

(2) 物件費

(3) 委託費

(4) 旅費

(5) 雑費

3 乙は、費用を精算する。精算は、毎年度行う。

## 第3条（会議）

会議（以下「委員会」という。）は、甲が招く。

(1) 委員

ア 甲の職員

イ 乙の職員

(2) 幹事

## 第3条の2（庶務）

会議の庶務は、甲が処理する。

## 第4条（通知）

甲は、乙に通知する。

## 第5条

定めのない事項は、協議する。

## 附則

1 この協約は、令和3年4月1日から施行する。

2 経過措置は、別に定める。

## 別表（第2条関係）

### 1 福祉

#### (1) 見守り及び相談 {#a}

**取組の内容**

高齢者を見守る。

**甲の役割**

甲は、登録を行う。

**乙の役割**

周知を行う。

#### (2) 2人での巡回 {#b}

**取組の内容**

地区を巡回する。

**甲の役割**

車を出す。

**乙の役割**

地区を決める。

### 備考

1 見守りは、通年とする。

2 巡回は、冬に行う。
"""
CHAPTERS = """
## 第1章 総則

### 第1条（目的）

この規約は、連携を目的とする。

## 第2章 会議

### 第2条（会議）

会議を置く。

### 第3条（庶務）

会議の庶務は、甲が処理する。

## 附則

### 第1条（施行期日）

この規約は、令和3年4月1日から施行する。

### 第5条（経過措置）

甲は、準備する。
"""
TABLES = """
## 第1条（事務）

事務は、次の表による。

| 事務 | 期間 | 場所 |
|---|---|---|
| 図書 | 1年 | 本館 |
| 水道 | 2年 | 1年 |

## 第2条から第4条まで 削除

## 第5条（協議）

定めのない事項は、協議する。

# 付属の協定書

## 第1条（額）

額は、事務の量による。

## 第2条（支払）

額は、年度内に支払う。
"""


@cache
def agreement(text: str) -> Agreement:
    return parsed(*text.strip().split("\n\n"))


def changed(sentences: str, text: str = TEXT) -> list[str]:
    """The lines that sentences take out and put in; what stands below a sentence begins with >."""
    source = f"# 一部を変更する協約\n\n{sentences}\n"
    problems = Problems()
    instrument = read_instrument(source.encode(), "changes/2025-03-20.md", agreement(text).facts, problems)
    assert instrument
    assert not problems.found
    root = copied(tree(agreement(text)))
    before = [one.text for one in texts(root)]
    for one in instrument.articles[0].provisions:
        apply(one.text.edited, units(one.below), root)
    both = unified_diff(before, [one.text for one in texts(root)], n=0, lineterm="")
    return [line for line in both if line[0] in "+-" and line not in ("--- ", "+++ ")]


WORDINGS = (FIXTURES / "wordings.txt").read_text(encoding="utf-8")


def rows() -> list[tuple[str, str, list[str]]]:
    """Each wording with its text and what it makes of it."""
    found: list[tuple[str, str, list[str]]] = []
    text, others = TEXT, iter((CHAPTERS, TABLES))
    for block in WORDINGS.strip().split("\n\n"):
        if block.startswith("==="):
            text = next(others)
            continue
        lines = block.split("\n")
        made = [line for line in lines[1:] if not line.startswith(">")]
        below = "\n".join(line for line in lines if line.startswith(">"))
        found.append((text, f"{lines[0]}\n\n{below}", made))
    return found


@pytest.mark.parametrize(
    ("text", "sentence", "made"), rows(), ids=[sentence.split("\n")[0] for _, sentence, _ in rows()]
)
def test_wording(text: str, sentence: str, made: list[str]) -> None:
    if made == ["UNREAD"]:
        with pytest.raises(UnreadError):
            changed(sentence, text)
    elif made == ["ABSENT"]:
        with pytest.raises(AbsentError):
            changed(sentence, text)
    else:
        assert changed(sentence, text) == made


def test_a_sentence_may_call_what_an_earlier_one_has_moved_by_its_old_number() -> None:
    made = changed("第4条を第6条とする。\n\n第4条中「乙に」を「丙に」に改める。")
    assert made == ["-第4条（通知）", "-甲は、乙に通知する。", "+第6条（通知）", "+甲は、丙に通知する。"]


def test_a_heading_with_a_branch_is_cited_by_it() -> None:
    entries = [Unit("initiative", text) for text in ("(5) 火葬", "(5)の2 墓地", "(6) 斎場")]
    root = Unit("text", "", below=[Unit("annex", "別表", below=entries)])
    apply("別表の(5)の2並びに(6)を削る。", (), root)
    assert [one.text for one in texts(root)] == ["別表", "(5) 火葬"]


def test_remarks_may_be_a_paragraph() -> None:
    notes = [Unit("paragraph", text) for text in ("注意を促す。", "注 加算を除く。")]
    root = Unit("text", "", below=[Unit("annex", "別表", below=notes)])
    apply("別表の注中「加算」を「減算」に改める。", (), root)
    assert [one.text for one in texts(root)] == ["別表", "注意を促す。", "注 減算を除く。"]


OWN = ["第4条中「1回」を「2回」に改める。", "第5条を削る。"]


@pytest.mark.parametrize(
    ("sentence", "own", "made"),
    [
        ("第4条の改正規定中「2回」を「3回」に改める。", OWN, ["第4条中「1回」を「3回」に改める。", OWN[1]]),
        ("第5条の改正規定を削る。", OWN, OWN[:1]),
        (
            "第4条の改正規定中「2回」を「3回」に改める。",
            ["協約第4条中「1回」を「2回」に改める。"],
            ["協約第4条中「1回」を「3回」に改める。"],
        ),
        (
            "第4条の改正規定の改正規定中「2回」を「3回」に改める。",
            ["第4条の改正規定中「1回」を「2回」に改める。"],
            ["第4条の改正規定中「1回」を「3回」に改める。"],
        ),
    ],
)
def test_an_instrument_changes_another(sentence: str, own: list[str], made: list[str]) -> None:
    root = Unit("instrument", "", below=[Unit("provision", one) for one in own])
    apply(sentence, [], root)
    assert [one.text for one in texts(root)] == made
    with pytest.raises(UnreadError):
        apply("第5条を削る改正規定中「第5条」を「第6条」に改める。", [], root)


def test_a_run_of_numbers_that_move_alike_is_drafted_as_one() -> None:
    sentence = "第2条第2項第5号を同項第6号とし、同項第2号から第4号までを1号ずつ繰り下げ、"
    sentence += "同項第1号の次に次の1号を加える。"
    one = agreement(TEXT)
    old, new = tree(one), tree(one)
    apply(sentence, [Unit("item", "(2) 報酬", number=(2,))], new)
    pair = paired(old, new, {})
    drafted = draft(Step(one, one, Proof(Outcome.WITHOUT, old, new), pair, tuple(lines(pair))))
    assert [each.sentence for each in drafted or ()] == [sentence]
