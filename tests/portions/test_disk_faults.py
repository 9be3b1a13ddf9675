"""A disk that is full, files that may not grow, folders that are read-only: the old site stays whole."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from testing.project import ROOT, snapshot
from tests.effort import Counts
from tests.portions.builds import Project

pytestmark = pytest.mark.site
DROP_FROM_BOUNDING_SET, OVERRIDES = 24, (1, 2)
"""prctl(2) of Linux; CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, by which modes mean nothing to root."""


@pytest.mark.parametrize("is_cold", [False, True], ids=["warm", "cold"])
@pytest.mark.parametrize("size", [0, 1_000, 30_000])
def test_files_that_may_not_grow(size: int, is_cold: bool, disturbed: Project) -> None:
    if is_cold:
        shutil.rmtree(disturbed.root / ".cache")
    limited = disturbed.start(before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
    disturbed.assert_harmless(limited, "ファイルの大きさの上限を超えました")
    disturbed.assert_next_build_works()


def test_a_full_disk(disturbed: Project, tmp_path: Path, counts: Counts) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    own = ["unshare", "--user", "--map-root-user", "--mount"]
    trial = [*own, "mount", "-t", "tmpfs", "none", str(disk)]
    if not shutil.which("unshare") or subprocess.run(trial, check=False).returncode:
        pytest.skip("this system lets nobody mount a small disk of his own (unshare)")
    done = subprocess.run(
        [*own, sys.executable, "-m", "tests.full_disk", str(disturbed.root), str(disk)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    *full, last = map(json.loads, done.stdout.splitlines())
    for one in full:
        if one["status"] == 0:
            assert one["site"] == disturbed.sites[disturbed.text]
            continue
        assert one["status"] == 1
        assert "ディスクに空きがありません" in one["said"], one["said"]
        assert "Traceback" not in one["said"]
        assert one["site"] == disturbed.sites[1 - disturbed.text]
        counts["builds that ran out of room"] += 1
    assert counts["builds that ran out of room"] > 3
    assert last["status"] == 0
    assert last["site"] == disturbed.sites[disturbed.text]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
@pytest.mark.parametrize("option", ["--json", "--check", "--site"])
def test_words_that_find_no_room(option: str, disturbed: Project) -> None:
    """What was published is not said to be as it was."""
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "build.py", option], cwd=disturbed.root, stdout=full, stderr=subprocess.PIPE,
            text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == "結果を表示できませんでした：ディスクに空きがありません。\n"
    if option == "--site":
        assert snapshot(disturbed.site) == disturbed.sites[disturbed.text]


def _as_anybody() -> None:
    """Let modes mean something to root, too."""
    if os.geteuid() == 0:
        for one in OVERRIDES:
            if ctypes.CDLL(None).prctl(DROP_FROM_BOUNDING_SET, one, 0, 0, 0):
                os._exit(77)


@pytest.mark.parametrize(
    ("name", "is_first"),
    [*((name, False) for name in ("", ".cache/kyoyaku", "docs", ".site.next")), ("", True), (".cache", True)],
)
def test_read_only_folders(name: str, is_first: bool, disturbed: Project) -> None:
    if os.geteuid() == 0 and sys.platform != "linux":
        pytest.skip("modes mean nothing to root here")
    folder = disturbed.root / name
    if is_first:
        shutil.rmtree(disturbed.root / ".cache")
        shutil.rmtree(disturbed.root / ".site.next", ignore_errors=True)
    folder.mkdir(exist_ok=True, parents=True)
    deep = [folder, *(one for one in folder.rglob("*") if one.is_dir())] if name else [folder]
    for one in deep:
        one.chmod(0o555)
    try:
        disturbed.assert_harmless(disturbed.start(before=_as_anybody), "読み書きする権限がありません（")
    finally:
        for one in deep:
            one.chmod(0o755)
    disturbed.assert_next_build_works()


def test_a_read_only_site_is_whole(disturbed: Project) -> None:
    """What was published may be replaced although nothing in it may be changed."""
    deep = [disturbed.site, *(one for one in disturbed.site.rglob("*") if one.is_dir())]
    for one in deep:
        one.chmod(0o555)
    build = disturbed.start(before=_as_anybody)
    build.communicate()
    disturbed.assert_whole()
    for name in ("site", ".site.next"):
        for one in [disturbed.root / name, *(disturbed.root / name).rglob("*")]:
            one.chmod(0o755 if one.is_dir() else 0o644)
    disturbed.assert_next_build_works()
