"""What axe finds on every page, also of the guide, and what scrolls: light, dark and forced, 360 to 1920 px.

    make accessibility

The tests look at one page of each kind; this looks at all of them. Exit status 1 with anything found.
"""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize

from testing.browsing import DESK, MODES, PHONE, broken_rules, chromium, serve
from testing.project import ROOT

WIDTHS: tuple[ViewportSize, ...] = (
    PHONE,
    {"width": 768, "height": 1024},
    DESK,
    {"width": 1920, "height": 1080},
)


def main() -> int:
    found = [line for name in ("site", "guide-site") for line in _look_at_all(ROOT / name)]
    print(*found, f"{len(found)} violations", sep="\n")
    return 1 if found else 0


def _look_at_all(site: Path) -> list[str]:
    paths = sorted(file.parent.relative_to(site).as_posix() + "/" for file in site.rglob("index.html"))
    with serve(site) as origin, chromium() as browser:
        found = [line for mode in product(MODES, WIDTHS) for line in _look(browser, origin, paths, *mode)]
        print(
            f"Chromium {browser.version}: {len(paths)} pages, {len(MODES) * len(WIDTHS)} ways to look at each"
        )
    return found


def _look(browser: Browser, origin: str, paths: list[str], mode: str, viewport: ViewportSize) -> list[str]:
    """A line for each rule that a page breaks."""
    context = browser.new_context(viewport=viewport, **MODES[mode])
    page, found = context.new_page(), []
    for path in paths:
        page.goto(f"{origin}/{path}")
        if page.evaluate("document.documentElement.scrollWidth") > viewport["width"]:
            found.append(f"{path} {mode}: scrolls sideways at {viewport['width']} px")
        found += [f"{path} {mode} {rule}: {html}" for rule, html in broken_rules(page)]
    print(f"{mode}, {viewport['width']} px: {len(found)} violations", flush=True)
    context.close()
    return found


if __name__ == "__main__":
    sys.exit(main())
