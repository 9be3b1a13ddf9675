"""An agreement as the files that town halls have: Word, HTML, Excel, PDF, text of an OCR.

The files are written from the model by means that the importer does not share (python-docx, a browser). They
have what is usual there: captions above the articles, full-width digits, ⑴, numbers that Word itself writes,
merged cells, a running head, blanks where printed lines end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO
from pathlib import Path

import docx
import docx.document
import openpyxl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from lxml.etree import _Element

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.parts import Annex, Article, Child, Closing, Initiative, Item, Paragraph, Section

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
JOINED = {f"({number})": chr(0x2473 + number) for number in range(1, 21)}
FOOT = '<div style="font-size:9px;width:100%;text-align:center">- <span class=pageNumber></span> -</div>'
WIDTH = 25
"""Characters of a printed line in a cell; an OCR writes a blank behind each."""


def printed(text: str) -> str:
    """The text as an office prints it: full-width digits, ⑴, a full-width blank behind a number."""
    label, blank, rest = text.partition(" ")
    joined = JOINED.get(label, label) if blank else ""
    return f"{joined}\u3000{rest}".translate(WIDE) if blank else text.translate(WIDE)


def paragraphs(agreement: Agreement) -> Iterator[str]:
    """The printed paragraphs from the title to the heading of the annex, the captions above the articles."""
    yield agreement.title.edited
    yield from (printed(one.text.edited) for one in agreement.preamble if isinstance(one, Paragraph))
    for part in agreement.parts:
        if isinstance(part, Article):
            yield f"（{part.caption}）"
            first, *others = _texts(part.body)
            yield f"{part.name}\u3000{first}".translate(WIDE)
            yield from map(printed, others)
        elif isinstance(part, Closing):
            yield from (line.edited.translate(WIDE) for line in part.lines)
    yield from (part.text.edited.translate(WIDE) for part in agreement.parts if isinstance(part, Annex))


def _texts(body: Sequence[object]) -> Iterator[str]:
    for one in body:
        if isinstance(one, Paragraph | Item):
            yield one.text.edited
            yield from _texts(one.inside)


def children(agreement: Agreement) -> Iterator[Section | Initiative]:
    """The sections and initiatives of the annexes in order."""
    for part in agreement.parts:
        if isinstance(part, Annex):
            yield from _below(part.children)


def _below(found: Sequence[Child]) -> Iterator[Section | Initiative]:
    for one in found:
        if isinstance(one, Section | Initiative):
            yield one
            yield from _below(one.children)


def rows_of(agreement: Agreement) -> Iterator[list[str]]:
    """The table of the annex, labels in its head row; a section is a row of one field."""
    entries = [*children(agreement)]
    first = next(one for one in entries if isinstance(one, Initiative))
    yield ["取組", *(row.label.edited for row in first.rows)]
    for one in entries:
        if isinstance(one, Section):
            yield [printed(one.text.edited)]
        else:
            yield [one.name, *("\n".join(map(printed, _texts(row.body))) for row in one.rows)]


def as_word(agreement: Agreement, *, has_annex: bool = True) -> bytes:
    """A document of Word with the annex as a table whose labels stand in the head row."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "別紙"
    texts = [*paragraphs(agreement)]
    for text in texts if has_annex else texts[:-1]:
        document.add_paragraph(f"\u3000{text}" if text.startswith("（") else text)
    if has_annex:
        rows = [*rows_of(agreement)]
        table = document.add_table(0, len(rows[0]))
        for row in rows:
            cells = table.add_row().cells
            if len(row) == 1:
                cells[0].merge(cells[-1])
            for cell, text in zip(cells, row, strict=False):
                cell.text = text
    return _saved(document)


