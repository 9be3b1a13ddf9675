"""What a process that reads a file may do wrong; it imports only this, and not what the tests need."""

from __future__ import annotations

import os
import time

from kyoyaku.importing.paper import RefusedError
from kyoyaku.importing.sources.opening import Progress


def refuses(_: object) -> None:
    raise RefusedError("読みません")


def endless(_: object) -> None:
    while True:
        time.sleep(0.1)


def greedy(_: object) -> None:
    bytearray(10**11)


def deep(_: object) -> None:
    deep(_)


def dies(_: object) -> None:
    os._exit(3)


def mistaken(_: object) -> None:
    raise ZeroDivisionError("ours")


def tells(progress: Progress) -> str:
    progress(1, 2)
    return "read"
