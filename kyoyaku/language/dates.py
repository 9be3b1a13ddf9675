"""Dates as a text has them (令和4年1月12日, 2022年1月12日), and the eras of Japan since 1912."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
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


# 2018-06-01, 2018-06, 2018.
KNOWN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A date as far as it is known: 2018-06 has no day, 2018 neither month nor day (0)."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def read(cls, written: str) -> Day | None:
        """The date of 2018-06-01, 2018-06 or 2018; None for any other text and for days that do not exist."""
        match = KNOWN.fullmatch(written)
        try:
            date.fromisoformat(f"{written}-01-01"[:10])
        except ValueError:
            return None
        return cls(*(int(one or 0) for one in match.groups())) if match else None

    def __str__(self) -> str:
        parts = [f"{self.year:04}", *(f"{one:02}" for one in (self.month, self.day) if one)]
        return "-".join(parts)

    @property
    def exact(self) -> date | None:
        """The day; None if only the month or the year is known."""
        return date(self.year, self.month, self.day) if self.day else None


def wareki(day: date | Day) -> str:
    """令和4年1月12日, the form of official documents; the first year of an era is 元年.

    平成30年6月 for 2018-06. 2019年 for 2019, a year of two eras.
    """
    first = date(day.year, day.month or 1, day.day or 1)
    last = date(day.year, day.month or 12, day.day or 28)
    below = "".join(f"{number}{unit}" for number, unit in ((day.month, "月"), (day.day, "日")) if number)
    for start, era in ERAS:
        if first >= start:
            year = day.year - start.year + 1
            return f"{era}{'元' if year == 1 else year}年{below}"
        if last >= start:
            break
    return f"{day.year}年{below}"
