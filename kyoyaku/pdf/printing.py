"""`make pdf`: the full text of each agreement as a PDF, printed by Chromium from the built site.

The PDF is the page of the full text as any reader can print it, with its headings as bookmarks. Scripts are
off, because what they add is of no use on paper.
"""

from __future__ import annotations

import re
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import cast
from urllib.parse import unquote

from playwright.sync_api import Browser, Route, sync_playwright
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject

from kyoyaku import output
from kyoyaku.model.agreement import Agreement
from kyoyaku.pdf.browser import find_browser
from kyoyaku.pdf.characters import readable
from kyoyaku.publisher import extras
from kyoyaku.publisher.archive import archive
from kyoyaku.reading.load import load

ROOT = Path(__file__).resolve().parents[2]
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)')
PREVIEW = "http://127.0.0.1:8000/"
"""The address of `make serve`; the links of a PDF lead there when the settings give no `site_url`."""


def main() -> int:
    """Write the PDF of each agreement's full text into site/, which is built already, and into site.zip."""
    agreements, site = load(ROOT), ROOT / "site"
    chromium = find_browser()  # before `sync_playwright`, which it may have to use itself
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for agreement in agreements:
            path = pdf_path(agreement)
            output.put({path: printed(browser, site, agreement)}, site)
            print(f"== site/{path}")
        browser.close()
    if len(agreements) == 1:
        output.put({extras.ZIP: archive(output.take(site))}, site)
    return 0


def pdf_path(agreement: Agreement) -> str:
    """The path under site/ of the PDF of an agreement."""
    return f"{agreement.slug}/data/{agreement.slug}.pdf"


def printed(browser: Browser, site: Path, agreement: Agreement) -> bytes:
    """The bytes of the PDF of one agreement; the same site and the same Chromium give the same bytes."""
    address = f"{agreement.slug}/full/"
    html = (site / address / "index.html").read_text(encoding="utf-8")
    known = CANONICAL.search(html)
    origin = known[1].removesuffix(address) if known else PREVIEW
    page = browser.new_page(java_script_enabled=False)
    page.route("**/*", lambda route: _answer(route, site, origin))
    page.goto(origin + address, wait_until="networkidle")
    pdf = page.pdf(prefer_css_page_size=True, tagged=True, outline=True)
    page.close()
    return _mended(pdf, agreement.concluded, set(html))


def _mended(pdf: bytes, day: date, characters: set[str]) -> bytes:
    """The PDF with a day as its dates, whose fonts name the characters of its page (`characters.py`).

    The day of printing says nothing of the text, and would make each copy differ.
    """
    reader = PdfReader(BytesIO(pdf))
    for number in range(1, int(str(reader.trailer["/Size"]))):
        found = reader.get_object(number)
        if isinstance(found, DictionaryObject) and "/ToUnicode" in found:
            cmap = cast(DecodedStreamObject, found["/ToUnicode"].get_object())
            cmap.set_data(readable(cmap.get_data().decode("ascii"), characters).encode("ascii"))
    writer = PdfWriter(clone_from=reader)
    writer.add_metadata(dict.fromkeys(("/CreationDate", "/ModDate"), f"D:{day:%Y%m%d}000000+00'00'"))
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _answer(route: Route, site: Path, origin: str) -> None:
    """Answer requests from site/, as if it were at its later address, so that links of the PDF lead there."""
    file = site / unquote(route.request.url.partition("?")[0].removeprefix(origin))
    file = file / "index.html" if file.is_dir() else file
    if route.request.url.startswith(origin) and file.is_file():
        route.fulfill(path=file)
    else:
        route.abort()


if __name__ == "__main__":
    sys.exit(main())
