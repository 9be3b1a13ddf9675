"""agreement.json holds every structure of the cases, where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import dedent
from typing import Any

import pytest

from tests.structures.shown import shown

OUTLINES = {
    "chapters": """
        chapter #chapter-2 第2章
         chapter #chapter-2-1 第1節
          article 第3条
           paragraph #p1 会議は
           paragraph #p2 2 前
         chapter #chapter-2-2 第2節""",
    "item-paragraph": """
         item #p1-i1 (1)
          item #p1-i1-1 ア 北
           continuation #p1-i1-1-b2 北部の
          item #p1-i1-2 イ 南
           continuation #p1-i1-2-b2 南部の
          continuation #p1-i1-b2 隣接す
         item #p1-i2 (2)
         continuation #p1-b2 この条
        paragraph #p2 2 前""",
    "unnumbered-paragraphs": """
        paragraph #p1 議員の
         continuation #p1-b2 山田市
         continuation #p1-b3 川上町
        paragraph #p2 2 議""",
    "ordinance-notes": """
        article 第2条
         paragraph #p1 必要な
          databasenote 平17
         paragraph #p2 2 協""",
    "lead-and-sub-initiatives": """
        initiative (1)
         paragraph #lead-p1 圏域の
         content #content 取組の
          paragraph #content-p1 当番制
         role #role-yamada 甲の役
          paragraph #role-yamada-p1 診療所
         role #role-kawakami 乙の役
          paragraph #role-kawakami-p1 利用に
         initiative ア 小
          content #content 取組の""",
    "roles-one-level-deeper": """
        initiative a 経
         content #content (a)
          paragraph #content-p1 圏域の
         other #role-yamada-kawakami (b)
          role #role-yamada i 甲
           paragraph #role-yamada-p1 事務局
          role #role-kawakami ii""",
    "notes-under-annex": """
            paragraph #role-kawakami-p1 情報を
         remarks #remarks-1 備考
          item #remarks-1-i1 1 こ
          item #remarks-1-i2 2 こ
         remarks #remarks-2 注
          paragraph #remarks-2-p1 数値は""",
    "numbered-headings": """
        chapter #chapter-1 記
         article 1 処
          paragraph #p1 処理の
         article 2 使
          item #i1 (1)
          item #i2 (2)
         article 3 費""",
    "supplements": """
        supplement 附則（
         article #article-1 第1条
          paragraph #article-1-p1 この規
         article #article-2 第2条""",
    "second-document": """
        supplement 附則
         paragraph #p1 この規
        attached 消防事
         paragraph #p1 甲及び
         article 第1条
          paragraph #p1 経費の
         article 第2条
          paragraph #p1 前条の
         closing
          text #l1 昭和4
          text #l2 山田市""",
    "table-in-article": """
        paragraph #p1 組合は
         table #p1-b2
          tablerow
           cell
            text #p1-b2-r1-c1 共同処
           cell
            text #p1-b2-r1-c2 市町
          tablerow""",
}
"""Blocks that follow each other: type, anchor, first letters; what stands in a block is one blank deeper."""


