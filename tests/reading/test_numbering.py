"""The levels of labels: the cases of fixtures/labels."""

from __future__ import annotations

import pytest

from kyoyaku.language.numerals import Label
from kyoyaku.reading.body import Level, levels
from tests.dump import Case, cases

UNPRINTED = "第1項"
FIRST = Label("arabic", False, 1)


@pytest.mark.parametrize("case", cases("labels"), ids=str)
def test_fixture(case: Case) -> None:
    labels = case.source.split()
    printed = [label for label in labels if label != UNPRINTED]
    found = list(levels(printed, FIRST if labels[0] == UNPRINTED else None))
    lines = [UNPRINTED] * (labels[0] == UNPRINTED) + list(map(_shown, printed, found))
    assert "".join(f"{line}\n" for line in lines) == case.expected


def _shown(label: str, level: Level) -> str:
    expected = f" <- {' '.join(level.expected)}" if level.expected else ""
    return "  " * level.depth + label + expected


def test_labels_are_read_one_by_one() -> None:
    """A level is known before the next label is asked for."""
    found = levels(iter(["1", "(1)"]))
    assert [next(found).depth, next(found).depth] == [0, 1]
    assert list(levels([], FIRST)) == []
