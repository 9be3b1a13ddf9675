"""What a worker does: take over a portion of the published site, read an agreement, or make a portion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kyoyaku import output, render
from kyoyaku.listing import Listing, listing
from kyoyaku.model.agreement import Agreement
from kyoyaku.output import Files
from kyoyaku.pages import navigation
from kyoyaku.problems import ContentError, Problems
from kyoyaku.publisher import extras, fingerprint
from kyoyaku.publisher.assets.minify import minify
from kyoyaku.publisher.fingerprint import ASSETS, RECORD, REST, Fingerprints
from kyoyaku.publisher.work import Work
from kyoyaku.reading.load import load_folder
from kyoyaku.search.index import search_index
from kyoyaku.search.part import IndexPart, index_part

LINKED = re.compile(r"\]\(([^)#]+\.md)")
"""The pages that a page at the top of docs/ leads to: `[本文](asahikawa-kamikawa/text/index.md#a)`."""
THEME_PAGES = ("404.html", "sitemap.xml")
"""What the theme makes besides the pages."""


@dataclass(frozen=True, slots=True)
class Build:
    """What each worker knows of a build."""

    root: Path
    """The folder of the project."""
    published: Path
    """The site that is there until now."""
    folder: Path
    """Where this build makes everything: the next site, and a folder for each run of mkdocs."""
    portions: Fingerprints

    @property
    def site(self) -> Path:
        """The next site, complete only at the end."""
        return self.folder / "site"

    @property
    def slugs(self) -> list[str]:
        """The agreements of the site."""
        return [name for name in self.portions if name not in (ASSETS, REST)]

    @property
    def is_sole(self) -> bool:
        """Whether there is only one agreement."""
        return len(self.slugs) == 1

    def run(self, portion: str) -> Path:
        """The folder of a run of mkdocs: docs/, what it is to publish, and site/."""
        return self.folder / f"run-{portion}"

    def agreement(self, slug: str) -> Agreement:
        """An agreement, read and checked. Raises ContentError with all its problems."""
        problems = Problems()
        agreement = load_folder(self.root / "content" / slug, self.root, problems)
        if agreement is None or problems.found:
            raise ContentError(problems.found)
        return agreement


def find(build: Build, portion: str) -> list[str]:
    """The files of a portion of the published site that need not be made again; none if it has to be made."""
    return fingerprint.published(build.published, build.root / "docs", portion, build.portions)


def read(build: Build, slug: str) -> tuple[Listing, IndexPart]:
    """What the rest of the site tells of an agreement. Raises ContentError."""
    agreement = build.agreement(slug)
    return listing(agreement), index_part(agreement, named=not build.is_sole)


def take_over(build: Build, portion: str, names: Sequence[str]) -> set[str]:
    """Link a portion of the published site into the next one; the paths of all its files."""
    # The record of what is about no agreement has the commit; it is written at the end.
    record = [f"{portion}/{RECORD}"] if portion else []
    output.link([*names, *record], build.published, build.site)
    return {*names, *record}


def of_agreement(build: Build, slug: str) -> set[str]:
    """Make the pages of an agreement and the files beside them; the paths of all its files under site/.

    Raises ContentError, and TextLostError if a page lacks a text.
    """
    agreement = build.agreement(slug)
    docs = render.of_agreement(agreement, build.root / "templates")
    # Its pages know of the others only that there are any.
    listings = (listing(agreement),) * (1 if build.is_sole else 2)
    nav = [*navigation.HOME, navigation.branch(agreement)]
    work = Work(listings, nav, elsewhere=("index.md",))
    _run(build, slug, work, docs)
    return _finish(build, slug, work, extras.of_agreement(agreement, docs, work.contents))


def of_assets(build: Build) -> set[str]:
    """Make scripts, style sheets and icons, which are the same whatever the content."""
    work = Work()
    scripts = _run(build, ASSETS, work, {}, files=True)
    smaller = minify(output.take(build.run(ASSETS) / "site"), build.root / "templates", scripts)
    return _finish(build, ASSETS, work, smaller)


def of_rest(build: Build, readings: Sequence[tuple[Listing, IndexPart]]) -> set[str]:
    """Make the pages that are about no agreement, the lists of all addresses, and the index of the search."""
    from kyoyaku.publisher.runs import settings

    listings = tuple(one for one, _ in readings)
    only = build.agreement(build.slugs[0]) if build.is_sole else None
    docs = render.of_site(listings, only, build.root / "templates")
    linked = {path for text in docs.values() for path in LINKED.findall(text)}
    elsewhere = tuple(page for one in listings for page in one.pages if page in linked)
    work = Work(listings, [*navigation.HOME, *navigation.SITE], elsewhere)
    _run(build, REST, work, docs, pages=THEME_PAGES)
    limit = settings(build.root).extra["search_index_limit"]
    index = search_index([part for _, part in readings], limit)
    files = extras.of_site(listings, work.contents) | {f"search/{name}": index[name] for name in index}
    return _finish(build, REST, work, files) | set(THEME_PAGES)


def _run(
    build: Build,
    portion: str,
    work: Work,
    docs: Files,
    *,
    pages: tuple[str, ...] = (),
    files: bool = False,
) -> tuple[str, ...]:
    from kyoyaku.publisher.runs import run  # A build without a change does not load mkdocs.

    folder = build.run(portion)
    (folder / "docs").mkdir(parents=True)
    output.put(docs, folder / "docs")
    return run(work, build.root, folder / "docs", folder / "site", pages=pages, files=files)


def _finish(build: Build, portion: str, work: Work, files: Files) -> set[str]:
    """Put more files beside those of a run, and those of the portion into the next site; their names.

    The names are of what was to be written, not of what is there: so a loss is noticed in the end.
    """
    made = build.run(portion) / "site"
    output.put(files, made)
    names = {*work.files, *files}
    if portion:
        fingerprint.record(made, build.run(portion) / "docs", portion, build.portions)
        names = {name for name in names if name.startswith(f"{portion}/")}
    build.site.mkdir(exist_ok=True)
    for one in [made / portion] if portion else list(made.iterdir()):
        one.rename(build.site / one.name)
    return names
