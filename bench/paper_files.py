"""Papers as the files that town halls have: Word, HTML, Excel, PDF, and the text of an OCR.

They are written by means that the importer does not share (python-docx, a browser), with what is usual there:
a running head, numbers that Word itself writes, merged cells, blanks where printed lines end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kyoyaku.importing.paper import Cell, Paper, Paragraph, Table

LIST = (
    '<w:abstractNum {} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimalFullWidth"/><w:suff w:val="space"/><w:lvlText w:val="第%1条"/></w:lvl>'
    "</w:abstractNum>"
)
"""A list of Word for the numbers of articles."""
WIDTH = 25
"""Characters of a printed line in a cell; an OCR writes a blank behind each."""
FOOT = '<div style="font-size:9px;width:100%;text-align:center">- <span class=pageNumber></span> -</div>'


def _cells(table: Table) -> Iterator[tuple[int, int, Cell]]:
    """The cells of a table with their rows and columns."""
    for at, row in enumerate(table.rows):
        yield from ((at, column, cell) for column, cell in enumerate(row) if cell)


def as_word(paper: Paper, *, has_numbers: bool = False) -> bytes:
    """A document of Word with a running head; `has_numbers`: it numbers the articles itself."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "別紙"
    lists = document.part.numbering_part.element
    lists.insert(0, parse_xml(LIST.format(nsdecls("w"))))
    lists.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    number = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>'
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            text = re.sub("^第[０-９]+条\u3000", "", block.text) if has_numbers else block.text
            paragraph = document.add_paragraph(text)
            if text != block.text:
                paragraph._p.get_or_add_pPr().append(parse_xml(number))
            continue
        table = document.add_table(len(block.rows), len(block.rows[0]))
        for row, column, cell in _cells(block):
            end = table.cell(row + cell.rows - 1, column + cell.columns - 1)
            table.cell(row, column).merge(end).text = "\n".join(one.text for one in cell.paragraphs)
    document.save(file := BytesIO())
    return file.getvalue()


def as_html(paper: Paper, *, has_list: bool = True) -> bytes:
    """A page of a database: a list of its articles, the text, the annex as a table."""
    shown, listed = list[str](), list[str]()
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            shown.append(f"<p>{escape(block.text)}</p>")
            listed += [f'<li><a href="#j">{escape(block.text[:4])}</a></li>'] * block.text.startswith("第")
            continue
        rows = [""] * len(block.rows)
        for row, _, cell in _cells(block):
            inner = "".join(f"<p>{escape(one.text)}</p>" for one in cell.paragraphs)
            rows[row] += f"<td colspan={cell.columns} rowspan={cell.rows}>{inner}</td>"
        shown.append(f"<table border>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
    title = f"<h1>{shown.pop(0)[3:-4]}</h1>"
    start = f"<ul>{''.join(listed)}</ul>" if has_list else ""
    return f"<!DOCTYPE html><html lang=ja><meta charset=utf-8>{start}{title}{''.join(shown)}".encode()


def as_sheet(paper: Paper) -> bytes:
    """A workbook with the tables of a paper."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for block in paper.blocks:
        top = sheet.max_row + 1
        for row, column, cell in _cells(block) if isinstance(block, Table) else ():
            sheet.cell(top + row, 1 + column).value = "\n".join(one.text for one in cell.paragraphs)
            sheet.merge_cells(None, top + row, 1 + column, top + row + cell.rows - 1, column + cell.columns)
    book.save(file := BytesIO())
    return file.getvalue()


def as_recognised(paper: Paper) -> bytes:
    """The text that an OCR makes of a scan: signs without meaning, blanks where lines end, rows by tabs."""
    lines = list[str]()
    for number, block in enumerate(paper.blocks):
        if isinstance(block, Paragraph):
            lines.append(f"{'' if number else '#### '}{_wrapped(block.text)}\n")
        else:
            rows = ([_wrapped(cell.text) if cell else "" for cell in row] for row in block.rows)
            lines += ["\t".join(row) for row in rows]
    return "\n".join(lines).encode()


def _wrapped(text: str) -> str:
    return " ".join(text[start : start + WIDTH] for start in range(0, len(text), WIDTH))


def as_pdf(paper: Paper, folder: Path) -> bytes:
    """The page as a browser prints it, with a head and numbers on its pages."""
    from playwright.sync_api import sync_playwright

    from kyoyaku.pdf.browser import find_browser

    page = folder / "page.html"
    page.write_bytes(as_html(paper, has_list=False))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser())
        tab = browser.new_page()
        tab.goto(page.as_uri())
        data = tab.pdf(
            format="A4",
            display_header_footer=True,
            header_template="<span></span>",
            footer_template=FOOT,
            margin={"top": "20mm", "bottom": "20mm", "left": "20mm", "right": "20mm"},
        )
        browser.close()
    return data
