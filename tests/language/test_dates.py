"""Dates as they stand in a text, and eras."""

from __future__ import annotations

from datetime import date

import pytest

from kyoyaku.language.dates import dates_in, wareki


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("令和4年1月12日", [("令和4年1月12日", date(2022, 1, 12))]),
        ("令和元年5月1日", [("令和元年5月1日", date(2019, 5, 1))]),
        ("令和1年5月1日", [("令和1年5月1日", date(2019, 5, 1))]),
        ("平成26年8月25日（総行市第200号）", [("平成26年8月25日", date(2014, 8, 25))]),
        ("昭和64年1月7日", [("昭和64年1月7日", date(1989, 1, 7))]),
        ("大正15年12月24日", [("大正15年12月24日", date(1926, 12, 24))]),
        ("2022年1月12日", [("2022年1月12日", date(2022, 1, 12))]),
        (
            "平成27年3月25日から令和4年1月12日まで",
            [("平成27年3月25日", date(2015, 3, 25)), ("令和4年1月12日", date(2022, 1, 12))],
        ),
        ("令和4年2月29日", []),
        ("令和4年13月1日", []),
        ("令和4年1月", []),
        ("昭和22年法律第67号", []),
        *((text, []) for text in ("本書2通", "", "明治45年1月1日", "元年5月1日", "4年1月12日")),
    ],
)
def test_dates_in(text: str, found: list[tuple[str, date]]) -> None:
    assert list(dates_in(text)) == found


WAREKI = """
2022-01-12 令和4年1月12日 2019-05-01 令和元年5月1日 2019-04-30 平成31年4月30日 1989-01-08 平成元年1月8日
1989-01-07 昭和64年1月7日 1926-12-25 昭和元年12月25日 1926-12-24 大正15年12月24日
1912-07-30 大正元年7月30日 1912-07-29 1912年7月29日
""".split()


@pytest.mark.parametrize(("day", "written"), [*zip(WAREKI[::2], WAREKI[1::2], strict=True)])
def test_wareki(day: str, written: str) -> None:
    assert wareki(date.fromisoformat(day)) == written
