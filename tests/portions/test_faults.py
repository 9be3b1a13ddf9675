"""Nothing that happens to a build harms what is published: site/ is whole, be it the old one or the new."""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from random import Random

import pytest

from kyoyaku import commands
from kyoyaku.output import locked
from testing.project import snapshot, surroundings
from tests.effort import Counts, times
from tests.portions import projects
from tests.portions.projects import (
    PATIENCE,
    Project,
    Started,
    assert_gone,
    build,
    build_by_mkdocs,
    built,
    processes,
    watched,
)

pytestmark = pytest.mark.site
BUSY = "別の作成が進行中です"
CAPABILITIES, OVERRIDES = 0x20080522, 0b110
"""The version of capset(2) of Linux, and CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, which override modes."""


@pytest.fixture(scope="module")
def shared_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with two texts, whose sites are known."""
    return projects.project(tmp_path_factory.mktemp("disturbed"))


@pytest.fixture
def disturbed(shared_project: Project) -> Project:
    """The same, built before its text became another."""
    if built(shared_project.root) != shared_project.sites[shared_project.text]:
        shared_project.assert_next_build_works()
    shared_project.turn()
    return shared_project


STOPS: Mapping[str, tuple[Callable[[Started], None], str]] = {
    # Ctrl-C reaches all processes; none of them writes a traceback.
    "interrupted": (lambda build: os.killpg(build.pid, signal.SIGINT), "中断しました"),
    # As by a system that is out of memory.
    "one process": (lambda one: os.kill(processes(one)[0], signal.SIGKILL), "プロセスが外から止められました"),
    "the parent": (lambda build: os.kill(build.pid, signal.SIGKILL), ""),
    "all processes": (lambda build: os.killpg(build.pid, signal.SIGKILL), ""),
}
"""How a build is stopped, and what it then says."""


@pytest.mark.soak
def test_a_build_that_is_stopped_at_work(disturbed: Project, counts: Counts) -> None:
    random = Random(11)
    with watched(disturbed.site, counts):
        for what, (stop, reason) in STOPS.items():
            while counts[what] < times(1, 60):
                build = _at_work(disturbed)
                build.process.join(disturbed.duration * random.random())
                with suppress(ProcessLookupError, IndexError):  # it was done
                    stop(build)
                status, message = build.ended()
                assert_gone(build)
                if status:
                    assert reason in message
                    assert "Traceback" not in message
                    assert "multiprocessing" not in message
                    counts[what] += 1
                    if what == "one process":
                        disturbed.assert_old()
                disturbed.assert_whole()
    disturbed.assert_next_build_works()


def _at_work(project: Project) -> Started:
    """A build that has made something."""
    build = project.start()
    while build.process.is_alive() and not list(project.root.glob(".site.next-*")):
        time.sleep(0.001)
    return build


@pytest.mark.soak
def test_builds_at_the_same_time(disturbed: Project, counts: Counts) -> None:
    random = Random(19)
    for other in [build_by_mkdocs, *[build, build_by_mkdocs] * times(0, 20)]:
        both = [disturbed.start(command) for command in random.sample([build, other], 2)]
        ended = [one.ended() for one in both]
        assert 0 in dict(ended), ended
        for status, text in ended:
            assert (status == 0) == (BUSY not in text), text
            assert "Traceback" not in text
            counts["builds refused"] += status != 0
        assert built(disturbed.root) == disturbed.sites[disturbed.text]
        disturbed.turn()


def test_while_a_build_is_at_work_others_fail_and_a_preview_waits(disturbed: Project) -> None:
    """Builds go on while there is a preview."""
    theirs = disturbed.root / ".site.next-other" / "index.html"
    theirs.parent.mkdir()
    theirs.write_text("half of another build", encoding="utf-8")
    pages = partial(commands.build_pages, disturbed.root)
    with locked(disturbed.root):
        for command in (build, lambda _: commands.run(pages), build_by_mkdocs):
            disturbed.assert_harmless(disturbed.start(command), BUSY)
        assert theirs.exists()
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", "127.0.0.1:0"], cwd=disturbed.root, text=True,
            env=surroundings({}), stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        assert server.stderr
        assert any("別の作成が終わるのを待っています" in line for line in server.stderr)
    try:
        assert any("Serving on" in line for line in server.stderr)
        disturbed.assert_next_build_works()
        assert server.poll() is None
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.communicate(timeout=PATIENCE)


def test_site_may_be_a_link_and_everybody_may_read_what_is_published(
    disturbed: Project, tmp_path: Path
) -> None:
    """The folder that it leads to is replaced, and the link stays."""
    elsewhere = tmp_path / "elsewhere"
    disturbed.site.rename(elsewhere)
    disturbed.site.symlink_to(elsewhere)
    mask = os.umask(0o77)
    try:
        disturbed.assert_next_build_works()
        assert disturbed.site.is_symlink()
        for one in (elsewhere, *elsewhere.rglob("*")):
            assert one.stat().st_mode & 0o777 == (0o755 if one.is_dir() else 0o644), one
        assert [one.name for one in tmp_path.iterdir()] == ["elsewhere"]
    finally:
        os.umask(mask)
        disturbed.site.unlink()
        elsewhere.rename(disturbed.site)


FULL = Path(__file__).with_name("full_disk.sh").read_text(encoding="utf-8")
"""Builds of a project on a small disk of its own that has ever more room, in kilobytes."""


def test_a_full_disk(disturbed: Project, tmp_path: Path) -> None:
    disk, sites = tmp_path / "disk", tmp_path / "sites"
    disk.mkdir()
    sites.mkdir()
    own = ["unshare", "--user", "--map-root-user", "--mount"]
    trial = [*own, "mount", "-t", "tmpfs", "none", str(disk)]
    if not shutil.which("unshare") or subprocess.run(trial, check=False).returncode:
        pytest.skip("this system lets nobody mount a small disk of his own (unshare)")
    command = [*own, "sh", "-c", FULL, "sh", str(disk), str(disturbed.root), sys.executable, str(sites)]
    subprocess.run(command, check=True, env=surroundings({}))
    assert {one.name for one in sites.iterdir()} == {"0-failed", "256-failed", "1000000-done"}
    for site in sites.iterdir():
        message = (site / "message").read_text(encoding="utf-8")
        (site / "message").unlink()
        is_done = site.name.endswith("done")
        assert snapshot(site) == disturbed.sites[disturbed.text if is_done else 1 - disturbed.text]["site"]
        assert ("ディスクに空きがありません" in message) != is_done
        assert "Traceback" not in message


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_a_message_that_finds_no_room(disturbed: Project) -> None:
    """What was published is not said to be as it was."""
    for command in ("json", "build"):
        with open("/dev/full", "wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "kyoyaku", command], cwd=disturbed.root, stdout=full,
                stderr=subprocess.PIPE, env=surroundings({}), check=False,
            )  # fmt: skip
        assert done.returncode == 1
        assert done.stderr.decode() == "結果を表示できませんでした：ディスクに空きがありません。\n"
    assert snapshot(disturbed.site) == disturbed.sites[disturbed.text]["site"]


def _as_anybody() -> None:
    """Let modes mean something to root, too."""
    if os.geteuid() == 0:
        version, own = (ctypes.c_uint32 * 2)(CAPABILITIES, 0), (ctypes.c_uint32 * 6)()
        ctypes.CDLL(None).capget(version, own)
        own[0] &= ~OVERRIDES
        if ctypes.CDLL(None).capset(version, own):
            os._exit(77)


@pytest.mark.skipif(os.geteuid() == 0 and sys.platform != "linux", reason="modes mean nothing to root here")
def test_files_that_may_not_grow_and_folders_that_are_read_only(disturbed: Project) -> None:
    """A read-only site may be replaced, although nothing in it may be changed."""
    for size in (0, 30_000):
        limited = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size))
        disturbed.assert_harmless(disturbed.start(before=limited), "ファイルの大きさの上限を超えました")
    for folder in (disturbed.root, disturbed.root / "docs", disturbed.site):
        modes = {one: one.stat().st_mode for one in (folder, *folder.rglob("*")) if one.is_dir()}
        for one in modes:
            one.chmod(0o555)
        build = disturbed.start(before=_as_anybody)
        build.process.join(PATIENCE)
        for one, mode in modes.items():
            one.chmod(mode)
        if folder != disturbed.site:
            disturbed.assert_harmless(build, "読み書きする権限がありません（")
    assert build.ended()[0] == 0
    assert snapshot(disturbed.site) == disturbed.sites[disturbed.text]["site"]
    for one in disturbed.root.glob(".site.*/**/"):
        one.chmod(0o755)
    disturbed.assert_next_build_works()
