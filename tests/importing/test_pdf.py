"""PDFs: lines to paragraphs, tables over pages, margins, what is asked and refused."""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from kyoyaku.importing.paper import LeftOut, Paper, Paragraph, RefusedError
from kyoyaku.importing.sources.pdf import CHARACTERS, PAGES, read_pdf

FILES = Path(__file__).parent / "files"
TOP, LEFT, SIZE = 760, 60, 10


class Text(NamedTuple):
    """Words of a page of 320 by 800: in characters from the left margin, in lines from the top."""

    x: float
    y: float
    words: str
    more: str = ""
    """Operators before it: a colour, a mode."""


def made(*pages: Sequence[Text | str]) -> bytes:
    """A PDF with a Japanese font that is not embedded; strings are drawn as they are."""
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "",
        "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/UniJIS-UTF16-H"
        "/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/A/CIDSystemInfo<</Registry(Adobe)"
        "/Ordering(Japan1)/Supplement 6>>/DW 1000/FontDescriptor 4 0 R>>]>>",
        "<</Type/FontDescriptor/FontName/A/Flags 4/FontBBox[0 -120 1000 880]/Ascent 880/Descent -120"
        "/ItalicAngle 0/CapHeight 700/StemV 80>>",
    ]
    kids = []
    for page in pages:
        drawn = "\n".join(
            one
            if isinstance(one, str)
            else f"q BT {one.more} /F {SIZE} Tf 1 0 0 1 {LEFT + one.x * SIZE}"
            f" {TOP - one.y * SIZE * 1.6} Tm <{one.words.encode('utf-16-be').hex()}> Tj ET Q"
            for one in page
        )
        kids.append(f"{len(parts) + 2} 0 R")
        parts += [
            f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream",
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 320 800]/Contents {len(parts) + 1} 0 R"
            "/Resources<</Font<</F 3 0 R>>>>>>",
        ]
    parts[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    body, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{one:010} 00000 n \n" for one in places)
    end = f"trailer<</Size {len(parts) + 1}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF"
    return f"{body}xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}{end}".encode()


def rules(lines: Sequence[tuple[float, float, float, float]]) -> str:
    """Ruling lines from a point to another, in the measures of Text."""
    return "\n".join(
        f"{LEFT + x0 * SIZE} {TOP - y0 * SIZE * 1.6} m {LEFT + x1 * SIZE} {TOP - y1 * SIZE * 1.6} l S"
        for x0, y0, x1, y1 in lines
    )


def read(*pages: Sequence[Text | str]) -> Paper:
    return read_pdf(made(*pages), lambda done, pages: None)


def words(paper: Paper) -> list[str | list[list[str | None]]]:
    """What the blocks say: a paragraph, or the rows of a table with / between paragraphs."""
    return [
        one.text
        if isinstance(one, Paragraph)
        else [
            ["/".join(part.text for part in cell.paragraphs) if cell else None for cell in row]
            for row in one.rows
        ]
        for one in paper.blocks
    ]


FULL = "あいうえおかきくけこさしすせそたちつてと"


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        ([Text(1, 0, FULL[:19]), Text(0, 1, "な。")], [FULL[:19] + "な。"]),
        ([Text(0, 0, FULL), Text(1, 1, FULL[:19]), Text(0, 2, "な。")], [FULL, FULL[:19] + "な。"]),
        ([Text(0, 0, "⑴"), Text(2, 0, FULL[2:]), Text(1, 1, "な。")], ["⑴\u3000" + FULL[2:] + "な。"]),
        ([Text(0, 0, FULL), Text(0, 1, "２"), Text(2, 1, "な。")], [FULL, "２\u3000な。"]),
        ([Text(0, 0, FULL), Text(0, 1, "短い。"), Text(0, 2, "次。")], [FULL + "短い。", "次。"]),
        ([Text(0, 0, FULL), Text(0, 1, FULL[:18]), Text(0, 2, "す。")], [FULL + FULL[:18] + "す。"]),
        ([Text(0, 0, FULL), Text(0, 1, FULL[:17]), Text(0, 2, "「丙」")], [FULL + FULL[:17] + "「丙」"]),
        ([Text(0, 0, FULL), Text(0, 1, FULL[:15]), Text(0, 2, "word。")], [FULL + FULL[:15] + "word。"]),
        ([Text(9, 0, "甲"), Text(11, 0, "川上市長"), Text(17, 0, "林")], ["甲\u3000川上市長\u3000林"]),
        ([Text(0, 0, "第１条"), Text(3.3, 0, "あ"), Text(4.5, 0, "い")], ["第１条\u3000あい"]),
        ([Text(one * 1.5, 0, "第１条行う"[one]) for one in range(5)], ["第１条行う"]),
    ],
    ids="indent two hanging label short kinsoku bracket latin signature article spaced".split(),
)
def test_lines_are_joined_where_no_room_was_left(lines: list[Text | str], paragraphs: list[str]) -> None:
    assert words(read(lines)) == paragraphs


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    paper = read([Text(0, 30, FULL)], [Text(0, 0, "な。")])
    assert [(one.text, one.at) for one in paper.paragraphs()] == [(FULL + "な。", "1ページ")]


