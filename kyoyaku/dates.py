"""Dates as they stand in a text: 令和4年1月12日, or with a western year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from .numerals import ERAS

WRITTEN = re.compile(r"(令和|平成|昭和|大正)?(元|[0-9]{1,4})年([0-9]{1,2})月([0-9]{1,2})日")


def dates_in(text: str) -> Iterator[tuple[str, date]]:
    """Each date that is written in the text, as written and as a day of the calendar."""
    starts = {era: start.year for start, era in ERAS}
    for match in WRITTEN.finditer(text):
        era, year, month, day = match.groups()
        number = 1 if year == "元" else int(year)
        try:
            yield (
                match.group(),
                date(number + (starts[era] - 1 if era else 0), int(month), int(day)),
            )
        except ValueError:
            continue
