"""Finds a Chromium that prints the PDFs and runs the tests: an installed one, or Playwright's download."""

from __future__ import annotations

import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)


def find_browser() -> str | None:
    """The path of a Chromium or Chrome that is installed; None when there is none."""
    named = [shutil.which(name) for name in NAMES]
    there = [str(path) for path in APPLICATIONS if path.exists()]
    return next((path for path in (*named, *there) if path), None) or _playwrights()


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if path and Path(path).exists() else None
