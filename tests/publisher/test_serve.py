"""`mkdocs serve`: one edit is one rebuild, and a mistake is shown on the last good pages."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from testing.project import SAMPLE, copy_project, read_content

pytestmark = pytest.mark.site
PATIENCE = 60
SOURCE = "content/aobano-kazemachi/2021-10-01.md"
PAGE = "aobano-kazemachi/initiatives/fire-service/"
BOX = 'id="ky-problems"'


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

    def wait_for(self, shown: str, what: str) -> None:
        end = time.monotonic() + PATIENCE
        while shown not in self.page():
            assert time.monotonic() < end, f"waited in vain for {what}: {self.log.read_text()}"
            time.sleep(0.1)

    def edit(self, name: str, old: str, new: str) -> None:
        file = self.project / name
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
    process.send_signal(signal.SIGINT)  # so that mkdocs removes its folders
    process.wait(timeout=PATIENCE)


def test_one_edit_is_one_rebuild_and_a_broken_one_keeps_the_last_good_pages(server: Server) -> None:
    server.wait_for("消防を連携して行う。", "the first build")
    assert server.builds() == 1

    server.edit(SOURCE, "消防を連携して行う。", "消防を力を合わせて行う。")
    server.wait_for("消防を力を合わせて行う。", "the edit")
    time.sleep(2)
    assert server.builds() == 2
    assert BOX not in server.page()

    server.edit(SOURCE, "前条の目的", "前項の目的")
    server.wait_for(BOX, "the problem")
    assert re.search(rf"{SOURCE}:\d+: .*\(reference-missing\)", server.page())
    assert "消防を力を合わせて行う。" in server.page()
    assert "Traceback" not in server.log.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("templates/theme/frame/page.html", 5),  # filled by mkdocs
        ("templates/text/initiative.md.j2", 5),  # filled before mkdocs looks for pages
    ],
)
@pytest.mark.parametrize("wrong", ["{{ nobody.knows }}", "{% if %}"])
def test_a_broken_template_is_shown_until_it_is_mended(
    server: Server, template: str, line: int, wrong: str
) -> None:
    server.wait_for("消防を連携して行う。", "the first build")
    right = (server.project / template).read_text(encoding="utf-8").split("\n")
    broken = [*right[: line - 1], wrong, *right[line - 1 :]]
    (server.project / template).write_text("\n".join(broken), encoding="utf-8")
    server.wait_for(BOX, "the mistake")
    assert re.search(rf"{template}:{line}: (UndefinedError|TemplateSyntaxError): ", server.page())
    assert "消防を連携して行う。" in server.page()
    assert "Traceback" in server.log.read_text(encoding="utf-8")

    server.edit(SOURCE, "消防を連携して行う。", "消防を力を合わせて行う。")
    (server.project / template).write_text("\n".join(right), encoding="utf-8")
    server.wait_for("消防を力を合わせて行う。", "the mended template")
    assert BOX not in server.page()
