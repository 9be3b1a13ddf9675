"""The scripts of the search as one file to fetch: readers on a phone pay for every byte."""

from __future__ import annotations

import re
from collections.abc import Iterable

ENGINE = ("fold", "variants", "matcher", "results")
"""The scripts that the worker needs at the first query, in the order in which they build on each other."""
COMMENT = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
INDENT = re.compile(r"^[ \t]+|^\n", re.MULTILINE)


def engine(scripts: Iterable[str]) -> str:
    """The scripts one after another, without comments that begin a line, blank lines and indents."""
    return "".join(INDENT.sub("", COMMENT.sub("", script)) for script in scripts)
