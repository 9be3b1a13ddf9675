"""The pictures of the README, taken from the site as it is: `make screenshots`."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright

from kyoyaku.load import load
from kyoyaku.model import Agreement
from kyoyaku.parts import texts

from .browser import find_browser
from .conftest import serve
from .project import ROOT

PICTURES: tuple[tuple[str, ViewportSize, str], ...] = (
    ("desktop", {"width": 1280, "height": 800}, "light"),
    ("phone", {"width": 390, "height": 800}, "dark"),
)


def _subject(agreement: Agreement) -> str:
    """The first initiative that shows a mark, or the first."""
    marked = (
        entry.initiative.slug
        for entry in agreement.entries
        if any(True for text in texts(entry.initiative) for _ in text.marks())
    )
    slug = next(marked, agreement.entries[0].initiative.slug)
    return f"{agreement.slug}/initiatives/{slug}/"


def take(site: Path, images: Path) -> None:
    """Save a picture of an initiative's page for each width and colour scheme."""
    path = _subject(load(ROOT)[0])
    with serve(site) as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        for name, viewport, scheme in PICTURES:
            page = browser.new_page(viewport=viewport, color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(f"{origin}/{path}", wait_until="networkidle")
            page.screenshot(path=images / f"{name}.png")
            print(f"   images/{name}.png")
        browser.close()


if __name__ == "__main__":
    take(ROOT / "site", ROOT / "images")
