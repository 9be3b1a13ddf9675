"""Differences of two texts, put into words and properties."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyoyaku.reading.collation.alignment import Difference, differences

SENTENCE = "甲及び乙は、別表に定める取組を推進するため、相互に役割を分担して連携し、事務の執行に当たる。"
WORDS = ["住民", "福祉", "交通", "消防", "医療", "観光", "農業", "教育", "防災", "移住", "環境", "文化"]


def _numbered(count: int) -> str:
    """Articles that have much in common, but no two the same."""
    pick = Random(2022).choice
    return "".join(
        f"第{number}条 {pick(WORDS)}及び{pick(WORDS)}の{pick(WORDS)}に関し、{pick(WORDS)}と連携して取り組む。"
        for number in range(count)
    )


def _said(ours: str, theirs: str) -> list[tuple[str, str]]:
    found = differences(ours, theirs)
    return [(ours[one.start : one.end], theirs[one.their_start : one.their_end]) for one in found]


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        *((one, other, [(one, other)] * (one != other)) for one in ("", "甲") for other in ("", "甲", "乙")),
        (SENTENCE, SENTENCE.replace("連携", "提携"), [("連", "提")]),
        (SENTENCE, SENTENCE.replace("別表", "").replace("事務の", "事業の"), [("別表", ""), ("務", "業")]),
        (_numbered(90), _numbered(90).replace("第40条", "第四十条"), [("40", "四十")]),
        # A long stretch that only one has, and a text that has nothing of the other.
        (_numbered(200)[:30], _numbered(200), [("", _numbered(200)[30:])]),
        ("あ" * 3000, "い" * 3000, [("あ" * 3000, "い" * 3000)]),
    ],
)
def test_differences(ours: str, theirs: str, said: list[tuple[str, str]]) -> None:
    assert _said(ours, theirs) == said


def test_a_chapter_left_out_is_one_difference() -> None:
    whole = _numbered(200)
    start, end = whole.index("第50条"), whole.index("第150条")
    for ours, theirs in ((whole[:start] + whole[end:], whole), (whole, whole[:start] + whole[end:])):
        ((one, other),) = _said(ours, theirs)
        assert len(one) + len(other) == end - start
        assert not one or not other


TEXTS = st.lists(st.sampled_from([*"甲乙丙、。", SENTENCE, SENTENCE[9:30]]), max_size=30).map("".join)


@given(TEXTS, TEXTS)
@settings(max_examples=100)
def test_differences_are_all_there_is(ours: str, theirs: str) -> None:
    """Outside the differences both are the same, and no difference is empty or before the last."""
    a = b = 0
    for one in [*differences(ours, theirs), Difference(len(ours), len(ours), len(theirs), len(theirs))]:
        assert ours[a : one.start] == theirs[b : one.their_start]
        assert a <= one.start <= one.end
        assert b <= one.their_start <= one.their_end
        a, b = one.end, one.their_end
    assert all(one.ours or one.theirs for one in differences(ours, theirs))
