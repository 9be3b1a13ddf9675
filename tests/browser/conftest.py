"""What the tests in a browser share: the agreement they look at, and a way to open its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Page, ViewportSize

from kyoyaku.model.agreement import Agreement
from testing.browsing import Tabs

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def agreement(sample: tuple[Agreement, ...]) -> Agreement:
    """The agreement of the sample that has labels of parties and marks."""
    return next(one for one in sample if one.labels and one.marks)


@pytest.fixture
def visit(tabs: Tabs, sample_address: str, agreement: Agreement) -> Iterator[Visit]:
    """Opens a page of the agreement, by its path, in a tab as good as new; the one before goes."""
    with ExitStack() as opened:

        def open_page(path: str, viewport: ViewportSize, **more: object) -> Page:
            opened.close()
            page = opened.enter_context(tabs.open(viewport, **more))
            page.goto(f"{sample_address}{agreement.slug}/{path}")
            return page

        yield open_page
