"""Characters that look like others or like nothing: every one of a kind is found, with what is right."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyoyaku.language.characters import GETA, mended, slips, spelled, unvaried

IDEOGRAPHS = "民葛\u3400\ufa19\U00020bb7"
SELECTORS = [*map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))]
OTHER_IGNORABLE = (
    "034F 115F 1160 17B4 17B5 2065 3164 FFA0 FFF0-FFF8 E0000 E0002-E001F E0080-E00FF E01F0-E0FFF"
)
"""Other_Default_Ignorable_Code_Point of Unicode."""
NOT_IGNORABLE = "0600-0605 06DD 070F 0890 0891 08E2 FFF9-FFFB 110BD 110CD 13430-1343F"
"""Format characters that are shown: the signs before numbers, and those of annotations and hieroglyphs."""


def _codes(ranges: str) -> set[str]:
    ends = (one.split("-") for one in ranges.split())
    return {chr(code) for one in ends for code in range(int(one[0], 16), int(one[-1], 16) + 1)}


def _default_ignorable() -> set[str]:
    """Default_Ignorable_Code_Point as Unicode derives it (DerivedCoreProperties.txt)."""
    formats = {sign for sign in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(sign) == "Cf"}
    mongolian = _codes("180B-180D 180F")
    return {*formats, *SELECTORS, *mongolian, *_codes(OTHER_IGNORABLE)} - _codes(NOT_IGNORABLE)


def test_every_radical_is_found_with_its_ideograph() -> None:
    block = [chr(code) for code in range(0x2E80, 0x2FE0)]
    found = slips("".join(block))
    assert [*found] == block
    for radical, right in found.items():
        kangxi = unicodedata.normalize("NFKC", radical)
        assert right == (kangxi if kangxi != radical else right)
        assert slips(right) == {}, "the right one is refused"
    named = {one: found[one] for one in "⺟⺠⻁⻄⻑⻘⻝⻤⻨⻩⻫⻭⻯⻲⺀"}
    assert "".join(named.values()) == f"母民虎西長青食鬼麦黄斉歯竜亀{GETA}"
    assert sum(right == GETA for right in found.values()) == 24, "U+2E80 and what is not assigned"


def test_every_character_that_is_not_shown_is_found_but_a_shape_of_an_ideograph_is_kept() -> None:
    ignorable = _default_ignorable()
    assert len(ignorable) > 4000
    for sign in ignorable:
        for before in ("", "甲\u200b", "ア", "a", "、", "〇"):
            assert mended(f"{before}{sign}乙") == mended(f"{before}乙"), f"U+{ord(sign):04X}"
        for before in IDEOGRAPHS:
            kept = sign if sign in SELECTORS else ""
            assert mended(f"{before}{sign}{sign}乙") == f"{before}{kept}乙", f"U+{ord(sign):04X}"


@pytest.mark.parametrize("blank", [*"\u00a0\u1680\u202f\u205f\u2028\u2029\u0085\x0b\x0c\u2800"])
def test_an_odd_blank_is_to_be_a_usual_one(blank: str) -> None:
    for sign in (blank, *map(chr, range(0x2000, 0x200B))):
        assert slips(f"甲{sign}乙") == {sign: " "}


def test_every_character_in_two_pieces_is_found_whole_and_what_has_no_other_form_is_kept() -> None:
    kana = [chr(code) for code in range(0x3041, 0x30FF)]
    voiced = [one for one in kana if len(unicodedata.normalize("NFD", one)) == 2]
    assert len(voiced) == 58
    for whole in [*voiced, "é"]:
        pieces = unicodedata.normalize("NFD", whole)
        assert slips(f"甲{pieces}乙") == {pieces: whole}
    for kept in "かきくけこカキクケコセツトㇷ":
        assert slips(f"{kept}\u309a") == {}
    assert mended("あ\u3099\u3099ー\u309a") == "あ゛゛ー゜"


def test_what_stands_in_names_is_kept() -> None:
    names = "𠮷野町、髙﨑、\ufa19戸、葛󠄀城市、辻󠄀、祇󠄀園、々〻仝〆〇、ｶﾞ①㈱㍻〜～−－―…※℡"
    assert slips(names) == {}
    assert mended(names) == names


@given(
    st.text(st.sampled_from([*"民葛か甲 \n", "\u3099", "\ufe00", "\u200b", "\u2003", "⺠", "⺀", "\ue000"]))
)
def test_a_text_without_its_slips_has_none(text: str) -> None:
    assert slips(mended(text)) == {}
    assert mended(text).count("\n") == text.count("\n")


@pytest.mark.parametrize("word", ["葛󠄀城市", "葛城市", "葛󠄁城市"])
@pytest.mark.parametrize("written", ["葛󠄀城市", "葛城市", "葛󠄁城󠄀市"])
def test_a_name_is_found_whatever_the_shape_of_its_characters(word: str, written: str) -> None:
    found = re.search(spelled(word), f"甲は、{written}の（乙）")
    assert found
    assert found[0] == written
    assert unvaried(word) == unvaried(written)
