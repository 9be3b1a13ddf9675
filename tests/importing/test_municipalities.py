"""The table of municipalities, and the slugs that are proposed for parties and initiatives."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kyoyaku.importing.municipalities import Municipality, found, rows_of
from kyoyaku.importing.slugs import party_slug, proposed
from kyoyaku.model.slugs import slug_fault
from kyoyaku.reading.front_matter import is_local_government_code

ROWS = [Municipality(*row) for row in rows_of("municipalities.csv")]
WORDS = [word for word, *_ in rows_of("slug_words.csv")]
NAMES = st.lists(st.sampled_from([*WORDS, "の", "及び", "事業", "と"]), max_size=8).map("".join)


def test_the_table_is_whole_sorted_and_its_codes_have_their_check_digits() -> None:
    codes = [one.code for one in ROWS]
    assert codes == sorted({*codes})
    assert [code for code in codes if not is_local_government_code(code)] == []
    assert sum(one.name == one.prefecture for one in ROWS) == len({one.prefecture for one in ROWS}) == 47
    assert len(ROWS) == 47 + 1741
    assert [one for one in ROWS if slug_fault(one.slug)] == []


@pytest.mark.parametrize(
    ("name", "codes", "slug"),
    [
        ("旭川市", "012041", "asahikawa"),
        ("北海道　上川郡上川町", "014575", "kamikawa"),
        ("茅ケ崎市", "142077", "chigasaki"),
        ("葛\U000e0100城市", "292117", "katsuragi"),
        ("須惠町", "403440", "sue"),
        ("丹波篠山市", "282219", "tanbasasayama"),
        ("勝浦市", "122181", "katsuura"),
        ("大阪府", "270008", "osaka-pref"),
        ("府中市", "132063 342084", "fuchu"),
        ("南牧村", "103837 203050", ""),
        ("青森県府中市", "", ""),
        ("", "", ""),
    ],
)
def test_a_name_finds_all_that_have_it(name: str, codes: str, slug: str) -> None:
    assert " ".join(one.code for one in found(name)) == codes
    assert party_slug(name) == slug


@pytest.mark.parametrize(
    ("names", "slugs"),
    [
        (["二次救急医療の連携", "職員の相互人事交流"], ["secondary-emergency-care", "staff-exchange"]),
        (["病児及び病後児の保育", "漂着物の回収及び処理"], ["sick-child-care", "marine-litter-disposal"]),
        (["図書館と資料館の利用", "ひとり親の支援"], ["library-and-museum", "single-parent-support"]),
        (
            ["観光", "取組", "観光の振興", "図書館"],
            ["tourism", "initiative-2", "tourism-2", "library"],
        ),
        (["処理", "支援", "連携の推進"], ["initiative-1", "initiative-2", "cooperation"]),
    ],
)
def test_slugs_are_english_words_in_the_order_of_the_name(names: list[str], slugs: list[str]) -> None:
    assert proposed(names) == slugs


@given(st.lists(NAMES | st.text(max_size=30), max_size=12))
@example(["観光"] * 12)
@example(["".join(sorted(WORDS, key=len)[-3:])] * 2)
def test_slugs_are_valid_and_unique_and_those_before_stay(names: list[str]) -> None:
    given_slugs = proposed(names)
    assert len({*given_slugs}) == len(given_slugs) == len(names)
    assert [one for one in given_slugs if slug_fault(one)] == []
    assert proposed([*names, "観光"])[: len(names)] == given_slugs


def test_the_words_are_slugs_by_themselves_and_each_is_found() -> None:
    for word, english, use in rows_of("slug_words.csv"):
        assert not slug_fault(english), word
        assert proposed([f"取組{word}"]) == ["initiative-1" if use == "after" else english], word
