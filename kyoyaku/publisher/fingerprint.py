"""What the folder of an agreement was made from, so that the next build can take it over unchanged.

`site/<agreement>/build.json` says:

    fingerprint   SHA-256 of all that went in: content, program, templates, settings, versions of packages;
                  where there are several versions, which of them is current
    site, docs    SHA-256 of the names and bytes of its files under site/ and under docs/

Only content counts. Paths, times, the day, the number of cores and the version of Python change nothing.
On a site of several agreements, `told.json` beside it is the summary of this one for the rest of the site.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from stat import S_IFMT, S_ISLNK, S_ISREG
from typing import Any

from kyoyaku import output, program
from kyoyaku.listing import Listing
from kyoyaku.model.facts import Party, Publisher
from kyoyaku.problems import Place, Problems
from kyoyaku.publisher.settings_file import merged
from kyoyaku.reading import load
from kyoyaku.reading.settings import publisher
from kyoyaku.reading.versions import versions
from kyoyaku.search.documents import IndexPart, read_page

RECORD, SUMMARY = "build.json", "told.json"
PACKAGE = re.compile(r"^([\w.-]+)==", re.MULTILINE)
"""A package that makes a site. Its installed version counts, not the version of the lock."""
NOT_COUNTED = (RECORD, ".pdf", ".gitkeep")
"""Endings of files that do not count in what was made: a PDF is printed after the build."""
Fingerprints = Mapping[str, str]
"""The fingerprint of each agreement of a site, by its slug."""


def fingerprints(root: Path, *, has_pdf: bool = False) -> dict[str, str]:
    """The fingerprint of each agreement in root/content now; `has_pdf`: pages link to PDFs."""
    general = _digest(_general(root), str(has_pdf))
    folders, day = load.folders(root, Problems()), versions.today(Problems())
    return {
        folder.name: _digest(
            general, str(len(folders) == 1), versions.current_file(folder, day), _digest_of([folder], root)
        )
        for folder in folders
    }


def _general(root: Path) -> str:
    """The digest of what every agreement depends on."""
    versions = []
    for package in PACKAGE.findall(program.LOCK.read_text(encoding="utf-8")):
        with suppress(metadata.PackageNotFoundError):  # this system does not need it
            versions.append(f"{package} {metadata.version(package)}")
    settings = json.dumps(merged(root), sort_keys=True) + repr(publisher(root, Problems()))
    parts = (part for name, path in sorted(program.files().items()) for part in (name, path.read_bytes()))
    return _digest(settings, *versions, *parts)


def write_record(site: Path, docs: Path, slug: str, fingerprint: str) -> None:
    """Write the build.json of an agreement, whose other files are complete under `site` and `docs`."""
    output.put({RECORD: _record(site, docs, slug, fingerprint)}, site / slug)


def is_same(site: Path, docs: Path, slug: str, fingerprint: str) -> bool:
    """Whether an agreement's folders are unchanged, and were made from what goes in now."""
    try:
        found = (site / slug / RECORD).read_text(encoding="utf-8")
        return fingerprint in found and found == _record(site, docs, slug, fingerprint)
    except (OSError, ValueError):
        return False


def summary_file(listing: Listing, part: IndexPart) -> dict[str, str]:
    """{path: JSON} of an agreement's summary, which is read in its place while its folder is unchanged."""
    text = json.dumps((listing, part), default=_fields, ensure_ascii=False, separators=(",", ":"))
    return {f"{listing.slug}/{SUMMARY}": text}


def _fields(value: Any) -> dict[str, object]:
    return {name: getattr(value, name) for name in value.__slots__}


def read_summary(site: Path, slug: str) -> tuple[Listing, IndexPart]:
    """Read what `summary_file` has made, in a folder that `is_same` has checked."""
    own, part = json.loads((site / slug / SUMMARY).read_bytes())
    parties = (Party(**{**one, "place": Place(**one["place"])}) for one in own["parties"])
    own |= {"parties": tuple(parties), "publisher": Publisher(**own["publisher"])}
    return Listing(**own), IndexPart(part["words"], tuple(map(read_page, part["pages"])))


def _record(site: Path, docs: Path, slug: str, fingerprint: str) -> str:
    folders = {"site": site, "docs": docs}
    made = {name: _digest_of([one / slug], one, NOT_COUNTED) for name, one in folders.items()}
    return json.dumps({"fingerprint": fingerprint, **made}, indent=1) + "\n"


def _digest_of(places: Iterable[Path], root: Path, not_counted: tuple[str, ...] = ()) -> str:
    """The digest of files and folders under `root`: of names, kinds and bytes, in the order of the names.

    Hidden files do not count: operating systems and editors create them, and nothing reads them.
    """
    found = [str(place.absolute()) for place in places]
    for place in list(found):  # strings: there are tens of thousands of files
        for folder, folders, files in os.walk(place):
            folders[:] = [one for one in folders if one[0] != "."]
            found += [f"{folder}/{one}" for one in (*folders, *files) if one[0] != "."]
    start = len(str(root.absolute())) + 1
    counted = sorted(one for one in found if not one.endswith(not_counted))
    return _digest(*(part for one in counted for part in (os.fsencode(one[start:]), *_contents(one))))


def _contents(path: str) -> tuple[bytes | str, ...]:
    """The kind of a file or folder, and its bytes; no bytes if it cannot be read, which `load` reports."""
    kind, data = os.lstat(path).st_mode, b""
    if S_ISREG(kind):
        with suppress(OSError), open(path, "rb") as file:
            data = file.read()
    return str(S_IFMT(kind)), os.readlink(path) if S_ISLNK(kind) else data


def _digest(*inputs: bytes | str) -> str:
    """SHA-256 of several inputs, each with its length before it: ("ab", "c") is not ("a", "bc")."""
    made = sha256()
    for one in inputs:
        data = one.encode() if isinstance(one, str) else one
        made.update(b"%d:" % len(data))
        made.update(data)
    return made.hexdigest()
