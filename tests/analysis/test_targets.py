"""What references point to: the written forms of fixtures/targets.txt, and all that a range means."""

from __future__ import annotations

import pytest

from kyoyaku.analysis.targets import pointers
from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.links import cross_references
from kyoyaku.pages.page_list import Kind, Page
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
    """別表第1の2 may be a part of 別表第1 or an annex, and 様式 any form: nothing is said of them."""
    agreement = parsed(
        *(
            "## 第1条",
            "別表第1の2、別表第1の2の項、別表第3、別表第9項、別に定める様式",
            "2 附則第2項及び第1項、同項、附則第3項、第1条第1項",
        ),
        *("## 別表第1", "内容とする。", "## 別表第2", "内容とする。", "## 様式第1号", "記入する。"),
        *("## 附則", "公布の日から施行する。", "2 附則第1項"),
    )
    assert _shown(agreement) == (
        "別表第1 | !この協約にその別表はありません | 附則第2項 | 附則第1項"
        " | 附則第1項 | !附則は第2項までです | 第1条第1項 | 別表第1 | 別表第2 | 様式第1号 | 附則第1項"
    )


def test_a_text_without_a_label_is_no_item_but_belongs_to_one_or_stands_behind_some() -> None:
    paragraphs = ("(1) 一", "(2) 二", "この場合には、前各号", "(3) 前各号", "なお、前各号")
    one, two, three = (f"第1条第{n}号" for n in (1, 2, 3))
    every = f"{one} {two} {three}"
    shown = _shown(parsed("## 第1条", "次の各号及び第1号から第3号まで", *paragraphs))
    assert shown == f"{every} | {every} | {one} | {one} {two} | {every}"


@pytest.mark.parametrize(
    ("place", "written", "title"),
    [
        ("3", "前2条", "第1条から第2条まで"),
        ("2.3", "前各項", "第2条第1項から第2項まで"),
        ("3.1.3", "第1号から第2号まで", "第3条第1号から第2号まで"),
        ("3", "第一条から第三条まで", "第1条から第3条まで"),
        ("3", "前条", "第2条（名）"),
        ("1", "前各条", ""),
    ],
)
def test_a_range_is_one_link_whose_title_names_its_ends(place: str, written: str, title: str) -> None:
    agreement = _agreement([[0], [0, 0, 0], [3]], place, f"この規約の{written}の規定")
    (pointer,) = pointers(agreement)
    assert pointer.reference.written == written
    assert bool(pointer.fault) == (not title)
    references = cross_references(agreement)
    page = Page("x/full.md", "", Kind.FULL, "")
    links = [one for text in agreement.texts for one in references.links(text, page, "{}#{}".format)]
    assert [one.title for one in links] == [title] * bool(title)
    named = [one.name for one in agreement.articles if references.to(one)]
    assert named == list(dict.fromkeys(target.part.name for target in pointer.targets))  # type: ignore[union-attr]
