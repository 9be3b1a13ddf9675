"""The names that a rule of a style sheet may ask for: those that a page has, or that a script may give."""

from __future__ import annotations

import re
from collections.abc import Iterable

WORD = re.compile(r"[\w-]*[A-Za-z0-9_][\w-]*", re.ASCII)
"""What may be a name, in a page, a script or a value."""

ADDED = {
    "md-annotation": {"pre"},
    "md-code__": {"pre"},
    "md-source__fact": {"md-source__repository"},
    "md-tag": {"md-tags"},
    "md-tooltip": {"pre", "tooltips"},
    "md-version": {"provider"},
    "tabbed-": {"tabbed-set"},
}
"""How names begin that the theme's script gives only to what it adds to something, and the words of a page
that has this: code, a repository's figures, tags, tooltips, versions, tabs (mkdocs-material 9.8.1)."""

_GIVEN = re.compile(rf"""(?<=["'`\s<=]){WORD.pattern}(?=["'`\s>$])""", re.ASCII)
_DATA = re.compile(r"\bdataset\.(\w+)", re.ASCII)


def page_names(pages: Iterable[str], scripts: Iterable[str]) -> frozenset[str]:
    """Every word that may be an attribute or its value; with a dot before it, an element, a class or an id.

    Any word of the HTML of a page may be either. A script that makes something writes a name between quotes
    or blanks ("md-dialog md-dialog--active"); with a sign beside it (".tabbed-set > label") it asks for what
    is there. It may set an attribute without quotes (`hidden`, `dataset.x`), so each of its words counts for
    one. The theme's script asks whether a page runs from right to left (`rtl`); that makes none that does.
    """
    lines: set[str] = set().union(*(page.splitlines() for page in pages))  # mostly the same on every page
    words = {word for line in lines for word in WORD.findall(line)}
    texts = list(scripts)
    absent = tuple(beginning for beginning, of in ADDED.items() if not of & words)
    given = {word for text in texts for word in _GIVEN.findall(text) if not word.startswith(absent)}
    data = {_attribute(name) for text in texts for name in _DATA.findall(text)}
    attributes = words.union(data, *map(WORD.findall, texts)) - ({"rtl"} - words)
    return frozenset(attributes | {f".{word}" for word in words | given})


def _attribute(name: str) -> str:
    """What a script calls `dataset.name`."""
    return "data-" + re.sub("[A-Z]", r"-\g<0>", name).lower()
