"""`mkdocs serve`: one edit is one rebuild, and a mistake is shown on the last good pages."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kyoyaku.publisher.preview import BEFORE, show
from testing.preview import Preview, preview
from testing.project import PLAIN, copy_project, sample_of, surroundings

pytestmark = pytest.mark.site
SOURCE = "content/aobano-kazemachi/2021-10-01.md"
PAGE = "aobano-kazemachi/initiatives/fire-service/"
BOX = 'id="ky-problems"'
BUILDS = "Building documentation..."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that has a problem."""
    folder = copy_project(tmp_path / "project", sample_of(PLAIN))
    _edit(folder / SOURCE, "前条の目的", "前項の目的")
    return folder


@pytest.fixture
def server(project: Path) -> Iterator[Preview]:
    """Its preview, which shows the problem; it is mended then."""
    command = (sys.executable, "-m", "mkdocs", "serve", "-a", "127.0.0.1:PORT")
    with preview(project, *command, environment=surroundings({})) as made:
        made.wait_for("(reference-missing)", "")
        _edit(project / SOURCE, "前項の目的", "前条の目的")
        yield made


def _edit(file: Path, old: str, new: str) -> None:
    file.write_text(re.sub(old, new, file.read_text(encoding="utf-8")), encoding="utf-8")


BROKEN = (
    ("templates/theme/frame/page.html", 5, "{% if %}"),  # filled by mkdocs
    ("templates/text/initiative.md.j2", 5, "{{ nobody.knows }}"),  # filled before mkdocs looks for pages
)


def test_every_edit_is_shown_and_what_is_broken_on_the_last_good_pages(
    server: Preview, project: Path
) -> None:
    """Of the content, a template and the settings: one preview, one edit after the other."""
    server.wait_for("消防を", PAGE)
    before = server.said().count(BUILDS)
    _edit(project / SOURCE, "消防を.*行う。", "消防を力を合わせて行う。")
    server.wait_for("消防を力を合わせて行う。", PAGE)
    time.sleep(1)
    assert server.said().count(BUILDS) == before + 1
    assert BOX not in server.page(PAGE)

    _edit(project / SOURCE, "前条の目的", "前項の目的")
    server.wait_for(BOX, PAGE)
    assert re.search(rf"{SOURCE}:\d+: .*\(reference-missing\)", server.page(PAGE))
    assert "消防を力を合わせて行う。" in server.page(PAGE)
    assert "Traceback" not in server.said()
    _edit(project / SOURCE, "前項の目的", "前条の目的")

    for number, (template, line, wrong) in enumerate(BROKEN):
        right = (project / template).read_text(encoding="utf-8")
        lines = right.split("\n")
        broken = [*lines[: line - 1], wrong, *lines[line - 1 :]]
        (project / template).write_text("\n".join(broken), encoding="utf-8")
        server.wait_for(f"{template}:{line}: ", PAGE)
        assert re.search(rf"{template}:{line}: (UndefinedError|TemplateSyntaxError): ", server.page(PAGE))
        assert "消防を" in server.page(PAGE)
        assert server.said().count("Traceback") >= number + 1
        new = f"消防を{number}度連携して行う。"
        _edit(project / SOURCE, "消防を.*行う。", new)
        (project / template).write_text(right, encoding="utf-8")
        server.wait_for(new, PAGE)
        assert BOX not in server.page(PAGE)

    file = project / "mkdocs.yml"
    right = file.read_text(encoding="utf-8")
    for colour, shown in (("green", "/own.css"), ("pink", "mkdocs.yml:")):
        file.write_text(f"{right}\nextra: {{colour: {colour}}}\n", encoding="utf-8")
        server.wait_for(shown, PAGE)


def test_a_message_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(f"<header></header>{BEFORE}></div>", encoding="utf-8")
    for message in ("content/x.md:1: <甲>", "content/x.md:2: 乙"):
        show(message, tmp_path)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert (page.count(BOX), "甲" in page, page.index("乙") < page.index(BEFORE)) == (1, False, True)
