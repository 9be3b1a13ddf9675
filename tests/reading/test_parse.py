"""A source file to an Agreement: what no fixture can hold."""

from __future__ import annotations

import pytest

from kyoyaku.language.dates import Day
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.facts import Status
from kyoyaku.problems import Place, Problems
from kyoyaku.reading.parse import parse
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
