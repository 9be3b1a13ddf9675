"""Broken content is reported in full, and nothing is written or published from it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kyoyaku import commands
from testing.project import Case, cases, copy_project, run, snapshot, write_content

pytestmark = pytest.mark.site
GOOD, *BROKEN = (
    next(case for case in cases("check") if case.name == f"content: {title}")
    for title in (
        *("nothing is broken", "bytes that are not UTF-8", "no agreement at all"),
        "several problems in both agreements",
    )
)
PUBLISH = ("-m", "mkdocs", "build", "--strict")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project whose good content is published."""
    assert GOOD.problems == []
    root = copy_project(tmp_path_factory.mktemp("project"), GOOD.files)
    _publish(root)
    return root


@pytest.mark.parametrize("case", BROKEN, ids=str)
@pytest.mark.parametrize("command", [commands.check, commands.build_pages, commands.as_json])
def test_all_problems_are_reported_and_nothing_is_written(
    command: Callable[[Path], str], case: Case, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _written(project)
    write_content(project, case.files)
    assert commands.run(lambda: command(project)) == 1
    said = capsys.readouterr()
    assert said.out == ""
    closing = f"{len(case.problems)}件の誤りがあります。何も書き出していません。"
    assert said.err.splitlines() == [*case.problems, closing]
    assert _written(project) == before


@pytest.mark.parametrize("command", [("build.py",), ("build.py", "--site"), PUBLISH], ids=" ".join)
def test_programs_report_the_same_and_publish_nothing(command: tuple[str, ...], project: Path) -> None:
    before, case = _written(project), BROKEN[-1]
    write_content(project, case.files)
    done = run(project, *command)
    assert re.findall(r"content\S*:[0-9]+: .*", done.stderr) == case.problems
    assert "Traceback" not in done.stderr + done.stdout
    assert done.returncode != 0
    assert _written(project) == before


def test_a_warning_of_the_publisher_leaves_the_site_as_it_was(project: Path) -> None:
    """And what is mended is published again."""
    write_content(project, GOOD.files)
    before = _written(project)
    template = project / "templates" / "site" / "about.md.j2"
    text = template.read_text(encoding="utf-8")
    template.write_text(text.replace("\n## ", "\n[x](nowhere.md)\n\n## ", 1), encoding="utf-8")
    done = run(project, *PUBLISH)
    template.write_text(text, encoding="utf-8")
    assert "nowhere.md" in done.stderr
    assert done.returncode != 0
    assert _written(project)["site"] == before["site"]
    assert list(project.glob(".site.next*")) == []
    _publish(project)
    assert _written(project) == before


def _publish(root: Path) -> None:
    done = run(root, *PUBLISH)
    assert done.returncode == 0, done.stderr


def _written(root: Path) -> dict[str, dict[str, str]]:
    """The bytes of all that was written and published, of which there is some."""
    found = {folder: snapshot(root / folder) for folder in ("docs", "site")}
    assert "index.md" in found["docs"]
    assert "index.html" in found["site"]
    return found
