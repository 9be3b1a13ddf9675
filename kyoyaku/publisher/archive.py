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
OFFER = re.compile(r'<li><a href="((?![a-z]+:|/)[^"]*)".*?</li>\n')
"""An item of a list that begins with a link within the site: `<li><a href="build.json">…</a>…</li>`."""
FOLDER = re.compile(
    r'(?:<(?:a|link)\b[^>]*? href="|"0; url=)(?![a-z]+:|/)(?:[^"#?]*/\.{0,2}|\.{1,2})(?=["#?])'
)
"""The start of a link to a folder: `<a class="x" href="` and `../articles/`, `..` or `.`, but not `/…`.

So begins where a page leads on by itself, too: `<meta http-equiv="refresh" content="0; url=../buses/">`.
"""


def archive(files: Mapping[str, bytes]) -> bytes:
    """The bytes of a ZIP of the files, which are given by their paths under site/."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name in sorted(name for name in files if not LEFT_OUT.fullmatch(name)):
            entry = zipfile.ZipInfo(name, TIME)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, FILE, 3
            data = files[name]
            content = offline(data.decode("utf-8")) if name.endswith(".html") else data
            packed.writestr(entry, content, compresslevel=LEVEL)
    return made.getvalue()


def offline(html: str) -> str:
    """The HTML of a page with links to folders made links to `index.html` in them, as no server does it.

    Items of lists that offer a file which is not in the ZIP are left out.
    """
    offered = OFFER.sub(lambda found: "" if LEFT_OUT.fullmatch(found[1].lstrip("./")) else found[0], html)
    return FOLDER.sub(lambda found: f"{found[0].rstrip('/')}/index.html", offered)
