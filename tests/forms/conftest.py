"""What the tests of the forms share."""

from __future__ import annotations

import pytest

from kyoyaku.model.agreement import Agreement


@pytest.fixture(scope="session")
def agreements(sample: tuple[Agreement, ...], published: tuple[Agreement, ...]) -> tuple[Agreement, ...]:
    """The sample and what content/ holds."""
    return (*sample, *published)
