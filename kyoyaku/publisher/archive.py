"""site.zip: the site for reading from a folder, without a network; its links lead to files.

The same files give the same bytes: the names are sorted, times and permissions are constant.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time of the ZIP format."""
FILE = 0o644 << 16
LEVEL = 1
"""The level of compression; the highest takes three times as long and saves a tenth."""
LEFT_OUT = re.compile(
    r"404\.html|(?:.*/)?build\.json|sitemap\.xml(?:\.gz)?|\.nojekyll|CNAME|.*\.zip(?:\.sha256)?"
)
"""Files that only a server uses, and build.json, which differs from commit to commit."""
OFFER = re.compile(r'<li><a href="(?P<path>(?![a-z]+:|/)[^"]*)".*?</li>\n')
"""An item of a list that begins with a link within the site: `<li><a href="build.json">…</a>…</li>`."""
FOLDER = re.compile(r'(?P<before><a\b[^>]*? href=")(?P<path>(?![a-z]+:|/|#)[^"#?]*?)(?P<rest>[#?][^"]*)?"')
"""A relative link: `<a class="x" href="` and `../articles/1/` and `#p1`, but not `https:…`, `/…` or `#…`."""


def archive(files: Mapping[str, bytes]) -> bytes:
    """The bytes of a ZIP of the files, which are given by their paths under site/."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name in sorted(files):
            if not LEFT_OUT.fullmatch(name):
                packed.writestr(_entry(name), _content(name, files[name]), compresslevel=LEVEL)
    return made.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, TIME)
    entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, FILE, 3
    return entry


def _content(name: str, data: bytes) -> bytes:
    return offline(data.decode("utf-8")).encode("utf-8") if name.endswith(".html") else data


def offline(html: str) -> str:
    """The HTML of a page with links to folders made links to `index.html` in them, as no server does it.

    Items of lists that offer a file which is not in the ZIP are left out.
    """
    return FOLDER.sub(_to_file, OFFER.sub(_if_packed, html))


def _if_packed(match: re.Match[str]) -> str:
    return "" if LEFT_OUT.fullmatch(match["path"].lstrip("./")) else match[0]


def _to_file(match: re.Match[str]) -> str:
    path = match["path"]
    last = path.rsplit("/", 1)[-1]
    if path and last in ("", ".", ".."):
        path = f"{path.rstrip('/')}/index.html"
    return f'{match["before"]}{path}{match["rest"] or ""}"'
