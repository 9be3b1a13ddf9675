"""`mkdocs serve`: one edit is one rebuild, and a broken edit leaves the last good pages."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from testing.project import SAMPLE, copy_project, read_content

pytestmark = pytest.mark.site
PATIENCE = 60
SOURCE = "content/aobano-kazemachi/2021-10-01.md"
PAGE = "aobano-kazemachi/initiatives/fire-service/"


@dataclass(frozen=True, slots=True)
class Server:
    project: Path
    address: str
    log: Path

    def page(self) -> str:
        try:
            with urllib.request.urlopen(self.address + PAGE, timeout=20) as response:
                return str(response.read().decode())
        except (urllib.error.URLError, TimeoutError):
            return ""

    def builds(self) -> int:
        return self.log.read_text(encoding="utf-8").count("Building documentation...")

    def edit(self, old: str, new: str) -> None:
        file = self.project / SOURCE
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    project = copy_project(tmp_path / "project", read_content(SAMPLE))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path / "log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
            cwd=project,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    yield Server(project, f"http://127.0.0.1:{port}/", log)
    process.terminate()
    process.wait(timeout=PATIENCE)


def _wait_for(seen: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not seen():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.2)


def test_one_edit_is_one_rebuild_and_a_broken_one_keeps_the_last_good_pages(server: Server) -> None:
    _wait_for(lambda: "消防を連携して行う。" in server.page(), "the first build")
    assert server.builds() == 1

    server.edit("消防を連携して行う。", "消防を力を合わせて行う。")
    _wait_for(lambda: "消防を力を合わせて行う。" in server.page(), "the edit")
    time.sleep(4)
    assert server.builds() == 2

    server.edit("前条の目的", "前項の目的")
    _wait_for(lambda: "(reference-missing)" in server.log.read_text(encoding="utf-8"), "the message")
    assert "消防を力を合わせて行う。" in server.page()
    assert "Traceback" not in server.log.read_text(encoding="utf-8")
