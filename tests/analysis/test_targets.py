"""What references point to: the written forms of fixtures/targets.txt, and all that a range means."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyoyaku.analysis.targets import pointers
from kyoyaku.language.numerals import KANJI
from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.links import cross_references
from kyoyaku.pages.page_list import Page, agreement_pages
from testing.project import FIXTURES
from tests.parsed import parsed

FORMS = [row for row in (FIXTURES / "targets.txt").read_text("utf-8").splitlines() if row[0] != "#"]


def _agreement(articles: list[list[int]], place: str, text: str) -> Agreement:
    """An agreement: for each article its 項, each with so many 号. `text` stands in one of them."""
    lines = []
    for a, paragraphs in enumerate(articles, start=1):
        lines.append(f"## 第{a}条（名）")
        for p, items in enumerate(paragraphs, start=1):
            for i in range(items + 1):
                where = f"{a}.{p}.{i}".removesuffix(".0").removesuffix(".1" if not i else "none")
                label = f"({i}) " if i else f"{p} " if p > 1 else ""
                lines.append(label + (text if where == place else "文とする。"))
    return parsed(*lines)


def _shown(agreement: Agreement) -> str:
    """What each reference points to, or its fault."""
    found = (
        f"!{one.fault}" if one.fault else " ".join(to.name for to in one.targets)
        for one in pointers(agreement)
    )
    return " | ".join(filter(None, found))


@pytest.mark.parametrize("row", FORMS)
def test_written_forms(row: str) -> None:
    place, text, *expected = row.split(maxsplit=2)
    assert _shown(_agreement([[0], [3], [0], [2, 0, 0], [0], [0]], place, text)) == "".join(expected)


def test_a_number_of_an_annex_or_of_the_supplement() -> None:
    """別表第1の2 may be a part of 別表第1, or an annex of its own: nothing is said of it."""
    agreement = parsed(
        *(
            "## 第1条",
            "別表第1の2、別表第1の2の項、別表第3、別表第9項",
            "2 附則第2項及び第1項、同項、附則第3項",
        ),
        *("## 別表第1", "内容とする。", "## 別表第2", "内容とする。"),
        *("## 附則", "公布の日から施行する。", "2 附則第1項"),
    )
    assert _shown(agreement) == (
        "別表第1 | !この協約にその別表はありません"
        " | 附則第2項 | 附則第1項 | 附則第1項 | !附則は第2項までです | 別表第1 | 別表第2 | 附則第1項"
    )


def test_a_text_without_a_label_is_no_item_but_belongs_to_one_or_stands_behind_some() -> None:
    paragraphs = ("(1) 一", "(2) 二", "この場合には、前各号", "(3) 前各号", "なお、前各号")
    one, two, three = (f"第1条第{n}号" for n in (1, 2, 3))
    every = f"{one} {two} {three}"
    shown = _shown(parsed("## 第1条", "次の各号及び第1号から第3号まで", *paragraphs))
    assert shown == f"{every} | {every} | {one} | {one} {two} | {every}"


@st.composite
def _references(draw: st.DrawFn) -> tuple[list[list[int]], str, str, list[str]]:
    """An agreement's shape, a place in it, a reference there, and the names of all that it means."""
    shape = draw(st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=4), min_size=1, max_size=5))
    writers: list[Callable[[int], str]] = [str, KANJI.__getitem__]
    write = draw(st.sampled_from(writers))
    a = draw(st.integers(1, len(shape)))
    p = draw(st.integers(1, len(shape[a - 1])))
    place = f"{a}" if p == 1 else f"{a}.{p}"
    only = f"第{a}条" if len(shape[a - 1]) == 1 else f"第{a}条第{p}項"
    item = draw(st.integers(0, shape[a - 1][p - 1]))
    unit = draw(st.sampled_from("条項号" if item else "条項"))
    place = f"{a}.{p}.{item}" if item and unit == "号" else place
    number, names = {
        "条": (a, [f"第{n}条" for n in range(1, len(shape) + 1)]),
        "項": (p, [f"第{a}条第{n}項" for n in range(1, len(shape[a - 1]) + 1)]),
        "号": (item, [f"{only}第{n}号" for n in range(1, shape[a - 1][p - 1] + 1)]),
    }[unit]
    first = draw(st.integers(1, len(names)))
    last = draw(st.integers(first, len(names)))
    back = draw(st.integers(1, 6))
    forms = {
        f"前{write(back)}{unit}": names[number - 1 - back : number - 1] if back < number else [],
        f"前各{unit}": names[: number - 1],
        f"第{write(first)}{unit}から第{write(last)}{unit}まで": names[first - 1 : last],
    }
    text = draw(st.sampled_from(sorted(forms)))
    return shape, place, text, forms[text]


@settings(max_examples=40)
@given(_references())
def test_a_range_means_exactly_what_it_names(case: tuple[list[list[int]], str, str, list[str]]) -> None:
    shape, place, written, expected = case
    agreement = _agreement(shape, place, f"この規約の{written}の規定")
    (pointer,) = pointers(agreement)
    assert pointer.reference.written == written
    assert [target.name for target in pointer.targets] == expected
    assert bool(pointer.fault) == (not expected)
    references = cross_references(agreement)
    named = {one.name for one in agreement.articles if references.to(one)}
    assert named == {name[: name.index("条") + 1] for name in expected}
    page = Page("x/full.md", "", agreement_pages(agreement)[0].kind, "")
    links = [one for text in agreement.texts for one in references.links(text, page, "{}#{}".format)]
    assert len(links) == bool(expected)
    if len(expected) > 1:
        assert links[0].title == f"{expected[0]}から第{expected[-1].rpartition('第')[2]}まで"
