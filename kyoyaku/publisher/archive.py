"""The site as a ZIP for reading without a network: opened from a folder, its links lead to files.

The same files give the same bytes: names sorted, one time, one permission.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest that the format knows."""
FILE = 0o644 << 16
LEVEL = 1
"""Of compression; the highest would take three times as long and save a tenth."""
LEFT_OUT = re.compile(r"404\.html|build\.json|sitemap\.xml(?:\.gz)?|\.nojekyll|CNAME|.*\.zip(?:\.sha256)?")
"""What only a server has a use for, and what differs from commit to commit."""
OFFER = re.compile(r'<li><a href="(?P<path>(?![a-z]+:|/)[^"]*)".*?</li>\n')
"""An item of a list that begins with a link within the site."""
FOLDER = re.compile(r'(?P<before><a\b[^>]*? href=")(?P<path>(?![a-z]+:|/|#)[^"#?]*?)(?P<rest>[#?][^"]*)?"')


def archive(files: Mapping[str, bytes]) -> bytes:
    """The files of a site by their paths as a ZIP."""
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
    """A page whose links to folders lead to the page in the folder, as no server is there to do it.

    It offers nothing that is left out.
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
