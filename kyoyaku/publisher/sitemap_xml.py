"""sitemap.xml: the addresses of a site's pages for search engines (sitemaps.org, version 0.9).

It has no `lastmod`: the day of a build says nothing about the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import urljoin

from kyoyaku.pages.addresses import url


def sitemap(site_url: str | None, pages: Iterable[str]) -> str:
    """The text of the file; `pages` are paths under docs/. Without an address of the site it lists none."""
    base = f"{site_url.rstrip('/')}/" if site_url else ""
    lines = (f"  <url><loc>{escape(urljoin(base, url(page)))}</loc></url>" for page in pages if base)
    start = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    )
    return "\n".join([start, *lines, "</urlset>", ""])
