"""What the search index costs at the size of a country: made cold, and brought up to date after one edit.

    make bench-index

The agreements are invented (`bench/nation.py`). What each leaves for the index is made
first and not counted: a build has it of its readings. Each figure is of a process of its own, from its start
to the last file on the disk; the edit is a paragraph in the middle that becomes another. The index after
the edit is compared with a cold one of the same. `python -m bench.sites.index 1000` does it with so many.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter, process_time
from typing import Any

from bench.sites.nation import agreements
from kyoyaku.output import take
from kyoyaku.problems import Problems
from kyoyaku.reading.parse import parse
from kyoyaku.search.folder import FILES, brought
from kyoyaku.search.share import share, written

COUNTS = (100, 340)
COLUMNS = "agreements          wall      CPU   memory   files        bytes   written"


def main() -> None:
    print(f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores,")
    print(f"load {os.getloadavg()[0]:.1f} at the start; memory is the peak of the process")
    print(COLUMNS)
    for count in map(int, sys.argv[1:]) if sys.argv[1:] else COUNTS:
        with tempfile.TemporaryDirectory() as name:
            _measure(Path(name), count)


def _measure(folder: Path, count: int) -> None:
    sources = dict(agreements(count))
    kept = folder / "shares"
    kept.mkdir()
    seconds = [_left(kept, path, source) for path, source in sources.items()]
    _print(f"{count} cold", _brought(folder / "index", kept))
    path, source = list(sources.items())[count // 2]
    _left(kept, path, _edited(source, sources[min(sources)]))
    _print(f"{count} edited", _brought(folder / "index", kept))
    _brought(folder / "cold", kept)
    found = take(folder / "index" / FILES)
    assert found
    assert found == take(folder / "cold" / FILES)
    print(f"  as a cold one; the share of one agreement: {1000 * sum(seconds) / count:.0f} ms")


def _left(folder: Path, path: str, source: str) -> float:
    """Write what an agreement leaves for the index; the seconds that takes once it has been read."""
    slug = path.split("/")[0]
    agreement = parse(source.encode(), f"content/{path}", slug, Problems())
    assert agreement
    start = perf_counter()
    (folder / slug).write_bytes(written(share(agreement, named=True)))
    return perf_counter() - start


def _edited(source: str, other: str) -> str:
    """The source with one paragraph in the middle that is another's."""
    blocks, others = source.split("\n\n"), other.split("\n\n")
    at = len(blocks) // 2
    at = next(n for n in range(at, len(blocks)) if blocks[n].startswith("**")) + 1
    return "\n\n".join([*blocks[:at], others[at], *blocks[at + 1 :]])


def _brought(folder: Path, shares: Path) -> Mapping[str, Any]:
    """What it costs a process to bring an index up to date."""
    before = _inodes(folder / FILES)
    start = perf_counter()
    command = [sys.executable, "-c", "from bench.sites.index import one; one()", str(folder), str(shares)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    wall = perf_counter() - start
    after = _inodes(folder / FILES)
    new = [file for file, inode in after.items() if before.get(file) != inode]
    size = sum(file.stat().st_size for file in after)
    return {**json.loads(done.stdout), "wall": wall, "files": len(after), "bytes": size, "written": len(new)}


def one() -> None:
    """Bring the index in a folder up to date with a folder of shares, and print what it cost as JSON."""
    folder, kept = map(Path, sys.argv[1:])
    brought(folder, {file.name: file.read_bytes() for file in sorted(kept.iterdir())}, "bench")
    print(json.dumps({"cpu": process_time(), "memory": getrusage(RUSAGE_SELF).ru_maxrss}))


def _inodes(folder: Path) -> dict[Path, int]:
    return {file: file.stat().st_ino for file in folder.rglob("*") if file.is_file()}


def _print(name: str, cost: Mapping[str, Any]) -> None:
    print(
        f"{name:<14} {cost['wall']:>7.2f} s {cost['cpu']:>6.2f} s {cost['memory'] // 1024:>5} MB"
        f" {cost['files']:>7,} {cost['bytes']:>12,} {cost['written']:>9,}",
        flush=True,
    )


if __name__ == "__main__":
    main()
