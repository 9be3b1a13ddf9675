"""Slugs, the permanent names in addresses: readable ASCII, and none that the site itself uses."""

from __future__ import annotations

import re

FORM = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
MAX_LENGTH = 60
PAGES = "index assets search accessibility about adopt articles initiatives parties home overview full text"
PLACES = "annex closing content preamble supplement notes standing witness rules corrections debris views"
MORE_PLACES = "sources version life others below attached body table title"
RESERVED = frozenset(f"{PAGES} {PLACES} {MORE_PLACES}".split())
OF_WINDOWS = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
"""Names of devices: Windows can store no folder or file that is called so, nor unpack a ZIP that has one."""
OF_PLACES = re.compile(
    r"(?:(?:supplement-)?article|annex|content|preamble|closing|supplement|chapter|remarks|row)-[a-z]?[0-9].*"
    r"|attached-.*|(?:mark|note|correction)-.*[0-9].*|role-.*|filter-.*|was-.*|annex-.*list|[bsilp][0-9].*"
    r"|.+-(?:content|omitted|role-.+|(?:row-|remarks-|[bpi])[0-9].*)"
)
"""Anchors of a page, such as article-4 and p2-i1: a slug of this form would be a duplicate id."""


def slug_fault(slug: str) -> str:
    """What is wrong with a slug, as the end of a sentence; '' when nothing is."""
    if not FORM.fullmatch(slug):
        return "半角の英小文字で始まり、英小文字、数字、語の間の「-」だけで書きます"
    if len(slug) > MAX_LENGTH:
        return f"{MAX_LENGTH}字以内で書きます"
    if OF_WINDOWS.fullmatch(slug):
        return "Windowsでファイルの名にできないので使えません"
    if slug in RESERVED or OF_PLACES.fullmatch(slug):
        return "サイトが使う名なので使えません"
    return ""
