"""The full text of each agreement as a PDF, printed by Chromium from the built site: `make pdf`.

It is the page of the full text as any reader can print it, with the page's headings as bookmarks. Scripts are
off: what they add is of no use on paper.
"""

from __future__ import annotations

import re
import sys
from io import BytesIO
from pathlib import Path
from typing import cast
from urllib.parse import unquote

from playwright.sync_api import Browser, Route, sync_playwright
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject

from kyoyaku import output
from kyoyaku.model.agreement import Agreement
from kyoyaku.pages import paper
from kyoyaku.pdf.browser import find_browser
from kyoyaku.pdf.characters import readable
from kyoyaku.publisher import extras
from kyoyaku.publisher.archive import archive
from kyoyaku.reading.load import load

ROOT = Path(__file__).resolve().parents[2]
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)')
PREVIEW = "http://127.0.0.1:8000/"
"""Where `make serve` shows the site; links of a PDF lead there when the settings name no address."""


def main() -> int:
    """Write the PDF of each agreement's full text into site/, which is built already, and into its ZIP."""
    agreements, site = load(ROOT), ROOT / "site"
    chromium = find_browser()  # which may have to ask Playwright: nobody can while it is at work
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for agreement in agreements:
            path = paper.pdf_path(agreement)
            output.put({path: printed(browser, site, agreement)}, site)
            print(f"== site/{path}")
        browser.close()
    if len(agreements) == 1:
        output.put({extras.ZIP: archive(output.take(site))}, site)
    return 0


def printed(browser: Browser, site: Path, agreement: Agreement) -> bytes:
    """The bytes of the PDF of one agreement's full text: the same for the same site and Chromium."""
    address = f"{agreement.slug}/full/"
    html = (site / address / "index.html").read_text(encoding="utf-8")
    known = CANONICAL.search(html)
    origin = known[1].removesuffix(address) if known else PREVIEW
    page = browser.new_page(java_script_enabled=False)
    page.route("**/*", lambda route: _answer(route, site, origin))
    page.goto(origin + address, wait_until="networkidle")
    pdf = page.pdf(prefer_css_page_size=True, tagged=True, outline=True)
    page.close()
    return _readable(paper.dated(pdf, agreement.concluded), set(html))


def _readable(pdf: bytes, characters: set[str]) -> bytes:
    """The PDF with the characters of its page for the signs of its fonts."""
    reader = PdfReader(BytesIO(pdf))
    for number in range(1, int(str(reader.trailer["/Size"]))):
        found = reader.get_object(number)
        if isinstance(found, DictionaryObject) and "/ToUnicode" in found:
            cmap = cast(DecodedStreamObject, found["/ToUnicode"].get_object())
            cmap.set_data(readable(cmap.get_data().decode("ascii"), characters).encode("ascii"))
    made = BytesIO()
    PdfWriter(clone_from=reader).write(made)
    return made.getvalue()


def _answer(route: Route, site: Path, origin: str) -> None:
    """The files of site/ under the address that the site will have: so the links of the PDF lead there."""
    file = site / unquote(route.request.url.partition("?")[0].removeprefix(origin))
    file = file / "index.html" if file.is_dir() else file
    if route.request.url.startswith(origin) and file.is_file():
        route.fulfill(path=file)
    else:
        route.abort()


if __name__ == "__main__":
    sys.exit(main())
