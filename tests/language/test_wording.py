"""Sentences: they end at 。, but not within brackets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyoyaku.language.wording import sentences


@pytest.mark.parametrize(
    "written",
    [
        "経費を負担する。|この場合、協議する。",
        "経費（以下「待機料」という。）を負担する。|協議する。",
        "宣言（要綱（「甲。」をいう。）に定める。）を行う。|終わり",
        "『二重の「引用。」も。』同じ。|終わり。",
        "〔注。〕の【印。】を記す。|終わり",
        "閉じない（括弧。|文が終わる。|終わり",
        "閉じない「括弧（の中。）の次。|終わり",
        "開かない）括弧。|終わり",
        "交わる（「括弧。）も。」同じ。|終わり",
        "",
    ],
)
def test_a_full_stop_in_brackets_ends_no_sentence(written: str) -> None:
    assert sentences(written.replace("|", "")) == [one for one in written.split("|") if one]


@given(st.text("。あ（）「」『』"))
def test_sentences_are_the_text(text: str) -> None:
    assert "".join(sentences(text)) == text
    assert all(sentences(text))


@given(
    st.recursive(
        st.text("あ。", max_size=4), lambda inner: inner.map("（{}）".format) | inner.map("「{}」".format)
    )
)
def test_brackets_of_any_depth_are_in_one_sentence(inner: str) -> None:
    assert sentences(f"前（{inner}）後。次。") == [f"前（{inner}）後。", "次。"]
