"""Tables as CSV: UTF-8 with byte order mark, CRLF, one record a line, one datum a cell.

RFC 4180 for the quoting; the byte order mark is what spreadsheet programs tell UTF-8 by. The columns are
declared in columns.csv, which also the dictionary and the page about the data are made of.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

BOM = "\ufeff"
TYPES = {
    "text": "文字列",
    "date": "日付（YYYY-MM-DD）",
    "integer": "整数",
    "boolean": "true又はfalse",
    "code": "数字だけのコード（先頭の0を含む。）",
    "address": "概要のページの下の相対アドレス",
}
"""The types of columns, and what the dictionary calls them."""
Cell = str | int | bool | None


@dataclass(frozen=True, slots=True)
class CsvColumn:
    """A column: its ASCII name, its name and meaning in Japanese, and how a cell comes from a record.

    `type` is one of TYPES; `empty` explains empty cells, '' if the column has none.
    """

    name: str
    value: Callable[[Any], Any]
    type: str
    title: str
    meaning: str
    empty: str = ""

    @property
    def type_name(self) -> str:
        """What the type is called."""
        return TYPES[self.type]


@cache
def declared(table: str) -> tuple[CsvColumn, ...]:
    """The columns of a table (`*`: of every table) in columns.csv; `value` there is a path of attributes."""
    with Path(__file__).with_name("columns.csv").open(encoding="utf-8", newline="") as file:
        own = [row for row in csv.DictReader(file) if row.pop("table") == table]
    return tuple(CsvColumn(value=attrgetter(row.pop("value")), **row) for row in own)


COMMON = declared("*")
"""The last columns of every table: of which agreement and version it is, and what made it."""


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A file of records, each a tuple of cells. `key` names the columns that identify a record."""

    name: str
    title: str
    key: tuple[str, ...]
    columns: tuple[CsvColumn, ...]
    records: tuple[tuple[str, ...], ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    @property
    def own(self) -> tuple[CsvColumn, ...]:
        """The columns without the common ones."""
        return self.columns[: -len(COMMON)]


def columns_of(table: str, records: Iterable[Any]) -> tuple[CsvColumn, ...]:
    """The columns of a table for these records.

    `content_{}` has several values in a record: it becomes content_1, content_2 …, as many as are needed.
    """
    several, found = tuple(records), list[CsvColumn]()
    for column in declared(table):
        if "{}" not in column.name:
            found.append(column)
            continue
        most = max((len(column.value(record)) for record in several), default=0)
        found += (_numbered(column, n) for n in range(1, most + 1))
    return tuple(found)


def _numbered(column: CsvColumn, number: int) -> CsvColumn:
    def value(record: Any) -> Cell:
        values: Sequence[str] = column.value(record)
        return values[number - 1] if number <= len(values) else None

    words = {name: getattr(column, name).format(number) for name in ("name", "title", "meaning")}
    return replace(column, value=value, **words)


def cells(columns: Iterable[CsvColumn], record: Any) -> tuple[str, ...]:
    """A record as text: None is empty, a truth value true or false."""
    values = ("" if (one := column.value(record)) is None else one for column in columns)
    return tuple(str(one).lower() if isinstance(one, bool) else str(one) for one in values)


def write_csv(table: CsvTable) -> str:
    """The table as the text of a CSV file."""
    return as_csv((table.header, *table.records))


def as_csv(rows: Iterable[Iterable[str]]) -> str:
    """Rows as the text of a CSV file."""
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\r\n").writerows(rows)
    return BOM + file.getvalue()
