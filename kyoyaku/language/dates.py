"""Dates as a text has them (令和4年1月12日, 2022年1月12日), and the eras of Japan since 1912."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

ERAS = (
    (date(2019, 5, 1), "令和"),
    (date(1989, 1, 8), "平成"),
    (date(1926, 12, 25), "昭和"),
    (date(1912, 7, 30), "大正"),
)
# 令和4年1月12日, 平成元年1月8日, 2022年1月12日; not the end of 12022年1月12日.
WRITTEN = re.compile(
    r"(?:(令和|平成|昭和|大正)(元|[0-9]{1,2})|(?<![0-9])([0-9]{4}))年([0-9]{1,2})月([0-9]{1,2})日"
)


def dates_in(text: str) -> Iterator[tuple[str, date]]:
    """The dates in a text, each as written and as a day; a day that does not exist (2月30日) is left out."""
    starts = {era: start.year for start, era in ERAS}
    for match in WRITTEN.finditer(text):
        era, of_era, western, month, day = match.groups()
        year = int(western) if western else starts[era] - 1 + (1 if of_era == "元" else int(of_era))
        try:
            yield match.group(), date(year, int(month), int(day))
        except ValueError:
            continue


def wareki(day: date) -> str:
    """令和4年1月12日, the form of official documents; the first year of an era is 元年."""
    for start, era in ERAS:
        if day >= start:
            year = day.year - start.year + 1
            return f"{era}{'元' if year == 1 else year}年{day.month}月{day.day}日"
    return f"{day.year}年{day.month}月{day.day}日"
