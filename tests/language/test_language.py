"""Dates, numbers, sentences, words: the cases of fixtures/language.yml, and what holds of every text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kyoyaku.analysis.definitions import defined, party_labels
from kyoyaku.language import numerals
from kyoyaku.language.dates import Day, dates_in, wareki
from kyoyaku.language.numerals import KANJI, Label, from_kanji, read_label, read_number, split_label
from kyoyaku.language.wording import sentences, told_apart
from kyoyaku.model.layers import Law, LawPlace
from kyoyaku.pages.links import EGOV, law_links
from kyoyaku.problems import Place
from testing.project import FIXTURES

PLACE = Place("x.md", 1)
NAMES = {"甲": "青葉野市", "乙": "白波町", "丙": "若竹村"}
LAW = Law("法", "322", date(2026, 4, 1), (LawPlace("第252条の2第1項", "Mp-At_252_2", PLACE),), PLACE)

SHOWN: dict[str, Callable[[str], str]] = {
    "dates_in": lambda text: ", ".join(f"{written} {day}" for written, day in dates_in(text)),
    "wareki": lambda text: wareki(Day.read(text) or date.min),
    "read_label": lambda text: " ".join(sorted(map(_shown, read_label(text)))),
    "split_label": lambda text: "|".join(split_label(text)),
    "to_kanji": lambda text: KANJI[int(text)],
    "from_kanji": lambda text: str(from_kanji(text)),
    "read_number": lambda text: str(read_number(text)),
    "sentences": lambda text: "|".join(sentences(text)),
    "party_labels": lambda text: "".join(text[one.start : one.end] for one in party_labels(text, NAMES)),
    "defined": lambda text: " ".join(word for word, *_ in defined(text)),
    "law_links": lambda text: " ".join(one.address.removeprefix(EGOV) for one in law_links(text, [LAW])),
    "told_apart": lambda text: told_apart(text).removeprefix(text).strip("（）"),
}
CASES = yaml.load((FIXTURES / "language.yml").read_text(encoding="utf-8"), yaml.BaseLoader)


def _shown(label: Label) -> str:
    number = "の".join(map(str, label.number))
    return f"{label.series} " + (f"({number})" if label.bracketed else number)


@pytest.mark.parametrize(
    ("name", "text", "expected"), [(name, *case) for name in CASES for case in CASES[name].items()], ids=ascii
)
def test_case(name: str, text: str, expected: str) -> None:
    assert SHOWN[name](text) == expected
    assert name != "to_kanji" or from_kanji(expected) == int(text)


def test_alphabets_hold_no_letter_twice() -> None:
    for alphabet in (*numerals.ALPHABETS.values(), numerals.KANJI_DIGITS):
        assert len(set(alphabet)) == len(alphabet)
    ours, theirs = set(numerals.AIUEO), set(numerals.IROHA)
    assert (theirs - ours, ours - theirs) == ({"ヰ", "ヱ"}, {"ン"})


def test_the_successor_is_of_the_same_series_and_after_the_last_letter_comes_none() -> None:
    labels = [Label("aiueo", True, 1), Label("roman", False, 3), Label("circled", False, 1)]
    assert [str(label.successor) for label in labels] == ["(イ)", "iv", "②"]
    assert read_label(str(Label("circled", False, 50).successor)) == ()


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