def test_what_stands_in_the_margin_of_pages_is_left_out() -> None:
    pages = [[Text(8, -1.5, "川の協約"), Text(0, 5, f"本文{n}の一。"), Text(9, 45, f"−{n}−")] for n in "１２"]
    paper = read(*pages)
    assert words(paper) == ["本文１の一。", "本文２の一。"]
    assert paper.left_out == tuple(
        LeftOut(text, f"{page}ページ", why)
        for page, number in ((1, "１"), (2, "２"))
        for text, why in (("川の協約", "欄外の文字"), (f"−{number}−", "ページ番号"))
    )


def test_what_a_browser_prints_around_a_page_is_left_out() -> None:
    """Right above the text; its address has a number of its own. The last page is blank."""
    above, below = "10/1/23, 9:15 AM", "file:reiki1.html {}/3"
    pages = [
        [Text(0, -1, above), Text(0, 0, f"文{n}。"), Text(0, 1, "次。"), Text(0, 45, below.format(n))]
        for n in "123"
    ]
    paper = read(*pages, [])
    assert words(paper) == [one for n in "123" for one in (f"文{n}。", "次。")]
    assert {one.why for one in paper.left_out} == {"欄外の文字"}


GRID = [(0, 1, 20, 1), (0, 4, 20, 4), (0, 1, 0, 4), (5, 1, 5, 4), (20, 1, 20, 4)]


@pytest.mark.parametrize(("second", "cell"), [("次。", "{}/次。"), ("次。次。", "{}次。次。")])
def test_a_sentence_that_fills_its_line_ends_a_paragraph_where_sentences_stand_alone(
    second: str, cell: str
) -> None:
    full = "あいうえおかきくけこさしす。"
    page: list[Text | str] = [rules(GRID), Text(0.5, 2, "名"), Text(5.5, 2, full), Text(5.5, 3, second)]
    assert words(read(page)) == [[["名", cell.format(full)]]]


GOES, ENDS = "あいうえおかきくけこさし", "あいうえお。"
OPEN = [one for one in GRID if one != (0, 4, 20, 4)]


@pytest.mark.parametrize(
    ("grid", "above", "below", "rows"),
    [
        (GRID, ("名", GOES), ("", "える。"), [["名", GOES + "える。"]]),
        (GRID, ("名", GOES), ("次", "える。"), [["名", GOES], ["次", "える。"]]),
        (GRID, ("名前長", GOES), ("い", "える。"), [["名前長い", GOES + "える。"]]),
        (GRID, ("名", ENDS), ("次", "える。"), [["名", ENDS], ["次", "える。"]]),
        (OPEN, ("名", ENDS), ("", "える。"), [["名", ENDS + "/える。"]]),
        ([*OPEN, (5, 4, 20, 4)], ("名", GOES), ("", "える。"), [["名", GOES], [None, "える。"]]),
    ],
    ids="torn another name next open merged".split(),
)
def test_a_row_that_a_page_tears_is_one(
    grid: list[tuple[int, int, int, int]],
    above: tuple[str, str],
    below: tuple[str, str],
    rows: list[list[str]],
) -> None:
    pages = [[Text(1, 2, name), Text(6, 2, text)] for name, text in (above, below)]
    assert words(read([rules(grid), *pages[0]], [rules(GRID), *pages[1]])) == [rows]


