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

from . import builds
from .builds import Project
from .effort import Counts
from .project import ROOT

pytestmark = pytest.mark.site
DROP_FROM_BOUNDING_SET, OVERRIDES = 24, (1, 2)
"""prctl(2) of Linux; CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, by which modes mean nothing to root."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return builds.project(tmp_path_factory.mktemp("disk"))


@pytest.fixture
def project(shared: Project) -> Project:
    """A project that was built before its text became another."""
    shared.assert_next_build_works()
    shared.turn()
    return shared


@pytest.mark.parametrize("is_cold", [False, True], ids=["warm", "cold"])
@pytest.mark.parametrize("size", [0, 1_000, 30_000])
def test_files_that_may_not_grow(size: int, is_cold: bool, project: Project) -> None:
    if is_cold:
        shutil.rmtree(project.root / ".cache")
    limited = project.start(before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
    project.assert_harmless(
        limited, "ファイルを読み書きできませんでした：ファイルの大きさの上限を超えました（"
    )
    project.assert_next_build_works()


def test_a_full_disk(project: Project, tmp_path: Path, counts: Counts) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    own = ["unshare", "--user", "--map-root-user", "--mount"]
    if (
        not shutil.which("unshare")
        or subprocess.run([*own, "mount", "-t", "tmpfs", "none", str(disk)]).returncode
    ):
        pytest.skip("this system lets nobody mount a small disk of his own (unshare)")
    done = subprocess.run(
        [*own, sys.executable, "-m", "tests.full_disk", str(project.root), str(disk)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    *full, last = map(json.loads, done.stdout.splitlines())
    for one in full:
        if one["status"] == 0:
            assert one["site"] == project.sites[project.text]
            continue
        assert one["status"] == 1
        assert "ディスクに空きがありません" in one["said"], one["said"]
        assert "Traceback" not in one["said"]
        assert one["site"] == project.sites[1 - project.text]
        counts["builds that ran out of room"] += 1
    assert counts["builds that ran out of room"] > 3
    assert last["status"] == 0
    assert last["site"] == project.sites[project.text]


def _as_anybody() -> None:
    """Let modes mean something to root, too."""
    if os.geteuid() == 0:
        for one in OVERRIDES:
            if ctypes.CDLL(None).prctl(DROP_FROM_BOUNDING_SET, one, 0, 0, 0):
                os._exit(77)


@pytest.mark.parametrize(
    "names", ["", ".cache", ".cache/kyoyaku", "docs", ".site.next"], ids="read-only: {}".format
)
@pytest.mark.parametrize("is_first", [False, True], ids=["once more", "first"])
def test_read_only_folders(names: str, is_first: bool, project: Project) -> None:
    if os.geteuid() == 0 and sys.platform != "linux":
        pytest.skip("modes mean nothing to root here")
    folder = project.root / names
    if is_first:
        shutil.rmtree(project.root / ".cache")
        shutil.rmtree(project.root / ".site.next", ignore_errors=True)
    folder.mkdir(exist_ok=True, parents=True)
    deep = [folder, *(one for one in folder.rglob("*") if one.is_dir())] if names else [folder]
    for one in deep:
        one.chmod(0o555)
    try:
        project.assert_harmless(project.start(before=_as_anybody), "読み書きする権限がありません（")
    finally:
        for one in deep:
            one.chmod(0o755)
    project.assert_next_build_works()


def test_a_read_only_site_is_whole(project: Project) -> None:
    """What was published may be replaced although nothing in it may be changed."""
    deep = [project.site, *(one for one in project.site.rglob("*") if one.is_dir())]
    for one in deep:
        one.chmod(0o555)
    build = project.start(before=_as_anybody)
    build.communicate()
    project.assert_whole()
    for name in ("site", ".site.next"):
        for one in [project.root / name, *(project.root / name).rglob("*")]:
            one.chmod(0o755 if one.is_dir() else 0o644)
    project.assert_next_build_works()
