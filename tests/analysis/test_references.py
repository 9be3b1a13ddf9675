"""References in the text: the cases of fixtures/references."""

from __future__ import annotations

import pytest

from kyoyaku.analysis.references import find_references
from tests.dump import Case, cases, of_reference


@pytest.mark.parametrize("case", cases("references"), ids=str)
def test_fixture(case: Case) -> None:
    found = [reference for line in case.source.splitlines() for reference in find_references(line)]
    assert "".join(f"{of_reference(reference)}\n" for reference in found) == case.expected


def test_where_a_reference_stands() -> None:
    text = "3 第1項の規定により別表及び前項に"
    for reference in find_references(text):
        assert text[reference.start :].startswith(reference.written)
