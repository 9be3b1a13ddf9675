"""sitemap.xml: the addresses of a site's pages for programs that look for them (sitemaps.org, version 0.9).

The day of a build, which publishers give for that of a change, says nothing of the text and is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import urljoin

from kyoyaku.pages.addresses import url


def sitemap(site_url: str | None, pages: Iterable[str]) -> str:
    """The file; `pages` are paths under docs/. A site that does not know its address names none."""
    base = f"{site_url.rstrip('/')}/" if site_url else ""
    lines = (f"  <url><loc>{escape(urljoin(base, url(page)))}</loc></url>" for page in pages if base)
    start = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    )
    return "\n".join([start, *lines, "</urlset>", ""])
