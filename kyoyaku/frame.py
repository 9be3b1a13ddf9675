"""What becomes of a page as the theme's templates leave it, before it is published."""

from __future__ import annotations

import json
import re

from .slim import SEARCH

PREFORMATTED = re.compile(r"<(?:pre|textarea)\b")
DATA = re.compile(r'(<script [^>]*type="application/(?:ld\+)?json">)(.*?)(?=</script>)', re.DOTALL)
OWN_WORKER = re.compile(r'(?<="search":")([^"]*)assets/javascripts/workers/search\.[^"]*')
SAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&'"}
"""What JSON in a page must not hold as it is."""


def framed(html: str) -> str:
    """The page with our search behind the theme's box, and without what only takes room.

    A third of it is blanks before and between lines; the data in it writes each Japanese sign in six.
    """
    slim = html if PREFORMATTED.search(html) else re.sub(r"\s*\n\s*", "\n", html)
    return OWN_WORKER.sub(rf"\1{SEARCH}worker.js", DATA.sub(_compact, slim))


def _compact(found: re.Match[str]) -> str:
    text = json.dumps(json.loads(found[2]), ensure_ascii=False, separators=(",", ":"))
    return found[1] + text.translate(SAFE)
