"""The site, portion by portion: what would be the same again is taken over, the rest is made on all cores.

Each agreement is a portion, and so are the assets and all that is about no agreement. The published site is
the only store: each portion of it holds the fingerprint of what it was made from, and a digest of what came
out (`publisher/fingerprint.py`). Every build makes a new folder beside site/, which then takes its place.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kyoyaku import output
from kyoyaku.listing import Listing
from kyoyaku.portions import tasks, workers
from kyoyaku.portions.tasks import Build
from kyoyaku.problems import Problems
from kyoyaku.publisher import extras, fingerprint
from kyoyaku.publisher.archive import archive
from kyoyaku.publisher.failures import ChangedError, UnknownAgreementError
from kyoyaku.publisher.fingerprint import ASSETS, END, RECORD, REST
from kyoyaku.reading import load
from kyoyaku.search.part import IndexPart

Reading = tuple[Listing, IndexPart]
"""What the pages about no agreement, and the index of the search, need to know of one."""


@dataclass(frozen=True, slots=True)
class Published:
    """How many agreements were published, and how many of these were made anew."""

    agreements: int
    made: int


def publish(root: Path, site: Path) -> Published:
    """Make `site` the site of root/content, and root/docs its pages.

    ContentError with the problems of all agreements, PublisherError, BusyError, ChangedError or OSError leave
    `site` as it was; it is replaced at once when all is made.
    """
    with _build(root, site, site) as build:
        same, readings = _looked(build, list(build.portions))
        missing = build.portions.keys() - same.keys()
        if missing or not _has_facts(build):
            files = _made(build, same, missing, readings)
            _finish(build, missing)
            _settle(build)
            _bring_docs(build, missing)
            output.publish(build.site, site, files)
    return _counted(build.portions, missing)


def publish_some(root: Path, slugs: Collection[str], folder: Path) -> Published:
    """Make `folder` the part of the site that is of these agreements, or if none is named, of no agreement.

    Parts that name all agreements between them, and the one of none, are the site when they are copied into
    one folder. Where there is only one agreement, each part is the site. `folder` is new or empty. Errors as
    above, and UnknownAgreementError.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY), str(folder))
    with _build(root, root / "site", folder) as build:
        if unknown := [slug for slug in slugs if slug not in build.slugs]:
            raise UnknownAgreementError("、".join(unknown))
        named = [slug for slug in build.slugs if slug in slugs] or [ASSETS, REST]
        names = list(build.portions) if build.is_sole else named
        same, readings = _looked(build, names)
        missing = set(names) - same.keys()
        files = _made(build, same, missing, readings)
        if REST in names:
            _finish(build, missing)
        _settle(build)
        output.publish(build.site, folder, files)
    return _counted(names, missing)


def _has_facts(build: Build) -> bool:
    """Whether the published build.json names the commit of the source as it is now."""
    (facts,) = extras.build_json(build.root).values()
    return (build.published / RECORD).read_text(encoding="utf-8").startswith(facts.removesuffix(END))


def _counted(names: Collection[str], made: Collection[str]) -> Published:
    whole, new = (len(set(one) - {ASSETS, REST}) for one in (names, made))
    return Published(whole, new)


@contextmanager
def _build(root: Path, published: Path, site: Path) -> Iterator[Build]:
    """A build that makes the next `site`, while no other build of the project is at work."""
    with output.locked(root), output.staging(site) as folder:
        problems = Problems()
        if not load.folders(root, problems) or problems.found:
            load.load(root)  # says so, and what else is wrong
        yield Build(root, published, folder, fingerprint.fingerprints(root))


def _looked(build: Build, names: Sequence[str]) -> tuple[dict[str, list[str]], list[Reading]]:
    """The portions of these names that stay as they are, each with its files, and what the rest has to tell.

    All agreements are read and checked before a page is made, and none if the rest stays as it is.
    """
    same = {name: tasks.find(build, name) for name in names if name in (ASSETS, REST)}
    slugs = [name for name in names if name in build.slugs]
    with workers.pool() as processes:
        told = build.slugs if REST in names and not same[REST] else []
        reading = [processes.submit(tasks.read, build, slug) for slug in told]
        finding = [processes.submit(tasks.find, build, slug) for slug in slugs]
        readings = workers.results(reading)
        same |= zip(slugs, workers.results(finding), strict=True)
    return {name: files for name, files in same.items() if files}, readings


def _made(
    build: Build, same: Mapping[str, list[str]], missing: Collection[str], readings: list[Reading]
) -> set[str]:
    """Take over what stays the same, and make what is missing; the names of all files."""
    if missing:
        from kyoyaku.publisher.runs import prepare  # A build without a change does not wait for mkdocs.

        prepare(build.root)
    jobs: list[tuple[Any, ...]] = []
    # The index of a large site takes longest, and so it is begun first.
    jobs += [(tasks.of_rest, build, readings)] if REST in missing else []
    jobs += [(tasks.of_assets, build)] if ASSETS in missing else []
    jobs += [(tasks.of_agreement, build, slug) for slug in build.slugs if slug in missing]
    jobs += [(tasks.take_over, build, name, files) for name, files in same.items()]
    with workers.pool() as processes:
        files = workers.results([processes.submit(*job) for job in jobs])
    return set().union(*files)


def _finish(build: Build, missing: Collection[str]) -> None:
    """Pack the site of a sole agreement as a ZIP, and write the record of what is about no agreement."""
    if build.is_sole and REST in missing:
        output.put({extras.ZIP: archive(output.take(build.site))}, build.site)
    output.put(extras.build_json(build.root), build.site)
    docs = build.run(REST) / "docs" if REST in missing else build.root / "docs"
    fingerprint.record(build.site, docs, REST, build.portions)


def _settle(build: Build) -> None:
    """ChangedError if an input is another now: then nobody knows of which a portion was made."""
    if fingerprint.fingerprints(build.root) != build.portions:
        raise ChangedError


def _bring_docs(build: Build, made: Collection[str]) -> None:
    """Bring docs/ up to date with the pages that were made."""
    for name in made:
        docs, others = (build.root / "docs" / name, ()) if name else (build.root / "docs", build.slugs)
        if name != ASSETS:
            output.sync(output.take(build.run(name) / "docs" / name), docs, others)
