"""The log of mkdocs. ProperDocs, which can replace mkdocs, has a logger of its own name."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import BufferingHandler

import mkdocs

LOG = logging.getLogger(mkdocs.__name__)
OURS = logging.getLogger(f"{mkdocs.__name__}.hooks.kyoyaku")
"""What we log ourselves; a warning counts in a strict run."""


@contextmanager
def recorded_warnings() -> Iterator[list[logging.LogRecord]]:
    """Collects all warnings and errors that are logged within the context."""
    recorder = BufferingHandler(capacity=sys.maxsize)
    recorder.setLevel(logging.WARNING)
    LOG.addHandler(recorder)
    try:
        yield recorder.buffer
    finally:
        LOG.removeHandler(recorder)
