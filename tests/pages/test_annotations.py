"""What leads on from the text (labels of parties, defined words, laws) leaves the text as it is."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kyoyaku.analysis.definitions import defined, party_labels
from kyoyaku.model.layers import Law, LawPlace
from kyoyaku.model.text import Certainty, Corrected, Note, Plain, Supplied, Text
from kyoyaku.pages.annotations import annotator
from kyoyaku.pages.links import law_links
from kyoyaku.pages.markup import Link, markdown
from kyoyaku.pages.page_list import agreement_pages
from kyoyaku.problems import Place, Problems
from kyoyaku.reading.parse import parse
from testing.project import FIXTURES

NAMES = {"甲": "青葉野市", "乙": "白波町", "丙": "若竹村"}
PLACE = Place("x.md", 1)
NOTE = Note(Certainty.CERTAIN, "理由")
PARAGRAPH = LawPlace("第252条の2第1項", "Mp-At_252_2", PLACE)
LAW = Law("地方自治法", "322AC0000000067", date(2026, 4, 1), (PARAGRAPH,), PLACE)
PIECES = "甲 乙 が行う。 第3条 「甲」 甲板 <b> 地方自治法第1条 及び".split()


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("甲及び乙は、", "甲乙"),
        ("甲又は乙若しくは丙の", "甲乙丙"),
        ("その都度甲及び乙が協議して", "甲乙"),
        ("甲乙丙の別", "甲乙丙"),
        ("甲板に乙女が立つ。", ""),
        ("以下「甲」という。", ""),
        ("甲", "甲"),
        ("", ""),
    ],
)
def test_labels_of_parties(text: str, labels: str) -> None:
    found = list(party_labels(text, NAMES))
    assert "".join(one.label for one in found) == labels
    assert all(text[one.start : one.end] == one.label and NAMES[one.label] == one.name for one in found)
    assert list(party_labels(text, {})) == []


@pytest.mark.parametrize("shape", ["", "\U000e0100", "\U000e0101"])
@pytest.mark.parametrize("written", ["葛城市", "葛\U000e0100城市"])
def test_a_name_is_found_whatever_the_shape_of_its_characters(shape: str, written: str) -> None:
    name = f"葛{shape}城市"
    ((label,), (link,)) = (
        party_labels(f"と{written}は", {name: "x"}),
        law_links(f"と{written}は", [replace(LAW, name=name)]),
    )
    assert (label.start, label.end, label.label, label.name) == (1, 1 + len(written), written, "x")
    assert (link.start, link.end) == (1, 1 + len(written))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("青葉野市（以下「甲」という。）と白波町（以下「乙」という。）は、", ["甲", "乙"]),
        ("連携宣言（要綱（平成26年（第200号））第4に規定するものをいう。以下同じ。）を", ["連携宣言"]),
        (
            "この取組（以下単に「取組」という。）、経費（以下、「費用」という）、条約（以下「約」とする。）",
            ["取組", "費用", "約"],
        ),
        ("A市及びB市（以下これらを総称して「両市」という。）又は（以下「町」と総称する。）", ["両市", "町"]),
        ("会（以下「会」といい、甲を除く。）、室（以下この協定において「室」という。）", ["会", "室"]),
        (
            "料（以下この条及び次条において「料」という。）、以下本項において、単に「期」という。",
            ["料", "期"],
        ),
        ("甲（以下「甲」と、乙を「乙」という。）", []),
        ("以下同じ。", []),
        ("協議して別に定める。", []),
    ],
)
def test_words_that_a_text_defines(text: str, words: list[str]) -> None:
    assert [word for word, *_ in defined(text)] == words


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("地方自治法（昭和22年法律第67号）第252条の2第1項の規定", ["", "#Mp-At_252_2"]),
        ("地方自治法第252条の2第1項の規定", ["", "#Mp-At_252_2"]),
        ("地方自治法第252条の規定", ["", ""]),
        ("地方自治法の規定", [""]),
        ("この協約第252条の2第1項の規定", []),
    ],
)
def test_laws_lead_to_egov_and_never_to_a_guess(text: str, places: list[str]) -> None:
    start = "https://laws.e-gov.go.jp/law/322AC0000000067"
    assert [link.address for link in law_links(text, [LAW])] == [start + place for place in places]


def test_a_defined_word_is_found_whatever_the_shape_of_its_characters() -> None:
    defined_in = "葛城会（以下「葛\U000e0100城」という。）を置く。"
    used_in = "次は、葛\U000e0101城の会による。"
    source = (
        f"---\nconcluded: 2022-01-12\n---\n\n# 協約\n\n## 第1条\n\n{defined_in}\n\n## 第2条\n\n{used_in}\n"
    )
    agreement = parse(source.encode(), "x.md", "x", Problems())
    assert agreement
    marked = annotator(agreement)
    page = next(page for page in agreement_pages(agreement) if page.path.endswith("articles/2.md"))
    links = [link for _, found in marked.links(page, "{}#{}".format) for link in found]
    assert [(link.start, link.end, link.address) for link in links] == [(3, 6, "x/articles/1.md#p1")]


def test_a_link_shows_the_text_it_leads_to_and_crosses_no_mark() -> None:
    text = Text((Plain("前項及び第"), Corrected(1, "5", "3", NOTE), Plain("条による。")), PLACE)
    links = (Link(0, 2, "a.md#p1", 'その"文"'), Link(4, 7, "b.md", ""))
    line = markdown(text, links)
    assert line.startswith('[前項](a.md#p1 "その&#34;文&#34;")及び第<a class="ky-mark')
    assert "b.md" not in line


@given(st.lists(st.sampled_from(PIECES), min_size=1))
def test_what_leads_on_leaves_the_text_as_it_is(pieces: list[str]) -> None:
    first, second = "".join(pieces[::2]), "".join(pieces[1::2])
    supplied = Supplied(2, (Plain("乙"), Corrected(3, "こ", "甲", NOTE)), NOTE)
    text = Text((Plain(first), Corrected(1, "誤", "乙", NOTE), Plain(second), supplied), PLACE)
    labels = tuple(party_labels(text.edited, NAMES))
    line = markdown(text, tuple(law_links(text.edited, [LAW])), labels)
    soup = BeautifulSoup(MarkdownIt("commonmark").render(str(line)), "html.parser")
    assert soup.get_text().rstrip("\n") == text.edited.strip()
    named = "".join(one.get_text() for one in soup.find_all("abbr"))
    assert re.fullmatch("[甲乙]*", named)
    assert len(named) == len(labels)


def test_a_defined_word_leads_to_the_definition_that_holds_where_it_stands() -> None:
    source = (FIXTURES / "defined.md").read_bytes()
    first, agreement = (parse(source, "x.md", "x", Problems()) for _ in range(2))
    assert first
    assert agreement
    assert agreement_pages(first)  # they are cached, and a preview reads again what nobody has changed
    marked = annotator(agreement)
    found = {
        page.path.removeprefix("x/").removesuffix(".md"): [
            f"{text.edited[one.start : one.end]} {one.address} {one.title.partition('（')[2]}"
            for text, links in marked.links(page, "{}#{}".format)
            for one in links
        ]
        for page in agreement_pages(agreement)
        if page.texts
    }
    er, checkups = (f"第1条第1号{label}）" for label in "アイ")
    assert found["preamble"] == []
    assert found["articles/1"][:2] == [
        "期間 x/articles/1.md#p1 第1条（取組））",
        "負担 x/articles/1.md#p1 第1条（取組））",
    ]
    label = "甲 x/preamble.md#p1 前文）：山田市"
    assert found["initiatives/er"] == [
        label,
        f"待機料 x/initiatives/er.md#role-yamada-p1 {er}",
        f"委員 x/initiatives/er.md#role-yamada-p1 {er}",
        f"待機料 x/initiatives/er.md#role-yamada-p1 {er}",
        "負担 x/articles/1.md#p1 第1条（取組））",
    ]
    assert found["initiatives/checkups"] == [f"協議会 x/initiatives/er.md#role-yamada-p1 {er}", label]
    assert found["initiatives/tests"] == [
        f"待機料 x/initiatives/checkups.md#role-yamada-p1 {checkups}",
        label,
        f"協議会 x/initiatives/er.md#role-yamada-p1 {er}",
    ]
    whole = [one for one in found["full"] if one.startswith("待機料")]
    assert whole == [
        f"待機料 x/full.md#er-role-yamada-p1 {er}",
        f"待機料 x/full.md#er-role-yamada-p1 {er}",
        f"待機料 x/full.md#checkups-role-yamada-p1 {checkups}",
    ]
