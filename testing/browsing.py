"""What looks at a site needs: a browser, a server of a folder, screen sizes, colour schemes."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from kyoyaku.pdf.browser import find_browser, has_font

PHONE: ViewportSize = {"width": 360, "height": 760}
DESK: ViewportSize = {"width": 1280, "height": 900}
MODES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active", "color_scheme": "dark"},
}
"""Ways in which colours reach a reader, as settings of a browser context."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running browser, closed at the end."""
    path = find_browser()  # may ask Playwright, which answers only while no other Playwright is running
    assert path, "no browser: run make browser"
    assert has_font(), "no Japanese font: run make browser"
    with sync_playwright() as playwright:
        # Chromium's sandbox does not start for root, as in most containers; only our own pages are opened.
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Requests are not logged."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """The address of a server of the folder, on a free port."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
