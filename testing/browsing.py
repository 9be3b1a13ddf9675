"""What looks at a site in a browser needs: a server of a folder, the sizes of screens, the ways of colour."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import ViewportSize

PHONE: ViewportSize = {"width": 360, "height": 760}
DESK: ViewportSize = {"width": 1280, "height": 900}
MODES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active", "color_scheme": "dark"},
}
"""Ways in which colours reach a reader."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """A served page is no news."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """The address of a server of the folder, on a free port."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
