"""Excel workbooks: each sheet is a table; what stands alone in the rows above it is paragraphs.

Cells are read as Excel shows them, as far as that is sure. Rows and columns without a sign are dropped.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, cast

from lxml.etree import _Element as Element

from kyoyaku.importing.paper import FIELDS, Block, LeftOut, Paper, Paragraph, Placed, RefusedError, Row, Table
from kyoyaku.importing.sources.office import Package
from kyoyaku.language.dates import wareki

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# 第1条 in a sheet that holds articles.
ARTICLE = re.compile(r"[\s（]*第[0-9０-９一二三四五六七八九十百]+条")
OWN = (
    "kyoyakuが書き出した一の当事者の役割の一覧で、別表ではありません。agreement.docxだけを取り込んでください"
)
MEMO = "取組の表でも条文でもないシートとして除きました。本文であれば、別のファイルにして取り込んでください"


def read_sheet(data: bytes) -> Paper:
    """The paper in a workbook: its sheets in order, without hidden ones and those that hold no annex."""
    left_out = [*_beside(Package(data))]
    from openpyxl import load_workbook

    sheets = list[tuple[str, list[Block]]]()
    book = load_workbook(io.BytesIO(data), data_only=True, rich_text=True)
    if str(book.properties.creator).startswith("kyoyaku "):
        left_out.append(LeftOut("", "ブック", "書き出した一覧", OWN))
    for sheet in book.worksheets:
        at = f"シート「{sheet.title}」"
        blocks = [*_blocks(sheet, at, left_out)]
        if sheet.sheet_state == "visible":
            sheets.append((at, blocks))
        else:
            left_out += [LeftOut(one.text, one.at, "表示されないシート") for one in _paragraphs(blocks)]
    is_some = any(_is_text(blocks) for _, blocks in sheets)
    kept = list[Block]()
    for at, blocks in sheets:
        if _is_text(blocks) or not is_some:
            kept += blocks
        elif texts := "\n".join(one.text for one in _paragraphs(blocks)):
            left_out.append(LeftOut(texts, at, "本文でないシート", f"{at}は、{MEMO}"))
    if not kept:
        raise RefusedError("表示されるシートに、文字がありません")
    return Paper("Excelブック", tuple(kept), tuple(left_out))


def _beside(package: Package) -> Iterator[LeftOut]:
    """What openpyxl drops without notice: images, ruby, text in shapes. Raises what `_refuse` raises."""
    for name in package.names:
        if name.startswith("xl/media/"):
            ask = f"画像（{name[9:]}）に本文の文字があれば、書き足してください"
            yield LeftOut("", name[9:], "画像", ask)
        if not name.endswith((".xml", ".rels")) or (root := package.xml(name)) is None:
            continue
        if name.startswith("xl/worksheets/"):
            _refuse(root)
        for ruby in root.iter(f"{S}rPh"):
            base = _words(cast(Element, ruby.getparent()), f"{S}t")
            yield LeftOut(_words(ruby, f"{S}t"), f"「{base[:20]}」のセル", "ふりがな")
        if name.startswith("xl/drawings/") and (text := _words(root, f"{A}t")):
            ask = f"図形の文字「{text[:20]}」は除きました。本文かどうか確かめてください"
            yield LeftOut(text, "図形", "図形の文字", ask)


def _words(node: Element, name: str) -> str:
    return "".join(one.text or "" for one in node.iter(name))


def _refuse(sheet: Element) -> None:
    """RefusedError for huge areas, formulas without a result, and text that Excel hides in merged cells."""
    from openpyxl.utils import coordinate_to_tuple, range_boundaries

    covered = set[tuple[int, int]]()
    for one in sheet.iter(f"{S}mergeCell"):
        left, top, right, bottom = range_boundaries(one.get("ref", ""))
        if (right - left + 1) * (bottom - top + 1) + len(covered) > FIELDS:
            raise RefusedError("結合したセルが異常に広いので、読みません")
        covered |= {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        covered.remove((top, left))
    for cell in sheet.iter(f"{S}c"):
        place, shown = cell.get("r", "A1"), cell.findtext(f"{S}v") or cell.find(f"{S}is") is not None
        if cell.find(f"{S}f") is not None and not shown and cell.get("t") != "str":
            why = f"セル{place}の数式に計算の結果がありません"
            raise RefusedError(f"{why}ので、Excelで開いて保存し直してください")
        if shown and coordinate_to_tuple(place) in covered:
            raise RefusedError(
                f"結合したセルの下に文字（セル{place}）が隠れていますので、結合を解いて保存し直してください"
            )


def _blocks(sheet: Any, at: str, left_out: list[LeftOut]) -> Iterator[Block]:
    """The paragraphs and the table of a sheet."""
    cells = {key: texts for key, texts in _cells(sheet, at, left_out) if texts}
    placed: dict[tuple[int, int], Placed] = {
        (row, column): (range(row, row + 1), range(column, column + 1), texts)
        for (row, column), texts in cells.items()
    }
    for area in sheet.merged_cells.ranges:
        if (area.min_row, area.min_col) in placed:
            spans = range(area.min_row, area.max_row + 1), range(area.min_col, area.max_col + 1)
            placed[area.min_row, area.min_col] = (*spans, cells[area.min_row, area.min_col])
    made = [*Table.of([*placed.values()]).rows]
    while made and (len(made[0]) == 1 or _is_alone(made[0])):
        yield from (text for one in made.pop(0) if one for text in one.paragraphs)
    if made:
        yield Table(tuple(made))


def _is_alone(row: Row) -> bool:
    """Whether a row has one cell with text, which goes no further down: a title above the table."""
    return sum(bool(one and one.text) for one in row) == 1 and all(
        one is None or one.rows == 1 for one in row
    )


def _cells(
    sheet: Any, at: str, left_out: list[LeftOut]
) -> Iterator[tuple[tuple[int, int], tuple[Paragraph, ...]]]:
    """The cells with their paragraphs; what is hidden, notes, headers and footers are left out."""
    for place in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"):
        parts = (getattr(getattr(sheet, place), side).text for side in ("left", "center", "right"))
        left_out += [LeftOut(text, at, "ヘッダー及びフッター") for text in parts if text]
    rows = {row for row, one in sheet.row_dimensions.items() if one.hidden}
    hidden = [range(one.min, one.max + 1) for one in sheet.column_dimensions.values() if one.hidden]
    for (row, column), cell in sorted(sheet._cells.items()):  # iter_rows would make all cells up to the last
        where, shown = f"{at}の{row}行目", _shown(cell, at)
        if note := getattr(cell, "comment", None):
            left_out.append(LeftOut(note.text, where, "セルのメモ"))
        if row in rows or any(column in one for one in hidden):
            left_out += [LeftOut(shown, where, "表示されない行及び列")] if shown.strip() else []
        else:
            yield (row, column), Paragraph.several(re.sub(r"\r\n?", "\n", shown), where)


def _shown(cell: Any, at: str) -> str:
    """A cell as Excel shows it. 0.0, #,##0, 0% and usual dates are sure; other formats are refused."""
    value, form = cell.value, re.sub(r'\[\$-[^\]]*\]|["\\]|;@$', "", str(cell.number_format)).lower()
    if value is None or isinstance(value, str | list):  # rich text is a list of parts
        return str(value or "")
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime) and form == "ggge年m月d日":
        return wareki(value.date())
    form = form.replace("mm-dd-yy", "yyyy/m/d")  # as format 14 of the standard is shown in Japan
    if isinstance(value, datetime) and re.fullmatch("yyyy[-/年]mm?[-/月]dd?日?", form):
        parts = {"y": value.year, "m": value.month, "d": value.day}
        return re.sub("[ymd]+", lambda one: f"{parts[one[0][0]]:0{len(one[0])}}", form)
    number = re.fullmatch(r"(#,##)?0(?:\.(0+))?(%?)", form)
    if isinstance(value, int | float) and (number or form in ("general", "@")):
        if not number:
            return f"{value:.10g}" if isinstance(value, float) else str(value)
        exact = Decimal(repr(value)) * (100 if number[3] else 1)
        rounded = exact.quantize(Decimal(1).scaleb(-len(number[2] or "")), ROUND_HALF_UP)
        return f"{rounded:{',' if number[1] else ''}f}{number[3]}"
    said = f"{at}のセル{cell.coordinate}は、書式（{cell.number_format}）のとおりの文字に直せません"
    raise RefusedError(f"{said}ので、セルの書式を「文字列」とし、見えるとおりに入力し直してください")


def _is_text(blocks: list[Block]) -> bool:
    """Whether a sheet holds an annex or articles: a table with a head row, or 第1条."""
    has_head = any(isinstance(one, Table) and one.has_head for one in blocks)
    return has_head or any(ARTICLE.match(one.text) for one in _paragraphs(blocks))


def _paragraphs(blocks: list[Block]) -> Iterator[Paragraph]:
    return Paper("", tuple(blocks)).paragraphs()
