"""Tables and images, beyond what the golden pages of the sample show.

The scroll box of a table on a phone is looked at in tests/browser.
"""

from __future__ import annotations

import struct

import pytest

from kyoyaku.model.pictures import Picture
from kyoyaku.pages.published import published
from tests.structures.shown import problems, shown

FILE = "content/yamada-kawakami/2020-04-01.md"
MAP = "yamada-kawakami/map"


def test_a_table_in_an_article() -> None:
    one = shown("table-in-article")
    page = one.page("articles/1/")
    assert page.own.index("火葬施設") < page.own.index("2 前項の表に")
    # A cell is searched by itself and leads to its row.
    assert one.found("(2) 火葬施設に関する事務") == ["articles/1/#p1-b2-r3"]
    assert one.found("事務山田市") == []
    for other in ("articles/1/", "full/", "versions/2020-04-01/"):
        assert one.page(other).tables[0][2] == ["(2) 火葬施設に関する事務", "山田市"]
    assert one.file("articles/1/table-1.csv") == (
        "\ufeff共同処理する事務,市町\r\n"
        "(1) し尿処理に関する事務,山田市 川上町\r\n(2) 火葬施設に関する事務,山田市\r\n"
    )
    csv = [link.href for link in one.page("full/").all("a[contains(., 'CSV')]")]
    assert csv == ["articles/1/table-1.csv"]
    assert "yamada-kawakami/articles/1/table-1.csv" in published(one.agreement)
    assert ("第1条第1項の表のCSV", "articles/1/table-1.csv") in one.page("data/").links
    assert "一つの欄" not in one.markdown
    one = shown("table-in-article", edit={"山田市 川上町": r"^<br>a\|b<br>\<br\>"})
    assert r"| (1) し尿処理に関する事務 | \^<br>a\|b<br>\<br\> |" in one.markdown


def test_a_table_in_an_annex() -> None:
    one = shown("table-in-annex")
    page = one.page("annex/")
    assert [head.own for head in page.all("tbody//th")] == ["建設に要する経費", "管理に要する経費", "〃"]
    assert not {"^", "<"} & {cell for row in page.tables[0] for cell in row}
    assert page.at("b1-r4-c4").text == "" == page.at("b1-r6-c4").text
    assert one.found("収集割") == ["annex/#b1-r4", "annex/#b1-r5"]
    for form in (page.twin, one.markdown):
        assert form.count("収集割") == 2
        assert (
            "| 経費の種類 | 負担の方法 | < | 備考 |\n| --- | --- | --- | --- |\n| ^ | 区分 | 割合 | ^ |\n"
            in form
        )
    assert "< の欄は左の欄と、一つの欄です" in one.markdown.split("\n---\n")[0]
    rows = str(one.file("annex/table-1.csv")).split("\r\n")
    assert rows[:2] == ["\ufeff経費の種類,負担の方法,負担の方法,備考", "経費の種類,区分,割合,備考"]
    assert rows[3] == "建設に要する経費,収集割,100分の50,"


def test_a_repeated_cell_is_printed_as_it_is_and_read_as_what_it_repeats() -> None:
    """Nothing is said of what would be guessed: below a blank, a text of several paragraphs, the head."""
    page = shown("table-in-annex").page("annex/")
    assert (page.at("b1-r6-c1").own, page.at("b1-r6-c1").text) == ("〃", "〃（管理に要する経費）")
    assert page.at("b1-r5-c4").text == "〃"
    edit = {"| 〃 | 均等割": "| 〃 | 〃", "収集割 | 100分の80": "〃 | 100分の80"}
    page = shown("table-in-annex", edit=edit).page("annex/")
    assert [page.at(f"b1-r{row}-c2").text for row in (5, 6)] == ["〃（収集割）", "〃（収集割）"]


HEADS = [
    ("| 区分 | 額 |\n|---|---|\n| 甲 | 1円 |\n| 乙 | 2円 |", ["甲", "乙"]),
    ("| 区分 | 額 |\n|---|---|\n| 甲 | 1円 |\n| | 2円 |", []),
    ("| 区分 | 額 |\n|---|---|\n| 甲 | 1円 |\n| 甲 | 2円 |", ["甲", "甲"]),
    ("| 定め | 額 |\n|---|---|\n| 甲は、払う。 | 1円 |\n| 乙は、払わない。 | 2円 |", []),
    ("| 区分 |\n|---|\n| 甲 |\n| 乙 |", []),
    ("| | |\n|---|---|\n| 甲 | 1円 |\n| 乙 | 2円 |", []),
]


@pytest.mark.parametrize(("table", "heads"), HEADS)
def test_the_first_column_heads_rows_in_words(table: str, heads: list[str]) -> None:
    edit = {"2 前項の表に": f"なお、次による。\n\n{table}\n\n2 前項の表に"}
    page = shown("table-in-article", edit=edit).page("articles/1/")
    assert [one.own for one in page.at("p1-b4").all("th[@scope='row']")] == heads
    assert page.at("p1-b4").get("aria-label") == "第1条第1項の表（2）"


EVERYWHERE = {
    "2 前項の表に": (
        "(1) 次による。\n\n| 号 | 額 |\n|---|---|\n"
        "| 一<br>二 | 第2条により甲が{~~佛~>払~~}{>>certain: 誤字<<}う。 |\n\n(2) 協議\n\n2 前項の表に"
    ),
    "## 第2条（経費）": "## 第2条（経費）\n\n| 年 | 額 |\n|---|---|\n| 1年 | 1円 |",
}


