"""The site, portion by portion: what has not changed is taken as it is, the rest is made on all cores.

Each agreement is a portion of its own, and so are the pages about none, the index of the search and the
assets. A portion is made again when its inputs are others: its source, the program, templates, settings.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kyoyaku import output
from kyoyaku.output import Original
from kyoyaku.portions import cache, inputs, tasks, workers
from kyoyaku.portions.cache import Portion
from kyoyaku.portions.inputs import Inputs
from kyoyaku.portions.tasks import MAKING, Source, Target
from kyoyaku.portions.workers import Pool
from kyoyaku.problems import Problems
from kyoyaku.publisher import extras
from kyoyaku.publisher.failures import ChangedError, UnknownAgreementError
from kyoyaku.publisher.lock import locked
from kyoyaku.reading import load

STORE = Path(".cache/kyoyaku")
Jobs = Mapping[Target, tuple[Callable[..., Portion], tuple[Any, ...]]]
"""How each portion is made if it is not there: a task, and what it is given before the target."""


@dataclass(frozen=True, slots=True)
class Published:
    """How many agreements were published, and how many of these were read anew."""

    agreements: int
    read: int


def publish(root: Path, site: Path) -> Published:
    """Make `site` the site of root/content, and root/docs its pages.

    ContentError with the problems of all agreements, PublisherError, BusyError, ChangedError or OSError leave
    `site` as it was; it is replaced at once when all is made.
    """
    with _build(root) as build:
        sources = build.read(build.inputs.sources)
        portions = build.whole(sources)
        build.settle()
        output.mirror(_under("docs", portions), root / "docs")
        output.replace(site, _under("site", portions))
    return _published(sources)


def publish_some(root: Path, slugs: Collection[str], folder: Path) -> Published:
    """Make `folder` the part of the site that is of these agreements, or if none is named, of no agreement.

    Parts that name all agreements between them, and the one of none, are the site when they are copied into
    one folder. That of a sole agreement is the site. `folder` is new or empty. Errors as above, and
    UnknownAgreementError.
    """
    with _build(root) as build:
        if unknown := [slug for slug in slugs if slug not in build.inputs.sources]:
            raise UnknownAgreementError("、".join(unknown))
        if folder.exists() and any(folder.iterdir()):
            raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY), str(folder))
        sources = build.read([slug for slug in build.inputs.sources if slug in slugs or not slugs])
        portions = build.part(sources) if slugs else build.portions(build.rest(sources))
        build.settle()
        output.replace(folder, _under("site", portions))
    return _published(sources)


def _under(name: str, portions: Sequence[Portion]) -> dict[str, Original]:
    return {path: file for portion in portions for path, file in portion.under(name).items()}


def _forget(folders: Iterable[Path]) -> None:
    """Remove folders of the cache; a file, such as the lock, stays."""
    for folder in list(folders):
        if folder.is_dir():
            shutil.rmtree(folder)


def _published(sources: Collection[Source]) -> Published:
    return Published(len(sources), sum(bool(one.pickled) for one in sources))


@contextmanager
def _build(root: Path) -> Iterator[_Build]:
    with locked(root):
        shutil.rmtree(root / STORE / MAKING, ignore_errors=True)
        problems = Problems()
        if not load.folders(root, problems) or problems.found:
            load.load(root)  # says so, and what else is wrong
        found = inputs.look(root)
        with workers.pool(root) as processes:
            yield _Build(root, found, processes)


@dataclass(frozen=True, slots=True)
class _Build:
    root: Path
    inputs: Inputs
    processes: Pool

    def read(self, slugs: Collection[str]) -> list[Source]:
        """Read and check the agreements that are new or changed, before any page is made."""
        stale = [slug for slug in slugs if not self._reading(slug).held()]
        is_sole = self.inputs.is_sole
        reading = (
            self.processes.submit(tasks.read, self._source(slug), is_sole, self._reading(slug))
            for slug in stale
        )
        pickled = dict(zip(stale, workers.results(list(reading)), strict=True))
        return [self._source(slug, pickled.get(slug, b"")) for slug in slugs]

    def whole(self, sources: Sequence[Source]) -> list[Portion]:
        """All portions of the site; that of a sole agreement has itself as a ZIP."""
        # The index of a large site takes longest: the others are made meanwhile.
        portions = self.portions({**self.rest(sources), **self.agreements(sources)})
        return [*portions, self.zipped(portions)] if self.inputs.is_sole else portions

    def part(self, sources: Sequence[Source]) -> list[Portion]:
        """The portions of these agreements."""
        return self.whole(sources) if self.inputs.is_sole else self.portions(self.agreements(sources))

    def agreements(self, sources: Sequence[Source]) -> Jobs:
        """The pages of these agreements."""
        targets = (self._target(f"agreements/{one.slug}", self.inputs.of(one.slug)) for one in sources)
        jobs = ((tasks.of_agreement, (one, self.inputs.is_sole)) for one in sources)
        return dict(zip(targets, jobs, strict=True))

    def rest(self, sources: Sequence[Source]) -> Jobs:
        """What is of no agreement, of all of which it tells."""
        listings = tuple(tasks.listing_of(self._reading(one.slug)) for one in sources)
        readings = [self._reading(one.slug).folder for one in sources]
        only, commit = sources[0] if self.inputs.is_sole else None, extras.commit_of(self.root)
        told = cache.key(*map(self.inputs.of, self.inputs.sources))
        pages = self._target("site", told, commit or "")
        return {
            self._target("search", told): (tasks.of_search, (self.root, readings)),
            self._target("assets", self.inputs.general): (tasks.of_assets, (self.root,)),
            pages: (tasks.of_site, (self.root, listings, only, commit)),
        }

    def portions(self, jobs: Jobs) -> list[Portion]:
        """The portions in this order, of which those that are not there are made."""
        there = {target: portion for target in jobs if (portion := target.held())}
        missing = [target for target in jobs if target not in there]
        waiting = [self.processes.submit(jobs[one][0], *jobs[one][1], one) for one in missing]
        found = there | dict(zip(missing, workers.results(waiting), strict=True))
        return [found[target] for target in jobs]

    def settle(self) -> None:
        """Forget what was kept of agreements that are gone.

        ChangedError if an input is another by now: then nobody knows of which a portion was made, and all are
        forgotten.
        """
        store = self.root / STORE
        if inputs.look(self.root) != self.inputs:
            _forget(store.iterdir())
            raise ChangedError
        of_agreements = (one for kind in ("agreements", "readings") for one in (store / kind).glob("*"))
        _forget(one for one in of_agreements if one.name not in self.inputs.sources)

    def zipped(self, portions: Sequence[Portion]) -> Portion:
        """The site of a sole agreement as a ZIP."""
        files = {path: Path(original.path) for path, original in _under("site", portions).items()}
        target = self._target("zip", *(portion.key for portion in portions))
        return target.held() or tasks.zipped(files, target)

    def _source(self, slug: str, pickled: bytes = b"") -> Source:
        return Source(self.root, slug, self.inputs.sources[slug], pickled)

    def _reading(self, slug: str) -> Target:
        return self._target(f"readings/{slug}", self.inputs.of(slug))

    def _target(self, name: str, *inputs: str) -> Target:
        return Target(self.root / STORE, name, cache.key(*inputs))