def outline(one: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(one, list):
        for inner in one:
            yield from outline(inner, depth)
    elif isinstance(one, dict) and ({"type", "text"} & one.keys()):
        anchor = one.get("id", "").partition("#")[2]
        words = one.get("text") or one.get("words", "")
        shown_ = (one.get("type", "text"), anchor and f"#{anchor}", words[:3].strip())
        yield " " * depth + " ".join(filter(None, shown_))
        for inner in one.values():
            yield from outline(inner, depth + 1)


@pytest.mark.parametrize("case", OUTLINES)
def test_each_block_stands_where_it_stands_on_paper(case: str) -> None:
    right = dedent(OUTLINES[case].lstrip("\n"))
    found, length = [*outline(shown(case).json["parts"])], right.count("\n") + 1
    assert right in [dedent("\n".join(found[at : at + length])) for at in range(len(found))]


def test_a_table_has_its_joined_cells_and_each_text_once() -> None:
    (table,) = shown("table-in-annex").json["parts"][1]["body"][:1]
    cells = [
        [(one["column"], one["colspan"], one["rowspan"]) for one in row["cells"]] for row in table["rows"]
    ]
    assert (table["head"], cells[:3]) == (
        2,
        [
            [(1, 1, 2), (2, 2, 1), (4, 1, 2)],
            [(2, 1, 1), (3, 1, 1)],
            [(1, 1, 2), (2, 1, 1), (3, 1, 1), (4, 1, 1)],
        ],
    )
    texts = [one["text"] for row in table["rows"] for cell in row["cells"] for one in cell["texts"]]
    assert texts.count("人口割") == texts.count("収集割") - 1 == 1
    assert "〃" in texts
    assert not {"", "^", "<"} & {*texts}


def test_the_front_matter_says_what_the_text_does_not() -> None:
    facts = shown("kind-date-instrument").json["facts"]
    assert (facts["kind"], facts["date_is"], facts["instrument"]) == ("規約", "告示", "告示第55号")
    facts = shown("dates", "month-only").json["facts"]
    assert (facts["kind"], facts["date_is"], facts["instrument"]) == ("協約", "締結", "")


@pytest.mark.parametrize(
    ("agreement", "concluded"), [("month-only", "2018-06"), ("year-only", "2018"), ("undated", None)]
)
def test_a_date_is_said_as_far_as_it_is_known(agreement: str, concluded: str | None) -> None:
    assert shown("dates", agreement).json["facts"]["concluded"] == concluded


def test_who_bears_a_row_is_named() -> None:
    body = shown("body-that-does-not-sign").json
    assert [(one["name"], one["slug"]) for one in body["facts"]["bodies"]] == [
        ("山田広域事務組合", "yamada-koiki")
    ]
    assert _rows(body)[-1] == ("role", "山田広域事務組合の役割", [], ["yamada-koiki"])
    both = ["yamada", "kawakami"]
    assert [row for row in _rows(shown("other-rows").json) if row[0] != "content"][2:] == [
        ("other", "費用負担", both, []),
        ("role", "甲乙の役割", both, []),
        ("other", "実施期間", both, []),
        ("other", "役割分担", both, []),
        ("other", "乙の費用分担", ["kawakami"], []),
    ]
    numbers = [one["number"] for one in _found(shown("row-labels").json, "role")]
    assert numbers == ["b", "c", "b"]


def test_a_role_that_is_missing_on_paper_is_declared() -> None:
    data = shown("role-missing-on-paper").json
    assert data["facts"]["no_role"] == [{"slug": "er", "keys": ["乙"]}]
    assert [row[1] for row in _rows(data)][:3] == ["取組の内容", "甲の役割", "取組の内容"]


def test_parties_are_as_declared() -> None:
    (both, town) = shown("parties", "two-cities-and-a-town").json["facts"]["parties"]
    assert (both["members"], both["code"], both["open"]) == (["山田市", "海辺市"], "", False)
    assert (town["members"], town["code"], town["area_code"]) == ([], "983012", "98301")
    (lakeside,) = shown("parties", "open-class").json["facts"]["parties"]
    assert (lakeside["open"], lakeside["short"]) == (True, "協定市")
    assert shown("eighteen-parties").json["facts"]["short"] == "協定市町村"


def test_articles_that_were_deleted_together_are_one() -> None:
    articles = _found(shown("deleted-articles").json, "article")
    assert [(one["name"], one["numbers"]) for one in articles[1:4]] == [
        ("第2条及び第3条", [[2], [3]]),
        ("第4条", [[4]]),
        ("第5条から第7条まで", [[5], [6], [7]]),
    ]
    assert articles[1]["text"].endswith("削除")


def test_attachments_have_their_kind_and_images_their_words() -> None:
    annexes = _found(shown("other-attachments").json, "annex")
    assert [(one["name"], one["kind"], one["numbers"]) for one in annexes] == [
        ("別表第1の1", "別表", [1, 1]),
        ("別表第1の2", "別表", [1, 2]),
        ("別図", "別図", []),
        ("様式第1号", "様式", [1]),
        ("別記", "別記", []),
    ]
    (image,) = _found(shown("image").json, "image")
    assert (image["file"], image["words"]) == ("map.png", "区域を示した図。北は川上町に接する")
    assert image["id"] == "annex/#b1"


def test_an_initiative_without_a_name_has_no_text() -> None:
    nameless = _found(shown("initiatives-without-names").json, "initiative")
    assert [one["text"] for one in nameless] == ["", "", ""]
    assert [one["given"] for one in nameless] == ["産業振興 1", "産業振興 2", "観光 1"]


def test_prose_is_the_body_of_the_document() -> None:
    prose = shown("prose-only", "yamada-kawakami").json
    assert [one["id"] for one in prose["preamble"]] == ["body/#p1", "body/#p2", "body/#p3"]
    assert [one["type"] for one in prose["parts"]] == ["closing"]
    assert shown("prose-only", "two-villages").json["parts"] == []


def test_a_reference_to_a_range_has_every_provision() -> None:
    references = shown("references-to-ranges").json["references"]
    targets = {(one["source"], one["written"]): one["targets"] for one in references}
    assert targets["articles/5/#p1", "前3条"] == ["articles/2/", "articles/3/", "articles/4/"]
    assert targets["articles/4/#p4", "前各項"] == ["articles/4/#p1", "articles/4/#p2", "articles/4/#p3"]


def _found(one: Any, kind: str) -> list[Any]:
    """Every object of a type, in order."""
    if isinstance(one, list):
        return [found for inner in one for found in _found(inner, kind)]
    if not isinstance(one, dict):
        return []
    own = [one] if one.get("type") == kind else []
    return own + [found for inner in one.values() for found in _found(inner, kind)]


def _rows(data: Any) -> list[tuple[str, str, list[str], list[str]]]:
    rows = [row for one in _found(data, "initiative") for row in one["rows"]]
    return [(row["type"], row["text"], row["parties"], row["bodies"]) for row in rows]
