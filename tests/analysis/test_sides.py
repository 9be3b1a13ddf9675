"""Roles against each other: what two have is found by words, also with the parties in each other's place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kyoyaku.analysis.sides import shared, sides
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.layers import DutyKind
from kyoyaku.model.walking import texts
from kyoyaku.pages.annotations import annotator
from kyoyaku.pages.page_list import Kind, agreement_pages
from kyoyaku.problems import Place
from tests.parsed import parsed


def _agreement(*roles: str) -> Agreement:
    rows = "\n\n".join(f"**{key}の役割**\n\n{role}" for key, role in zip("甲乙", roles, strict=True))
    return parsed(
        "## 第1条\n\n例",
        f"## 別表\n\n### 1 区分\n\n#### 連携 {{#joint}}\n\n**取組の内容**\n\n応分の経費を払う。\n\n{rows}\n",
    )


@pytest.mark.parametrize(
    ("roles", "found"),
    [
        (("駅を運営し、鉄道を使う。", "駅に参加し、鉄道を使う。"), [["鉄道を使う"], ["鉄道を使う"]]),
        (("乙と協力して、行う。", "甲と協力して、行う。"), [["乙と協力して、行う"], ["甲と協力して、行う"]]),
        (("甲の駅で行い、払う。", "甲の駅で行い、貸す。"), [["甲の駅で行い"], ["甲の駅で行い"]]),
        (("旭川市で行う。", "上川町で行う。"), [["旭川市で行う"], ["上川町で行う"]]),
        (("駅を建てる。", "駅を使う。"), [[], []]),
        (("会場を〔底本欠落〕", "会場を〔底本欠落〕"), [[], []]),
    ],
)
def test_what_two_roles_have(roles: tuple[str, str], found: list[list[str]]) -> None:
    (entry,) = _agreement(*roles).entries
    said = shared(entry.initiative)
    own = [text for row in sides(entry.initiative) for text in texts(row.body)]
    assert [[text.edited[start:end] for start, end in said.get(text, ())] for text in own] == found


@pytest.mark.parametrize(
    ("one", "pieces"),
    [
        (
            "駅を設け、第1条の費用を負担する。",
            [
                '<b class="ky-same">駅を設け、</b><b class="ky-same">[第1条](x ',
                '</b><b class="ky-same">の</b><b class="ky-same ky-pays">費用を負担する</b>。',
            ],
        ),
        # A mark is a link itself, in which no other one is written.
        (
            "駅を設け、{++第1条の費用++}{>>probable: 例<<}を負担する。",
            ['<b class="ky-same">第1条の</b><b class="ky-same ky-pays">費用</b>'],
        ),
    ],
)
def test_it_is_shown_around_links_and_marks_and_a_phrase_of_costs_in_it(one: str, pieces: list[str]) -> None:
    of = replace(_agreement(one, one), duty_kinds=(DutyKind("costs", "", ("費用を負担する",), Place("", 1)),))
    (page,) = (page for page in agreement_pages(of) if page.kind is Kind.INITIATIVE)
    found = annotator(of).markdown(page, lambda *_: "x")
    written = next(str(found[text]) for text in found if text.edited.startswith("駅"))
    assert [piece for piece in pieces if piece not in written] == []
