"""What a command costs: time, processor time, memory of all its processes, and what it has written.

Memory is sampled from /proc, so it is measured on Linux only: the sum over the process and its descendants at
one moment. Pages that processes share count once for each process, so the sum is an upper bound.
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
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from time import perf_counter

EVERY = 0.02
"""Seconds between two samples of the memory."""
UNWANTED = (
    "SITE_URL", "REPO_URL", "SITE_AUTHOR", "MAKEFLAGS",
    "PYTHONPATH", "PYTHONWARNINGS", "PYTHONDONTWRITEBYTECODE",
)  # fmt: skip
Command = tuple[str, ...]


class Failed(Exception):
    """A command ended with an error; the message holds the end of its output."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock, seconds of processor time, and bytes of memory of all processes together."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True, slots=True)
class Written:
    """What a folder holds: bytes in all, number of files, number of pages (HTML files)."""

    bytes: int
    files: int
    pages: int


def measure_folder(folder: Path) -> Written:
    """Bytes, files and pages below a folder."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    pages = sum(file.suffix == ".html" for file in files)
    return Written(sum(file.stat().st_size for file in files), len(files), pages)


def median_cost(costs: Iterable[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(*map(median, zip(*((one.wall, one.cpu, one.memory) for one in costs), strict=True)))


def measure(commands: Iterable[Command], folder: Path, limit: float) -> Cost | None:
    """The cost of commands run in a folder, one after another; None when they take longer than `limit` s.

    Raises Failed when one ends with an error.
    """
    before, start, memory = getrusage(RUSAGE_CHILDREN), perf_counter(), 0
    for command in commands:
        peak = _run(command, folder, start + limit)
        if peak is None:
            return None
        memory = max(memory, peak)
    wall, after = perf_counter() - start, getrusage(RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu, memory)


def _run(command: Command, folder: Path, deadline: float) -> int | None:
    """The peak of the memory of a command in bytes; None when it is stopped at the deadline."""
    environment = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    environment |= {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "0"}
    memory = 0
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=output, stderr=output, start_new_session=True
        )
        try:
            while process.returncode is None:
                memory = max(memory, sum(map(_resident, _tree(process.pid))))
                if perf_counter() > deadline:
                    return None
                with suppress(subprocess.TimeoutExpired):
                    process.wait(EVERY)
        finally:
            # It has a session of its own, so Ctrl-C in the terminal does not reach it.
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        if process.returncode:
            output.seek(0)
            raise Failed(f"{' '.join(command)} in {folder}: {process.returncode}\n{output.read()[-3000:]}")
    return memory


def _tree(process: int) -> Iterator[int]:
    """A process and its descendants."""
    yield process
    with suppress(OSError):
        for children in Path(f"/proc/{process}/task").glob("*/children"):
            for child in children.read_text().split():
                yield from _tree(int(child))


def _resident(process: int) -> int:
    """Bytes of memory that a process uses now; 0 when it has ended or the system has no /proc."""
    with suppress(OSError, IndexError):
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0
