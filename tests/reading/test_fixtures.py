"""What is read from a text: the cases of fixtures/labels, marks, parse and references."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kyoyaku.analysis.references import find_references
from kyoyaku.language.numerals import Label
from kyoyaku.problems import Problems
from kyoyaku.reading.blocks import read_blocks
from kyoyaku.reading.body import levels
from kyoyaku.reading.parse import parse
from tests.dump import Case, cases, of_agreement, of_blocks, of_problems, of_reference
from tests.parsed import HEAD

UNPRINTED = "第1項"


def _labels(source: str) -> str:
    """Each label at its level, and where it is out of order what would be right."""
    printed = [label for label in source.split() if label != UNPRINTED]
    lines = [UNPRINTED] if UNPRINTED in source else []
    for label, level in zip(
        printed, levels(printed, Label("arabic", False, 1) if lines else None), strict=True
    ):
        expected = f" <- {' '.join(level.expected)}" if level.expected else ""
        lines.append("  " * level.depth + label + expected)
    return "".join(f"{line}\n" for line in lines)


def _blocks(source: str) -> str:
    problems = Problems()
    return of_blocks(read_blocks(source, "x.md", 1, problems)) + of_problems(problems.found)


def _agreement(source: str) -> str:
    head, problems = "" if source.startswith("---\n") else HEAD, Problems()
    agreement = parse((head + source).encode(), "content/test/2022-01-12.md", "test", problems)
    shown = of_agreement(agreement) if agreement else "(nothing)\n"
    return shown + of_problems(problems.found, head.count("\n"))


def _references(source: str) -> str:
    found = (reference for line in source.splitlines() for reference in find_references(line))
    return "".join(f"{of_reference(reference)}\n" for reference in found)


READ: dict[str, Callable[[str], str]] = {
    "labels": _labels,
    "marks": _blocks,
    "parse": _agreement,
    "references": _references,
}


@pytest.mark.parametrize(("folder", "case"), [(one, case) for one in READ for case in cases(one)], ids=str)
def test_fixture(folder: str, case: Case) -> None:
    assert READ[folder](case.source) == case.expected