def test_a_line_that_is_indented_in_a_cell_begins_a_paragraph_after_a_full_one() -> None:
    full = FULL[:11] + "。"
    page: list[Text | str] = [rules(GRID), Text(1, 2, "名"), Text(7, 2, full), Text(7, 3, "次。")]
    assert words(read(page)) == [[["名", f"{full}/次。"]]]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (Text(0.02, 0, "本文。"), "重ねて印字された文字"),
        (Text(0, 3, "白", "1 g"), "見えない文字"),
        (Text(-9, 3, "外"), "紙の外の文字"),
        ("BT 0 1 -1 0 300 300 Tm /F 30 Tf <6848> Tj ET", "傾いた文字（透かしなど）"),
    ],
)
def test_what_is_not_read_as_text_is_said(more: Text | str, why: str) -> None:
    paper = read([Text(0, 0, "本文。"), more])
    assert words(paper) == ["本文。"]
    assert [one.why for one in paper.left_out] == [why]


@pytest.mark.parametrize(
    "lines",
    [
        [Text(x, y, "協約の文字が並ぶ") for y in range(6) for x in (0, 12)],
        [Text(x, y + x / 30, "協約の文字が並ぶ") for y in range(6) for x in (0, 12)],
    ],
    ids=["table", "columns"],
)
def test_columns_without_lines_are_asked(lines: list[Text | str]) -> None:
    assert [one.why for one in read(lines).left_out if one.ask] == ["罫線のない表又は段組み"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (made([]), "文字の情報がない.*OCR"),
        (made([Text(0, 0, "見えない", "3 Tr")]), "見えない文字.*OCR"),
        (made([Text(3, y, one) for y, one in enumerate("縦に書いた協約の文")]), "縦書き"),
        (made(*[[Text(0, 0, "協約")]] * (PAGES + 1)), "301ページ"),
        (made([Text(0, 0, "協" * (CHARACTERS + 1))]), "異常に多い"),
        (made([Text(0, 0, "協約")])[:300], "壊れて"),
        (b"%PDF-1.4", "壊れて"),
    ],
    ids="blank invisible vertical pages characters torn short".split(),
)
def test_what_cannot_be_read_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(RefusedError, match=says):
        read_pdf(data, lambda done, pages: None)


NAMES = "林道の管理 ⽔質の調査 川の学校 流⽊の⽚付け 草刈り及び林道の管理 ⽔の⾒回り".split()


def initiative(at: int) -> list[list[str | None]]:
    """The rows of an initiative as they stand in the file printed by a browser."""
    name, seen = NAMES[at % 6], "その結果を⾒て、"
    told = f"/甲は、{seen * (at % 3)}⼄に知らせる。" if at % 2 else ""
    section: list[list[str | None]] = [["１２３"[at // 6] + "\u3000川の分野", None, None]]
    return (section if at % 6 == 0 else []) + [
        [name, "取組の内容", f"{name}を計画により⾏い、{seen * (at % 4 + 1)}計画を⾒直す。"],
        [None, "甲の役割", f"甲は、{name}の計画を⾏う。{told}"],
        [None, "⼄の役割", f"⼄は、{'甲の計画により、' * (at % 5)}{name}を⾏う。"],
    ]


def test_a_table_over_three_pages_is_one() -> None:
    data, told = (FILES / "three_rows.pdf").read_bytes(), list[tuple[int, int]]()
    paper = read_pdf(data, lambda *pages: told.append(pages))
    table = next(one for one in words(paper) if isinstance(one, list))
    assert table == [["取組", "区分", "内容"], *(row for at in range(18) for row in initiative(at))]
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert Counter(one.why for one in paper.left_out) == {
        "欄外の文字": 3,
        "ページ番号": 3,
        "繰り返された見出しの行": 2,
    }


def test_no_character_is_lost_or_invented() -> None:
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    for file in sorted(FILES.glob("*.pdf")):
        data = file.read_bytes()
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            there = Counter("".join(one["text"] for page in pdf.pages for one in page.chars).split())
        paper = read_pdf(data, lambda done, pages: None)
        found = [one.text for one in paper.paragraphs()] + [one.text for one in paper.left_out]
        assert Counter("".join("".join(found).split())) == Counter("".join(there.elements()))
        assert not any(one.ask for one in paper.left_out)
