"""Nothing that happens to a build harms what is published: site/ is whole, be it the old one or the new."""

from __future__ import annotations

import ctypes
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from kyoyaku.output import locked
from testing.project import ROOT, snapshot
from tests.effort import Counts, times
from tests.portions.projects import COMMAND, PATIENCE, Project, assert_gone, end, watched, with_group, workers

pytestmark = pytest.mark.site
MKDOCS = ("-m", "mkdocs", "build", "--strict", "--quiet")
BUSY = "別の作成が進行中です"
DROP_FROM_BOUNDING_SET, OVERRIDES = 24, (1, 2)
"""prctl(2) of Linux; CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, by which modes mean nothing to root."""
STOPPED = """
import os, runpy, shutil, signal, sys
kind, number, mine, seen = sys.argv.pop(1), int(sys.argv.pop(1)), os.getpid(), 0
PLACES = {"os.rename", "ctypes.dlsym"}
CHANGES = PLACES | {"os.link", "os.remove", "os.mkdir", "os.rmdir"}

def counts(event, given):
    writes = event == "open" and (given[2] or 0) & (os.O_WRONLY | os.O_RDWR)
    if kind == "any":
        return event in CHANGES or writes
    ends = [str(one).rpartition("/")[2] for one in given]
    return event in PLACES and any(end in ("site", ".site.aside", "renameat2") for end in ends)

def heard(event, given):
    global seen
    if os.getpid() == mine and counts(event, given):
        seen += 1
        if seen == number:
            os.kill(mine, signal.SIGKILL)

sys.addaudithook(heard)
sys.argv[0] = "build.py"
sys.path.insert(0, os.getcwd())
if kind == "in steps":
    from kyoyaku import output
    output._exchange = lambda *_: False
runpy.run_path("build.py", run_name="__main__")
"""
"""A build that is killed just before it changes the disk for the n-th time: anything, or whole folders."""


@pytest.mark.soak
@pytest.mark.parametrize("only_parent", [False, True], ids=["all processes", "the parent only"])
def test_a_build_that_is_killed(only_parent: bool, disturbed: Project, counts: Counts) -> None:
    def look() -> None:
        counts["looks at the site"] += 1

    random = Random(11 + only_parent)
    with watched(disturbed.site, look):
        for _ in range(times(3, 60)):
            build = disturbed.start()
            time.sleep(disturbed.duration * random.random())
            counts["builds killed"] += build.poll() is None
            end(build, only_parent=only_parent)
            disturbed.assert_whole()
            disturbed.turn()
    disturbed.assert_next_build_works()


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["any", "folders", "in steps"])
def test_a_build_that_is_killed_before_it_changes_the_disk(
    kind: str, disturbed: Project, counts: Counts
) -> None:
    """`in steps`: where a system cannot exchange two folders at once."""
    # Of the changes to whole folders, by which the new site comes into its place, every one.
    numbers = Random(5).sample(range(1, 60), times(2, 50)) if kind == "any" else range(1, 100)
    for number in numbers:
        build = disturbed.start("-c", STOPPED, kind, str(number), "--site")
        _, message = build.communicate(timeout=PATIENCE)
        assert_gone(build)
        assert build.returncode in (0, -signal.SIGKILL), message
        if kind == "in steps" and not disturbed.site.exists():
            counts["sites that the next build restored"] += 1
        else:
            disturbed.assert_whole()
        if build.returncode == 0:
            break
        counts["builds killed"] += 1
        disturbed.assert_next_build_works()
        disturbed.turn()
    assert counts["builds killed"]
    assert counts["sites that the next build restored"] == (kind == "in steps")


@pytest.mark.soak
def test_a_build_that_is_interrupted(disturbed: Project, counts: Counts) -> None:
    """Ctrl-C reaches all processes; none of them writes a traceback."""
    random = Random(13)
    while counts["builds interrupted at work"] < times(2, 50):
        build = disturbed.start()
        time.sleep(disturbed.duration * (0.2 + 0.6 * random.random()))
        with_group(build, signal.SIGINT)
        _, message = build.communicate(timeout=PATIENCE)
        assert_gone(build)
        assert "multiprocessing" not in message, message
        if "<frozen importlib" not in message and build.returncode == 1:  # else Python was still starting
            assert "Traceback" not in message, message
            assert "中断しました" in message
            counts["builds interrupted at work"] += 1
        disturbed.assert_whole()
        disturbed.turn()
    disturbed.assert_next_build_works()


