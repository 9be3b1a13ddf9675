"""Instruments of nonsense, and versions with a line that is lost: any is read or refused."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from kyoyaku.history.proof import Outcome, prove
from kyoyaku.history.steps import step
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.change import ChangedBy
from kyoyaku.problems import Place, Problems
from kyoyaku.reading.versions.instrument import read_instrument
from testing.project import read_content, write_content
from tests.effort import Counts, times
from tests.history.cases import CASES, agreement, problems

PATH = "content/kirimine-seoto/changes/2025-03-20.md"
CASE = "06-initiatives"
PLACES = """
第4条 第3条の2 第2項 第1号 同条 同項 同号 同表 別表 別表第2 附則 題名 前文 本則 ア ただし書 前段 後段 の見出し
各号 消費生活の相談の項 丙の役割の欄 甲の役割の欄 暮らしの安心の部 の改正規定 から第5条まで
及び 並びに 、 中 の次に
""".split()
WORDS = "「1回」 「会議」 「」 「「甲」」 「甲」と」 を に の次に の下に 及び 、 。".split()
ENDS = """
に改め、 に改める。 を削り、 を削る。 を加える。 を次のように改める。 を第5条とし、 を同条第3項とする。
に次の1項を加える。 の次に次の2条を加え、 を1条ずつ繰り下げる。 を2号ずつ繰り上げ、
の見出しを「（会）」に改める。 に後段として次のように加える。 に次のように加える。
""".split()
LIKELY = "第4条 第4条第2項 第3条 別表 別表消費生活の相談の項 第5条から第7条まで 題名 第1条及び第2条".split()
BELOW = (
    "",
    "> 2 甲は、定める。",
    "> (1) 国\n>\n> (2) 県",
    "> ## 第4条（会議）\n>\n> 会議を置く。",
    "> ## 第4条\n>\n> 削除",
    "> #### 見守り\n>\n> **取組の内容**\n>\n> 見守る。\n>\n> **丁の役割**\n>\n> 行う。",
    "> **甲の役割**\n>\n> 行う。",
    "> ## 別表（第2条関係）\n>\n> | 甲 | 乙 |\n> |---|---|\n> | 1 | 2 |",
    "> # 題名",
    "> {??}{>>certain: 例<<}",
    ">",
    "| 変更後 | 変更前 |\n|---|---|\n| （略） | （略） |\n| （新設） | 2 前項 |\n| <u>会 | （削る） |\n| | |",
    "| 変更後 | 変更前 |\n|---|---|\n| 第4条 （略） | 第3条 （略） |\n| （削る） | 住民に窓口を知らせる。 |",
)


def _sentence(draw: random.Random) -> str:
    parts = [
        "".join(draw.choices(PLACES, k=draw.randrange(4)) + draw.choices(WORDS, k=draw.randrange(6)))
        + draw.choice(ENDS)
        for _ in range(draw.choice((1, 1, 2, 3)))
    ]
    return "".join(parts)


def _likely(draw: random.Random) -> str:
    """A sentence whose places are there more often than not."""
    change = draw.choice(
        ("中「会議」を「会」に改め、", "中「甲」を「乙」に、「乙」を「甲」に改める。", *ENDS)
    )
    return draw.choice(LIKELY) + change + draw.choice(("", _sentence(draw)))


def test_nonsense_is_refused_or_not_read(counts: Counts) -> None:
    for seed in range(times(200, 40_000)):
        draw = random.Random(seed)
        # One that is read, now and then: else nothing would be applied.
        pairs = [
            (draw.choice((_sentence, _likely))(draw), draw.choice(BELOW)) for _ in range(draw.choice((1, 3)))
        ]
        counts[
            _read("\n\n".join(["# 変更する協約", *(part for pair in pairs for part in pair if part)]))
        ] += 1
    assert min(counts[one] for one in ("refused", Outcome.UNREAD.value, Outcome.ANOTHER.value))


def _read(text: str) -> str:
    """What becomes of an instrument between the versions of a case."""
    one = step(*agreement(CASE).versions)
    problems = Problems()
    found = read_instrument(text.encode(), PATH, one.after.facts, problems)
    if problems.found:
        assert all(each.place.line <= text.count("\n") + 1 for each in problems.found), problems.found
        return "refused"
    changed = ChangedBy("変更する協約", None, PATH, found, (), Place(PATH, 1))
    proof = prove(one.before, _with(one.after, changed))
    assert bool(proof.problems) == (proof.outcome is Outcome.ANOTHER)
    return proof.outcome.value


def test_a_line_that_is_lost_is_read_or_refused(tmp_path: Path, counts: Counts) -> None:
    """The text before and the text after it are compared whatever is wrong with either: no party, no row."""
    files = read_content(CASES / CASE) | {"kirimine-seoto/addresses.txt": "kirimine-seoto/full/\n"}
    lines = [(path, at) for path, text in sorted(files.items()) for at in range(text.count("\n"))]
    for path, at in lines[: times(30, len(lines))]:
        text = files[path].split("\n")
        write_content(tmp_path, files | {path: "\n".join([*text[:at], "|", *text[at + 1 :]])})
        counts["refused" if problems(tmp_path) else "read"] += 1
    assert counts["refused"] > 20


def _with(version: Agreement, changed: ChangedBy) -> Agreement:
    return replace(version, facts=replace(version.facts, changed_by=(changed,)))
