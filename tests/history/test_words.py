"""What is underlined in a paragraph that has changed."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kyoyaku.history.words import Pieces, marked

# the old text and the new one, with what is underlined in []
MARKED = """
毎年度[1回]開く。 | 毎年度[2回以上]開く。
[連絡会議]を置く。 | [連携会議]を置く。
[毎年度]甲及び乙が協議して[定める]。 | [年度ごとに]甲及び乙が協議して[定め、書面に残す]。
医師を確保する。 | 医師[及び看護師]を確保する。
[看護師]を確保する。 | [准看護師]を確保する。
図書館の相互利用 | 図書館[及び資料館]の相互利用
必要に応じて[開く]。 | 必要に応じて[開かなければならない]。
停留所の環境を[整える]。 | 停留所[及び待合所]の環境を[整備する]。
甲は乙[に]通知する。 | 甲は乙[へ]通知する。
情報を共有する。 | 情報を共有[し、公表]する。
前条の取組に要する費用 | 前条[第1項]の取組に要する費用
[2] [前]項の負担の額は | [3] [第1]項の負担の額は
甲は、[毎年度4月30日までに、]報告する。 | 甲は、報告する。
甲が[3]分の[2]を、乙が[3]分の[1]を負担する。 | 甲が[5]分の[3]を、乙が[5]分の[2]を負担する。
[甲の議会の議決を経る。] | [乙が通知する。]
"""
SIGNS = st.text("甲会議2のをる、", max_size=3)
EDITS = st.lists(st.tuples(SIGNS, SIGNS, SIGNS), max_size=4)
"""What both texts have, then what was there, then what is there now."""


def shown(pieces: Pieces) -> str:
    return "".join(f"[{words}]" if is_marked else words for words, is_marked in pieces)


@pytest.mark.parametrize("line", MARKED.strip().split("\n"))
def test_what_differs_is_marked_by_words(line: str) -> None:
    plain = line.replace("[", "").replace("]", "").split(" | ")
    assert " | ".join(map(shown, marked(plain[0], plain[1]))) == line


@given(EDITS)
@example([("", "の2の", ""), ("2", "", "")])
def test_what_is_not_marked_is_the_same_on_both_sides(edits: list[tuple[str, str, str]]) -> None:
    old, new = ("".join(one[0] + one[at] for one in edits) for at in (1, 2))
    sides = marked(old, new)
    assert ["".join(words for words, _ in side) for side in sides] == [old, new]
    was, now = ("".join(words for words, is_marked in side if not is_marked) for side in sides)
    assert was == now
