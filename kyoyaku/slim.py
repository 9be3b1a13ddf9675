"""Scripts and style sheets of a site without what no reader's browser needs; their addresses stay."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .page_names import page_names
from .search_scripts import published, without_comments
from .style_sheets import pared

STYLES = "assets/stylesheets/"
SCRIPTS = "assets/javascripts/"
SEARCH = f"{SCRIPTS}search/"


def slim(files: Mapping[str, bytes]) -> dict[str, str]:
    """Our scripts and all style sheets anew, by their paths; `files` are all of a site."""
    search = published(_texts(files, SEARCH, r"[^/]+\.js"))
    own = without_comments(_texts(files, SCRIPTS, r"[^/]+(?<!\.min)\.js"))
    theirs = _texts(files, SCRIPTS, r"[^/]+\.min\.js")
    pages = _texts(files, "", r".*\.html").values()
    names = page_names(pages, [*theirs.values(), *own.values(), *search.values()])
    styles = pared(_texts(files, STYLES, r"[^/]+\.css"), names)
    folders = ((SEARCH, search), (SCRIPTS, own), (STYLES, styles))
    return {folder + name: text for folder, texts in folders for name, text in texts.items()}


def _texts(files: Mapping[str, bytes], folder: str, name: str) -> dict[str, str]:
    """The files of a folder whose names are as asked, by these names."""
    wanted = re.compile(re.escape(folder) + f"({name})")
    return {match[1]: data.decode() for path, data in files.items() if (match := wanted.fullmatch(path))}
