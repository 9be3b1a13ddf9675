"""Nothing that happens to a build harms what is published: site/ is whole, be it the old one or the new."""

from __future__ import annotations

import os
import re
import shutil
import signal
import time
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from kyoyaku import exchange as exchanges
from kyoyaku.exchange import exchange, restore
from kyoyaku.publisher.lock import locked
from testing.project import run, snapshot
from tests.effort import Counts, times
from tests.portions.builds import COMMAND, PATIENCE, Project, assert_gone, end, watched, with_group, workers

pytestmark = pytest.mark.site
MKDOCS = ("-m", "mkdocs", "build", "--strict", "--quiet")
WARM = 0.6
"""About what part of the time of a cold build one takes for which most is there."""
BUSY = "別の作成が進行中です"
KILLED_BEFORE = """
import os, runpy, signal, sys
kind, number, mine, seen = sys.argv.pop(1), int(sys.argv.pop(1)), os.getpid(), 0
CHANGES = {"os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "ctypes.dlsym"}

def counts(event, given):
    writes = event == "open" and (given[2] or 0) & (os.O_WRONLY | os.O_RDWR)
    if kind == "any":
        return event in CHANGES or writes
    ends = (str(one).rpartition("/")[2] for one in given)
    return event in CHANGES and any(end in ("site", ".site.next", ".site.aside", "renameat2") for end in ends)

def heard(event, given):
    global seen
    if os.getpid() == mine and counts(event, given):
        seen += 1
        if seen == number:
            os.kill(mine, signal.SIGKILL)

sys.addaudithook(heard)
sys.argv[0] = "build.py"
sys.path.insert(0, os.getcwd())
runpy.run_path("build.py", run_name="__main__")
"""
"""A build that is killed just before it changes the disk for the n-th time: anything, or whole folders."""


@pytest.mark.soak
@pytest.mark.parametrize("only_parent", [False, True], ids=["all processes", "the parent only"])
def test_a_build_that_is_killed(only_parent: bool, disturbed: Project, counts: Counts) -> None:
    def look() -> None:
        counts["looks at the site"] += 1

    random, tried = Random(11 + only_parent), 0
    with watched(disturbed.site, look):
        while counts["builds killed"] < times(5, 50):
            tried += 1
            if is_cold := bool(tried % 2):
                shutil.rmtree(disturbed.root / ".cache", ignore_errors=True)
            build = disturbed.start()
            time.sleep(disturbed.duration * random.random() * (1 if is_cold else WARM))
            counts["builds killed"] += build.poll() is None
            end(build, only_parent=only_parent)
            disturbed.assert_whole()
            if tried % times(3, 1) == 0:
                disturbed.assert_next_build_works()
            disturbed.turn()
    disturbed.assert_next_build_works()
    counts["sites harmed"] += 0
    assert counts["looks at the site"] > tried


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["any", "folders"])
def test_a_build_that_is_killed_before_it_changes_the_disk(
    kind: str, disturbed: Project, counts: Counts
) -> None:
    # Of the changes to whole folders, by which the new site comes into its place, every one.
    numbers = range(1, 100) if kind == "folders" else Random(5).sample(range(1, 400), times(3, 50))
    for number in numbers:
        build = disturbed.start("-c", KILLED_BEFORE, kind, str(number), "--site")
        _, said = build.communicate(timeout=PATIENCE)
        assert_gone(build)
        assert build.returncode in (0, -signal.SIGKILL), said
        disturbed.assert_whole()
        if build.returncode == 0 and kind == "folders":
            break
        counts["builds killed"] += build.returncode != 0
        disturbed.assert_next_build_works()
        disturbed.turn()
    assert counts["builds killed"] > 1
    counts["sites harmed"] += 0


@pytest.mark.soak
def test_a_build_that_is_interrupted(disturbed: Project, counts: Counts) -> None:
    """Ctrl-C reaches all processes; none of them writes a traceback."""
    random = Random(13)
    while counts["builds interrupted at work"] < times(3, 50):
        shutil.rmtree(disturbed.root / ".cache", ignore_errors=True)
        build = disturbed.start()
        time.sleep(disturbed.duration * random.random())
        with_group(build, signal.SIGINT)
        _, said = build.communicate(timeout=PATIENCE)
        assert_gone(build)
        assert "multiprocessing" not in said, said
        if "<frozen importlib" not in said and build.returncode == 1:  # else Python was still starting
            assert "Traceback" not in said, said
            assert "中断しました" in said
            counts["builds interrupted at work"] += 1
        disturbed.assert_whole()
        disturbed.turn()
    disturbed.assert_next_build_works()
    counts["sites harmed"] += 0


