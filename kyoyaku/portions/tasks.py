"""The tasks of worker processes: read an agreement or take its folder over, make its pages, make the rest."""

from __future__ import annotations

import pickle
import re
import shutil
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kyoyaku import output, program, render
from kyoyaku.listing import Listing, listing
from kyoyaku.output import Files
from kyoyaku.pages import navigation
from kyoyaku.problems import ContentError, Problems
from kyoyaku.publisher import extras, fingerprint
from kyoyaku.publisher.fingerprint import Fingerprints
from kyoyaku.publisher.work import Work
from kyoyaku.reading.load import load_folder
from kyoyaku.search.documents import IndexPart, index_part

if TYPE_CHECKING:
    from kyoyaku.publisher.runs import Settings

Printer = Callable[[Path, Sequence[Listing]], Iterable[str]]
"""Writes the PDF of each agreement into a site that is made; returns their paths there."""
LINKED = re.compile(r"\]\(([^)#]+\.md)")
"""The pages that a page at the top of docs/ leads to: `[本文](asahikawa-kamikawa/text/index.md#a)`."""


@dataclass(frozen=True, slots=True)
class Build:
    """What each worker knows of a build."""

    root: Path
    """The folder of the project."""
    folder: Path
    """The temporary folder of this build: the next site, and a folder for each run of mkdocs."""
    fingerprints: Fingerprints
    """Of the agreements of the site, in their order."""
    asked: Collection[str]
    """The agreements that this build publishes: all, or some by `--only`."""
    printer: Printer | None = None
    """What prints the PDFs to which pages then lead."""

    @property
    def published(self) -> Path:
        """The site that is published until now."""
        return self.root / "site"

    @property
    def has_pdf(self) -> bool:
        """Whether pages lead to PDFs."""
        return self.printer is not None

    @property
    def site(self) -> Path:
        """The next site, complete only at the end."""
        return self.folder / "site"

    @property
    def is_sole(self) -> bool:
        """Whether there is only one agreement."""
        return len(self.fingerprints) == 1

    def run(self, name: str) -> Path:
        """The folder of a run of mkdocs for an agreement, or ("") for the rest; it has docs/ and site/."""
        return self.folder / f"run-{name}"


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of `read`: the agreement, for the process that makes its pages, and its summary."""

    slug: str
    pickled: bytes
    """The agreement, which is quicker to unpickle than to read again; empty if no page of it is made."""
    listing: Listing
    part: IndexPart
    is_same: bool
    """Whether its published folder was taken over into the next site, so that it need not be made again."""


def read(build: Build, slug: str) -> Reading:
    """Read and check an agreement, or take it over and read only its summary. Raises ContentError."""
    is_same = slug in build.asked and _take_over(build, slug)
    if is_same and not build.is_sole:
        return Reading(slug, b"", *fingerprint.read_summary(build.site, slug), is_same=True)
    problems = Problems()
    agreement = load_folder(build.root / "content" / slug, build.root, problems)
    if agreement is None or problems.found:
        raise ContentError(problems.found)
    is_needed = build.is_sole or (slug in build.asked and not is_same)
    pickled = pickle.dumps(agreement) if is_needed else b""
    part = index_part(agreement, named=not build.is_sole)
    return Reading(slug, pickled, listing(agreement), part, is_same)


def _take_over(build: Build, slug: str) -> bool:
    """Link the published folder of an agreement into the next site; False, and no folder, if it is outdated.

    The linked folder is checked and not the published one, which another program may change meanwhile.
    """
    with suppress(OSError):
        output.link_files(build.published / slug, build.site / slug)
    if fingerprint.is_same(build.site, build.root / "docs", slug, build.fingerprints[slug]):
        return True
    shutil.rmtree(build.site / slug, ignore_errors=True)
    return False


def make_agreement(build: Build, reading: Reading) -> set[str]:
    """Make the pages of an agreement and the files beside them; returns paths under site/.

    Raises TextLostError if a page lacks a text.
    """
    slug, agreement = reading.slug, pickle.loads(reading.pickled)
    docs = render.of_agreement(agreement, program.TEMPLATES)
    # Its pages know of the others only that there are any.
    listings = (reading.listing,) * (1 if build.is_sole else 2)
    nav = [*navigation.HOME, navigation.branch(agreement)]
    work = Work(listings, nav, elsewhere=("index.md",), has_pdf=build.has_pdf)
    config = _run(build, slug, work, docs)
    run = build.run(slug)
    files = extras.of_agreement(agreement, docs, work.contents, config.site_url)
    files |= {} if build.is_sole else fingerprint.summary_file(reading.listing, reading.part)
    output.put(files, run / "site")
    fingerprint.write_record(run / "site", run / "docs", slug, build.fingerprints[slug])
    output.link_unchanged(build.published / slug, run / "site" / slug)
    build.site.mkdir(exist_ok=True)
    (run / "site" / slug).rename(build.site / slug)
    # The files that must be there, not those that are: so `output.publish` notices one that got lost.
    return {name for name in (*work.files, *files) if name.startswith(f"{slug}/")}


def make_rest(build: Build, readings: Sequence[Reading]) -> set[str]:
    """Make the pages about no agreement, the search index, scripts and styles; returns paths under site/."""
    listings = tuple(one.listing for one in readings)
    only = pickle.loads(readings[0].pickled) if build.is_sole else None
    docs = render.of_site(listings, only, program.TEMPLATES)
    linked = {path for text in docs.values() for path in LINKED.findall(text)}
    elsewhere = tuple(page for one in listings for page in one.pages if page in linked)
    work = Work(listings, [*navigation.HOME, *navigation.SITE], elsewhere, has_pdf=build.has_pdf)
    config = _run(build, "", work, docs, with_theme=True)
    made = build.run("") / "site"
    files = extras.of_rest(config, listings, [one.part for one in readings], work.contents)
    output.put(files, made)
    output.link_unchanged(build.published, made)
    build.site.mkdir(exist_ok=True)
    for one in list(made.iterdir()):
        one.rename(build.site / one.name)
    return {*work.files, *files}


def _run(build: Build, name: str, work: Work, docs: Files, *, with_theme: bool = False) -> Settings:
    """Publish `docs` by a run of mkdocs in a folder of its own; returns the settings of the run."""
    from kyoyaku.publisher.runs import run

    folder = build.run(name)
    (folder / "docs").mkdir(parents=True)
    output.put(docs, folder / "docs")
    return run(work, build.root, folder / "docs", folder / "site", with_theme=with_theme)
