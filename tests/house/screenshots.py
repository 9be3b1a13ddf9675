"""The pictures of the README, taken from the site as it is, and that of link previews: `make screenshots`."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import ViewportSize

from kyoyaku.model.walking import texts
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


def take(site: Path, images: Path) -> None:
    """Save a picture of an initiative's page, if there is one with a mark, for each width and scheme."""
    agreement = load(ROOT)[0]
    initiatives = [entry.initiative for entry in agreement.entries]
    marked = [one for one in initiatives if any(any(text.marks()) for text in texts(one))]
    path = f"{agreement.slug}/initiatives/{[*marked, *initiatives][0].slug}/"
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
