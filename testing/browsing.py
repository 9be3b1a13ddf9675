"""What looks at a site needs: a browser, a server of a folder, screen sizes, colour schemes."""

from __future__ import annotations

import functools
import http.server
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from kyoyaku.pdf.browser import find_browser, has_font

PHONE: ViewportSize = {"width": 360, "height": 760}
DESK: ViewportSize = {"width": 1280, "height": 900}
AXE = """async () => {
  const kinds = new Set();
  const looks = ["color", "backgroundColor", "backgroundImage", "fontSize", "fontWeight", "opacity"];
  const kind = (one) => one === document.body ? "" : [
    kind(one.parentElement), one.localName, one.getAttribute("class"),
    ...looks.map((look) => getComputedStyle(one)[look]),
  ].join(" ");
  const isFirst = (one) => one.checkVisibility() && kinds.size < kinds.add(kind(one)).size;
  const first = [...document.querySelectorAll("body *")].filter(isFirst);
  first.forEach((one) => one.setAttribute("data-first", ""));
  axe.configure({ rules: [{ id: "color-contrast", selector: "[data-first]" }] });
  const options = { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } };
  const { passes, violations } = await axe.run(options);
  first.forEach((one) => one.removeAttribute("data-first"));
  if (!passes.length) throw new Error("axe has looked at nothing");
  return violations.map(({ id, nodes }) => [id, nodes[0].html.slice(0, 200)]);
}"""
"""axe asks for the size of targets (WCAG 2.2, 2.5.8) only where it is told to.

To look at colours takes it longer than all else: it looks at the first element of each kind. A kind is the
name, class, colours and letters of an element and of all those around it; what is not shown is none.
"""
AT_REST = """async () => {
  do {
    await Promise.allSettled(document.getAnimations().map((one) => one.finished));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  } while (document.getAnimations().length);
}"""
"""Also what a script sets going when the page is there; what it stops rejects, and is over."""
MODES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active", "color_scheme": "dark"},
}
"""Ways in which colours reach a reader, as `Tabs.open` takes them."""
TELL = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`${event.effectiveDirective} stops ${event.blockedURI} ${event.sample}`))"""
"""What the policy of a page stops is an error of the console."""


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


class Tabs:
    """Tabs that one test after another looks at: a new one costs twice as much as the page that it shows."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free = defaultdict[str, list[Page]](list)

    @contextmanager
    def open(self, viewport: ViewportSize, **settings: Any) -> Iterator[Page]:
        """A tab of a width, in colours such as those of MODES, with settings of its context; it is as good
        as new.
        """
        colours = {
            "color_scheme": settings.pop("color_scheme", "light"),
            "forced_colors": settings.pop("forced_colors", "none"),
        }
        free = self._free[repr(sorted(settings.items()))]
        page = free.pop() if free else self._new(settings)
        page.set_viewport_size(viewport)
        page.emulate_media(media="null", **colours)
        yield page
        free.append(_as_new(page))

    def _new(self, settings: dict[str, Any]) -> Page:
        context = self._browser.new_context(permissions=["clipboard-read", "clipboard-write"], **settings)
        context.add_init_script(TELL)
        return context.new_page()


def _as_new(page: Page) -> Page:
    """Without what a test has opened, stored, stopped or pretended in the tab."""
    context = page.context
    for other in context.pages:
        if other is not page:
            other.close()
    page.unroute_all(behavior="ignoreErrors")
    context.unroute_all(behavior="ignoreErrors")
    page.goto("about:blank")
    client = context.new_cdp_session(page)
    client.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
    client.detach()
    return page


def broken_rules(page: Page) -> list[list[str]]:
    """The rules of axe that a page breaks, each with the first element that does.

    Colours that change are not yet what a reader sees, and so the page is at rest.
    """
    page.evaluate(AT_REST)
    page.evaluate(Axe().axe_script)
    found: list[list[str]] = page.evaluate(AXE)
    return found


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
