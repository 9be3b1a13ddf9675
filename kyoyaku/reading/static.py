"""The files of `static/`, published as they are at the top of the site: CNAME, robots.txt, .well-known/…"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from kyoyaku.model.slugs import RESERVED
from kyoyaku.problems import Problems
from kyoyaku.reading.files import is_allowed, place_of

FILES = "index.html index.md 404.html sitemap.xml sitemap.xml.gz llms.txt build.json site.zip"
OWN = RESERVED | set(FILES.split())
"""Names at the top of the site that are not for these files."""
JUNK = re.compile(r"\.DS_Store|\.gitkeep|\._.*|\..*\.sw[a-z]|.*~|Thumbs\.db|desktop\.ini")
"""What systems and editors leave in a folder. Other hidden files are published: .well-known/, .htaccess."""


def check_static(root: Path, slugs: Collection[str], problems: Problems) -> None:
    """A problem for each file that is a link, or that has a name of the site or of an agreement."""
    for name, file in static_files(root, problems).items():
        first = name.partition("/")[0]
        if first.casefold() in OWN or first.casefold() in slugs:
            message = f"「{first}」は、サイトが使う名です。ほかの名にしてください"
            problems.add(place_of(file, root), message, "static-name")


def static_files(root: Path, problems: Problems) -> dict[str, Path]:
    """The files under root/static by their paths there; a problem for each one that is not a plain file."""
    top = root / "static"
    places = [top, *sorted(top.rglob("*"))] if top.is_dir() or top.is_symlink() else []
    found = [one for one in places if not JUNK.fullmatch(one.name) and is_allowed(one, root, problems)]
    return {one.relative_to(top).as_posix(): one for one in found if one.is_file()}
