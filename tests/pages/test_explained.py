"""What the editor explains on a page: in plain words, word by word, and how names are read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.layers import Name, Term
from kyoyaku.pages.annotations import annotator
from kyoyaku.pages.name_index import readings, term_anchor
from kyoyaku.pages.page_list import Page, agreement_pages
from kyoyaku.pages.words import lost_note
from kyoyaku.problems import Place
from tests.parsed import parsed
from tests.structures.shown import shown

PLACE = Place("x", 1)
TEXT = "対応分野は、応分の経費とする。圏域の応分の経費、適応指導教室、第2条の圏域構想と圏域構想推進。"
TERMS = ("応分", "圏域", "圏域構想", "指導教室", "条の圏域")


def _page(agreement: Agreement, name: str) -> Page:
    return next(one for one in agreement_pages(agreement) if one.path.endswith(name))


@pytest.fixture(scope="module")
def explained() -> Agreement:
    agreement = parsed("## 第1条（圏域）", TEXT, "## 第2条", "圏域及び応分。")
    terms = tuple(Term(one, "おうぶん", "意味", PLACE) for one in TERMS)
    names = tuple(Name(*one, "facility", PLACE) for one in (("指導教室", "きょう"), ("あっせん", "あっせん")))
    return replace(agreement, glossary=terms, names=names)


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("articles/1.md", [(6, "応分"), (15, "圏域"), (26, "指導教室"), (40, "圏域構想")]),
        ("articles/2.md", [(0, "圏域"), (4, "応分")]),
        ("full.md", []),
        ("2022-01-12.md", []),
    ],
)
def test_a_word_is_explained_where_a_page_has_it_first(
    explained: Agreement, page: str, found: list[tuple[int, str]]
) -> None:
    """Not in a heading, in another word or in another link; the longest where several begin."""
    links = [
        (link.start, text.edited[link.start : link.end])
        for text, several in annotator(explained).links(_page(explained, page), "{}#{}".format)
        for link in several
        if link.style == "ky-term"
    ]
    assert links == found


def test_readings_are_those_of_words_on_the_page_that_need_them(explained: Agreement) -> None:
    given = readings(explained, _page(explained, "articles/2.md")).split(";")
    assert given == ["応分=おうぶん", "圏域=おうぶん"]


@pytest.mark.parametrize(
    ("reading", "anchor"), [("おうぶん", "t-oubun"), ("あっせん", "t-atusen"), ("えーびー", "t-ebi")]
)
def test_the_place_of_a_word_is_its_reading(reading: str, anchor: str) -> None:
    assert term_anchor(reading) == anchor


def test_what_is_lost_is_said_beside_plain_words(sample: tuple[Agreement, ...]) -> None:
    marks = {mark.kind: mark for one in sample for mark in one.marks}
    said = {kind: lost_note([mark]) for kind, mark in marks.items()}
    assert {kind for kind, words in said.items() if "失われているか" in words} == {"欠落", "判読不能"}
    assert "続きがあった可能性" in said["欠落の可能性"]
    assert [said[kind] for kind in ("校訂", "復元")] == ["", ""]


def test_plain_words_and_whom_to_ask_are_told_apart_from_the_text() -> None:
    """Without a known office the page says how to reach the town hall, and none is invented."""
    at = "".join(
        f"- {{at: initiatives/{one}, plain: 急な病気の人を診ます。}}\n"
        for one in ("er", "tourism", "library")
    )
    office = "- {party: yamada, office: 保健課, telephone: 000-000-0000, checked_on: 2024-05-10}\n"
    beside = {"yamada-kawakami/plain.yml": at}
    page = shown("other-rows", files=beside).page("initiatives/er/")
    (box,), (asked,) = page.classed("ky-explained"), page.classed("ky-asking")
    assert box.text == "編者による説明（やさしい日本語） 急な病気の人を診ます。"
    assert "このサイトには、この取組の窓口が載っていません。山田市又は川上町の代表の窓口" in asked.text
    assert box.own + asked.own == ""
    assert page.description.startswith("編者による説明：急な病気の人を診ます（")
    assert "編者による説明（やさしい日本語）" in page.twin
    assert "ky-explained" not in shown("other-rows").page("initiatives/er/").source
    one = shown("other-rows", files={"yamada-kawakami/contacts.yml": office})
    for address in ("initiatives/er/", "parties/yamada/"):
        (asked,) = one.page(address).classed("ky-asking")
        assert asked.text == "問合せ先 山田市 保健課　電話 000-000-0000（令和6年5月10日に確認）"
    assert "問合せ先 山田市　保健課" in one.page("").text
    assert one.page("parties/kawakami/").classed("ky-asking") == []
