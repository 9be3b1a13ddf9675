"""The reader of workbooks: each cell as Excel shows it, what is hidden or beside the text is said."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

from kyoyaku.importing.paper import Paper, RefusedError, Table
from kyoyaku.importing.sources.sheet import read_sheet
from tests.importing.archives import zipped

HEAD = ("取組", "内容", "甲の役割")
ROWS = (HEAD, ("あ", "い", "う\nえ"))


def saved(edit: Callable[[Any, Any], object] = lambda book, sheet: None, rows: Any = ROWS) -> bytes:
    """A workbook of one sheet with these rows, edited."""
    book, file = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    edit(book, sheet)
    book.save(file)
    return file.getvalue()


def with_part(data: bytes, name: str, edit: Callable[[bytes], bytes]) -> bytes:
    """A workbook, one part of its ZIP edited or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        part = old.read(name) if name in old.namelist() else b""
    return zipped({name: edit(part)}, data)


def grid(read: Paper) -> list[list[str | None]]:
    """The texts of the one table; a blank of a wide cell's is None."""
    (table,) = (one for one in read.blocks if isinstance(one, Table))
    return [[cell.text if cell else None for cell in row] for row in table.rows]


def test_a_sheet_is_a_table_below_its_title() -> None:
    title: list[tuple[Any, ...]] = [(), (None, "別表（第３条関係）"), ()]
    read = read_sheet(
        saved(lambda _, one: one.merge_cells("B2:D2"), [*title, *((None, *row) for row in ROWS)])
    )
    first = next(read.paragraphs())
    assert (first.text, first.at) == ("別表（第３条関係）", "シート「Sheet」の2行目")
    assert grid(read) == [[*HEAD], ["あ", "い", "う　え"]]
    assert [one.at for one in read.paragraphs()][-1] == "シート「Sheet」の5行目"


def test_merged_cells_span_what_is_left_of_rows_and_columns() -> None:
    rows = [HEAD, ("あ", None, "い"), (), (None, "う", "え")]

    def edit(_: Any, sheet: Any) -> None:
        sheet.merge_cells("A2:A4")
        sheet.merge_cells("XFD9:XFD10")

    read = read_sheet(saved(edit, rows))
    assert grid(read) == [[*HEAD], ["あ", "", "い"], [None, "う", "え"]]
    (table,) = read.blocks
    assert isinstance(table, Table)
    assert table.rows[1][0] is not None
    assert table.rows[1][0].rows == 2


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (12, "General", "12"),
        (0.1 + 0.2, "General", "0.3"),
        (2.5, "0", "3"),
        (1234.5, "#,##0.00", "1,234.50"),
        (0.125, "0.0%", "12.5%"),
        (True, "General", "TRUE"),
        (datetime(2019, 2, 8), "mm-dd-yy", "2019/2/8"),
        (datetime(2019, 2, 8), "yyyy-mm-dd", "2019-02-08"),
        (datetime(2019, 2, 8), 'yyyy"年"m"月"d"日";@', "2019年2月8日"),
        (datetime(2019, 2, 8), '[$-411]ggge"年"m"月"d"日"', "平成31年2月8日"),
        (CellRichText("あ", TextBlock(InlineFont(b=True), "い")), "General", "あい"),
    ],
)
def test_a_cell_is_read_as_excel_shows_it(value: object, form: str, shown: str) -> None:
    def edit(_: Any, sheet: Any) -> None:
        sheet["B2"], sheet["B2"].number_format = value, form
        sheet["B2"].number_format = form

    assert grid(read_sheet(saved(edit)))[1][1] == shown


def _hide(sheet: Any) -> None:
    sheet.column_dimensions["D"].hidden = sheet.row_dimensions[3].hidden = True
    sheet["D1"], sheet["A3"] = "備考", "保留"


def _add(book: Any, title: str, state: str, *rows: tuple[str, ...]) -> None:
    sheet = book.create_sheet(title)
    sheet.sheet_state = state
    for row in rows:
        sheet.append(row)


@pytest.mark.parametrize(
    ("edit", "left", "why"),
    [
        (lambda _, one: _hide(one), ["備考", "保留"], "表示されない行及び列"),
        (lambda book, _: _add(book, "旧", "hidden", ("取組",)), ["取組"], "表示されないシート"),
        (lambda book, _: _add(book, "メモ", "visible", ("担当",), ("係",)), ["担当\n係"], "本文でないシート"),
        (lambda _, one: setattr(one["A1"], "comment", Comment("要確認", "係")), ["要確認"], "セルのメモ"),
        (lambda book, _: setattr(book.properties, "creator", "kyoyaku 1.0"), [""], "書き出した一覧"),
        (lambda _, one: setattr(one.oddFooter.center, "text", "&P"), ["&P"], "ヘッダー及びフッター"),
    ],
)
def test_what_is_no_text_is_left_out_and_said(edit: Any, left: list[str], why: str) -> None:
    read = read_sheet(saved(edit))
    assert grid(read) == [[*HEAD], ["あ", "い", "う　え"]]
    assert [(one.text, one.why) for one in read.left_out] == [(text, why) for text in left]


def test_readings_shapes_and_pictures_are_said() -> None:
    ruby = "<t>あ</t><rPh sb='0' eb='1'><t>ア</t></rPh>".encode()
    plain = "<t>あ</t>".encode()
    with xlsxwriter.Workbook(file := io.BytesIO()) as book:  # with shared strings, as Excel has them
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, "あいう")
    data = with_part(file.getvalue(), "xl/sharedStrings.xml", lambda part: part.replace(plain, ruby))
    shape = "<a:t xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'>図</a:t>".encode()
    data = with_part(with_part(data, "xl/drawings/drawing1.xml", lambda _: shape), "xl/media/a.png", bytes)
    read = read_sheet(data)
    assert grid(read)[1][0] == "あ"
    assert {(one.text, one.why) for one in read.left_out} == {
        ("ア", "ふりがな"),
        ("図", "図形の文字"),
        ("", "画像"),
    }


MERGED = b'</sheetData><mergeCells><mergeCell ref="A2:B2"/></mergeCells>'
HIDDEN = with_part(saved(), "xl/worksheets/sheet1.xml", lambda part: part.replace(b"</sheetData>", MERGED))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (HIDDEN, "（セルB2）"),
        (saved(lambda _, one: one.__setitem__("B2", "=1+1")), "計算の結果がありません"),
        (saved(lambda _, one: one.merged_cells.add("A1:XFD1048576")), "異常に広い"),
        (saved(rows=[()]), "文字がありません"),
        (saved(lambda _, one: setattr(one["B2"], "value", datetime(2019, 1, 1, 9))), "B2は、書式"),
        (
            saved(lambda _, one: [one.cell(9 * at, 9 * at, "x") for at in range(1, 700)]),
            "異常に大きい",
        ),
    ],
)
def test_what_cannot_be_read_surely_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        read_sheet(data)


def test_cells_far_apart_are_a_small_table() -> None:
    assert grid(read_sheet(saved(lambda _, one: one.cell(1048576, 16384, "x"))))[-1] == ["", "", "", "x"]