def test_a_cell_has_links_marks_and_names() -> None:
    page = shown("table-in-article", edit=EVERYWHERE).page("articles/1/")
    cell = page.at("p1-i1-b2-r2-c2")
    assert ("第2条", "articles/2/") in cell.links
    assert cell.all("abbr[@title='山田市']")
    assert cell.all("a[@data-note='校1'][@data-witness='佛']")
    assert [one.text for one in page.at("p1-i1-b2-r2-c1").all("p")] == ["一", "二"]
    assert "| 一<br>二 | " in page.twin
    assert page.at("p1-i1-b2").get("aria-label") == "第1条第1項第1号の表"
    assert "](" not in cell.text


def test_an_image() -> None:
    one = shown("image")
    page = one.page("annex/")
    (image,) = page.all("img")
    assert (image.get("src"), image.get("width"), image.get("height")) == ("../map.png", "24", "16")
    assert one.page("versions/2020-04-01/").all("img")[0].get("src") == "../../map.png"
    assert one.file("map.png") == one.agreement.pictures[0].data
    words = "区域を示した図。北は川上町に接する"
    assert words not in page.own
    assert f"![{words}](../map.png)" in page.twin
    (image,) = one.akn.xpath("//*[local-name()='img']")
    assert one.file(f"data/{image.get('src')}")
    assert f"\n![{words}]({image.get('src')})\n" in one.markdown
    assert image.get("alt") == words
    assert "yamada-kawakami/map.png" in published(one.agreement)


def _svg(inside: str = "", attributes: str = "", before: str = "") -> str:
    space = "xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'"
    return f"{before}<svg {space} viewBox='0 0 30.5 20' {attributes}>{inside}</svg>"


@pytest.mark.parametrize(
    ("svg", "held"),
    [
        (_svg("<script>1</script>"), "<script"),
        (_svg("<g><x:foreignObject xmlns:x='http://www.w3.org/2000/svg'/></g>"), "<x:foreignObject"),
        (_svg("<b xmlns='http://www.w3.org/1999/xhtml'/>"), "1999/xhtml"),
        (_svg(attributes="onload='x()'"), "onload="),
        (_svg("<g a='b'onclick = 'x()'/>"), "onclick ="),
        (_svg("<set attributeName='onclick' to='x()'/>"), "attributeName='on"),
        (_svg("<animate attributeName='xlink:href' values='x'/>"), "attributeName='xlink:href"),
        (_svg("<animate values='java&#115;cript:x()'/>"), "script:"),
        (_svg("<image href='https://example.org/x.png'/>"), "href="),
        (_svg('<use xlink:href = "other.svg#a"/>'), "href = "),
        (_svg("<a href='java&#10;script:x()'/>"), "href="),
        (_svg("<image href='data:image/svg+xml;base64,AAAA'/>"), "href="),
        (_svg("<rect style='fill:url(//example.org/x)'/>"), "url("),
        (_svg("<rect filter='u&#x72;l(x.svg#a)'/>"), "url("),
        (_svg("<style>@import 'x.css';</style>"), "@import"),
        (_svg("<style>a{background:\\75rl(x)}</style>"), "\\"),
        (_svg(before="<?xml-stylesheet href='x.css'?>"), "<?xml-stylesheet"),
        (_svg(before="<!DOCTYPE svg [<!ENTITY a 'b'>]>"), "<!DOCTYPE"),
    ],
)
def test_an_svg_that_could_run_or_ask_for_something_is_refused(svg: str, held: str) -> None:
    (problem,) = problems("image", edit={"map.png": "map.svg"}, files={f"{MAP}.svg": svg, f"{MAP}.png": None})
    assert problem.startswith(f"{FILE}:24: 画像「map.svg」は、")
    assert f"（「{held}」）を含む" in problem


def test_any_other_svg_is_taken() -> None:
    inside = (
        "<!-- https://example.org/ --><metadata xmlns:x='urn:x' x:about='http://example.org/'/>"
        "<g id='a' fill='url(#b)'/><use href='#a'/><image href='data:image/png;base64,iVBORw0KGgo='/>"
    )
    files = {f"{MAP}.svg": _svg(inside, before="<?xml version='1.0'?>"), f"{MAP}.png": None}
    (image,) = shown("image", edit={"map.png": "map.svg"}, files=files).page("annex/").all("img")
    assert (image.get("src"), image.get("width"), image.get("height")) == ("../map.svg", "", "")


JPEG = b"\xff\xd8\xff\xe1\x00\x08Exif\xff\xc0\xff\xc2\x00\x11\x08\x00\x10\x00\x18\x03"


@pytest.mark.parametrize(
    ("data", "kind", "size"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 24, 16), "png", (24, 16)),
        (b"GIF89a" + struct.pack("<HH", 24, 16), "", None),
        (JPEG, "jpg", (24, 16)),
        (JPEG[:9], "jpg", None),
        (_svg("<g/>", before="<?xml version='1.0'?>\n<!-- <a> -->").encode(), "svg", None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "svg", None),
        (_svg().encode("utf-16"), "", None),
        (b"<html/>", "", None),
        (b"", "", None),
    ],
    ids=str,
)
def test_what_a_file_says_of_itself(data: bytes, kind: str, size: tuple[int, int] | None) -> None:
    picture = Picture("x", data)
    assert (picture.kind, picture.size) == (kind, size)


def test_an_image_of_another_kind_or_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {f"{MAP}.svg": _svg(), f"{MAP}.png": None}
    assert problems("image", files={f"{MAP}.png": _svg()}) == [
        f"{FILE}:24: 画像「map.png」は、SVGです。名又はファイルを確かめてください (image-file)"
    ]
    monkeypatch.setattr("kyoyaku.limits.PICTURE", 20)
    assert problems("image", edit={"map.png": "map.svg"}, files=files) == [
        f"{FILE}:24: 画像「map.svg」は、20バイトを超えています。小さくしてください (image-file)"
    ]
