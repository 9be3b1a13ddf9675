"""Worker processes, one for each core. They end when this process ends, even if it is killed.

Each has its own pipe, and there is no lock. If one is killed, even while it sends a result, its pipe ends,
and the build stops at once. A pool of the standard library would wait for ever for a lock that it held.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Any, TypeVar

from kyoyaku.output import StoppedError
from kyoyaku.problems import ContentError
from kyoyaku.publisher.failures import KILLED, NO_PROCESS, PublisherError

Result = TypeVar("Result")
Tasks = Sequence[Callable[[], Result]]


def results(tasks: Tasks[Result]) -> list[Result]:
    """The results of tasks, which begin in their order.

    Raises ContentError or PublisherError with the problems of all; StoppedError if a process
    cannot begin or was killed; or at once what else a task raises.
    """
    gc.freeze()  # the garbage collector of a fork need not visit what is loaded already
    # The processors that this process may use.
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    outcomes, todo = list[Any](tasks), iter(range(len(tasks)))
    processes, at_work = list[ForkProcess](), dict[Connection, int]()
    try:
        for _, number in zip(range(cores), todo, strict=False):
            at_work[_begun(tasks, number, processes)] = number
        while at_work:
            for pipe in wait(list(at_work)):
                assert isinstance(pipe, Connection)
                done = at_work.pop(pipe)
                try:
                    outcomes[done] = outcome = pipe.recv()
                    if (number := next(todo, -1)) >= 0:
                        at_work[pipe] = number
                        pipe.send(number)
                except (EOFError, OSError):  # its end is closed
                    raise StoppedError(KILLED) from None
                match outcome:
                    case ContentError() | PublisherError():
                        pass  # raised with those of the other tasks
                    case BaseException():
                        raise outcome
    finally:
        for one in processes:
            one.kill()
            one.join()
    _raise_together(outcomes)
    return outcomes


def _raise_together(outcomes: Sequence[object]) -> None:
    """Raise the problems of all tasks as one."""
    if problems := [problem for one in outcomes if isinstance(one, ContentError) for problem in one.problems]:
        raise ContentError(problems)
    if warnings := [str(one) for one in outcomes if isinstance(one, PublisherError)]:
        raise PublisherError("\n".join(dict.fromkeys(warnings)))  # all runs may say the same of a setting


def _begun(tasks: Tasks[Any], first: int, processes: list[ForkProcess]) -> Connection:
    """Begin a worker with a task; returns its pipe. StoppedError if there is no room for it."""
    context = get_context("fork")  # with all modules that this process has loaded
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(os.getpid(), theirs, tasks, first))
    # The worker inherits the blocked SIGINT: Ctrl-C stops this process, and the worker ends with it.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
        processes.append(process)
    except OSError:
        raise StoppedError(NO_PROCESS) from None
    finally:
        theirs.close()
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return ours


def _work(parent: int, pipe: Connection, tasks: Tasks[Any], number: int) -> None:
    """In the worker: do task after task, and send what each returns or raises."""
    try:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    except RuntimeError:  # "can't start new thread"
        pipe.send(StoppedError(NO_PROCESS))
        return
    with suppress(EOFError, ConnectionError):  # the parent was killed
        while True:
            try:
                outcome = tasks[number]()
            except BaseException as error:
                error.add_note(traceback.format_exc())
                outcome = error
            pipe.send(outcome)
            number = pipe.recv()


def _end_with(parent: int) -> None:
    """End this process when its parent has ended."""
    while os.getppid() == parent:
        time.sleep(0.1)
    os._exit(1)
