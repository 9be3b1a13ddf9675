"""Two folders change places, so that at no moment one of them is missing or half new."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path

AT_FDCWD = {"linux": -100, "darwin": -2}
"""Paths are meant from the working folder: fcntl.h of each system."""
EXCHANGE = 2
"""RENAME_EXCHANGE of renameat2(2) in Linux, RENAME_SWAP of renameatx_np(2) in macOS."""
UNABLE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}
"""A system, or a file system, that does not know how."""
CALLS = {"linux": "renameat2", "darwin": "renameatx_np"}


def exchange(one: Path, other: Path) -> None:
    """Let two folders of one file system change places; OSError if one is missing.

    Where the system cannot do it at once, in three steps, of which `restore` mends the interrupted ones.
    """
    number = _at_once(os.fsencode(one), os.fsencode(other))
    if number in UNABLE:
        _in_steps(one, other)
    elif number:
        raise OSError(number, os.strerror(number), str(one))


def _at_once(one: bytes, other: bytes) -> int:
    """0, or the number of the error."""
    call = getattr(ctypes.CDLL(None, use_errno=True), CALLS.get(sys.platform, ""), None)
    if call is None:
        return errno.ENOSYS
    here = AT_FDCWD[sys.platform]
    return ctypes.get_errno() if call(here, one, here, other, EXCHANGE) else 0


def _in_steps(one: Path, other: Path) -> None:
    shutil.rmtree(_aside(other), ignore_errors=True)
    other.rename(_aside(other))
    one.rename(other)
    _aside(other).rename(one)


def restore(published: Path) -> None:
    """Give a folder its place again that an interrupted exchange has left aside."""
    aside = _aside(published)
    if aside.exists() and not published.exists():
        aside.rename(published)


def _aside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.aside")