@pytest.mark.soak
def test_a_process_of_a_build_that_is_killed(disturbed: Project, counts: Counts) -> None:
    """As by a system that is out of memory."""
    random = Random(17)
    while counts["processes killed"] < times(1, 20):
        build = disturbed.start()
        while not (found := workers(build)):
            assert build.poll() is None
        time.sleep(random.random() * disturbed.duration / 4)
        with suppress(ProcessLookupError):  # it was done
            os.kill(random.choice(found), signal.SIGKILL)
        _, message = build.communicate(timeout=PATIENCE)
        assert_gone(build)
        assert "Traceback" not in message
        if build.returncode:
            assert "プロセスが外から止められました" in message
            assert snapshot(disturbed.site) == disturbed.sites[1 - disturbed.text]["site"]
            counts["processes killed"] += 1
        disturbed.assert_next_build_works()
        disturbed.turn()


@pytest.mark.soak
@pytest.mark.parametrize("lost", [".cache", ".site.next-*", ".site.next-*/site/*"])
def test_files_that_are_removed_while_a_build_is_at_work(
    lost: str, disturbed: Project, counts: Counts
) -> None:
    """As by `make clean`: what has lost files is not published as whole, neither now nor later."""
    random = Random(23)
    for _ in range(times(1, 30)):
        build = disturbed.start()
        while build.poll() is None and not list(disturbed.root.glob(".site.next-*/site/*")):
            time.sleep(0.001)
        time.sleep(random.choice([0, 0.1]))
        for one in disturbed.root.glob(lost):
            shutil.rmtree(one, ignore_errors=True)
        _, message = build.communicate(timeout=PATIENCE)
        counts["builds that noticed it"] += build.returncode != 0
        assert "Traceback" not in message, message
        disturbed.assert_whole()
        disturbed.assert_next_build_works()
        disturbed.turn()


@pytest.mark.soak
@pytest.mark.parametrize("other", [COMMAND, MKDOCS], ids=["two builds", "mkdocs build"])
def test_builds_at_the_same_time(other: tuple[str, ...], disturbed: Project, counts: Counts) -> None:
    random = Random(19)
    for _ in range(times(1, 20)):
        both = [disturbed.start(*command) for command in random.sample([COMMAND, other], 2)]
        messages = [build.communicate(timeout=PATIENCE)[1] for build in both]
        status = [build.returncode for build in both]
        assert 0 in status, messages
        for code, text in zip(status, messages, strict=True):
            assert (code == 0) == (BUSY not in text), text
            assert "Traceback" not in text
            counts["builds refused"] += code != 0
        assert snapshot(disturbed.site) == disturbed.sites[disturbed.text]["site"]
        disturbed.turn()
    disturbed.assert_next_build_works()


def test_a_build_says_that_another_is_at_work(disturbed: Project) -> None:
    theirs = disturbed.root / ".site.next-other" / "index.html"
    theirs.parent.mkdir()
    theirs.write_text("half of another build", encoding="utf-8")
    with locked(disturbed.root):
        for command in (COMMAND, ("build.py",), MKDOCS):
            disturbed.assert_harmless(disturbed.start(*command), BUSY)
        assert theirs.exists()
    disturbed.assert_next_build_works()


def test_a_preview_waits_for_a_build_and_lets_builds_go_on(disturbed: Project) -> None:
    with locked(disturbed.root):
        server = disturbed.start("-m", "mkdocs", "serve", "-a", "127.0.0.1:0")
        assert server.stderr
        assert any("別の作成が終わるのを待っています" in line for line in server.stderr)
        assert server.poll() is None
    try:
        assert any(re.search("Serving on", line) for line in server.stderr)
        disturbed.assert_next_build_works()
        assert server.poll() is None
    finally:
        end(server)


