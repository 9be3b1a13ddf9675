"""A preview that runs as a program of its own, and what it shows."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 60
"""Seconds until a page must show what it is to show."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The address of a preview, and the file of its messages."""

    address: str
    log: Path

    def said(self) -> str:
        """All messages until now."""
        return self.log.read_text(encoding="utf-8")

    def page(self, path: str) -> str:
        """A page as it is now; empty while there is none."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=20) as response:
                return str(response.read().decode())
        except (urllib.error.URLError, TimeoutError):
            return ""

    def wait_for(self, shown: str, path: str) -> None:
        """Wait until a page has these words."""
        end = time.monotonic() + PATIENCE
        while shown not in self.page(path):
            assert time.monotonic() < end, f"waited in vain for {shown}: {self.said()}"
            time.sleep(0.1)


@contextmanager
def preview(project: Path, *command: str, environment: Mapping[str, str]) -> Iterator[Preview]:
    """The preview of a project by a command, in which PORT stands for a free port: `--port PORT`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    log = project.with_name("log")
    words = [one.replace("PORT", port) for one in command]
    with log.open("w") as told:
        process = subprocess.Popen(words, cwd=project, env=environment, stdout=told, stderr=told)
    try:
        yield Preview(f"http://127.0.0.1:{port}/", log)
    finally:
        process.send_signal(signal.SIGINT)  # so that mkdocs removes its folders
        process.wait(timeout=PATIENCE)
