"""Projects whose builds are compared or disturbed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from testing.project import PLAIN, copy_project, run, snapshot, surroundings
from tests.effort import Counts
from tests.portions.edits import copies

COMMAND = ("build.py", "--site")
TEXTS = ("消防を連携して行う", "消防を力を合わせて行う")
"""The same sentence in the two texts, in every plain agreement."""
COUNT = 2
PAGES = [f"{PLAIN}-{number}/initiatives/fire-service/index.html" for number in (1, COUNT)]
PATIENCE = 30
"""Seconds until something that is to happen soon must have happened."""
Both = dict[str, dict[str, str]]
"""The files of site/ and docs/, each with the hash of its bytes."""


def built(project: Path) -> Both:
    """What a build has left; .gitkeep is not of its making."""
    found = {name: snapshot(project / name) for name in ("site", "docs")}
    found["docs"].pop(".gitkeep", None)
    return found


def made(project: Path, *arguments: str, **settings: str) -> str:
    """The message of a build that succeeds."""
    done = run(project, *(arguments or COMMAND), settings=settings)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def failed(project: Path, *arguments: str, **settings: str) -> str:
    """The message of a build that fails in order."""
    done = run(project, *(arguments or COMMAND), settings=settings)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def cold(project: Path, folder: Path, **settings: str) -> Both:
    """What the project makes where nothing was built before."""
    own = {"site", "docs", ".cache", "aside"}
    shutil.copytree(project, folder, ignore=lambda at, names: own & {*names} if Path(at) == project else ())
    made(folder, **settings)
    return built(folder)


def with_large_index(project: Path) -> Path:
    """Let the index of the search be that of a large site."""
    file = project / "templates" / "mkdocs.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("limit: 1000000", "limit: 1000"), "utf-8")
    return project


@dataclass(slots=True)
class Project:
    """A project whose site/ was built from the first of two texts."""

    root: Path
    sites: list[Both] = field(default_factory=list)
    """What is made of each text, by a cold build elsewhere."""
    text: int = 0
    duration: float = 0
    """Of a build once its processes have begun, in seconds: at first of a whole cold one."""

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
            [sys.executable, *(command or COMMAND)], cwd=self.root, env=surroundings({}), text=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=before,
        )  # fmt: skip

    def assert_old(self) -> None:
        """site/ is as it was before the text became another."""
        assert snapshot(self.site) == self.sites[1 - self.text]["site"]

    def assert_whole(self) -> None:
        """site/ is one of the two, every file of it. If it is the new one, there is another text to build."""
        found = snapshot(self.site)
        assert found in [one["site"] for one in self.sites]
        if found == self.sites[self.text]["site"]:
            self.turn()

    def assert_next_build_works(self) -> None:
        """It leaves what a cold one leaves, and nothing beside it."""
        made(self.root)
        assert built(self.root) == self.sites[self.text]
        assert [one.name for one in self.root.glob(".site.*")] == [".site.lock"]

    def assert_harmless(self, build: subprocess.Popen[str], reason: str) -> None:
        """It has failed, says why, and has left the site as it was."""
        _, message = build.communicate(timeout=PATIENCE)
        assert build.returncode == 1, message
        assert reason in message
        assert "Traceback" not in message
        self.assert_old()


def project(folder: Path) -> Project:
    """A project in a folder, built, and what its two sites are."""
    content = {path: text for path, text in copies(COUNT).items() if path.startswith(PLAIN)}
    one, other = (Project(copy_project(folder / name, content)) for name in ("project", "other"))
    other.turn()
    start = time.monotonic()
    for each in (one, other):
        made(each.root)
        one.sites.append(built(each.root))
    one.duration = (time.monotonic() - start) / 2
    assert one.sites[0] != one.sites[1]
    return one


def assert_gone(build: subprocess.Popen[str]) -> None:
    """No process of a build goes on."""
    deadline = time.monotonic() + PATIENCE
    while left := processes(build, "pgid"):
        assert time.monotonic() < deadline, f"processes that stay: {left}"
        time.sleep(0.02)


def processes(build: subprocess.Popen[str], kind: str = "ppid") -> list[int]:
    """The processes that a build has begun; as `pgid`, all of its group."""
    command = ["ps", "-A", "-o", f"pid=,{kind}=,stat="]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = (line.split() for line in listed.splitlines())
    return [int(pid) for pid, of, state in rows if int(of) == build.pid and not state.startswith("Z")]


@contextmanager
def watched(site: Path, counts: Counts) -> Iterator[None]:
    """Somebody looks at the site all the time: it must be there, and two pages of one text."""
    done, faults = threading.Event(), list[str]()

    def watch() -> None:
        while not done.is_set() and not faults:
            counts["looks at the site"] += 1
            time.sleep(0.001)
            faults.extend(_faults(site))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
    assert not faults, faults


def _faults(site: Path) -> Iterator[str]:
    try:
        folder = os.open(site, os.O_RDONLY | os.O_DIRECTORY)
        try:
            pages = [_read(page, folder) for page in PAGES]
        finally:
            os.close(folder)
    except OSError as error:
        # The old site is removed while it is read: not a fault of the one in its place.
        if not site.is_dir():
            yield str(error)
        return
    seen = [[text in page for text in TEXTS] for page in pages]
    if seen not in ([[True, False]] * 2, [[False, True]] * 2):
        yield f"pages of two texts: {seen}"


def _read(page: str, folder: int) -> str:
    with open(os.open(page, os.O_RDONLY, dir_fd=folder), encoding="utf-8") as opened:
        return opened.read()
