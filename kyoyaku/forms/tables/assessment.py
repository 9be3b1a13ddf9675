"""The tables against 行政データにおける機械可読性に関するルール (31 March 2026): what depends on the content.

Most rules hold by the way in which tables are written. The page about the data lists all of them, and the
tests prove the others on the CSV files as they are published.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import compress

from kyoyaku.forms.tables.csv_file import CsvTable

DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
LAYOUT = re.compile(r"[\n\r\t]|  |　　")
"""Characters that only lay a cell out: line breaks, tabs, several blanks."""


def lapses(tables: Iterable[CsvTable]) -> dict[str, str]:
    """{id of a rule that is broken: names of the files that break it}."""
    several = tuple(tables)
    failed = {rule: [one.name for one in several if not is_kept(one)] for rule, is_kept in RULES.items()}
    return {rule: "、".join(dict.fromkeys(names)) for rule, names in failed.items() if names}


def _cells(table: CsvTable, *types: str) -> Iterator[str]:
    columns = [not types or one.type in types for one in table.columns]
    return (cell for record in table.records for cell in compress(record, columns))


def _is_common(text: str) -> bool:
    """Whether every character is in JIS X 0201 or 0208, which are all that Python's shift_jis has."""
    try:
        text.encode("shift_jis")
    except UnicodeEncodeError:
        return False
    return True


def _has_no_gap(table: CsvTable, *types: str) -> bool:
    """Whether no column of these types (default: all) has empty cells without an explanation of them."""
    at = [n for n, one in enumerate(table.columns) if not one.empty and (not types or one.type in types)]
    return all(record[n] for record in table.records for n in at)


RULES: dict[str, Callable[[CsvTable], bool]] = {
    "L1-06": lambda table: not any(map(LAYOUT.search, _cells(table))),
    "L1-08": lambda table: all(map(_is_common, _cells(table))),
    "L1-09": lambda table: _has_no_gap(table, "integer"),
    "L2-02": _has_no_gap,
    "L3-05": lambda table: all(map(DATE.fullmatch, _cells(table, "date"))),
}
