"""What a page may load and run, as its Content-Security-Policy (https://www.w3.org/TR/CSP3/).

It stands in the page, since a folder of files on GitHub Pages sends no header of its own. No script of ours
stands in a page: one that came into it by a text would not run.
"""

from __future__ import annotations

import re

POLICY = "; ".join(
    (
        "default-src 'none'",  # whatever is not named: fonts, frames, plug-ins, media, a manifest
        "script-src 'self'",  # workers are scripts, too
        "style-src 'self'",
        "img-src 'self' data:",  # icons stand in the style sheets
        "connect-src 'self'",
        # What `default-src` does not cover. The forms of the theme are never sent.
        "base-uri 'none'",
        "form-action 'none'",
    )
)

_ADDRESS = re.compile(r"https?://[\w.:@/~%+-]+", re.ASCII)


def is_address(setting: str) -> bool:
    """Whether a setting may stand in a page as the address of a site."""
    return bool(_ADDRESS.fullmatch(setting))
