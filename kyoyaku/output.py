"""Writing files: folders with exactly the right files, and a site that is replaced in one step."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import filecmp
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_IFREG

KEPT = ".gitkeep"
EXCHANGE = {"linux": ("renameat2", -100), "darwin": ("renameatx_np", -2)}
"""The system call that swaps two folders, and its AT_FDCWD (fcntl.h of each system)."""
EXCHANGE_FLAG = 2
"""RENAME_EXCHANGE of renameat2(2) in Linux, RENAME_SWAP of renameatx_np(2) in macOS."""

READABLE = 0o644
"""The mode of what is published: everybody may read it."""

Files = Mapping[str, str | bytes]
"""The contents of files by their paths under a folder."""
LOCK = ".site.lock"
"""Not in .cache/, which may be removed at any time."""


class StoppedError(Exception):
    """Something outside of the program stands in the way; the message says what, and what to do."""


@contextmanager
def locked(root: Path, waiting: Callable[[], object] | None = None) -> Iterator[None]:
    """Hold the lock of a project. If it is taken, call `waiting` and wait, or raise StoppedError."""
    handle = os.open(root / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not waiting:
                message = "別の作成が進行中です。終わってから、もう一度実行してください"
                raise StoppedError(message) from None
            waiting()
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def put(files: Files, folder: Path) -> None:
    """Write files by their paths under a folder. A file that has these bytes already is not touched."""
    for name, content in files.items():
        file = folder / name
        data = content.encode() if isinstance(content, str) else content
        if not file.is_file() or file.read_bytes() != data:
            file.parent.mkdir(parents=True, exist_ok=True)
            # A new file takes its place: hard links to the old one do not change, and it is never missing.
            half = file.with_name(f"{file.name}.{os.getpid()}") if os.path.lexists(file) else file
            half.write_bytes(data)
            if half != file:
                half.replace(file)


def sync(files: Files, folder: Path, others: Collection[str] = ()) -> None:
    """Make a folder hold exactly these files; the folders `others` in it stay as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    _clear(folder, "", files.keys(), others)
    put(files, folder)


def _clear(folder: Path, inside: str, wanted: Collection[str], others: Collection[str]) -> None:
    """Remove the files of a folder that are not wanted, then the empty folders."""
    for entry in list(os.scandir(folder / inside)):
        path = inside + entry.name
        if entry.is_dir(follow_symlinks=False):
            if path not in others:
                _clear(folder, f"{path}/", wanted, others)
                with suppress(OSError):  # it holds something
                    os.rmdir(entry.path)
        elif path not in wanted and entry.name != KEPT:
            os.unlink(entry.path)


def read_files(folder: Path) -> dict[str, bytes]:
    """{path under the folder: bytes} of every file in it."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


def link_files(source: Path, target: Path) -> None:
    """Hard-link all files of `source` except PDFs into the new folder `target`; copy where links do not work.

    Sets the mode of the files to READABLE, if somebody has changed it.
    """
    for place, _, files in os.walk(source):
        folder = f"{target}{place[len(str(source)) :]}"
        os.makedirs(folder)
        for name in files:
            if name.endswith(".pdf"):  # each build that wants PDFs prints them
                continue
            try:
                if os.stat(f"{place}/{name}").st_mode & 0o777 != READABLE:
                    os.chmod(f"{place}/{name}", READABLE)
                os.link(f"{place}/{name}", f"{folder}/{name}")
            except OSError:  # a file system without hard links, or a file of another user
                shutil.copyfile(f"{place}/{name}", f"{folder}/{name}")


def link_unchanged(source: Path, target: Path) -> None:
    """Replace each file of `target` that equals the one in `source` by a hard link to it: its time stays."""
    for place, _, files in os.walk(target):
        for name in files:
            was, file = f"{source}{place[len(str(target)) :]}/{name}", f"{place}/{name}"
            with suppress(OSError):  # there was none, or a file system without hard links
                if os.lstat(was).st_mode == S_IFREG | READABLE and filecmp.cmp(was, file, shallow=False):
                    os.link(was, f"{file}.kept")
                    os.replace(f"{file}.kept", file)


@contextmanager
def staging(site: Path) -> Iterator[Path]:
    """A temporary folder beside `site` for this build only; removed at the end.

    First repairs what an interrupted build has left. Call it only while the lock is held. It sets the umask
    of the process to 022, so that everybody may read the site.
    """
    os.umask(0o022)
    site = site.resolve()  # where a link leads
    site.parent.mkdir(parents=True, exist_ok=True)
    if _aside(site).exists() and not site.exists():
        _aside(site).rename(site)
    prefix = f".{site.name}.next"
    for left in (one for one in site.parent.iterdir() if one.name.startswith(prefix) or one == _aside(site)):
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{prefix}-", dir=site.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(made: Path, site: Path, names: Collection[str]) -> None:
    """Replace `site` by a finished folder, atomically where the system can exchange two folders.

    `names` are the files that the folder must have. Raises OSError if one is missing; `site` then stays.
    """
    lost = set(names)
    for place, _, files in os.walk(made):
        inside = place[len(str(made)) + 1 :]
        lost.difference_update(f"{inside}/{name}" if inside else name for name in files)
    if lost:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(made / min(lost)))
    site = site.resolve()
    if site.exists() and not _exchange(made, site):
        site.rename(_aside(site))
    if made.exists() and not site.exists():
        made.rename(site)
    shutil.rmtree(_aside(site), ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step; False if the system or the file system cannot do it."""
    name, here = EXCHANGE.get(sys.platform, ("", 0))
    call = getattr(ctypes.CDLL(None), name, None)
    if call is None:
        return False
    return bool(call(here, os.fsencode(one), here, os.fsencode(other), EXCHANGE_FLAG) == 0)


def _aside(site: Path) -> Path:
    """The name of the old `site` between two renames, on systems that cannot exchange two folders at once."""
    return site.with_name(f".{site.name}.aside")


def show_any_text() -> None:
    """Let standard output and standard error take any text, so that no message ends in UnicodeEncodeError.

    In an encoding without Japanese, such as that of LC_ALL=C, they write UTF-8. In another, a character that
    it lacks is written as \\u2022.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            try:
                "協約".encode(stream.encoding)
                stream.reconfigure(errors="backslashreplace")
            except UnicodeEncodeError:
                stream.reconfigure(encoding="utf-8")
