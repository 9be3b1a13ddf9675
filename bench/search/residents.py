"""What residents find in words of their own: our search, the theme's own and Pagefind, in the same run.

    make bench-residents

Each query of tests/search/residents.txt is typed into the box. It is answered if a right page is among the
first three hits, or the first three links that stand apart; what the agreement does not have is answered if
there is no hit and that is said. The theme and Pagefind set nothing apart.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.search.asked import ask
from bench.search.run import address, build_engines
from kyoyaku.reading.load import load
from testing.browsing import chromium
from testing.project import ROOT, read_content
from testing.search import RESIDENTS, answers


def main() -> None:
    """Print the share of the queries that each search answers, and those that ours does not."""
    slug = load(ROOT)[0].slug
    cases = [case for part in RESIDENTS for case in part]
    queries = [query for query, _ in cases]
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        engines, fragments = build_engines(Path(folder), read_content(ROOT), with_theme=True)
        for engine, there, script in engines:
            found = ask(browser, there, script, queries)
            given = zip(cases, found.found, found.beside or [([], "")] * len(cases), strict=True)
            right = [
                answers(slug, wanted, [address(hit, fragments) for hit in hits], *beside)
                for (_, wanted), hits, beside in given
            ]
            parts = (right[: len(RESIDENTS[0])], right[len(RESIDENTS[0]) :])
            print(f"{engine:<10}" + "".join(f"{sum(own):>6} of {len(own)}" for own in parts), flush=True)
            if engine == "ours":
                print(
                    "not:", *(query for query, is_right in zip(queries, right, strict=True) if not is_right)
                )


if __name__ == "__main__":
    main()
