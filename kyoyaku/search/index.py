"""The search index of a site, as the files that browsers fetch."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from kyoyaku.search.large.files import large_index
from kyoyaku.search.part import IndexPart, as_json, page_json

FIRST = "texts.json"
"""The file that is fetched first, of a small index the only one."""


def search_index(parts: Sequence[IndexPart], limit: int) -> dict[str, str]:
    """The files of the index by their paths under search/, as JSON; `parts` are in the order of the site.

    `texts.json` holds the names of the parties, the words that mean the same, and all pages. If that is more
    than `limit` (bytes, compressed), the index is in the many files that `search/large/files.py` lists.
    """
    words = [part.words for part in parts]
    pages = [page_json(number, page) for number, part in enumerate(parts) for page in part.pages]
    whole = f'{{"agreements":{as_json(words)},"pages":[{",".join(pages)}]}}'
    if len(zlib.compress(whole.encode(), level=1)) <= limit:
        return {FIRST: whole}
    head, files = large_index(parts, pages)
    return {FIRST: head, **files}
