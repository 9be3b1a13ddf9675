"""The log of mkdocs, or of ProperDocs, which answers to the name of mkdocs when it runs in its place."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import mkdocs

LOG = logging.getLogger(mkdocs.__name__)
OURS = logging.getLogger(f"{mkdocs.__name__}.hooks.kyoyaku")
"""What we log ourselves; a warning counts in a strict run."""


@contextmanager
def recorded_warnings() -> Iterator[list[str]]:
    """Collects the messages of all warnings and errors that are logged meanwhile."""
    recorder = _Recorder(logging.WARNING)
    LOG.addHandler(recorder)
    try:
        yield recorder.messages
    finally:
        LOG.removeHandler(recorder)


class _Recorder(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())
