"""What the frame of a page (templates/theme/frame/) is filled with: policy, style sheets, scripts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import material

from kyoyaku.publisher.assets.minify import READER

THEME = Path(material.__file__).parent / "templates"

POLICY = "; ".join(
    (
        "default-src 'none'",  # fonts, frames, plug-ins, media, manifests: whatever is not named below
        "script-src 'self'",  # workers are scripts, too
        "style-src 'self'",
        "img-src 'self' data:",  # icons stand in the style sheets
        "connect-src 'self'",
        # `default-src` does not cover the next two. The forms of the theme are never sent.
        "base-uri 'none'",
        "form-action 'none'",
    )
)
"""The Content-Security-Policy of each page (https://www.w3.org/TR/CSP3/).

It stands in the page, because GitHub Pages lets a site set no headers. No script of ours stands in a page, so
a script that came into a page with a text would not run.
"""

_ADDRESS = re.compile(r"https?://[\w.:@/~%+-]+", re.ASCII)
"""An address without quotes, blanks and brackets, such as `https://example.org/a-b/`."""


def is_address(setting: str) -> bool:
    """Whether a setting can stand in an attribute of a page as an address."""
    return bool(_ADDRESS.fullmatch(setting))


def _theme_files(pattern: str) -> tuple[str, ...]:
    """The paths of the theme's files that match a pattern; their names differ from version to version."""
    return tuple(sorted(file.relative_to(THEME).as_posix() for file in THEME.glob(pattern)))


@dataclass(frozen=True, slots=True)
class Frame:
    """`config.extra.frame` of the templates: the policy ("" for none), and the paths of what a page loads."""

    policy: str
    styles: tuple[str, ...] = _theme_files("assets/stylesheets/*.min.css")
    scripts: tuple[str, ...] = _theme_files("assets/javascripts/bundle.*.min.js")
    reader: str = READER
