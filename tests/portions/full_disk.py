"""Builds of a project on a disk that is all but full; needs `unshare --user --map-root-user --mount`.

    unshare -rm python -m tests.portions.full_disk PROJECT DISK

The project, which has another text since it was built, is copied to a small disk that is mounted on DISK.
Prints what has happened as JSON, a line for each build: room, exit status, words and site.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from testing.project import run, snapshot
from tests.portions.projects import COMMAND

SPARE = (0, 256, 4096)
"""Room for a build, in kilobytes."""


def main(project: Path, disk: Path) -> None:
    """Builds with ever more room, and then with plenty."""
    _mount("size=1g", "none", str(disk))
    root = disk / "project"
    subprocess.run(["cp", "-a", str(project), str(root)], check=True)
    for spare in SPARE:
        used = (os.statvfs(disk).f_blocks - os.statvfs(disk).f_bfree) * os.statvfs(disk).f_frsize
        _mount(f"remount,size={used // 1024 + spare}k", str(disk))
        if _build(root, spare) == 0:
            break
        _mount("remount,size=1g", str(disk))
    _mount("remount,size=1g", str(disk))
    _build(root, 1 << 20)


def _build(root: Path, spare: int) -> int:
    done = run(root, *COMMAND)
    site = snapshot(root / "site")
    print(json.dumps({"room": spare, "status": done.returncode, "message": done.stderr, "site": site}))
    return done.returncode


def _mount(options: str, *what: str) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, *what], check=True)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