def as_word_of_rows(agreement: Agreement) -> bytes:
    """A document in which Word numbers the articles, and an initiative has a row for each of its rows."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    number = _numbering(numbering, "第%1条", "decimalFullWidth")
    for text in paragraphs(agreement):
        body = re.sub("^第[０-９]+条\u3000", "", text)
        paragraph = document.add_paragraph(body)
        if body != text:
            paragraph._p.get_or_add_pPr().append(_numbered(number))
    table: WordTable | None = None
    for one in children(agreement):
        if isinstance(one, Section):
            document.add_paragraph(printed(one.text.edited))
            table = None
            continue
        table = table or document.add_table(0, 3)
        start = len(table.rows)
        for row in one.rows:
            cells = table.add_row().cells
            cells[1].text = row.label.edited
            cells[2].text = "\n".join(map(printed, _texts(row.body)))
        name = table.cell(start, 0).merge(table.cell(len(table.rows) - 1, 0))
        name.text = one.name
    return _saved(document)


def _numbering(root: _Element, words: str, form: str) -> str:
    """Add a list of one level to numbering.xml; returns its number."""
    abstract, level = OxmlElement("w:abstractNum"), OxmlElement("w:lvl")
    abstract.set(qn("w:abstractNumId"), "90")
    level.set(qn("w:ilvl"), "0")
    for name, value in (("w:start", "1"), ("w:numFmt", form), ("w:suff", "space"), ("w:lvlText", words)):
        level.append(_element(name, value))
    abstract.append(level)
    root.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "90")
    number.append(_element("w:abstractNumId", "90"))
    root.append(number)
    return "90"


def _numbered(number: str) -> _Element:
    properties = OxmlElement("w:numPr")
    properties.append(_element("w:ilvl", "0"))
    properties.append(_element("w:numId", number))
    return properties


def _element(name: str, value: str) -> _Element:
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    return element


def _saved(document: docx.document.Document) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def as_html(agreement: Agreement) -> bytes:
    """A page of a database: a list of its articles, the text, the annex as a table."""
    articles = [part for part in agreement.parts if isinstance(part, Article)]
    listed = "".join(f'<li><a href="#j{at}">{escape(one.text.edited)}</a>' for at, one in enumerate(articles))
    title, *rest = map(escape, paragraphs(agreement))
    table = "".join(
        f"<tr>{''.join(_field(text, len(row)) for text in row)}</tr>" for row in rows_of(agreement)
    )
    page = (
        f"<!DOCTYPE html><html lang=ja><meta charset=utf-8><title>{title}</title><ul>{listed}</ul>"
        f"<h1>{title}</h1>{''.join(f'<p>{one}</p>' for one in rest)}<table border>{table}</table>"
    )
    return page.encode()


def _field(text: str, fields: int) -> str:
    inner = "".join(f"<p>{escape(one)}</p>" for one in text.split("\n"))
    return f"<td colspan=4>{inner}</td>" if fields == 1 else f"<td>{inner}</td>"


def as_sheet(agreement: Agreement) -> bytes:
    """A workbook with the annex: the sections in a column of their own, merged down."""
    book = openpyxl.Workbook()
    sheet = book.active
    head, *rows = rows_of(agreement)
    annex = next(part for part in agreement.parts if isinstance(part, Annex))
    sheet.append([annex.text.edited.translate(WIDE)])
    sheet.append(["分野", *head])
    start = 0
    for row in rows:
        if len(row) == 1:
            section, start = row[0], sheet.max_row + 1
        else:
            sheet.append([section if sheet.max_row + 1 == start else None, *row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def as_recognised(agreement: Agreement) -> bytes:
    """The text that an OCR makes of a scan: signs without meaning, blanks where lines end, rows by tabs."""
    lines = [f"#### {agreement.title.edited}"]
    lines += [_wrapped(one) for one in [*paragraphs(agreement)][1:]]
    for one in children(agreement):
        if isinstance(one, Section):
            lines.append(f"## {one.text.edited}")
            continue
        for at, row in enumerate(one.rows):
            name = _wrapped(one.name, 7) if at == 0 else ""
            lines.append(f"{name}\t{row.label.edited}\t{_wrapped(' '.join(_texts(row.body)))}")
    text = "\n\n".join(lines).replace("\n\n\t", "\n\t")
    return text.encode()


def _wrapped(text: str, width: int = WIDTH) -> str:
    return " ".join(text[start : start + width] for start in range(0, len(text), width))


def as_pdf(agreement: Agreement, folder: Path) -> bytes:
    """The page as a browser prints it, with a head and numbers on its pages."""
    from playwright.sync_api import sync_playwright

    from kyoyaku.pdf.browser import find_browser

    page = folder / "page.html"
    page.write_bytes(re.sub(rb"<ul>.*</ul>", b"", as_html(agreement)))
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
