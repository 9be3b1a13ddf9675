"""Marks as links: each has one place on the page, and a way to its note."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup

from kyoyaku.model.text import Certainty, Corrected, Lost, Note, PerhapsLost, Plain, Struck, Supplied, Text
from kyoyaku.pages.markup import markdown
from kyoyaku.problems import Place

NOTE = Note(Certainty.CERTAIN, "理由")


def test_every_mark_has_one_place_and_those_that_are_seen_lead_to_their_notes() -> None:
    inner = (Corrected(6, "園", "圏", NOTE), Plain("域"), Corrected(7, "魁", "魅", NOTE))
    spans = (
        *(Corrected(1, "こ", "乙", NOTE), Struck(2, "・", NOTE), Lost(3, NOTE, 24), PerhapsLost(4, NOTE)),
        *(Supplied(5, inner, NOTE), Supplied(8, (Plain("力"),), NOTE), Supplied(9, inner[:1], NOTE)),
    )
    text = Text(spans, Place("x.md", 1))
    html = markdown(text)
    assert re.findall(r'id="mark-(\d+)"', html) == [str(mark.number) for mark in text.marks()]
    assert set(re.findall(r'href="#note-(\d+)"', html)) >= set("1345678")
    soup = BeautifulSoup(html, "html.parser")
    for excluded in soup.select("[data-search-exclude]"):
        excluded.decompose()
    assert soup.get_text() == text.edited
