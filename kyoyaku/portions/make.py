"""The portions of a site, each made by itself in a folder: of an agreement, of none, and the assets.

A portion holds `docs/`, what it has under docs/, and `site/`, what of the site is its own. The site is the
union of them all.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from kyoyaku import output, render
from kyoyaku.listing import Listing, listing
from kyoyaku.model.agreement import Agreement
from kyoyaku.pages import navigation
from kyoyaku.publisher import extras
from kyoyaku.publisher.archive import archive
from kyoyaku.publisher.assets.minify import minify
from kyoyaku.publisher.work import Work

LINKED = re.compile(r"\]\(([^)#]+\.md)")
"""The pages that a page at the top of docs/ leads to."""
SITE_PAGES = ("404.html", "sitemap.xml")
"""What the theme makes besides the pages."""


def of_agreement(agreement: Agreement, is_sole: bool, root: Path, folder: Path) -> None:
    """The pages of an agreement and what stands beside them.

    `is_sole` if the site has no other agreement. Raises TextLostError if a page lacks a text.
    """
    docs = render.of_agreement(agreement, root / "templates")
    nav = [*navigation.HOME, navigation.branch(agreement)]
    # Its pages know of the others only that there are any.
    told = (listing(agreement),) * (1 if is_sole else 2)
    work = Work(told, nav, elsewhere=("index.md",))
    _publish(work, docs, root, folder)
    output.put(extras.of_agreement(agreement, docs, work.contents), folder / "site")
    _leave(folder / "site", lambda name: name == agreement.slug)


def of_site(
    listings: tuple[Listing, ...], only: Agreement | None, commit: str | None, root: Path, folder: Path
) -> None:
    """The pages that are about no agreement, and the lists of all addresses.

    `only` is the sole agreement, `commit` that of the source.
    """
    docs = render.of_site(listings, only, root / "templates")
    linked = {path for text in docs.values() for path in LINKED.findall(text)}
    elsewhere = tuple(page for one in listings for page in one.pages if page in linked)
    work = Work(listings, [*navigation.HOME, *navigation.SITE], elsewhere)
    _publish(work, docs, root, folder, pages=SITE_PAGES)
    output.put(extras.of_site(listings, work.contents, commit), folder / "site")


def of_assets(root: Path, folder: Path) -> None:
    """Scripts, style sheets and icons: the same whatever the content."""
    scripts = _publish(Work(), {}, root, folder, files=True)
    output.put(minify(output.take(folder / "site"), root / "templates", scripts), folder / "site")
    _leave(folder / "site", lambda name: name == "assets")


def zipped(files: Mapping[str, Path], folder: Path) -> None:
    """The site as a ZIP, of its files by their paths."""
    packed = archive({path: file.read_bytes() for path, file in files.items()})
    output.put({extras.ZIP: packed}, folder / "site")


def _publish(
    work: Work,
    docs: output.Files,
    root: Path,
    folder: Path,
    *,
    pages: tuple[str, ...] = (),
    files: bool = False,
) -> tuple[str, ...]:
    from kyoyaku.publisher.runs import run  # A build without a change does not load mkdocs.

    (folder / "docs").mkdir(parents=True)
    output.put(docs, folder / "docs")
    return run(work, root, folder / "docs", folder / "site", pages=pages, files=files)


def _leave(site: Path, is_own: Callable[[str], bool]) -> None:
    """Take away what is another portion's: the theme's own index of the search."""
    for one in site.iterdir():
        if not is_own(one.name):
            shutil.rmtree(one) if one.is_dir() else one.unlink()
