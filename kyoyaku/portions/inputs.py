"""What a portion of the site is made of: while that is the same, so is the portion."""

from __future__ import annotations

import os
import re
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kyoyaku.portions import cache
from kyoyaku.problems import Problems
from kyoyaku.publisher import SETTINGS
from kyoyaku.reading import load

PROGRAM = ("build.py", "hooks.py", "kyoyaku", "templates", SETTINGS)
FROM_OUTSIDE = re.compile(r"!ENV \[?(\w+)")
"""The settings that come from the environment."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Keys of all that a site is made of, as it was when it was looked at."""

    general: str
    """Of what every portion depends on: program, templates, settings, and the tools as installed."""
    sources: Mapping[str, str]
    """Of the source of each agreement, by its folder's name."""

    @property
    def is_sole(self) -> bool:
        """Whether there is only one agreement."""
        return len(self.sources) == 1

    def of(self, slug: str) -> str:
        """The key of all that the pages of an agreement depend on."""
        return cache.key(self.general, str(self.is_sole), self.sources[slug])


def look(root: Path) -> Inputs:
    """The inputs of the site that root/content is to be."""
    folders = load.folders(root, Problems())
    return Inputs(_general(root), {one.name: source(one, root) for one in folders})


def source(folder: Path, root: Path) -> str:
    """A key of the source of an agreement."""
    return cache.contents([folder], root)


def _general(root: Path) -> str:
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
