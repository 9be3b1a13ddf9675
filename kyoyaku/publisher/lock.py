"""One build at a time: a lock that goes with the process that holds it, however that ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE = Path(".cache/kyoyaku/lock")


class BusyError(Exception):
    """Another build is at work on the same folders."""


@contextmanager
def locked(root: Path, *, waits: bool = False) -> Iterator[None]:
    """Holds the lock of a project, on a file that is made if need be.

    While another process holds it: BusyError, or if it `waits`, nothing goes on until that one is done.
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
