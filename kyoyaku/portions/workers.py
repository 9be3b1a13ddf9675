"""Processes that work at the same time, one a core, and end with this one, however it ends."""

from __future__ import annotations

import gc
import os
import signal
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TypeVar

from kyoyaku.problems import ContentError, Problem
from kyoyaku.publisher.failures import PublisherError

Result = TypeVar("Result")


@contextmanager
def pool() -> Iterator[ProcessPoolExecutor]:
    """Copies of this process with all that it has loaded until now."""
    gc.freeze()  # no copy need look at it again
    with ProcessPoolExecutor(cores(), get_context("fork"), _begin, (os.getpid(),)) as processes:
        try:
            with _uninterrupted():  # they heed no Ctrl-C: they end with this process
                processes.submit(os.getpid)
            yield processes
        except BaseException:
            processes.shutdown(cancel_futures=True)
            raise


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C has to wait; processes that start now never hear of it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    yield
    signal.pthread_sigmask(signal.SIG_SETMASK, before)


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def results(futures: Iterable[Future[Result]]) -> list[Result]:
    """What they return, in their order; ContentError or PublisherError with all that was wrong in any."""
    found: list[Result] = []
    problems: list[Problem] = []
    warnings: list[str] = []
    for future in futures:
        try:
            found.append(future.result())
        except ContentError as error:
            problems += error.problems
        except PublisherError as error:
            warnings.append(str(error))
    if problems:
        raise ContentError(problems)
    if warnings:
        raise PublisherError("\n".join(warnings))
    return found


def _begin(parent: int) -> None:
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    """End when the process that has begun this one is gone."""
    while os.getppid() == parent:
        time.sleep(0.1)
    os._exit(1)
