"""The full text of each agreement as a PDF, printed by Chromium from a site that is not yet published.

The PDF is the page of the full text as any reader can print it, with its headings as bookmarks. Scripts are
off, because what they add is of no use on paper.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence, Set
from io import BytesIO
from pathlib import Path
from typing import cast
from urllib.parse import unquote

from playwright.sync_api import Browser, Error, Route, sync_playwright
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject

from kyoyaku import output
from kyoyaku.listing import Listing
from kyoyaku.output import StoppedError
from kyoyaku.pdf.browser import find_browser
from kyoyaku.pdf.characters import readable

CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)')
PREVIEW = "http://127.0.0.1:8000/"
"""The address of a preview; the links of a PDF lead there when the settings give no `site_url`."""
DATES = ("/CreationDate", "/ModDate")
FONTS = "日本語のフォント（Debian及びUbuntuでは、fonts-noto-cjk）を入れてください"


def print_all(site: Path, listings: Sequence[Listing]) -> list[str]:
    """Write the PDF of each agreement's full text into a site; returns their paths. Raises StoppedError."""
    chromium = find_browser()  # before `sync_playwright`, which it may have to use itself
    if not chromium:
        raise StoppedError("Chromium又はGoogle Chromeがないので、PDFを作れません。どちらかを入れてください")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            output.put({pdf_path(one.slug): printed(browser, site, one) for one in listings}, site)
            browser.close()
    except Error as error:
        reason = error.message.splitlines()[0]
        raise StoppedError(f"PDFを作る途中で、Chromiumが止まりました（{reason}）") from None
    return [pdf_path(one.slug) for one in listings]


def pdf_path(slug: str) -> str:
    """The path under site/ of the PDF of an agreement."""
    return f"{slug}/data/{slug}.pdf"


def printed(browser: Browser, site: Path, agreement: Listing) -> bytes:
    """The bytes of the PDF of one agreement; the same site and the same Chromium give the same bytes.

    Raises StoppedError if a character of the page has no glyph, so that paper would show a box in its place.
    """
    address = f"{agreement.slug}/full/"
    html = (site / address / "index.html").read_text(encoding="utf-8")
    known = CANONICAL.search(html)
    origin = known[1].removesuffix(address) if known else PREVIEW
    page = browser.new_page(java_script_enabled=False)
    page.route("**/*", lambda route: _answer(route, site, origin))
    page.goto(origin + address, wait_until="networkidle")
    pdf = page.pdf(prefer_css_page_size=True, tagged=True, outline=True)
    page.emulate_media(media="print")
    shown = set(page.locator("article").inner_text())
    page.close()
    mended, names = _mended(pdf, agreement.concluded, set(html))
    # Letters, digits and signs; blanks and marks that join another character need no glyph of their own.
    lost = sorted(one for one in shown - names if unicodedata.category(one)[0] in "LNPS")
    if lost:
        raise StoppedError(f"PDFに、字形のない文字があります：{'、'.join(lost[:20])}。{FONTS}")
    return mended


def _mended(pdf: bytes, day: str, characters: Set[str]) -> tuple[bytes, set[str]]:
    """The PDF with `day` as its dates and with mended ToUnicode maps; and all characters that these name.

    The day of printing would make each copy differ. If `day` is '', the PDF has no dates.
    """
    reader, names = PdfReader(BytesIO(pdf)), set[str]()
    for number in range(1, int(str(reader.trailer["/Size"]))):
        found = reader.get_object(number)
        if isinstance(found, DictionaryObject) and "/ToUnicode" in found:
            stream = cast(DecodedStreamObject, found["/ToUnicode"].get_object())
            cmap, found_names = readable(stream.get_data().decode("ascii"), characters)
            names |= found_names
            stream.set_data(cmap.encode("ascii"))
    writer = PdfWriter(clone_from=reader)
    # D:20220112000000+00'00', D:201806 or D:2018 (ISO 32000-2, 7.9.4).
    written = f"D:{day.replace('-', '')}" + ("000000+00'00'" if day.count("-") == 2 else "")
    facts = dict(reader.metadata or {}) | dict.fromkeys(DATES, written)
    writer.metadata = {name: value for name, value in facts.items() if day or name not in DATES}
    made = BytesIO()
    writer.write(made)
    return made.getvalue(), names


def _answer(route: Route, site: Path, origin: str) -> None:
    """Answer a request from the files of `site` as if they were at `origin`, so that links lead there."""
    file = site / unquote(route.request.url.partition("?")[0].removeprefix(origin))
    file = file / "index.html" if file.is_dir() else file
    if route.request.url.startswith(origin) and file.is_file():
        route.fulfill(path=file)
    else:
        route.abort()
