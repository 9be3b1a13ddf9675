"""The tables against 行政データにおける機械可読性に関するルール (31 March 2026): what depends on the content.

Most rules hold by the way in which tables are written. The page about the data lists all of them, and the
tests prove the others on the CSV files as they are published.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from kyoyaku.forms.tables.csv_file import Table
from kyoyaku.language.dates import Day

LAYOUT = re.compile(r"[\n\r\t]|  |　　")
"""Characters that only lay a cell out: line breaks, tabs, several blanks."""


def lapses(tables: Iterable[Table]) -> dict[str, str]:
    """The rules that are not kept, by their ids, with the names of the files that do not keep them."""
    several = tuple(tables)
    failed = {rule: [one.name for one in several if not is_kept(one)] for rule, is_kept in RULES.items()}
    return {rule: "、".join(names) for rule, names in failed.items() if names}


def _cells(table: Table) -> Iterator[str]:
    return (cell for record in table.records for cell in record)


def _is_common(text: str) -> bool:
    """Whether every character is of JIS X 0201 or 0208, which Python's shift_jis holds and no more."""
    try:
        text.encode("shift_jis")
    except UnicodeEncodeError:
        return False
    return True


def _has_no_gap(table: Table, *types: str) -> bool:
    """Whether no column of these types (default: all) has empty cells without an explanation of them."""
    at = [n for n, one in enumerate(table.columns) if not one.empty and (not types or one.type in types)]
    return all(record[n] for record in table.records for n in at)


def _has_whole_dates(table: Table) -> bool:
    """Whether every date has its day: not 2018-06 and not undated."""
    at = [n for n, one in enumerate(table.columns) if one.type == "date"]
    days = (Day.read(record[n]) for record in table.records for n in at)
    return all(day and day.exact for day in days)


RULES: dict[str, Callable[[Table], bool]] = {
    "L1-06": lambda table: not any(map(LAYOUT.search, _cells(table))),
    "L1-08": lambda table: all(map(_is_common, _cells(table))),
    "L1-09": lambda table: _has_no_gap(table, "integer"),
    "L2-02": _has_no_gap,
    "L3-05": _has_whole_dates,
}
