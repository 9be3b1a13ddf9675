"""What the tests of the search share."""

from __future__ import annotations

from pathlib import Path

import pytest

from kyoyaku.model.agreement import Agreement
from testing.search import Published, pages


@pytest.fixture(scope="session")
def texts(published_site: Path, published: tuple[Agreement, ...]) -> list[Published]:
    """The pages of content/ as a reader sees them."""
    return pages(published_site, published)
