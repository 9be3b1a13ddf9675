"""One build at a time: a lock that goes with the process that holds it, however that ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class BusyError(Exception):
    """Another build is at work on the same folders."""


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Holds the lock, on a file that is made if need be. BusyError if another process holds it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise BusyError from None
    finally:
        os.close(handle)
