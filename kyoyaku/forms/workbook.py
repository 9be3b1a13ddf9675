"""roles.xlsx: the duties of a party for offices: wrapped cells, a frozen head row, a filter.

The first sheet is the table alone, for programs; the second has the source and the columns. All cells but
integers are text, so that Excel takes neither (1) for -1 nor = for a formula.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kyoyaku.forms.provenance import provenance
from kyoyaku.forms.tables.csv_file import CsvTable
from kyoyaku.forms.word.package import packed
from kyoyaku.model.agreement import Agreement

MANY, WIDEST = 22, 56
"""The greatest width of a column, and of the widest one, in digits, so that print is large enough to read."""
LINE = 18
"""The height of a line, in points."""
FONT = {"font_name": "游ゴシック", "font_size": 10.5, "text_wrap": True, "valign": "top"}
HEAD = {"bold": True, "bg_color": "#e6e6e6", "border": 1}


def write_xlsx(agreement: Agreement, table: CsvTable) -> bytes:
    """The bytes of the workbook of a table; the columns that all tables have become its second sheet."""
    told, written = provenance(agreement), io.BytesIO()
    book = Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    facts = {"title": table.title, "subject": f"{told.agreement} {told.version}", "author": told.generator}
    book.set_properties({**facts, "comments": told.notice, "created": datetime(1980, 1, 1)})
    body, head = book.add_format(FONT | {"border": 1}), book.add_format(FONT | HEAD)
    sheet, notes = book.add_worksheet("役割"), book.add_worksheet("説明")
    columns = table.own
    records = [
        [int(cell) if one.type == "integer" else cell for one, cell in zip(columns, record, strict=False)]
        for record in table.records
    ]
    _write(sheet, [[one.name for one in columns], *records], head, body)
    sheet.autofilter(0, 0, len(records), len(columns) - 1)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    about = [("項目", "説明"), ("表題", table.title), ("文書", told.title), ("版", told.version)]
    about += [("注意", told.notice), ("権利", told.licence), ("作成", told.generator)]
    meanings = ((one.name, one.meaning + (f"（空欄：{one.empty}）" if one.empty else "")) for one in columns)
    _write(notes, [*about, *meanings], head, body)
    for one in (sheet, notes):
        one.set_landscape()
        one.set_paper(9)  # A4
        one.set_margins(0.4, 0.4, 0.6, 0.6)
        one.fit_to_pages(1, 0)
        one.set_header(f"&L{told.title.replace('&', '&&')[:99]}　{table.title}")
        one.set_footer("&C&P / &N")
    book.close()
    with zipfile.ZipFile(written) as made:
        return packed({name: made.read(name) for name in made.namelist()})


def _write(sheet: Worksheet, rows: Sequence[Sequence[str | int]], head: Format, body: Format) -> None:
    """Not every program fits the height of a row to cells that wrap, so each row has one."""
    sizes = [[sum(1 + (sign > "\u00ff") for sign in str(cell)) for cell in row] for row in rows]
    widest = [4 + max(column) for column in zip(*sizes, strict=True)]
    widths = [min(one, WIDEST if one == max(widest) else MANY) for one in widest]
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    for at, (row, own) in enumerate(zip(rows, sizes, strict=True)):
        lines = max(1 + (size - 1) // (width - 2) for size, width in zip(own, widths, strict=True))
        sheet.set_row(at, min(LINE * lines, 409))  # the limit of Excel
        sheet.write_row(at, 0, row, body if at else head)
