"""What the parties have to do, and who pays: exact phrases, quoted; what is lost is said to be unknown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from kyoyaku.analysis.duties import Duty, costs, duties, elsewhere, numbers, paying
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.layers import DutyKind
from kyoyaku.model.walking import texts
from kyoyaku.problems import Place
from testing.browsing import PHONE
from tests.parsed import parsed


@pytest.fixture(scope="module")
def agreement(sample: tuple[Agreement, ...]) -> Agreement:
    """The agreement of the sample that has kinds of duties."""
    return next(one for one in sample if one.duty_kinds)


def _said(duty: Duty, kind: DutyKind) -> list[str]:
    """The quotes with their phrases in brackets, and what is not known."""
    quotes = [
        "".join(f"[{piece}]" if is_it else piece for piece, is_it in q.pieces) for q in duty.quotes(kind)
    ]
    return quotes + ["lost"] * duty.ends_lost + ["perhaps"] * duty.is_perhaps_lost


def test_who_pays_is_quoted_and_what_is_lost_is_unknown(agreement: Agreement) -> None:
    kind = costs(agreement)
    assert kind
    found = {
        entry.initiative.slug: {party.key: _said(duty, kind) for duty, _ in own for party in duty.row.parties}
        for entry, own in paying(agreement, kind)
    }
    assert found == {
        "libraries": {"丙": ["perhaps"]},
        "night-clinic": {"乙": ["[費用を負担する]。"], "丙": ["[費用を負担する]。"]},
        "lost-name": {"丙": ["lost"]},
    }


def test_phrases_in_articles_are_told_with_their_paragraphs(agreement: Agreement) -> None:
    settling = next(kind for kind in agreement.duty_kinds if kind.key == "settling")
    ((article, quote),) = elsewhere(agreement, settling)
    assert (article, quote.anchor) == (agreement.articles[-1], "p1")
    assert quote.pieces[-2:] == (("協議して定める", True), ("。", False))


@pytest.mark.parametrize(
    ("written", "is_lost"),
    [
        ("〔〕による費用を負担する。", False),
        ("費用（以下「負担金」という。）を〔〕", True),
        ("〔〕（以下「負担金」という。）を", True),
        ("〔〕（以下「負担金」という。）を負担する。次に", False),
        ("費用を負担する。次に〔〕", True),
        ("費用を負担する。", False),
    ],
)
def test_the_end_of_a_sentence_is_lost_unless_it_follows_the_gap(written: str, is_lost: bool) -> None:
    text = written.replace("〔〕", "{??}{>>certain: 欠ける<<}")
    agreement = parsed("## 別表", "### 名 {#one}", "**甲の役割**", text)
    (duty,) = duties(agreement, agreement.parties[0])
    assert duty.ends_lost == is_lost


def test_a_quote_has_the_doubts_of_its_sentence() -> None:
    """Not those of another sentence, nor of what is struck; and what is certain has no sign."""
    before = "甲は、費用を{~~誤~>負担~~}{>>certain: 誤読<<}{~~誤~>する~~}{>>unsure: 誤読<<}。"
    wanted = (
        "費用を{++負{~~誤~>担~~}{>>probable: 誤読<<}++}{>>certain: 欠ける<<}する{--・--}{>>unsure: 屑<<}。"
    )
    after = "次に{?3?}{>>unsure: 欠ける<<}を行う。"
    kind = DutyKind("costs", "費用", ("費用を負担",), Place("", 1))
    quotes = elsewhere(parsed("## 第1条", f"{before}{wanted}{after}"), kind)
    assert [[mark.number for mark in quote.doubts] for _, quote in quotes] == [[2], [4]]


def test_every_quote_is_a_passage_of_its_row(
    sample: tuple[Agreement, ...], published: tuple[Agreement, ...]
) -> None:
    quoted = 0
    for one in (*sample, *published):
        for party in one.parties:
            own = duties(one, party)
            counted = [sum(bool(duty.quotes(kind)) for duty in own) for kind in one.duty_kinds]
            assert numbers(one, party) == counted
            for duty in own:
                row = "".join(text.edited for text in texts(duty.row.body))
                for quote in (quote for kind in one.duty_kinds for quote in duty.quotes(kind)):
                    assert "".join(piece for piece, _ in quote.pieces) in row
                    quoted += 1
    assert quoted > 3


@pytest.mark.browser
@pytest.mark.site
def test_an_address_chooses_a_filter_and_roles_stand_beside_each_other(
    tab: Callable[..., Page], sample_address: str, agreement: Agreement
) -> None:
    """What a filter leaves is looked at in tests/browser/test_same.py."""
    page, address = tab(PHONE), f"{sample_address}{agreement.slug}/parties/{agreement.parties[1].slug}/"
    page.goto(f"{address}?filter=costs")
    assert page.locator("#filter-1").is_checked()
    (phrase,) = agreement.duty_kinds[0].phrases
    assert phrase in page.locator(".ky-filtered:visible").first.inner_text()
    assert page.locator(".ky-section:visible").count() > 0, "headings stay with the roles below them"
    bold = "found => found.map((one) => getComputedStyle(one).fontWeight)"
    assert set(page.locator("b.ky-in-1:visible").evaluate_all(bold)) == {"700"}
    page.locator("#filter-all").check()
    assert page.url == address
    assert page.locator(".ky-filtered:visible").count() == 0
    page.locator("#filter-1").check()
    assert page.url == f"{address}?filter=costs"
    tops = "found => found.map((one) => Math.round(one.getBoundingClientRect().top))"
    for width, rows in ((900, 2), (899, 3)):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{sample_address}{agreement.slug}/initiatives/night-clinic/")
        found = page.locator(".ky-sides > .ky-row:not(.ky-whole)").evaluate_all(tops)
        assert (len(found), len(set(found)), found) == (3, rows, sorted(found)), (
            "beside each other from 900 px"
        )
