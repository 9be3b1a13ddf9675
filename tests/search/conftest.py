"""What the tests of the search share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from kyoyaku.model.agreement import Agreement
from testing.browsing import DESK
from testing.search import Published, pages
from tests.search.box import Box


@pytest.fixture(scope="session")
def texts(published_site: Path, published: tuple[Agreement, ...]) -> list[Published]:
    """The pages of content/ as a reader sees them."""
    return pages(published_site, published)


@pytest.fixture
def box(tab: Callable[..., Page]) -> Box:
    return Box(tab(DESK))
