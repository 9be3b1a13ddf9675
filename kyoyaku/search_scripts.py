"""The scripts of the search as they are fetched: readers on a phone pay for every byte."""

from __future__ import annotations

import re

ENGINE = ("fold", "variants", "matcher", "results")
"""The scripts that the worker fetches as one file, in the order in which they build on each other."""
COMMENT = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
INDENT = re.compile(r"^[ \t]+|^\n", re.MULTILINE)


def slim(script: str) -> str:
    """The script without comments that begin a line, blank lines and indents."""
    return INDENT.sub("", COMMENT.sub("", script))