@pytest.mark.soak
def test_a_process_of_a_build_that_is_killed(disturbed: Project, counts: Counts) -> None:
    """As by a system that is out of memory."""
    random = Random(17)
    while counts["processes killed"] < times(3, 20):
        shutil.rmtree(disturbed.root / ".cache")
        build = disturbed.start()
        while not (found := workers(build)):
            assert build.poll() is None
        time.sleep(random.random() * disturbed.duration / 4)
        with suppress(ProcessLookupError):  # it was done
            os.kill(random.choice(found), signal.SIGKILL)
        _, said = build.communicate(timeout=PATIENCE)
        assert_gone(build)
        assert "Traceback" not in said
        if build.returncode:
            assert build.returncode == 1
            assert "プロセスが外から止められました" in said
            assert snapshot(disturbed.site) == disturbed.sites[1 - disturbed.text]
            counts["processes killed"] += 1
        disturbed.assert_next_build_works()
        disturbed.turn()
    counts["sites harmed"] += 0


@pytest.mark.soak
@pytest.mark.parametrize("other", [COMMAND, MKDOCS], ids=["two builds", "mkdocs build"])
def test_builds_at_the_same_time(other: tuple[str, ...], disturbed: Project, counts: Counts) -> None:
    random = Random(19)
    for _ in range(times(2, 20)):
        both = [disturbed.start(*command) for command in random.sample([COMMAND, other], 2)]
        said = [build.communicate(timeout=PATIENCE)[1] for build in both]
        status = [build.returncode for build in both]
        assert 0 in status, said
        for code, text in zip(status, said, strict=True):
            assert (code == 0) == (BUSY not in text), text
            assert "Traceback" not in text
            counts["builds refused"] += code != 0
        assert snapshot(disturbed.site) == disturbed.sites[disturbed.text]
        disturbed.turn()
        counts["pairs of builds"] += 1
    disturbed.assert_next_build_works()


@pytest.mark.parametrize("command", [COMMAND, ("build.py",), MKDOCS], ids=" ".join)
def test_a_build_says_that_another_is_at_work(command: tuple[str, ...], disturbed: Project) -> None:
    theirs = disturbed.root / ".site.next" / "index.html"
    theirs.parent.mkdir(exist_ok=True)
    theirs.write_text("half of another build", encoding="utf-8")
    with locked(disturbed.root):
        disturbed.assert_harmless(disturbed.start(*command), BUSY)
        assert theirs.exists()
    assert run(disturbed.root, *command).returncode == 0


def test_a_preview_waits_for_a_build_and_lets_builds_go_on(disturbed: Project) -> None:
    with locked(disturbed.root):
        server = disturbed.start("-m", "mkdocs", "serve", "-a", "127.0.0.1:0")
        assert server.stderr
        for line in server.stderr:
            if "別の作成が終わるのを待っています" in line:
                break
        assert server.poll() is None
    try:
        for line in server.stderr:
            if re.search("Serving on", line):
                break
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
        assert snapshot(elsewhere) == disturbed.sites[disturbed.text]
    finally:
        disturbed.site.unlink()
        elsewhere.rename(disturbed.site)


@pytest.mark.parametrize("step", [1, 2, 3])
def test_an_exchange_in_steps_that_was_interrupted_is_mended(
    step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a system cannot exchange folders at once."""
    monkeypatch.setattr(exchanges, "_at_once", lambda *_: next(iter(exchanges.UNABLE)))
    old, new = tmp_path / "site", tmp_path / "next"
    for folder in (old, new):
        folder.mkdir()
        (folder / "page").write_text(folder.name)
    real, calls = Path.rename, []

    def rename(self: Path, target: Path) -> Path:
        calls.append(self)
        if len(calls) == step:
            raise KeyboardInterrupt
        return real(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", rename)
        with pytest.raises(KeyboardInterrupt):
            exchange(new, old)
    restore(old)
    assert (old / "page").read_text() == ("next" if step == 3 else "site")
    new.mkdir(exist_ok=True)
    (new / "page").write_text("another")
    exchange(new, old)
    assert (old / "page").read_text() == "another"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["next", "site"]
