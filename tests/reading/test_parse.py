"""A source file to an Agreement: the cases of fixtures/parse, and what no fixture can hold."""

from __future__ import annotations

from datetime import date

import pytest

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.facts import Status
from kyoyaku.problems import Place, Problem, Problems
from kyoyaku.reading.parse import parse
from tests.dump import Case, cases, of_agreement, of_problems

HEAD = """---
title: 連携協約
concluded: 2022-01-12
status: unknown
parties:
  - {key: 甲, name: 旭川市, slug: asahikawa, code: "012041"}
  - {key: 乙, name: 上川町, slug: kamikawa, code: "014575"}
---
"""


def read(source: str | bytes) -> tuple[Agreement | None, list[Problem]]:
    problems = Problems()
    data = source if isinstance(source, bytes) else source.encode()
    return parse(data, "content/test/2022-01-12.md", "test", problems), problems.found


def read_well(source: str | bytes) -> Agreement:
    """The agreement in a source that has no problems."""
    agreement, problems = read(source)
    assert problems == []
    assert agreement is not None
    return agreement


@pytest.mark.parametrize("case", cases("parse"), ids=str)
def test_fixture(case: Case) -> None:
    head = "" if case.source.startswith("---\n") else HEAD
    agreement, problems = read(head + case.source)
    shown = of_agreement(agreement) if agreement else "(nothing)\n"
    assert shown + of_problems(problems, head.count("\n")) == case.expected


BODY = "\n# 連携協約\n\n## 第1条（目的）\n\n甲及び乙は、連携する。\n"


def test_line_numbers_count_from_the_top_of_the_file() -> None:
    agreement = read_well(HEAD + BODY)
    assert [text.place for text in agreement.texts] == [
        Place("content/test/2022-01-12.md", line) for line in (10, 12, 14)
    ]
    assert [party.place.line for party in agreement.parties] == [6, 7]
    assert agreement.facts.places["concluded"].line == 3


def test_byte_order_mark_crlf_and_no_last_line_end_change_nothing() -> None:
    plain = read_well(HEAD + BODY)
    assert read_well(b"\xef\xbb\xbf" + (HEAD + BODY).replace("\n", "\r\n").encode()) == plain
    assert read_well((HEAD + BODY).removesuffix("\n")) == plain


def test_marks_are_numbered_through_the_file() -> None:
    agreement = read_well(
        HEAD
        + "\n# 連携協{~~的~>約~~}{>>certain: 題名<<}\n\n{--・--}{>>certain: 屑<<}甲は、"
        + "{++{~~園~>圏~~}{>>certain: 誤読<<}域++}{>>certain @3.1: 欄<<}を守る。\n\n"
        + "## 第1条（{++目++}{>>certain: 見出し<<}的）\n\n{??}{>>certain: ない<<}\n"
    )
    assert [mark.number for mark in agreement.marks] == [1, 2, 3, 4, 5, 6]


def test_the_agreement_knows_its_parts() -> None:
    agreement = read_well(
        HEAD
        + "\n# 連携協約\n\n## 第1条\n\n甲は。\n\n## 締結\n\n甲\n\n## 附則\n\n甲は。\n\n## 別表\n\n"
        + "### 1 経済\n\n#### (1) 観光 {#tourism}\n\n**取組の内容**\n\n観光を促す。\n"
    )
    assert [type(part).__name__ for part in agreement.parts] == ["Article", "Closing", "Supplement", "Annex"]
    (entry,) = agreement.entries
    assert entry.host is agreement.annexes[0]
    assert [section.label for section in entry.sections] == ["1"]
    assert (entry.initiative.label, entry.initiative.name) == ("(1)", "観光")
    assert agreement.slug == "test"


# The front matter. It is read as typed; its single rules are not the matter of this file.


@pytest.mark.parametrize("word", "no yes on null ~ 1e3 0x1F 1_000 2022-01-12 012041".split())
def test_values_keys_and_codes_stay_the_words_that_were_typed(word: str) -> None:
    head = HEAD.replace("title: 連携協約", f"title: {word}").replace('"012041"', "012041")
    facts = read_well(head.replace("---\n", "---\ndescriptions: {no: 説明, on: 説明}\n", 1) + BODY).facts
    assert (facts.title, facts.concluded, facts.status) == (word, date(2022, 1, 12), Status.UNKNOWN)
    assert facts.descriptions == {"no": "説明", "on": "説明"}
    assert [(party.key, party.name, party.slug, party.code) for party in facts.parties] == [
        ("甲", "旭川市", "asahikawa", "012041"),
        ("乙", "上川町", "kamikawa", "014575"),
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# 連携協約\n", "1 front-matter"),
        ("---\ntitle: 連携協約\n\n# 連携協約\n", "1 front-matter"),
        ("---\ntitle: [\n---\n# 連携協約\n", "2 yaml"),
        ("---\n- title\n---\n# 連携協約\n", "2 yaml-value"),
        ("---\n---\n" + BODY, "2 yaml"),
        ("---\n\n---\n" + BODY, "2 yaml"),
        # An escape of no character.
        *(
            (HEAD.replace("title: 連携協約", f'title: "{escape}"') + BODY, "2 yaml")
            for escape in ("\\U00110000", "\\UFFFFFFFF", "\\uD800")
        ),
    ],
    ids=ascii,
)
def test_front_matter_faults(source: str, expected: str) -> None:
    _, problems = read(source)
    assert expected in [f"{problem.place.line} {problem.rule}" for problem in problems]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\r\n \n", b"\xff\xfe#\x00"], ids=ascii)
def test_nothing_to_read(data: bytes) -> None:
    agreement, problems = read(data)
    assert agreement is None
    assert len(problems) == 1


# Found by trial.


def test_two_series_in_turn_are_no_deep_tree() -> None:
    items = "\n\n".join(["(1) 甲", "1 乙"] * 800)
    _, problems = read(HEAD + f"\n# 連携協約\n\n## 第1条\n\n甲は。\n\n{items}\n")
    assert "label-sequence" in [problem.rule for problem in problems]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("{++ア 大雪山++}{>>certain: 定型<<}国立公園の保全", "大雪山国立公園の保全"),
        ("(1) {?-14?}{>>certain: ない<<}", "〔名称欠落〕"),
    ],
)
def test_a_name_loses_its_label_and_no_more(printed: str, name: str) -> None:
    initiative = f"### {printed} {{#slug}}\n\n**取組の内容**\n\n甲は。"
    agreement = read_well(f"{HEAD}\n# 連携協約\n\n## 別表\n\n{initiative}\n")
    assert agreement.entries[0].initiative.name.endswith(name)
