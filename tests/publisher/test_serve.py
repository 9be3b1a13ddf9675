"""`mkdocs serve`: one edit is one rebuild, and a mistake is shown on the last good pages."""

from __future__ import annotations

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

from kyoyaku.publisher.preview import BEFORE, show
from testing.project import SAMPLE, copy_project, read_content, surroundings

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

    def page(self, path: str = PAGE) -> str:
        try:
            with urllib.request.urlopen(self.address + path, timeout=20) as response:
                return str(response.read().decode())
        except (urllib.error.URLError, TimeoutError):
            return ""

    def builds(self) -> int:
        return self.log.read_text(encoding="utf-8").count("Building documentation...")

    def wait_for(self, shown: str, what: str, path: str = PAGE) -> None:
        end = time.monotonic() + PATIENCE
        while shown not in self.page(path):
            assert time.monotonic() < end, f"waited in vain for {what}: {self.log.read_text()}"
            time.sleep(0.1)

    def edit(self, name: str, old: str, new: str) -> None:
        file = self.project / name
        file.write_text(re.sub(old, new, file.read_text(encoding="utf-8")), encoding="utf-8")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A preview that began with a problem, which is shown and then mended."""
    folder = tmp_path_factory.mktemp("serve")
    content = {path: text for path, text in read_content(SAMPLE).items() if SOURCE.endswith(path)}
    project, log = copy_project(folder / "project", content), folder / "log"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    right = (project / SOURCE).read_text(encoding="utf-8")
    (project / SOURCE).write_text(right.replace("前条の目的", "前項の目的"), encoding="utf-8")
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
            cwd=project, env=surroundings({}), stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
    made = Server(project, f"http://127.0.0.1:{port}/", log)
    made.wait_for("(reference-missing)", "the problem", "")
    (project / SOURCE).write_text(right, encoding="utf-8")
    yield made
    process.send_signal(signal.SIGINT)  # so that mkdocs removes its folders
    process.wait(timeout=PATIENCE)


BROKEN = (
    ("templates/theme/frame/page.html", 5, "{% if %}"),  # filled by mkdocs
    ("templates/text/initiative.md.j2", 5, "{{ nobody.knows }}"),  # filled before mkdocs looks for pages
)


def test_every_edit_is_shown_and_what_is_broken_on_the_last_good_pages(server: Server) -> None:
    """Of the content, a template and the settings: one preview, one edit after the other."""
    server.wait_for("消防を", "the first build")
    before = server.builds()
    server.edit(SOURCE, "消防を.*行う。", "消防を力を合わせて行う。")
    server.wait_for("消防を力を合わせて行う。", "the edit")
    time.sleep(1)
    assert server.builds() == before + 1
    assert BOX not in server.page()

    server.edit(SOURCE, "前条の目的", "前項の目的")
    server.wait_for(BOX, "the problem")
    assert re.search(rf"{SOURCE}:\d+: .*\(reference-missing\)", server.page())
    assert "消防を力を合わせて行う。" in server.page()
    assert "Traceback" not in server.log.read_text(encoding="utf-8")
    server.edit(SOURCE, "前項の目的", "前条の目的")

    for number, (template, line, wrong) in enumerate(BROKEN):
        right = (server.project / template).read_text(encoding="utf-8")
        lines = right.split("\n")
        broken = [*lines[: line - 1], wrong, *lines[line - 1 :]]
        (server.project / template).write_text("\n".join(broken), encoding="utf-8")
        server.wait_for(f"{template}:{line}: ", "the mistake")
        assert re.search(rf"{template}:{line}: (UndefinedError|TemplateSyntaxError): ", server.page())
        assert "消防を" in server.page()
        assert server.log.read_text(encoding="utf-8").count("Traceback") >= number + 1
        new = f"消防を{number}度連携して行う。"
        server.edit(SOURCE, "消防を.*行う。", new)
        (server.project / template).write_text(right, encoding="utf-8")
        server.wait_for(new, "the mended template")
        assert BOX not in server.page()

    file = server.project / "mkdocs.yml"
    right = file.read_text(encoding="utf-8")
    for colour, shown in (("green", "/own.css"), ("pink", "mkdocs.yml:")):
        file.write_text(f"{right}\nextra: {{colour: {colour}}}\n", encoding="utf-8")
        server.wait_for(shown, colour)


def test_a_message_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(f"<header></header>{BEFORE}></div>", encoding="utf-8")
    for message in ("content/x.md:1: <甲>", "content/x.md:2: 乙"):
        show(message, tmp_path)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert (page.count(BOX), "甲" in page, page.index("乙") < page.index(BEFORE)) == (1, False, True)
