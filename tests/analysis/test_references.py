"""References in the text: the cases of fixtures/references."""

from __future__ import annotations

import pytest

from kyoyaku.analysis.references import find_references
from tests.dump import Case, cases, of_reference


@pytest.mark.parametrize("case", cases("references"), ids=str)
def test_fixture(case: Case) -> None:
    found = [reference for line in case.source.splitlines() for reference in find_references(line)]
    assert "".join(f"{of_reference(reference)}\n" for reference in found) == case.expected


def test_where_a_reference_stands() -> None:
    text = "3 第1項の規定により別表及び前項に"
    for reference in find_references(text):
        assert text[reference.start :].startswith(reference.written)


# Found by trial.


@pytest.mark.parametrize("text", ["前条第二項", "前条第２項"])
def test_the_paragraph_of_the_article_before(text: str) -> None:
    found = find_references(f"{text}の規定により")
    assert [(one.written, one.relative, one.paragraph) for one in found] == [(text, "前条", 2)]


@pytest.mark.parametrize(
    "text", ["第3条の一部を改正する。", "第3条の三者は、協議する。", "第三条の一部を改正する。"]
)
def test_a_kanji_after_no_is_no_branch(text: str) -> None:
    assert [reference.number for reference in find_references(text)] == [(3,)]


@pytest.mark.parametrize(
    "word", ["", "特別表彰", "個別表示", "性別表記", "事前条件", "第1項目から第3項目まで"]
)
def test_within_a_word_there_is_no_reference(word: str) -> None:
    assert list(find_references(f"{word}を行う。")) == []
