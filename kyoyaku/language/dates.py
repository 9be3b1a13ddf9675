"""Dates as they stand in a text: 令和4年1月12日, or with a western year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kyoyaku.language.numerals import ERAS

WRITTEN = re.compile(
    r"(?:(令和|平成|昭和|大正)(元|[0-9]{1,2})|(?<![0-9])([0-9]{4}))年([0-9]{1,2})月([0-9]{1,2})日"
)


def dates_in(text: str) -> Iterator[tuple[str, date]]:
    """Each date that is written in the text, as written and as a day of the calendar."""
    starts = {era: start.year for start, era in ERAS}
    for match in WRITTEN.finditer(text):
        era, of_era, western, month, day = match.groups()
        year = int(western) if western else starts[era] - 1 + (1 if of_era == "元" else int(of_era))
        try:
            yield match.group(), date(year, int(month), int(day))
        except ValueError:
            continue
