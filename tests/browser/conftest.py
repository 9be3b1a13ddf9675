"""What the tests in a browser share: the agreement they look at, and a way to open its pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize

from kyoyaku.model.agreement import Agreement

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def agreement(sample: tuple[Agreement, ...]) -> Agreement:
    """The agreement of the sample that has labels of parties and marks."""
    return next(one for one in sample if one.labels and one.marks)


@pytest.fixture
def visit(tab: Callable[..., Page], sample_address: str, agreement: Agreement) -> Visit:
    """Opens a page of the agreement, by its path, in a new tab."""

    def open_page(path: str, viewport: ViewportSize, **more: object) -> Page:
        page = tab(viewport, **more)
        page.goto(f"{sample_address}{agreement.slug}/{path}")
        return page

    return open_page
