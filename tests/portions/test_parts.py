"""Parts of a site that are made on several machines are the site, and the workflow that is shown makes it."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from testing.project import ROOT, copy_project, read_content, run, snapshot, surroundings
from tests.portions.edits import RICH, copies
from tests.portions.projects import failed, made, with_large_index

pytestmark = pytest.mark.site


def _part(content: dict[str, str], folder: Path, *slugs: str, is_large: bool = False) -> Path:
    """A part of the site, made on a machine where nothing was built before."""
    project = copy_project(folder, content)
    if is_large:
        with_large_index(project)
    made(project, "build.py", "--only", *slugs, "--into", "part")
    return project / "part"


def _merged(parts: list[Path], folder: Path) -> Path:
    for part in parts:
        shutil.copytree(part, folder, dirs_exist_ok=True)
    return folder


def test_parts_of_several_machines_are_the_site(tmp_path: Path) -> None:
    """And the site that they are merged to is taken over by the next build."""
    content = copies(2)
    one, two, three = sorted({path.split("/")[0] for path in content})
    project = with_large_index(copy_project(tmp_path / "whole", content))
    made(project)
    named: tuple[list[str], ...] = ([three, one], [two], [])
    parts = [_part(content, tmp_path / str(at), *slugs, is_large=True) for at, slugs in enumerate(named)]
    assert {name.name for name in parts[0].iterdir()} == {one, three}
    whole = snapshot(project / "site")
    shutil.rmtree(project / "site")
    assert snapshot(_merged(parts, project / "site")) == whole
    assert "うち3件は" in made(project)


def test_each_part_of_a_sole_agreement_is_the_site(sole_site: Path, tmp_path: Path) -> None:
    content = read_content(sole_site.parent)
    for name, slugs in (("one", [RICH]), ("none", [])):
        assert snapshot(_part(content, tmp_path / name, *slugs)) == snapshot(sole_site)


def test_a_part_says_what_it_cannot_be(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", copies(1))
    (project / "full").mkdir()
    (project / "full" / "file").touch()
    before = snapshot(project / "content")
    for slugs, into, reason in (
        (["nix", RICH, "nada"], "part", "content/にない協約です：nix、nada"),
        (["../content"], "part", "content/にない協約です：../content"),
        ([RICH], "full", "空ではありません（full）"),
        ([RICH], "content", "空ではありません（content）"),
        ([], ".", "空ではありません（.）"),
        ([], "build.py", "build.py"),
    ):
        assert reason in failed(project, "build.py", "--only", *slugs, "--into", into)
    assert not (project / "part").exists()
    assert snapshot(project / "content") == before
    for both in (["--check", "--site"], ["--json", "--only", RICH, "--into", "part"]):
        assert run(project, "build.py", *both).returncode == 2
    for arguments in (["--only", RICH], ["--into", "part"]):
        assert "一緒に使います" in run(project, "build.py", *arguments).stderr


def _workflow() -> dict[str, Any]:
    """The example of guide/publisher.md."""
    page = (ROOT / "guide/publisher.md").read_text(encoding="utf-8")
    (found,) = [block for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if "matrix" in block]
    read: dict[str, Any] = yaml.safe_load(found)
    return read


def test_the_workflow_that_the_guide_shows_makes_the_site(tmp_path: Path) -> None:
    part, deploy = _workflow()["jobs"]["part"], _workflow()["jobs"]["deploy"]
    commands = [step["run"] for step in part["steps"] if "run" in step]
    content = copies(2)
    project = copy_project(tmp_path / "whole", content)
    made(project)
    parts = []
    for value in part["strategy"]["matrix"]["part"]:
        machine = shutil.copytree(project, tmp_path / f"machine-{value}")
        for command in commands:
            _step(command.replace("${{ matrix.part }}", str(value)), machine)
        (upload,) = [step["with"] for step in part["steps"] if "upload-artifact" in step.get("uses", "")]
        parts.append(machine / upload["path"])
    assert len(parts) > 2
    download, publish, _ = [step.get("with") for step in deploy["steps"]]
    assert download["merge-multiple"]
    merged = _merged(parts, tmp_path / download["path"])
    assert download["path"] == publish["path"]
    assert snapshot(merged) == snapshot(project / "site")


def _step(command: str, machine: Path) -> None:
    """Runs a step of a workflow; what installs is there already, and only has to be a target of make."""
    if command.startswith("make "):
        assert f"\n{command.removeprefix('make ')}:" in (ROOT / "Makefile").read_text(encoding="utf-8")
        return
    assert ".venv/bin/python " in command
    ours = command.replace(".venv/bin/python", shlex.quote(sys.executable))
    done = subprocess.run(["bash", "-e", "-c", ours], cwd=machine, env=surroundings({}), check=False)
    assert done.returncode == 0


def test_actions_are_pinned_as_in_the_workflows() -> None:
    theirs = "".join(file.read_text(encoding="utf-8") for file in (ROOT / ".github/workflows").glob("*.yml"))
    used = [step["uses"] for job in _workflow()["jobs"].values() for step in job["steps"] if "uses" in step]
    assert len(used) > 4
    for action in used:
        assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action), action
        assert action in theirs or action.split("@")[0] not in theirs, f"another pin of {action}"
