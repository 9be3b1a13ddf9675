"""Municipalities and prefectures with their codes; the head of municipalities.csv names the source."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kyoyaku.language.characters import unvaried

ALIKE = str.maketrans("ヶガがヵ檮惠竜鯵", "ケケケケ梼恵龍鰺")
"""Variants of characters in names: 茅ヶ崎市 and 茅ケ崎市, 須惠町 and 須恵町."""


class Municipality(NamedTuple):
    """A row of the table; the name of a prefecture is in both fields."""

    code: str
    prefecture: str
    name: str
    slug: str


def found(name: str) -> tuple[Municipality, ...]:
    """All that have this name, which may begin with the prefecture and the 郡: 北海道上川郡上川町."""
    name = re.sub(r"\s", "", unicodedata.normalize("NFKC", unvaried(name))).translate(ALIKE)
    every = (Municipality(*row) for row in rows_of("municipalities.csv"))
    forms = ((one, rf"({one.prefecture})?(.{{1,5}}郡)?{one.name.translate(ALIKE)}") for one in every)
    return tuple(one for one, form in forms if name.endswith(form[-2:]) and re.fullmatch(form, name))


@cache
def rows_of(file: str) -> list[list[str]]:
    """The rows of a CSV file beside this module, without comments and the head row."""
    lines = Path(__file__).with_name(file).read_text("utf-8").splitlines()
    return [*csv.reader(line for line in lines if not line.startswith("#"))][1:]
