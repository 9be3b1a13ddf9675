"""Worker processes: what they give, and that nobody waits for one that was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from functools import partial

import pytest

from kyoyaku.output import StoppedError
from kyoyaku.portions import workers
from kyoyaku.problems import ContentError, Place, Problem
from kyoyaku.publisher.failures import PublisherError
from testing.project import ROOT
from tests.portions.projects import PATIENCE

pytestmark = pytest.mark.site


def _raise(error: Exception) -> int:
    raise error


def test_results_come_in_the_order_of_the_tasks() -> None:
    assert workers.results([partial(int, number) for number in range(50)]) == list(range(50))
    assert workers.results(list[partial[int]]()) == []


@pytest.mark.parametrize(
    ("errors", "told"),
    [
        ([PublisherError(one) for one in ("one", "two", "one")], "one\ntwo"),
        (
            [ContentError([Problem(Place(f"{n}.md", n), "誤り", "rule")]) for n in (1, 2)],
            "1.md:1: 誤り (rule)\n2.md:2: 誤り (rule)",
        ),
    ],
    ids=["publisher", "content"],
)
def test_problems_of_all_tasks_are_told(errors: Sequence[Exception], told: str) -> None:
    with pytest.raises(type(errors[0])) as raised:
        workers.results([partial(_raise, one) for one in errors])
    assert str(raised.value) == told


def test_a_mistake_keeps_its_traceback() -> None:
    with pytest.raises(KeyError) as raised:
        workers.results([partial(_raise, KeyError("lost"))])
    assert "in _raise" in "".join(raised.value.__notes__)


def test_without_threads_or_processes_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """As at the limits of a container."""
    for where, what, error in (
        (threading.Thread, "start", RuntimeError("can't start new thread")),
        (os, "fork", BlockingIOError(11, "Resource temporarily unavailable")),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(where, what, lambda *_, error=error: _raise(error))
            with pytest.raises(StoppedError, match="プロセスをこれ以上始められません"):
                workers.results([partial(int, 1)])


ENDS = """
import os, signal
from kyoyaku.portions import workers

def idle():
    os.kill(os.getpid(), signal.SIGSTOP)

def large():
    print(os.getpid(), flush=True)
    return b"x" * 50_000_000

try:
    workers.results([idle, large])
except workers.StoppedError:
    print("broken")
"""
"""A worker that is killed while it sends what it has made, and another one does not go on."""


def test_a_worker_that_is_killed_leaves_nobody_waiting() -> None:
    done = subprocess.Popen([sys.executable, "-c", ENDS], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert done.stdout
        worker = int(done.stdout.readline())
        done.send_signal(signal.SIGSTOP)  # so that it takes nothing more out of the pipe
        time.sleep(0.3)
        os.kill(worker, signal.SIGKILL)
        done.send_signal(signal.SIGCONT)
        assert done.communicate(timeout=PATIENCE)[0] == "broken\n"
    finally:
        done.kill()
