"""The duties of a party as a workbook, read back by another library: the cells of the table, no formula."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from openpyxl import load_workbook

from kyoyaku.analysis.duties import parties_with_duties
from kyoyaku.forms.downloads import data
from kyoyaku.forms.provenance import provenance
from kyoyaku.forms.tables.csv_file import CsvTable
from kyoyaku.forms.tables.tables import roles
from kyoyaku.forms.workbook import write_xlsx
from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.published import role_folders
from tests.forms.read_back import read_csv


def _read(agreement: Agreement, table: CsvTable) -> Any:
    return load_workbook(io.BytesIO(write_xlsx(agreement, table)))


def test_the_workbook_and_the_csv_of_a_party_have_its_duties(agreements: tuple[Agreement, ...]) -> None:
    for agreement in agreements:
        files = {one.name: one.data for one in data(agreement).roles}
        assert len(files) == 2 * len(role_folders(agreement))
        for party in parties_with_duties(agreement):
            table, folder = roles(agreement, party), f"parties/{party.slug}/"
            count, rows = len(table.own), [table.header, *table.records]
            assert read_csv(files[f"{folder}roles.csv"].decode()) == rows
            assert files[f"{folder}roles.xlsx"] == write_xlsx(agreement, table)
            sheet, notes = load_workbook(io.BytesIO(files[f"{folder}roles.xlsx"]))
            cells = [tuple(str("" if one is None else one) for one in row) for row in sheet.values]
            assert cells == [row[:count] for row in rows]
            assert provenance(agreement).notice in [row[1] for row in notes.values]
            assert [row[0] for row in notes.values][-count:] == list(table.header[:count])


def test_the_duties_say_where_they_stand_who_pays_and_what_is_lost(sample: tuple[Agreement, ...]) -> None:
    named = {one.slug: one for one in sample}
    of = named["aobano-shiranami-wakatake"]
    found = [dict(zip(table.header, row, strict=True)) for table in _tables(of) for row in table.records]
    assert {one["場所"] for one in found if one["取組"] == "バスの運行"} == {"別表第2の1"}
    assert {one["担う者"] for one in found if one["欄"] == "甲及び乙の役割"} == {"青葉野市・白波町"}
    words = {one["費用に関する語"] for one in found} - {""}
    assert words
    assert all(part in one["役割"] for one in found for part in one["費用に関する語"].split("・"))
    assert {one["文の状態"][-4:] for one in found if "〔底本欠落〕" in one["役割"]} == {"（欠落）"}
    labels = {row[7] for table in _tables(named["ashihara-matsukage"]) for row in table.records}
    assert "葦原市の役割分担及び費用分担" in labels, "a label that names costs"


def _tables(agreement: Agreement) -> list[CsvTable]:
    return [roles(agreement, party) for party in parties_with_duties(agreement)]


def test_an_office_can_read_and_filter_it_and_no_text_becomes_a_formula(
    sample: tuple[Agreement, ...],
) -> None:
    (table, *_), texts = _tables(sample[1]), ("=1+1", "(1)", "1-2", "+甲", "@乙", "https://example.org/")
    more = tuple((text, *table.records[0][1:]) for text in texts)
    book = _read(sample[1], replace(table, records=more))
    sheet = book.worksheets[0]
    assert [(cell.value, cell.data_type) for (cell,) in sheet["A2:A7"]] == [(text, "s") for text in texts]
    assert sheet["F2"].value == 1
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A2", "A1:J7", "$1:$1")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert all(cell.alignment.wrap_text for row in sheet.rows for cell in row)
    widths = {name: column.width for name, column in sheet.column_dimensions.items()}
    assert 6 <= min(widths.values()) < 15 < widths["G"] <= 61
    assert not sheet.merged_cells.ranges
