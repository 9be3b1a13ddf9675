"""One build at a time, by a lock of the operating system, which ends with the process that has it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE = Path(".cache/kyoyaku/lock")


class BusyError(Exception):
    """Another build writes into the same folders."""


@contextmanager
def locked(root: Path, *, waits: bool = False) -> Iterator[None]:
    """Has the lock of a project while in the context.

    Raises BusyError if another process has it; if `waits`, waits for that process instead. Raises OSError.
    """
    file = root / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _take(handle, waits)
        yield
    finally:
        os.close(handle)


def _take(handle: int, waits: bool) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise BusyError from None
