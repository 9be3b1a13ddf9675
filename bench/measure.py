"""What a command costs: time, processor, memory of its whole process tree, and what it has written.

Time on the clock and the processor time of the command and all it has waited for come from the system
(`wait4`). Memory is sampled from /proc, so on Linux only: the largest single process, and the sum over the
tree at one moment, in which pages that processes share count once for each: an upper bound.
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Event, Thread
from time import perf_counter

EVERY = 0.02
"""Seconds between two looks at the memory."""
UNWANTED = (
    "SITE_URL", "REPO_URL", "SITE_AUTHOR", "KYOYAKU_PDF", "MAKEFLAGS",
    "PYTHONPATH", "PYTHONWARNINGS", "PYTHONDONTWRITEBYTECODE",
)  # fmt: skip
Command = tuple[str, ...]


class Failed(Exception):
    """A command that ended with an error, with the end of what it said."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock and of the processors; bytes of the largest process and of all at one moment."""

    wall: float
    cpu: float
    largest: int
    together: int

    def then(self, other: Cost) -> Cost:
        """The cost of one command after another."""
        largest, together = max(self.largest, other.largest), max(self.together, other.together)
        return Cost(self.wall + other.wall, self.cpu + other.cpu, largest, together)


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in a folder: bytes in all, files, pages (HTML files)."""

    bytes: int
    files: int
    pages: int


def written(folder: Path) -> Written:
    """Bytes, files and pages below a folder."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    pages = sum(file.suffix == ".html" for file in files)
    return Written(sum(file.stat().st_size for file in files), len(files), pages)


def middle(costs: Iterable[Cost]) -> Cost:
    """The median of each figure."""
    columns = zip(*((one.wall, one.cpu, one.largest, one.together) for one in costs), strict=True)
    wall, cpu, largest, together = map(median, columns)
    return Cost(wall, cpu, int(largest), int(together))


def measured(commands: Iterable[Command], folder: Path, limit: float) -> Cost | None:
    """The cost of commands run in a folder, one after another; None when they take longer than `limit` s.

    Raises Failed when one ends with an error.
    """
    whole = Cost(0, 0, 0, 0)
    for command in commands:
        cost = _measured(command, folder, limit - whole.wall)
        if cost is None:
            return None
        whole = whole.then(cost)
    return whole


def _measured(command: Command, folder: Path, limit: float) -> Cost | None:
    environment = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    environment |= {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "0"}
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        start = perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=said, stderr=said, start_new_session=True
        )
        watch = _Watch(process.pid, limit)
        try:
            _, status, usage = os.wait4(process.pid, 0)
            wall = perf_counter() - start
        except BaseException:
            # It has a session of its own, so that Ctrl-C in the terminal does not reach it.
            _kill(process.pid)
            raise
        finally:
            watch.end()
        process.returncode = os.waitstatus_to_exitcode(status)
        if watch.too_long:
            return None
        if process.returncode:
            said.seek(0)
            raise Failed(f"{' '.join(command)} in {folder}: {process.returncode}\n{said.read()[-3000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, watch.largest, watch.together)


class _Watch:
    """Looks at the memory of a process and its descendants until told to end; stops them at the limit."""

    def __init__(self, process: int, limit: float) -> None:
        self.largest = self.together = 0
        self.too_long = False
        self._process, self._limit = process, limit
        self._ended = Event()
        self._thread = Thread(target=self._look)
        self._thread.start()

    def end(self) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        start = perf_counter()
        while not self._ended.wait(EVERY):
            sizes = [_resident(process) for process in _tree(self._process)]
            self.largest = max(self.largest, *sizes)
            self.together = max(self.together, sum(sizes))
            if not self.too_long and perf_counter() - start > self._limit:
                self.too_long = True
                _kill(self._process)


def _kill(process: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)


def _tree(process: int) -> Iterator[int]:
    """A process and its descendants."""
    yield process
    with suppress(OSError):
        for children in Path(f"/proc/{process}/task").glob("*/children"):
            for child in children.read_text().split():
                yield from _tree(int(child))


def _resident(process: int) -> int:
    """Bytes of memory that a process has now; 0 when it is gone or the system has no /proc."""
    with suppress(OSError, IndexError):
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0
