"""Marks as links: each has one place on the page, and a way to its note."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from kyoyaku.model.text import (
    Certainty,
    Corrected,
    Lost,
    Note,
    PerhapsLost,
    Plain,
    Struck,
    Supplied,
    Text,
)
from kyoyaku.pages.markup import markdown
from kyoyaku.problems import Place

NOTE = Note(Certainty.CERTAIN, "理由")
PLACE = Place("x.md", 1)


@given(st.lists(st.booleans(), min_size=1, max_size=4))
def test_a_supplied_passage_keeps_the_place_of_each_correction_in_it(corrected: list[bool]) -> None:
    parts = [
        Corrected(number, "園", "圏", NOTE) if is_corrected else Plain("域")
        for number, is_corrected in enumerate(corrected, start=2)
    ]
    text = Text((Supplied(1, tuple(parts), NOTE),), PLACE)
    numbers = [mark.number for mark in text.marks()]
    assert sorted(re.findall(r'id="mark-(\d+)"', markdown(text))) == [str(number) for number in numbers]
    assert re.sub(r"<[^>]*>", "", markdown(text)) == text.edited


def test_every_kind_of_mark_has_one_place() -> None:
    spans = (Corrected(1, "こ", "乙", NOTE), Struck(2, "・", NOTE), Lost(3, NOTE, 24), PerhapsLost(4, NOTE))
    html = markdown(Text(spans, PLACE))
    assert re.findall(r'id="mark-(\d+)"', html) == ["1", "2", "3", "4"]
    assert re.findall(r'href="#note-(\d+)"', html) == ["1", "3", "4"]
