"""Projects that are built in this process, or in one that is disturbed.

A process of a build is forked from this one, so it need not load all modules, which takes half a second.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import TextIO
from unittest.mock import patch

from kyoyaku import commands, program
from kyoyaku.portions import workers
from kyoyaku.publisher import runs
from kyoyaku.publisher.assets import minify
from testing.project import PLAIN, ROOT, copy_project, snapshot, surroundings, with_compiled
from tests.effort import Counts
from tests.portions.edits import copies

TEXTS = ("消防を連携して行う", "消防を力を合わせて行う")
"""The same sentence in the two texts, in every plain agreement."""
COUNT = 2
PAGES = [f"{PLAIN}-{number}/initiatives/fire-service/index.html" for number in (1, COUNT)]
PATIENCE = 30
"""Seconds until something that is to happen soon must have happened."""
Both = dict[str, dict[str, str]]
"""The files of site/ and docs/, each with the hash of its bytes."""
Command = Callable[[Path], int]


def built(project: Path) -> Both:
    """What a build has left; .gitkeep is not of its making."""
    found = {name: snapshot(project / name) for name in ("site", "docs")}
    found["docs"].pop(".gitkeep", None)
    return found


def build(project: Path) -> int:
    """A build as a command; the exit status."""
    return commands.run(lambda: commands.build(project))


def build_by_mkdocs(project: Path) -> int:
    """The same by mkdocs, which ends the process."""
    from mkdocs.__main__ import cli

    os.chdir(project)
    return int(cli(["build", "--strict", "--quiet"]))


@contextmanager
def _anew(settings: dict[str, str]) -> Iterator[None]:
    """As in a new process: the settings of the environment are read."""
    with patch.dict(os.environ, surroundings(settings), clear=True):
        runs.settings.cache_clear()
        yield


def made(project: Path, **settings: str) -> str:
    """The message of a build that succeeds; `settings` are of the environment.

    The first one works in this process: the style sheets are purged then, for all that are forked from it.
    """
    with _anew(settings), ExitStack() as patched:
        if not minify._styles.cache_info().currsize and program.TEMPLATES == ROOT / "templates":
            here = patch.object(workers, "results", lambda tasks: [task() for task in tasks])
            patched.enter_context(here)
        return commands.build(project)


def failed(project: Path, command: Command = build, /, **settings: str) -> str:
    """The message of a build that fails in order."""
    with _anew(settings), redirect_stderr(io.StringIO()) as said:
        assert command(project) == 1
    return said.getvalue()


def cold(project: Path, folder: Path, **settings: str) -> Both:
    """What the project makes where nothing was built before."""
    own = {"site", "docs", ".cache", "aside"}
    shutil.copytree(project, folder, ignore=lambda at, names: own & {*names} if Path(at) == project else ())
    made(with_compiled(folder), **settings)
    return built(folder)


@dataclass(frozen=True, slots=True)
class Started:
    """A build that is under way, with a group of processes of its own."""

    process: ForkProcess
    pid: int
    messages: TextIO

    def ended(self) -> tuple[int, str]:
        """Its exit status and messages, once it has ended; a negative status is a signal."""
        self.process.join(PATIENCE)
        assert self.process.exitcode is not None, "it goes on"
        with self.messages:
            return self.process.exitcode, self.messages.read()


def _run(command: Command, project: Path, messages: int, before: Callable[[], object]) -> None:
    os.setsid()
    sys.stdout = sys.stderr = open(messages, "w", encoding="utf-8", buffering=1)  # noqa: SIM115
    before()
    with _anew({}):
        sys.exit(command(project))


@dataclass(slots=True)
class Project:
    """A project whose site/ was built from the first of two texts."""

    root: Path
    sites: list[Both] = field(default_factory=list)
    """What is made of each text, by a cold build elsewhere."""
    text: int = 0
    duration: float = 0
    """Of a build once its folder is there, in seconds: at first of a whole cold one."""

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

    def start(self, command: Command = build, before: Callable[[], object] = int) -> Started:
        """Begin a command; `before` is what its process does first."""
        ours, theirs = os.pipe()
        process = get_context("fork").Process(target=_run, args=(command, self.root, theirs, before))
        process.start()
        os.close(theirs)
        return Started(process, process.pid or 0, open(ours, encoding="utf-8"))

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

    def assert_harmless(self, build: Started, reason: str) -> None:
        """It has failed, says why, and has left the site as it was."""
        status, message = build.ended()
        assert status == 1, message
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


def assert_gone(build: Started) -> None:
    """No process of a build goes on."""
    deadline = time.monotonic() + PATIENCE
    while left := processes(build, "pgid"):
        assert time.monotonic() < deadline, f"processes that stay: {left}"
        time.sleep(0.05)


def processes(build: Started, kind: str = "ppid") -> list[int]:
    """The processes that a build has begun; as `pgid`, all of its group."""
    listed = subprocess.check_output(["ps", "-A", "-o", f"pid=,{kind}=,stat="], text=True)
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
    seen = []
    with ExitStack() as opened:
        try:
            folder = os.open(site, os.O_RDONLY | os.O_DIRECTORY)
            opened.callback(os.close, folder)
            for page in PAGES:
                file = opened.enter_context(open(os.open(page, os.O_RDONLY, dir_fd=folder), encoding="utf-8"))
                words = file.read()
                seen.append([text in words for text in TEXTS])
        except OSError as error:
            # The old site is removed while it is read: not a fault of the one in its place.
            if not site.is_dir():
                yield str(error)
            return
    if seen not in ([[True, False]] * 2, [[False, True]] * 2):
        yield f"pages of two texts: {seen}"
