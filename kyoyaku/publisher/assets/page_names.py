"""The names that a selector of a style sheet can match: those in pages, and those that scripts add."""

from __future__ import annotations

import re
from collections.abc import Iterable

WORD = re.compile(r"[\w-]*[A-Za-z0-9_][\w-]*", re.ASCII)
"""A name, such as `md-nav__link`, `data-md-color-scheme` or `2x`; not `--`, which has no letter or digit."""

ADDED = {
    "md-annotation": {"pre"},
    "md-code__": {"pre"},
    "md-source__fact": {"md-source__repository"},
    "md-tag": {"md-tags"},
    "md-tooltip": {"pre", "tooltips"},
    "md-version": {"provider"},
    "tabbed-": {"tabbed-set"},
}
"""Class-name prefixes that the theme's script uses only for one feature, and the words of which a page with
the feature has one: code, a repository's figures, tags, tooltips, versions, tabs (mkdocs-material 9.8.1).
A page without the word `tabbed-set` never gets an element of a class such as `tabbed-button`."""

_ADDED_NAME = re.compile(rf"""(?<=["'`\s<=]){WORD.pattern}(?=["'`\s>$])""", re.ASCII)
"""A name between quotes or blanks in a script, as in `h("div", {class: "md-dialog md-dialog--active"})`; not
`.asked` in `one(".asked > i")`, which only looks for an element."""
_DATA = re.compile(r"\bdataset\.(\w+)", re.ASCII)
"""An attribute that a script sets, as in `element.dataset.mdState = "x"`, which is `data-md-state`."""


def page_names(pages: Iterable[str], scripts: Iterable[str]) -> frozenset[str]:
    """The names that may occur in pages: attributes and their values (`hidden`, `checkbox`), and with a dot
    before them elements, classes and ids (`.nav`, `.md-nav`).

    `pages` are the texts that pages are made from, `scripts` the scripts that run in them. Each word of a
    page counts as either. Of a script, a word between quotes or blanks counts as a class, and every word as
    an attribute, because a script can set one without quotes (`input.hidden = true`). The theme's script
    asks for `rtl` (pages that run from right to left), but never sets it.
    """
    lines: set[str] = set().union(*(page.splitlines() for page in pages))  # many lines occur on every page
    words = {word for line in lines for word in WORD.findall(line)}
    texts = list(scripts)
    absent = tuple(prefix for prefix, needed in ADDED.items() if not needed & words)
    added = {word for text in texts for word in _ADDED_NAME.findall(text) if not word.startswith(absent)}
    data = {
        re.sub("([A-Z])", r"-\1", f"data-{name}").lower() for text in texts for name in _DATA.findall(text)
    }
    attributes = words.union(data, *map(WORD.findall, texts)) - ({"rtl"} - words)
    return frozenset(attributes | {f".{word}" for word in words | added})
