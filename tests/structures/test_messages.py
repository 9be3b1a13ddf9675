"""Faults that officers made with real texts: each is one line, which says what is right to write."""

from __future__ import annotations

import re

import pytest

from tests.structures.shown import BROKEN, problems

SAID = {
    "a-supplement": (18, "「附則」と書きます", "unknown-heading"),
    "b-no-parties": (5, "当事者が一つもありません.*open: true", "yaml-value"),
    "c-image": (20, "何を示すか", "image-words"),
    "d-table": (20, "見出しの行は2欄ですが、この行は3欄です", "table"),
    "e-role": (32, "「広域組合」は、当事者にありません.*bodies: ", "role-party"),
    "f-slug": (20, "「 {#initiative-1-1}」のように付けてください", "slug-missing"),
    "g-note": (18, "「第2条（協議）」のように条名の後に.*{>>note: 平17告示9・一部改正<<}", "caption-place"),
    "h-after": (16, "この段落の前に号がありません", "item-paragraph"),
}


def test_every_fault_is_told_at_once() -> None:
    told = [
        re.fullmatch(r"content/([a-z-]+)/.*?:([0-9]+): .* \(([a-z-]+)\)", one) for one in problems(BROKEN)
    ]
    assert [(one[1], int(one[2]), one[3]) for one in told if one] == [
        (folder, line, rule) for folder, (line, _, rule) in SAID.items()
    ]


@pytest.mark.parametrize(("folder", "words"), [(one, words) for one, (_, words, _) in SAID.items()])
def test_a_message_says_what_is_right(folder: str, words: str) -> None:
    (line,) = (one for one in problems(BROKEN) if f"/{folder}/" in one)
    assert re.search(words.replace("{", r"\{"), line)


@pytest.mark.parametrize(
    ("case", "edit", "said"),
    [
        (
            "supplements",
            {"## 附則（平成4年規約第2号）": "## 附 則（平成4年規約第2号）"},
            "「附則（平成4年規約第2号）」と",
        ),
        ("forms-of-labels", {"(1) 収集": "⑴ 収集"}, "(1) と書きます"),
        ("ordinance-notes", {"{>>note: 令和元年告示第4号<<}": "{>>note: <<}"}, "中に文字だけ"),
        ("second-document", {"# 消防事務の委託に関する付属協定書": "# 第3条"}, "「## 第3条」と書きます"),
        ("row-labels", {"**b 甲の役割**": "**c 甲の役割**"}, "「b」のはず"),
        ("body-that-does-not-sign", {"slug: yamada-koiki": "slug: yamada"}, "当事者の名と重なって"),
        ("role-missing-on-paper", {"er: [乙]": "er: [甲]"}, "no_roleから消して"),
        ("annex-columns", {"甲の役割, 乙の役割]": "甲の役割, 丙の役割]"}, "annex_columns"),
    ],
)
def test_what_is_refused(case: str, edit: dict[str, str], said: str) -> None:
    assert any(said in line for line in problems(case, edit=edit))
