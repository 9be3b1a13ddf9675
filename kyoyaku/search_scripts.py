"""The scripts of the search as they are fetched: readers on a phone pay for every byte."""

from __future__ import annotations

import re
from collections.abc import Mapping

ENGINE = ("fold", "variants", "matcher", "results")
"""The scripts that the worker fetches as one file, in the order in which they build on each other."""
COMMENT = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
INDENT = re.compile(r"^[ \t]+|^\n", re.MULTILINE)


def published(scripts: Mapping[str, str]) -> dict[str, str]:
    """The scripts by file name, each without what only its editor reads, and engine.js made of four."""
    slim = {name: _slim(script) for name, script in scripts.items()}
    return {**slim, "engine.js": "".join(slim[f"{name}.js"] for name in ENGINE)}


def _slim(script: str) -> str:
    """Without comments that begin a line, blank lines and indents."""
    return INDENT.sub("", COMMENT.sub("", script))
