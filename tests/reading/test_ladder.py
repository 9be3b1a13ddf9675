"""The order of labels: the cases of fixtures/labels."""

from __future__ import annotations

import pytest

from kyoyaku.language.numerals import Label
from kyoyaku.reading.ladder import Rung, climb
from tests.dump import Case, cases

UNPRINTED = "第1項"
FIRST = Label("arabic", False, 1)


@pytest.mark.parametrize("case", cases("labels"), ids=str)
def test_fixture(case: Case) -> None:
    labels = case.source.split()
    printed = [label for label in labels if label != UNPRINTED]
    rungs = list(climb(printed, FIRST if labels[0] == UNPRINTED else None))
    lines = [UNPRINTED] * (labels[0] == UNPRINTED) + list(map(_shown, printed, rungs))
    assert "".join(f"{line}\n" for line in lines) == case.expected


def _shown(label: str, rung: Rung) -> str:
    expected = f" <- {' '.join(rung.expected)}" if rung.expected else ""
    return "  " * rung.depth + label + expected


def test_no_labels() -> None:
    assert list(climb([])) == []
    assert list(climb([], FIRST)) == []


def test_labels_are_read_one_by_one() -> None:
    """A rung is known before the next label is asked for."""
    rungs = climb(iter(["1", "(1)"]))
    assert [next(rungs).depth, next(rungs).depth] == [0, 1]


@pytest.mark.parametrize(
    "labels", [["1", "(1)", "1"], ["2", "(1)", "(2)", "1"], ["ア", "(1)", "ア"]], ids=" ".join
)
def test_a_series_that_stands_below_does_not_begin_again(labels: list[str]) -> None:
    """The first of *another* series climbs a rung; this one is out of order."""
    assert list(climb(labels))[-1].expected
