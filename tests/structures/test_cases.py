"""Every case builds with no fault; what each must show stands in the file of its area."""

from __future__ import annotations

import pytest

from tests.structures.shown import BROKEN, CASES, faults, problems


@pytest.mark.parametrize("name", [name for name in CASES if name != BROKEN])
def test_a_case_is_built_without_a_fault(name: str) -> None:
    """Links and anchors lead somewhere, ids are unique, twins and data forms say what the model says."""
    assert problems(name) == []
    assert faults(name) == []