def test_site_may_be_a_link(disturbed: Project, tmp_path: Path) -> None:
    """The folder that it leads to is replaced, and the link stays."""
    elsewhere = tmp_path / "elsewhere"
    disturbed.site.rename(elsewhere)
    disturbed.site.symlink_to(elsewhere)
    try:
        disturbed.assert_next_build_works()
        assert disturbed.site.is_symlink()
        assert snapshot(elsewhere) == disturbed.sites[disturbed.text]["site"]
        assert [one.name for one in tmp_path.iterdir()] == ["elsewhere"]
    finally:
        disturbed.site.unlink()
        elsewhere.rename(disturbed.site)


def _closed() -> None:
    os.umask(0o077)


def test_everybody_may_read_what_is_published(disturbed: Project) -> None:
    shutil.rmtree(disturbed.site)
    disturbed.start(before=_closed).communicate(timeout=PATIENCE)
    disturbed.assert_whole()
    for one in (disturbed.site, *disturbed.site.rglob("*")):
        assert one.stat().st_mode & 0o777 == (0o755 if one.is_dir() else 0o644), one


@pytest.mark.parametrize("size", [0, 30_000])
def test_files_that_may_not_grow(size: int, disturbed: Project) -> None:
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
    command = [*own, sys.executable, "-m", "tests.portions.full_disk", str(disturbed.root), str(disk)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    *full, last = map(json.loads, done.stdout.splitlines())
    for one in full:
        if one["status"] == 0:
            assert one["site"] == disturbed.sites[disturbed.text]["site"]
            continue
        assert one["status"] == 1
        assert "ディスクに空きがありません" in one["message"]
        assert "Traceback" not in one["message"]
        assert one["site"] == disturbed.sites[1 - disturbed.text]["site"]
        counts["builds that ran out of room"] += 1
    assert counts["builds that ran out of room"] > 1
    assert last["status"] == 0
    assert last["site"] == disturbed.sites[disturbed.text]["site"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
@pytest.mark.parametrize("option", ["--json", "--check", "--site"])
def test_a_message_that_finds_no_room(option: str, disturbed: Project) -> None:
    """What was published is not said to be as it was."""
    command = [sys.executable, "build.py", option]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            command, cwd=disturbed.root, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr == "結果を表示できませんでした：ディスクに空きがありません。\n"
    if option == "--site":
        assert snapshot(disturbed.site) == disturbed.sites[disturbed.text]["site"]


def _as_anybody() -> None:
    """Let modes mean something to root, too."""
    if os.geteuid() == 0:
        for one in OVERRIDES:
            if ctypes.CDLL(None).prctl(DROP_FROM_BOUNDING_SET, one, 0, 0, 0):
                os._exit(77)


def _chmod(mode: int, *tops: Path) -> None:
    """Set the mode of folders and of those in them."""
    for top in tops:
        for place, _, _ in os.walk(top, topdown=False):
            os.chmod(place, mode)


@pytest.mark.skipif(os.geteuid() == 0 and sys.platform != "linux", reason="modes mean nothing to root here")
@pytest.mark.parametrize("name", ["", "docs"])
def test_read_only_folders(name: str, disturbed: Project) -> None:
    folder = disturbed.root / name
    _chmod(0o555, folder)
    try:
        disturbed.assert_harmless(disturbed.start(before=_as_anybody), "読み書きする権限がありません（")
    finally:
        folder.chmod(0o755)
        _chmod(0o755, folder)
    disturbed.assert_next_build_works()


def test_a_read_only_site_is_whole(disturbed: Project) -> None:
    """What was published may be replaced although nothing in it may be changed."""
    _chmod(0o555, disturbed.site)
    disturbed.start(before=_as_anybody).communicate(timeout=PATIENCE)
    disturbed.assert_whole()
    _chmod(0o755, disturbed.site, *disturbed.root.glob(".site.*"))
    disturbed.assert_next_build_works()
