"""What references point to: the written forms in a table, and in any agreement exactly what they name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyoyaku.analysis.targets import Pointer, pointers
from kyoyaku.language.numerals import to_kanji
from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.links import cross_references
from kyoyaku.pages.page_list import Page, agreement_pages
from kyoyaku.problems import Problems
from kyoyaku.reading.parse import parse

HEAD = """---
title: 規約
concluded: 2020-04-01
status: unknown
parties:
  - {key: 甲, name: 甲市, slug: ko, code: "000001"}
---

# 規約
"""

FORMS = """
5    前三条の規定による                         第2条 第3条 第4条
5    前3条及び前10条                            第2条 第3条 第4条 | !前には4条しかありません
5    前各条に定めるもののほか                   第1条 第2条 第3条 第4条
2    前二条の規定                               !前には1条しかありません
1    前各条の規定                               !前に条はありません
6    次条の規定                                 !次の条はありません
4.3  前2項に定めるもののほか                    第4条第1項 第4条第2項
4.3  前二項に定めるもののほか                   第4条第1項 第4条第2項
4.3  前各項の規定                               第4条第1項 第4条第2項
4.2  前3項の規定                                !前には1項しかありません
4    前各項の規定                               !前に項はありません
4.3  第1項及び第2項                             第4条第1項 | 第4条第2項
4.3  第1項から第3項までの規定                   第4条第1項 第4条第2項 第4条第3項
4.3  第一項から前項まで                         第4条第1項 第4条第2項
4    第3項から第1項まで                         !第4条第1項は第4条第3項より前にあります
1    第4条から第6条までの規定                   第4条 第5条 第6条
1    第2条（名）から第3条（名）まで             第2条 第3条
1    第2条から第9条まで                         !その条はこの協約にありません
1    第4条第2項から第3項まで                    第4条第2項 第4条第3項
1    第2条第1号から第3号まで                    第2条第1号 第2条第2号 第2条第3号
1    第3条第1項から第5条まで                    第3条第1項 第4条 第5条
1    第5条から第3条第1項まで                    !第3条第1項は第5条より前にあります
2    次の各号に掲げる                           第2条第1号 第2条第2号 第2条第3号
2.1.3 前各号に掲げるもののほか                  第2条第1号 第2条第2号
2.1.3 前二号に掲げるもの                        第2条第1号 第2条第2号
2.1.2 前号、次号及び前2号                       第2条第1号 | 第2条第3号 | !前には1号しかありません
2.1.1 前号に掲げるもの                          !前に号はありません
2.1.3 次号に掲げるもの                          !次の号はありません
2    第2号及び第4号                             第2条第2号 | !第2条第1項は第3号までです
2    第二号に掲げる                             第2条第2号
4.2  第2号の規定                                !第4条第2項に号はありません
4.3  前項各号に掲げる                           !第4条第2項に号はありません
4.2  前項の各号及び前項第2号                    第4条第1項第1号 第4条第1項第2号 | 第4条第1項第2号
3    前条第1号又は第3号                         第2条第1号 | 第2条第3号
3    前条各号                                   第2条第1号 第2条第2号 第2条第3号
3    第2条第1号の者及び同条第2号の者            第2条第1号 | 第2条第2号
3    第4条第1項第1号及び同項第2号、同号         第4条第1項第1号 | 第4条第1項第2号 | 第4条第1項第2号
3    第5条第1号                                 !第5条第1項に号はありません
3    第4条第1号                                 第4条第1項第1号
3    各号の額及び当該各号の額
1    次の各号に掲げる                           !第1条第1項に号はありません
3    前々条、前前条及び前々項                   第1条 | 第1条 | !前に項はありません
4.3  前々項に定めるもの                         第4条第1項
4.2  前々項に定めるもの                         !前には1項しかありません
2.1.3 前々号に掲げるもの                        第2条第1号
3    前条の第1項及び第4条第1項の第2号           第2条第1項 | 第4条第1項第2号
3    第4条中第3項                               第4条第3項
3    第4条第1項（第2号を除く。）                第4条第1項 | 第4条第1項第2号
3    第4条（第3項及び第9項を除く。）            第4条 | 第4条第3項 | !第4条は第3項までです
3    地方自治法第4条（第9項及び第2号を除く。）
3    第4条第1項の事務（第2号の事務を除く。）    第4条第1項
2    次各号に掲げる                             第2条第1号 第2条第2号 第2条第3号
1    第五条、第〇五条及び第一〇条               第5条 | 第5条 | !その条はこの協約にありません
1    附則第1項                                  !この協約に附則はありません
1    前年、前回、前3年、前二者、前10日、次の各年
1    第1号様式、第2号被保険者、総行市第200号、第3号線、駅前三条通、第2号の2
1    地方自治法第2条第1項第2号及び第3号、同法第3条、同条第2号、別の協定第3条各号、規則第9条から第12条まで
1    地方自治法（昭和22年法律第67号）第9条から第12条まで及び前各号
""".strip().splitlines()
"""Where a text stands (article.項.号), the text, and what each reference in it points to; ! is a fault."""


def _agreement(articles: list[list[int]], place: str = "", text: str = "") -> Agreement:
    """An agreement: for each article its 項, each with so many 号. `text` stands in one of them."""
    lines = [HEAD]
    for a, paragraphs in enumerate(articles, start=1):
        lines.append(f"## 第{a}条（名）")
        for p, items in enumerate(paragraphs, start=1):
            for i in range(items + 1):
                where = f"{a}.{p}.{i}".removesuffix(".0").removesuffix(".1" if not i else "none")
                label = f"({i}) " if i else f"{p} " if p > 1 else ""
                lines.append(label + (text if where == place else "文とする。"))
    problems = Problems()
    agreement = parse("\n\n".join(lines).encode(), "x.md", "x", problems)
    assert agreement
    assert not problems.found
    return agreement


def _shown(one: Pointer) -> str:
    return f"!{one.fault}" if one.fault else " ".join(target.name for target in one.targets)


@pytest.mark.parametrize("row", FORMS)
def test_written_forms(row: str) -> None:
    place, text, *expected = row.split(maxsplit=2)
    agreement = _agreement([[0], [3], [0], [2, 0, 0], [0], [0]], place, text)
    found = [_shown(one) for one in pointers(agreement)]
    assert " | ".join(filter(None, found)) == "".join(expected)


def test_a_number_of_an_annex_or_of_the_supplement() -> None:
    """別表第1の2 may be a part of 別表第1, or an annex of its own: nothing is said of it."""
    body = [
        "別表第1の2、別表第1の2の項、別表第3",
        "2 附則第2項及び第1項、同項、附則第3項",
        *("## 別表第1", "内容とする。", "## 別表第2", "内容とする。"),
        *("## 附則", "公布の日から施行する。", "2 附則第1項"),
    ]
    agreement = parse("\n\n".join([HEAD, "## 第1条", *body]).encode(), "x.md", "x", Problems())
    assert agreement
    assert " | ".join(map(_shown, pointers(agreement))) == (
        " | 別表第1 | !この協約にその別表はありません"
        " | 附則第2項 | 附則第1項 | 附則第1項 | !附則は第2項までです | 別表第1 | 別表第2 | 附則第1項"
    )


def test_a_text_without_a_label_is_no_item_but_stands_behind_some() -> None:
    body = [
        "次の各号及び第1号から第3号まで",
        "(1) 一",
        "この場合には、前各号",
        "(2) 二",
        "(3) 前各号",
        "なお、前各号",
    ]
    agreement = parse("\n\n".join([HEAD, "## 第1条", *body]).encode(), "x.md", "x", Problems())
    assert agreement
    found = [[target.name[-2] for target in one.targets] for one in pointers(agreement)]
    assert found == [list("123"), list("123"), list("1"), list("12"), list("123")]


@st.composite
def _references(draw: st.DrawFn) -> tuple[list[list[int]], str, str, list[str]]:
    """An agreement's shape, a place in it, a reference there, and the names of all that it means."""
    shape = draw(st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=4), min_size=1, max_size=5))
    writers: list[Callable[[int], str]] = [str, to_kanji]
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
