"""The pictures of the README, taken from the site as it is, and that of link previews: `make screenshots`."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import ViewportSize

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.parts import texts
from kyoyaku.reading.load import load
from testing.browsing import chromium, serve
from testing.project import ROOT

PICTURES: tuple[tuple[str, ViewportSize, str], ...] = (
    ("desktop", {"width": 1280, "height": 800}, "light"),
    ("phone", {"width": 390, "height": 800}, "dark"),
)

IMAGES = ROOT / "templates" / "theme" / "assets" / "images"
# Of no agreement: every fork shows the same.
PREVIEW = Path(__file__).with_name("preview.html").read_text(encoding="utf-8")


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
    with serve(site) as origin, chromium() as browser:
        for name, viewport, scheme in PICTURES:
            page = browser.new_page(viewport=viewport, color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(f"{origin}/{path}", wait_until="networkidle")
            page.screenshot(path=images / f"{name}.png")
            print(f"   images/{name}.png")
        page = browser.new_page(viewport={"width": 1200, "height": 630})
        page.set_content(PREVIEW.format(icon=(IMAGES / "favicon.svg").read_text(encoding="utf-8")))
        page.screenshot(path=IMAGES / "preview.png")
        print(f"   {IMAGES.relative_to(ROOT)}/preview.png")


if __name__ == "__main__":
    take(ROOT / "site", ROOT / "images")
