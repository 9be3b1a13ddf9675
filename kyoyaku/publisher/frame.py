"""What the template of a page's frame (templates/theme/frame/) needs to know of the theme."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import material

from kyoyaku.publisher.assets.slim import READER

THEME = Path(material.__file__).parent / "templates"


@cache
def _named(pattern: str) -> tuple[str, ...]:
    """The files of the theme by their paths; their names are others in each version."""
    return tuple(sorted(file.relative_to(THEME).as_posix() for file in THEME.glob(pattern)))


@dataclass(frozen=True, slots=True)
class Frame:
    """A page's policy, or "" where it has none, the files of the theme that it asks for, and our script."""

    policy: str
    styles: tuple[str, ...] = _named("assets/stylesheets/*.min.css")
    scripts: tuple[str, ...] = _named("assets/javascripts/bundle.*.min.js")
    reader: str = READER
