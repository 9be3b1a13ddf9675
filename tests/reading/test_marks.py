"""The editor's marks: the cases of fixtures/marks, and both readings of a text."""

from __future__ import annotations

from typing import Any

import pytest

from kyoyaku.model.text import (
    Certainty,
    Corrected,
    Lost,
    Note,
    PerhapsLost,
    Plain,
    Ref,
    Struck,
    Supplied,
    Text,
)
from kyoyaku.problems import Place, Problem, Problems
from kyoyaku.reading.blocks import Heading, Prose, RowLabel, read_blocks
from tests.dump import Case, cases, of_blocks, of_problems


def read(source: str) -> tuple[list[Heading | RowLabel | Prose], list[Problem]]:
    problems = Problems()
    return read_blocks(source, "x.md", 1, problems), problems.found


@pytest.mark.parametrize("case", cases("marks"), ids=str)
def test_fixture(case: Case) -> None:
    blocks, problems = read(case.source)
    assert of_blocks(blocks) + of_problems(problems) == case.expected


PLACE = Place("x.md", 1)
NOTE = Note(Certainty.CERTAIN, "理由")
STRUCK = Struck(1, "・", NOTE)


def text(*spans: Any) -> Text:
    return Text(spans, PLACE)


def test_what_the_witness_has_at_the_place_a_restoration_names() -> None:
    inner = Corrected(2, "園", "圏", Note(Certainty.CERTAIN, "誤読"))
    restored = Supplied(1, (inner, Plain("域")), Note(Certainty.CERTAIN, "欄", (Ref(171, 1),)))
    assert (restored.edited, restored.witness, restored.moved) == ("圏域", "", "園域")


@pytest.mark.parametrize(
    ("whole", "label", "rest"),
    [
        (text(Plain("観光")), "", text(Plain("観光"))),
        (text(Plain("(1) 観光")), "(1)", text(Plain("観光"))),
        (text(Corrected(1, "工", "エ", NOTE), Plain(" 観光")), "エ", text(Plain("観光"))),
        (text(Plain("("), Corrected(1, "l", "1", NOTE), Plain(") 観光")), "(1)", text(Plain("観光"))),
        (text(Plain("ア 大"), STRUCK, Plain("雪山")), "ア", text(Plain("大"), STRUCK, Plain("雪山"))),
        (text(Supplied(1, (Plain("カ"),), NOTE), Plain(" "), Lost(2, NOTE)), "カ", text(Lost(2, NOTE))),
    ],
    ids=["no label", "plain", "a mark", "a mark within", "a mark after", "all marks"],
)
def test_text_without_its_label(whole: Text, label: str, rest: Text) -> None:
    assert whole.without(label) == rest


def test_text_without_a_label_within_a_longer_mark() -> None:
    whole = text(Supplied(1, (Plain("ア 大雪山"),), NOTE), Plain("国立公園"))
    assert whole.without("ア").edited.endswith("大雪山国立公園")


def test_a_text_that_is_wholly_lost_is_a_lost_name() -> None:
    assert text(Lost(1, NOTE, 14, at_most=True)).as_name("").edited == "〔名称欠落〕"
    assert text(Lost(1, NOTE), Plain("森林")).as_name("").edited == "〔底本欠落〕森林"
    assert text(Plain("森林"), Lost(1, NOTE)).as_name("").edited == "森林〔底本欠落〕"
    assert text(Plain("森林"), PerhapsLost(1, NOTE)).as_name("").edited == "森林"
