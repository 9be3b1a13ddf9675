"""What a worker does: read an agreement, or make a portion of the site and keep it."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kyoyaku import listing as listings
from kyoyaku import output
from kyoyaku.listing import Listing
from kyoyaku.model.agreement import Agreement
from kyoyaku.portions import cache, inputs
from kyoyaku.portions import make as portions
from kyoyaku.portions.cache import Portion
from kyoyaku.problems import ContentError, Problems
from kyoyaku.publisher.failures import ChangedError
from kyoyaku.reading.load import load_folder
from kyoyaku.search.index import search_index
from kyoyaku.search.part import index_part

LISTING, SHARE = "listing.json", "index_part.pickle"
"""What a reading leaves for the lists of the site, and for the index of the search."""
MAKING = "making"
"""The folder in which portions are made."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a portion is kept, and its key."""

    store: Path
    name: str
    key: str

    @property
    def folder(self) -> Path:
        return self.store / self.name

    def held(self) -> Portion | None:
        """The portion, if it is there already."""
        return cache.held(self.folder, self.key)

    def made(self, make: Callable[[Path], None]) -> Portion:
        """The portion, made in a folder of its own and kept."""
        making = self.store / MAKING / self.name
        making.mkdir(parents=True)
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        make(making)
        return cache.keep(making, self.folder, self.key)


@dataclass(frozen=True, slots=True)
class Source:
    """An agreement to be made into pages: its folder, a key of that, and itself as bytes if it was read."""

    root: Path
    slug: str
    key: str
    pickled: bytes = b""

    def agreement(self) -> Agreement:
        """ContentError with all its problems; ChangedError if it is not what the key was taken of."""
        if self.pickled:
            read: Agreement = pickle.loads(self.pickled)
            return read
        folder, problems = self.root / "content" / self.slug, Problems()
        agreement = load_folder(folder, self.root, problems)
        if inputs.source(folder, self.root) != self.key:
            raise ChangedError
        if agreement is None or problems.found:
            raise ContentError(problems.found)
        return agreement


def read(source: Source, is_sole: bool, target: Target) -> bytes:
    """Keep what the site needs to know of an agreement; the agreement itself for another process."""
    agreement = source.agreement()
    pickled = pickle.dumps(agreement)
    told = listings.to_json(listings.listing(agreement))
    share = pickle.dumps(index_part(agreement, named=not is_sole))
    target.made(lambda folder: output.put({LISTING: told, SHARE: share}, folder))
    return pickled


def listing_of(reading: Target) -> Listing:
    """What was kept of an agreement that has been read."""
    return listings.from_json((reading.folder / LISTING).read_text(encoding="utf-8"))


def of_agreement(source: Source, is_sole: bool, target: Target) -> Portion:
    """The pages of an agreement; `is_sole` if the site has no other."""
    agreement = source.agreement()
    return target.made(lambda folder: portions.of_agreement(agreement, is_sole, source.root, folder))


def of_site(
    root: Path, told: tuple[Listing, ...], only: Source | None, commit: str | None, target: Target
) -> Portion:
    """The pages that are about no agreement; `only` is the sole one, `commit` that of the source."""
    agreement = only.agreement() if only else None
    return target.made(lambda folder: portions.of_site(told, agreement, commit, root, folder))


def of_assets(root: Path, target: Target) -> Portion:
    """Scripts, style sheets and icons."""
    return target.made(lambda folder: portions.of_assets(root, folder))


def zipped(files: Mapping[str, Path], target: Target) -> Portion:
    """The site as a ZIP, of its files by their paths."""
    return target.made(lambda folder: portions.zipped(files, folder))


def of_search(root: Path, readings: Sequence[Path], target: Target) -> Portion:
    """The index of the search, of what the readings have left for it."""
    from kyoyaku.publisher.runs import settings  # A build without a change does not load mkdocs.

    parts = [pickle.loads((folder / SHARE).read_bytes()) for folder in readings]
    files = search_index(parts, settings(root).extra["search_index_limit"])
    return target.made(lambda folder: output.put(files, folder / "site" / "search"))
