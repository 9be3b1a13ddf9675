"""References in the text lead to what they mean, and what they mean knows who refers to it."""

from __future__ import annotations

import pytest

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.text import Certainty, Corrected, Note, Plain, Text
from kyoyaku.pages.links import cross_references
from kyoyaku.pages.markup import Link, markdown
from kyoyaku.pages.page_list import Page, agreement_pages
from kyoyaku.problems import Place


@pytest.fixture(scope="module")
def agreement(sample: tuple[Agreement, ...]) -> Agreement:
    return next(one for one in sample if one.annexes)


def _leads(agreement: Agreement, page: Page) -> list[tuple[str, str]]:
    """What is linked on a page, and where to."""
    references = cross_references(agreement)
    return [
        (text.edited[link.start : link.end], link.address.removeprefix(f"{agreement.slug}/"))
        for text in agreement.texts
        for link in references.links(text, page, lambda path, anchor: f"{path}#{anchor}")
    ]


def test_each_reference_leads_to_its_target(agreement: Agreement) -> None:
    assert _leads(agreement, agreement_pages(agreement)[0]) == [
        ("次の各号", "articles/2.md#p1-i1"),
        ("第3条", "articles/3.md#"),
        ("別表第1", "annex.md#"),
        ("前項第2号", "articles/2.md#p1-i2"),
        ("第1条", "articles/1.md#"),
        ("第2条第2項", "articles/2.md#p2"),
        ("第2条", "articles/2.md#"),
        ("第2条", "articles/2.md#"),
    ]


def test_on_the_page_of_the_whole_text_it_stays_there(agreement: Agreement) -> None:
    page = next(page for page in agreement_pages(agreement) if page.path == f"{agreement.slug}/full.md")
    addresses = dict(_leads(agreement, page))
    assert addresses["第2条第2項"] == "full.md#article-2-p2"
    assert addresses["別表第1"] == "full.md#annex"


def test_a_part_knows_what_refers_to_it(agreement: Agreement) -> None:
    references = cross_references(agreement)
    named = {part.text.edited: [one.name for one in references.to(part)] for part in agreement.articles}
    assert named["第2条（用語）"] == ["第2条第2項", "第4条", "別表第1（第2条関係）", "別表第2（第2条関係）"]
    assert named["第4条（協議）"] == []
    assert [one.name for one in references.to(agreement.annexes[0])] == ["第2条第1項"]


def test_a_link_shows_the_text_it_leads_to_and_crosses_no_mark() -> None:
    note = Note(Certainty.CERTAIN, "理由")
    text = Text((Plain("前項及び第"), Corrected(1, "5", "3", note), Plain("条による。")), Place("x.md", 1))
    links = (Link(0, 2, "a.md#p1", 'その"文"'), Link(4, 7, "b.md", ""))
    line = markdown(text, links)
    assert line.startswith('[前項](a.md#p1 "その&#34;文&#34;")及び第<a class="ky-mark')
    assert "b.md" not in line
