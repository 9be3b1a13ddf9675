"""What a published site was made from: so the next build can take over what it would make the same again.

A site has portions: a folder for each agreement, `assets`, and all other files together. A portion is known
by the name of its folder, the last one by "". Each has a build.json:

    fingerprint   SHA-256 of all that went into the portion
    files, docs   SHA-256 of the names and bytes of its files under site/, and under docs/

All is by content: paths, times, the number of cores and the version of Python change nothing.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from stat import S_IFMT, S_ISLNK, S_ISREG

from kyoyaku import output
from kyoyaku.problems import Problems
from kyoyaku.publisher import SETTINGS
from kyoyaku.reading import load

RECORD = "build.json"
ASSETS, REST = "assets", ""
PROGRAM = ("hooks.py", "kyoyaku", "templates", SETTINGS)
PACKAGES = Path("requirements/site.txt")
"""The packages that are needed to make a site. What is installed of each counts, not what is locked there."""
FROM_OUTSIDE = re.compile(r"!ENV \[?(\w+)")
"""The settings that come from the environment: `site_url: !ENV [SITE_URL, ""]`."""
END = "\n}\n"
"""Of a JSON file with an object."""
NOT_COUNTED = (".pdf", ".gitkeep")
"""Endings of files that no build of the site makes: a PDF is printed afterwards."""
Fingerprints = Mapping[str, str]
"""The fingerprint of each portion of a site, by the portion's name."""


def fingerprints(root: Path) -> dict[str, str]:
    """The fingerprint of each portion of the site of root/content, as the files are now."""
    general = _general(root)
    folders = load.folders(root, Problems())
    is_sole = str(len(folders) == 1)
    own = {folder.name: digest(general, is_sole, _contents([folder], root)) for folder in folders}
    return {**own, ASSETS: general, REST: digest(*own, *own.values())}


def digest(*inputs: bytes | str) -> str:
    """SHA-256 of several inputs, each with its length before it: ("ab", "c") is not ("a", "bc")."""
    made = sha256()
    for one in inputs:
        data = one.encode() if isinstance(one, str) else one
        made.update(b"%d:" % len(data))
        made.update(data)
    return made.hexdigest()


def _general(root: Path) -> str:
    """Of what every portion depends on: program, templates, settings and the packages as installed."""
    program = [place for name in PROGRAM for place in _sources(root / name)]
    settings = FROM_OUTSIDE.findall((root / SETTINGS).read_text(encoding="utf-8"))
    environment = {"SOURCE_DATE_EPOCH": "0", **os.environ}
    values = (f"{name}={environment.get(name)}" for name in ("SOURCE_DATE_EPOCH", *settings))
    packages = re.findall(r"^([\w.-]+)==", (root / PACKAGES).read_text(encoding="utf-8"), re.MULTILINE)
    return digest(_contents(program, root), *values, *map(_installed, packages))


def _installed(package: str) -> str:
    try:
        return f"{package} {metadata.version(package)}"
    except metadata.PackageNotFoundError:  # another system does not need it
        return package


def _sources(place: Path) -> list[Path]:
    """A file, or the files under a folder without what Python compiles them to."""
    if place.is_file():
        return [place]
    return [one for one in place.rglob("*") if one.is_file() and one.parent.name != "__pycache__"]


def _contents(places: Iterable[Path], root: Path) -> str:
    """The digest of all that is in these folders and files: names, kinds and bytes.

    Hidden ones are left out, as where they are read: systems and editors put them there.
    """
    below = (one for place in places for one in (place, *place.rglob("*")))
    ordered = sorted((os.fsencode(one.relative_to(root)), one) for one in below)
    ordered = [(name, one) for name, one in ordered if b"/." not in b"/" + name]
    return digest(*(part for name, one in ordered for part in (name, *_inside(one))))


def _inside(one: Path) -> tuple[bytes | str, ...]:
    kind = one.lstat().st_mode
    if S_ISREG(kind):
        return "file", _bytes(one)
    return str(S_IFMT(kind)), os.readlink(one) if S_ISLNK(kind) else ""


def _bytes(file: Path) -> bytes:
    """The bytes of a file; whoever needs them reports that it cannot be read."""
    try:
        return file.read_bytes()
    except OSError:
        return b""


def record(site: Path, docs: Path, portion: str, portions: Fingerprints) -> None:
    """Add to the build.json of a portion what it was made from; its files are there, its pages in `docs`."""
    file = site / portion / RECORD
    facts = file.read_text(encoding="utf-8").removesuffix(END) + "," if file.exists() else "{"
    output.put({RECORD: facts + _record(site, docs, portion, portions)}, file.parent)


def record_all(root: Path, site: Path, docs: Path, portions: Fingerprints) -> None:
    """The same for all portions of a site. If an input was edited meanwhile, the fingerprints are empty."""
    if fingerprints(root) != portions:
        portions = dict.fromkeys(portions, "")
    for portion in portions:
        record(site, docs, portion, portions)


def published(site: Path, docs: Path, portion: str, portions: Fingerprints) -> list[str]:
    """The files of a portion that need not be made again, by their paths under `site`, without build.json.

    None where the fingerprint is another now, or where a file is not as it was made.
    """
    try:
        found = (site / portion / RECORD).read_text(encoding="utf-8")
        if portions[portion] in found and found.endswith(_record(site, docs, portion, portions)):
            return _files(site, portion, portions)
    except (OSError, ValueError):
        pass
    return []


def _record(site: Path, docs: Path, portion: str, portions: Fingerprints) -> str:
    """The end of a build.json, after the facts that may stand at its head."""
    folders = {"files": site, "docs": docs}
    made = {name: _digest_of(folder, _files(folder, portion, portions)) for name, folder in folders.items()}
    return json.dumps({"fingerprint": portions[portion], **made}, indent=1).removeprefix("{") + "\n"


def _digest_of(folder: Path, names: Iterable[str]) -> str:
    return digest(*(part for name in names for part in (os.fsencode(name), (folder / name).read_bytes())))


def _files(folder: Path, portion: str, portions: Collection[str]) -> list[str]:
    """The files of a portion by their paths under site/ or docs/, in order."""
    found, start = list[str](), len(str(folder)) + 1
    for place, folders, names in os.walk(folder / portion):
        inside = place[start:]
        if not inside:
            folders[:] = [one for one in folders if one not in portions]
        found += [f"{inside}/{name}" if inside else name for name in names]
    record = f"{portion}/{RECORD}" if portion else RECORD
    return sorted(one for one in found if one != record and not one.endswith(NOT_COUNTED))
