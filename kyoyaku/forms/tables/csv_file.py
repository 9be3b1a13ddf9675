"""Tables as CSV: UTF-8 with byte order mark, CRLF, one record a line, one datum a cell.

RFC 4180 for the quoting; the byte order mark is what spreadsheet programs tell UTF-8 by.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

BOM = "\ufeff"


TYPES = {
    "text": "文字列",
    "date": "日付（YYYY-MM-DD）",
    "integer": "整数",
    "boolean": "true又はfalse",
    "code": "数字だけのコード（先頭の0を含む。）",
    "address": "協約の下の相対アドレス",
}
"""The types of columns by what the dictionary calls them."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its ASCII name, its name and meaning in Japanese, and its type.

    `type` is one of TYPES; `empty` says what an empty cell means, '' for a column without any.
    """

    name: str
    title: str
    meaning: str
    type: str = "text"
    empty: str = ""

    @property
    def type_name(self) -> str:
        """What the type is called."""
        return TYPES[self.type]


@dataclass(frozen=True, slots=True)
class Table:
    """A file of records. `key` names the columns that tell one record from every other."""

    name: str
    title: str
    fields: tuple[Field, ...]
    records: tuple[tuple[str, ...], ...]
    key: tuple[str, ...]


def write_csv(table: Table) -> str:
    """The table as the text of a CSV file."""
    rows = ([field.name for field in table.fields], *table.records)
    return BOM + _csv(rows)


def _csv(rows: Iterable[Iterable[str]]) -> str:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\r\n").writerows(rows)
    return file.getvalue()


def truth(value: bool) -> str:
    """true or false, as every table writes it."""
    return "true" if value else "false"


def numbered(values: Iterable[str], most: int) -> tuple[str, ...]:
    """Several data in as many columns, the last ones empty where there are fewer."""
    found = tuple(values)
    return (*found, *("" for _ in range(most - len(found))))
