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

from kyoyaku.analysis.definitions import party_labels
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.layers import Law
from kyoyaku.model.text import Certainty, Corrected, Note, Plain, Supplied, Text
from kyoyaku.pages.annotations import annotator
from kyoyaku.pages.links import law_links
from kyoyaku.pages.markup import Highlight, Link, markdown
from kyoyaku.pages.page_list import agreement_pages
from kyoyaku.problems import Place, Problems
from kyoyaku.reading.parse import parse
from testing.project import FIXTURES
from tests.parsed import parsed

NAMES = {"甲": "青葉野市", "乙": "白波町", "丙": "若竹村"}
PLACE = Place("x.md", 1)
NOTE = Note(Certainty.CERTAIN, "理由")
LAW = Law("地方自治法", "322AC0000000067", date(2026, 4, 1), (), PLACE)
PIECES = "甲 乙 が行う。 第3条 「甲」 甲板 <b> 地方自治法第1条 及び".split()


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


def _links(agreement: Agreement) -> dict[str, list[tuple[str, str, str]]]:
    """The links of each page: what is linked, where it leads, and what its title says in brackets."""
    return {
        page.path.removeprefix(f"{agreement.slug}/").removesuffix(".md"): [
            (text.edited[one.start : one.end], one.address, one.title.partition("（")[2])
            for text, links in annotator(agreement).links(page, "{}#{}".format)
            for one in links
        ]
        for page in agreement_pages(agreement)
        if page.texts
    }


def test_a_defined_word_is_found_whatever_the_shape_of_its_characters() -> None:
    defined_in = "葛城会（以下「葛\U000e0100城」という。）を置く。"
    found = _links(parsed("## 第1条", defined_in, "## 第2条", "次は、葛\U000e0101城の会による。"))
    assert [one[:2] for one in found["articles/2"]] == [("葛\U000e0101城", "test/articles/1.md#p1")]


def test_a_link_shows_the_text_it_leads_to_and_stands_in_no_mark_and_crosses_none() -> None:
    supplied = Supplied(2, (Plain("又は次条"),), NOTE)
    text = Text((Plain("前項及び第"), Corrected(1, "5", "3", NOTE), Plain("条による。"), supplied), PLACE)
    places = ((0, 2, "a.md#p1"), (1, 3, "d.md"), (4, 7, "b.md"), (13, 15, "c.md"))
    links = tuple(Link(*place, 'その"文"') for place in places)
    line = markdown(text, (Highlight(0, 4, "x"),), links)
    assert line.startswith('<b class="x">[前項](a.md#p1 "その&#34;文&#34;")及び</b>第<a class="ky-mark')
    assert [name for name in ("b.md", "c.md", "d.md") if name in line] == []


@given(st.lists(st.sampled_from(PIECES), min_size=1))
def test_what_leads_on_leaves_the_text_as_it_is(pieces: list[str]) -> None:
    first, second = "".join(pieces[::2]), "".join(pieces[1::2])
    supplied = Supplied(2, (Plain("乙"), Corrected(3, "こ", "甲", NOTE)), NOTE)
    text = Text((Plain(first), Corrected(1, "誤", "乙", NOTE), Plain(second), supplied), PLACE)
    labels = tuple(party_labels(text.edited, NAMES))
    line = markdown(text, (), tuple(law_links(text.edited, [LAW])), labels)
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
    found = {page: [" ".join(one) for one in links] for page, links in _links(agreement).items()}
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
