"""A source file to an Agreement, and a text with marks: what no fixture can hold."""

from __future__ import annotations

import pytest

from kyoyaku.language.dates import Day
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.facts import Status
from kyoyaku.model.text import Supplied, Text
from kyoyaku.problems import Place, Problems
from kyoyaku.reading.blocks import Prose, read_blocks
from kyoyaku.reading.parse import parse
from tests.dump import show
from tests.parsed import HEAD

BODY = "\n# 連携協約\n\n## 第1条（目的）\n\n甲及び乙は、連携する。\n"


def _read(source: str) -> tuple[Agreement | None, list[str]]:
    """The agreement, and the lines and rules of its problems."""
    problems = Problems()
    agreement = parse(source.encode(), "content/test/2022-01-12.md", "test", problems)
    return agreement, [f"{one.place.line} {one.rule}" for one in problems.found]


def test_line_numbers_count_from_the_top_of_the_file() -> None:
    agreement, problems = _read(HEAD + BODY)
    assert agreement
    assert problems == []
    places = [Place("content/test/2022-01-12.md", line) for line in (10, 12, 14)]
    assert [text.place for text in agreement.texts] == places
    assert [party.place.line for party in agreement.parties] == [6, 7]
    assert agreement.facts.places["concluded"].line == 3


@pytest.mark.parametrize("word", "no yes on null ~ 1e3 0x1F 1_000 2022-01-12 012041".split())
def test_values_keys_and_codes_stay_the_words_that_were_typed(word: str) -> None:
    head = HEAD.replace("title: 連携協約", f"title: {word}").replace('"012041"', "012041")
    agreement, _ = _read(head.replace("---\n", "---\ndescriptions: {no: 説明, on: 説明}\n", 1) + BODY)
    assert agreement
    facts = agreement.facts
    assert (facts.title, facts.concluded, facts.status) == (word, Day(2022, 1, 12), Status.UNKNOWN)
    assert facts.descriptions == {"no": "説明", "on": "説明"}
    assert [party.code for party in facts.parties] == ["012041", "014575"]


@pytest.mark.parametrize("escape", ["\\U00110000", "\\UFFFFFFFF", "\\uD800"])
def test_an_escape_of_no_character_is_no_yaml(escape: str) -> None:
    assert "2 yaml" in _read(HEAD.replace("title: 連携協約", f'title: "{escape}"') + BODY)[1]


def test_two_series_in_turn_are_no_deep_tree() -> None:
    items = "\n\n".join(["(1) 甲", "1 乙"] * 800)
    assert "20 label-sequence" in _read(f"{HEAD}{BODY}\n{items}\n")[1]


NOTE = "{>>certain: 例<<}"


def _text(source: str) -> Text:
    (block,) = read_blocks(source.replace("$", NOTE), "x.md", 1, Problems())
    assert isinstance(block, Prose)
    return block.text


def test_what_the_witness_has_at_the_place_a_restoration_names() -> None:
    (restored,) = _text("{++{~~園~>圏~~}$域++}{>>certain @171.1: 欄<<}").spans
    assert isinstance(restored, Supplied)
    assert (restored.edited, restored.witness, restored.moved) == ("圏域", "", "園域")


@pytest.mark.parametrize(
    ("whole", "label", "rest"),
    [
        ("観光", "", "観光"),
        ("(1) 観光", "(1)", "観光"),
        ("{~~工~>エ~~}$ 観光", "エ", "観光"),
        ("({~~l~>1~~}$) 観光", "(1)", "観光"),
        ("ア 大{--・--}$雪山", "ア", "大[削除 ・]雪山"),
        ("{++カ++}$ {??}$", "カ", "[底本欠落]"),
        ("{++ア 大雪山++}$国立公園", "ア", "[補記 大雪山]国立公園"),
    ],
)
def test_text_without_its_label(whole: str, label: str, rest: str) -> None:
    assert show(_text(whole).without(label)) == rest


@pytest.mark.parametrize(
    ("whole", "name"),
    [
        ("{?-14?}$", "〔名称欠落〕"),
        ("{??}$森林", "〔底本欠落〕森林"),
        ("森林{??}$", "森林〔底本欠落〕"),
        ("森林{??}{>>unsure: 例<<}", "森林"),
    ],
)
def test_a_text_that_is_wholly_lost_is_a_lost_name(whole: str, name: str) -> None:
    assert _text(whole).as_name("").edited == name
