"""Worker processes, one for each core. They end when this process ends, even if it is killed."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context
from typing import TypeVar

from kyoyaku.output import StoppedError
from kyoyaku.problems import ContentError, Problem
from kyoyaku.publisher import failures
from kyoyaku.publisher.failures import NO_PROCESS, PublisherError

Result = TypeVar("Result")


@contextmanager
def pool() -> Iterator[ProcessPoolExecutor]:
    """Worker processes: forks of this process, with all modules that it has loaded."""
    threading.excepthook = _end_build
    gc.freeze()  # the garbage collector of a fork need not visit what is loaded already
    # The processors that this process may use.
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    processes = ProcessPoolExecutor(cores, get_context("fork"), _begin, (os.getpid(),))
    _start(processes)
    try:
        yield processes
    finally:
        processes.shutdown(cancel_futures=True)


def _start(processes: ProcessPoolExecutor) -> None:
    """Start all processes. StoppedError if there is no room for them or for the thread that leads them."""
    # They inherit the block: workers ignore Ctrl-C and end with this process.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        processes.submit(os.getpid)
    except (OSError, RuntimeError):  # "can't start new thread"
        for one in active_children():  # they would wait for work for ever, and this process for them
            one.kill()
        raise StoppedError(NO_PROCESS) from None
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_build(failure: threading.ExceptHookArgs) -> None:
    """End this process when the thread that leads the workers has failed: it would wait for them for ever."""
    if not isinstance(failure.exc_value, MemoryError | RuntimeError):
        threading.__excepthook__(failure)
    print(failures.message(StoppedError(NO_PROCESS)), file=sys.stderr, flush=True)
    os._exit(1)


def results(futures: Iterable[Future[Result]]) -> list[Result]:
    """The results in order. Raises ContentError or PublisherError with the problems of all workers."""
    found, problems, warnings = list[Result](), list[Problem](), list[str]()
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
        raise PublisherError("\n".join(dict.fromkeys(warnings)))  # all runs may say the same of a setting
    return found


def _begin(parent: int) -> None:
    try:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    except RuntimeError:  # "can't start new thread"
        os._exit(1)


def _end_with(parent: int) -> None:
    """End this process when its parent has ended."""
    while os.getppid() == parent:
        time.sleep(0.1)
    os._exit(1)
