"""What several tests share: the sample, the sites built from it and from content/, a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from kyoyaku.library import load
from kyoyaku.model import Agreement

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "sample"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="accept the pages as they are now")


@pytest.fixture(scope="session")
def sample() -> tuple[Agreement, ...]:
    """Two invented agreements that hold every construct between them."""
    return load(SAMPLE)


@pytest.fixture(scope="session")
def published() -> tuple[Agreement, ...]:
    """Whatever content/ holds: in this repository the real agreement, in a fork another."""
    return load(ROOT)
