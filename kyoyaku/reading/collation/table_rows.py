"""The transcript of an annex whose labels of rows stand only in the head row of its table (`annex_columns`).

    取組      取組の内容  甲の役割    乙の役割       the head row: the labels of its columns, and no text
    周遊観光  整える。    案内する。  努める。       周遊観光, 取組の内容, 整える。, 甲の役割, 案内する。, …

A head row that is repeated on the next page is no text either. A row without a name continues the row before;
if there are initiatives without a name, only the row behind a repeated head row does. A cell that spans two
columns (甲及び乙の役割) stands in the first of them, and the other is blank.
"""

from __future__ import annotations

from collections.abc import Iterator

from kyoyaku.language.characters import JOINED
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.parts import Chapter, Closing, Remarks, Row
from kyoyaku.model.text import Ref
from kyoyaku.model.transcript import Transcript, TranscriptCell, comparable
from kyoyaku.model.walking import walk

Columns = tuple[str, ...]
Named = dict[str, tuple[Row, ...]]
"""The rows of each initiative in an annex, by its name as the transcript would have it."""
Read = tuple[TranscriptCell, bool]
"""A cell as it is read, and whether it is the label of a column, which is not written there."""


def head_cells(agreement: Agreement, transcript: Transcript) -> Iterator[TranscriptCell]:
    """The cells of the head rows, also of those that are repeated."""
    heads = _heads(agreement)
    return (cell for line in _lines(agreement, transcript) if _signs(line) in heads for cell in line)


def cells_in_order(agreement: Agreement, transcript: Transcript) -> Iterator[Read]:
    """The cells that are not debris in the order of the text, each after the label of its column."""
    heads, rows = _heads(agreement), _rows(agreement)
    ends = _headings(agreement)
    columns: Columns = ()
    names = 0
    row: dict[int, list[TranscriptCell]] = {}
    is_repeated = False
    for line in _lines(agreement, transcript):
        if found := heads.get(_signs(line)):
            is_repeated, columns, names = found == columns, found, _names(found, rows)
            continue
        is_row = columns and (len(line) > 1 or any((cell.ref.cell or 1) > 1 for cell in line))
        goes_on = is_row and (is_repeated or "" not in rows)
        if not goes_on or any((cell.ref.cell or 1) <= names for cell in line):
            yield from _in_columns(row, columns, rows)
            row = {}
        is_repeated = is_repeated and not line
        if is_row:
            for cell in line:
                row.setdefault(cell.ref.cell or 1, []).append(cell)
        else:
            columns = () if _ends(line, ends) else columns
            yield from ((cell, False) for cell in line)
    yield from _in_columns(row, columns, rows)


def _names(columns: Columns, named: Named) -> int:
    """The number of columns with names, left of the first column of a row label. At least 1."""
    labels = {column for rows in named.values() for row in rows for column in row.columns(columns)}
    return max(1, next((at for at, column in enumerate(columns) if column in labels), 1))


def _in_columns(row: dict[int, list[TranscriptCell]], columns: Columns, named: Named) -> Iterator[Read]:
    """The cells of a row of a table, column by column; the first columns are names and have no labels."""
    if not row:
        return
    names = (_name(cell) for cells in row.values() for cell in cells)
    own = next((named[one] for one in names if one in named), ())
    rows = own or [one for several in named.values() for one in several]
    for at, cells in sorted(row.items()):
        blank = {columns[other - 1] for other in range(at + 1, len(columns) + 1) if other not in row}
        for one in rows:
            first, *others = one.columns(columns) or [""]
            if [first] == [*columns[at - 1 : at]] and blank >= {*others}:
                yield TranscriptCell(Ref(cells[0].ref.line), f" {one.label.witness}"), True
                break
        yield from ((cell, False) for cell in cells)


def _lines(agreement: Agreement, transcript: Transcript) -> Iterator[tuple[TranscriptCell, ...]]:
    """The cells of each line that are not debris. A head row of two, 役割分担 over 甲 and 乙, is one line."""
    debris = {cell.ref for one in agreement.debris for cell in transcript.cells_at(one.ref)}
    lines = [tuple(cell for cell in row if cell.ref not in debris) for row in transcript.rows]
    heads = _heads(agreement)
    is_lower = False
    for line, below in zip(lines, [*lines[1:], ()], strict=True):
        both = (*line, *below)
        if is_lower:
            is_lower = False
        elif len(line) > 1 and not {_signs(line), _signs(below)} & {*heads} and _signs(both) in heads:
            is_lower = True
            yield both
        else:
            yield line


def _signs(line: tuple[TranscriptCell, ...]) -> tuple[str, ...]:
    columns = {cell.ref.cell or 1: comparable(cell.text) for cell in line}
    return tuple(columns[at] for at in sorted(columns))


def _heads(agreement: Agreement) -> dict[tuple[str, ...], Columns]:
    heads = agreement.facts.annex_columns.values()
    return {tuple(filter(None, map(comparable, one))): one for one in heads}


def _rows(agreement: Agreement) -> Named:
    own = [one.initiative for one in agreement.entries]
    forms = ((one, text) for one in own for text in (one.text.without(one.label), one.text))
    return {comparable(text.witness): one.all_rows for one, text in forms}


def _name(cell: TranscriptCell) -> str:
    """A cell as the heading of an initiative would be written: （1）観光 for ⑴　観光."""
    text = cell.text.lstrip()
    return comparable(JOINED.get(text[:1], text[:1]) + text[1:])


def _headings(agreement: Agreement) -> set[str]:
    """The headings that a table ends before; 第4条 also where a text follows on its line."""
    parts = [one.part for one in agreement.standing if not isinstance(one.part, Closing | Chapter)]
    remarks = (one for host in agreement.annexes for one, _ in walk(host) if isinstance(one, Remarks))
    whole = [one.text.witness for one in (*parts, *remarks)]
    return {comparable(form) for one in whole for form in (one, one.partition("（")[0])}


def _ends(line: tuple[TranscriptCell, ...], headings: set[str]) -> bool:
    """Whether a line is one of these headings, or begins with one and a blank."""
    words = (form for cell in line for form in (cell.text, *cell.text.split()[:1]))
    return any(comparable(one) in headings for one in words)
