"""Real builds that are disturbed: a project with two texts, whose sites are known."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from testing.project import copy_project, run, snapshot, surroundings
from tests.portions.edits import PLAIN, copies

COMMAND = ("build.py", "--site")
TEXTS = ("消防を連携して行う", "消防を力を合わせて行う")
"""The same sentence in the two texts, in every plain agreement."""
COUNT = 3
PAGES = [f"{PLAIN}-{number}/initiatives/fire-service/index.html" for number in (1, COUNT)]
PATIENCE = 30
"""Seconds until something that is to happen soon must have happened."""


@dataclass(slots=True)
class Project:
    """A project whose site/ was built from the first of two texts."""

    root: Path
    sites: list[dict[str, str]] = field(default_factory=list)
    """What the site of each text is, by a cold build elsewhere."""
    docs: list[dict[str, str]] = field(default_factory=list)
    text: int = 0
    duration: float = 0
    """Of a cold build, in seconds."""

    @property
    def site(self) -> Path:
        return self.root / "site"

    def turn(self) -> None:
        """Put the other text into content/."""
        old, self.text = TEXTS[self.text], 1 - self.text
        for file in (self.root / "content").glob(f"{PLAIN}*/*.md"):
            source = file.read_text(encoding="utf-8")
            assert old in source
            file.write_text(source.replace(old, TEXTS[self.text]), encoding="utf-8")

    def start(self, *command: str, before: Callable[[], None] | None = None) -> subprocess.Popen[str]:
        """A build that is under way, with processes of a group of their own."""
        return subprocess.Popen(
            [sys.executable, *(command or COMMAND)],
            cwd=self.root,
            env=surroundings({}),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=before,
        )

    def assert_whole(self) -> None:
        """site/ is one of the two, every file of it."""
        found = snapshot(self.site)
        assert found in self.sites, _difference(found, self.sites[self.text])

    def assert_next_build_works(self) -> None:
        """It leaves what a cold one leaves."""
        done = run(self.root, *COMMAND)
        assert done.returncode == 0, done.stdout + done.stderr
        assert snapshot(self.site) == self.sites[self.text]
        assert snapshot(self.root / "docs") == self.docs[self.text]

    def assert_harmless(self, build: subprocess.Popen[str], reason: str) -> None:
        """It has failed, says why, and has left the site as it was; then the next build works."""
        _, said = build.communicate(timeout=PATIENCE)
        assert build.returncode == 1, said
        assert reason in said
        assert "Traceback" not in said
        assert snapshot(self.site) == self.sites[1 - self.text]


def project(folder: Path) -> Project:
    """A project in a folder, built, and what its two sites are."""
    made = Project(copy_project(folder / "project", copies(COUNT)))
    other = Project(copy_project(folder / "other", copies(COUNT)))
    other.turn()
    for one in (made, other):
        start = time.monotonic()
        done = run(one.root, *COMMAND)
        assert done.returncode == 0, done.stderr
        made.duration = time.monotonic() - start
        made.sites.append(snapshot(one.site))
        made.docs.append(snapshot(one.root / "docs"))
    assert made.sites[0] != made.sites[1]
    return made


def _difference(found: dict[str, str], wanted: dict[str, str]) -> str:
    names = sorted(name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name))
    return f"{len(found)} files instead of {len(wanted)}; others are {names[:10]}"


def end(build: subprocess.Popen[str], *, only_parent: bool = False) -> str:
    """Kill a build, and all of its processes or the parent only; all are gone then. What it has said."""
    if only_parent:
        build.kill()
    else:
        with_group(build, signal.SIGKILL)
    _, said = build.communicate(timeout=PATIENCE)
    assert_gone(build)
    return said


def with_group(build: subprocess.Popen[str], number: int) -> None:
    """Send a signal to all processes of a build, if there are any."""
    try:
        os.killpg(build.pid, number)
    except ProcessLookupError:
        assert build.poll() is not None


def assert_gone(build: subprocess.Popen[str]) -> None:
    """No process of a build goes on."""
    deadline = time.monotonic() + PATIENCE
    while left := _processes("pgid", build.pid):
        assert time.monotonic() < deadline, f"processes that stay: {left}"
        time.sleep(0.02)


def workers(build: subprocess.Popen[str]) -> list[int]:
    """The processes that work for a build."""
    return _processes("ppid", build.pid)


def _processes(kind: str, number: int) -> list[int]:
    listed = subprocess.run(
        ["ps", "-A", "-o", f"pid=,{kind}=,stat="], capture_output=True, text=True, check=True
    ).stdout
    rows = (line.split() for line in listed.splitlines())
    return [int(pid) for pid, of, state in rows if int(of) == number and not state.startswith("Z")]


@contextmanager
def watched(site: Path, looks: Callable[[], None]) -> Iterator[None]:
    """Somebody looks at the site all the time: it must be there, and two pages of one text."""
    done, faults = threading.Event(), list[str]()

    def watch() -> None:
        while not done.is_set():
            looks()
            time.sleep(0.001)
            if fault := _fault(site):
                faults.append(fault)
                return

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
    assert not faults, faults


def _fault(site: Path) -> str:
    try:
        folder = os.open(site, os.O_RDONLY | os.O_DIRECTORY)
        try:
            pages = [_read(page, folder) for page in PAGES]
        finally:
            os.close(folder)
    except OSError as error:
        return str(error)
    seen = [[text in page for text in TEXTS] for page in pages]
    return "" if seen in ([[True, False]] * 2, [[False, True]] * 2) else f"pages of two texts: {seen}"


def _read(page: str, folder: int) -> str:
    with open(os.open(page, os.O_RDONLY, dir_fd=folder), encoding="utf-8") as opened:
        return opened.read()
