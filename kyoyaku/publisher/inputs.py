"""What a portion of the site is made of: while that is the same, so is the portion."""

from __future__ import annotations

import os
import re
import sys
import sysconfig
from pathlib import Path

from .. import cache
from .runs import SETTINGS

PROGRAM = ("build.py", "kyoyaku", "templates", SETTINGS)
FROM_OUTSIDE = re.compile(r"!ENV \[?(\w+)")
"""The settings that come from the environment."""


def of_all(root: Path) -> str:
    """A key of what every portion depends on: program, templates, settings, and the tools as installed."""
    program = [place for name in PROGRAM for place in _sources(root / name)]
    text = (root / SETTINGS).read_text(encoding="utf-8")
    values = (f"{name}={os.environ.get(name)}" for name in FROM_OUTSIDE.findall(text))
    tools = sorted(one.name for one in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))
    return cache.key(cache.contents(program, root), *values, *tools, sys.version)


def _sources(place: Path) -> list[Path]:
    """A file, or the files under a folder, but for what Python makes of them."""
    if place.is_file():
        return [place]
    return [one for one in place.rglob("*") if one.is_file() and one.parent.name != "__pycache__"]
