"""Parts of a site that are made on several machines are the site, and the workflow that is shown makes it."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import build
from kyoyaku import commands
from testing.project import RICH, ROOT, snapshot, surroundings, two_agreements, write_content
from tests.house.test_workflows import WORKFLOWS
from tests.portions.projects import made

pytestmark = pytest.mark.site


def _merged(parts: list[Path], folder: Path) -> Path:
    for part in parts:
        shutil.copytree(part, folder, dirs_exist_ok=True)
    return folder


def test_each_part_of_a_sole_agreement_is_the_site(sole_site: Path, tmp_path: Path) -> None:
    project = Path(shutil.copytree(sole_site.parent, tmp_path / "project"))
    commands.build_part(project, [], project / "part")
    assert snapshot(project / "part") == snapshot(sole_site)


def test_a_part_says_what_it_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path
    write_content(project, two_agreements())
    (project / "build.py").touch()
    monkeypatch.setattr(build, "ROOT", project)
    monkeypatch.chdir(project)
    (project / "full").mkdir()
    (project / "full" / "file").touch()
    before = snapshot(project)
    for slugs, into, reason in (
        (["nix", RICH, "nada"], "part", "content/にないフォルダーです：nix、nada"),
        (["../content"], "part", "content/にないフォルダーです：../content"),
        ([RICH], "full", "空ではありません（full）"),
        ([RICH], "content", "空ではありません（content）"),
        ([], ".", "空ではありません（.）"),
        ([], "build.py", "build.py"),
    ):
        assert build.main(["--only", *slugs, "--into", into]) == 1
        assert reason in capsys.readouterr().err
    for arguments in (
        ["--check", "--site"],
        ["--json", "--only", RICH, "--into", "part"],
        ["--only", RICH],
        ["--into", "part"],
    ):
        with pytest.raises(SystemExit) as ended:
            build.main(arguments)
        assert ended.value.code == 2
    assert "一緒に使います" in capsys.readouterr().err
    assert snapshot(project).keys() - before.keys() == {".site.lock"}


def test_the_workflow_that_the_guide_shows_makes_the_site(two_site: Path, tmp_path: Path) -> None:
    """And the site that its parts are merged to is taken over by the next build."""
    part, deploy = (WORKFLOWS["guide"]["jobs"][name] for name in ("part", "deploy"))
    commands = [step["run"] for step in part["steps"] if "run" in step]
    parts, machine = [], Path(shutil.copytree(two_site.parent, tmp_path / "machine"))
    for value in part["strategy"]["matrix"]["part"]:
        if value in (0, 3):
            continue  # there are a first and a second agreement only
        for command in commands:
            _step(command.replace("${{ matrix.part }}", str(value)), machine)
        (upload,) = [step["with"] for step in part["steps"] if "upload-artifact" in step.get("uses", "")]
        parts.append((machine / upload["path"]).rename(tmp_path / f"part-{value}"))
    assert len(parts) == 3
    download, publish, _ = [step.get("with") for step in deploy["steps"]]
    assert download["merge-multiple"]
    merged = _merged(parts, tmp_path / download["path"])
    assert download["path"] == publish["path"]
    assert snapshot(merged) == snapshot(two_site)
    shutil.rmtree(machine / "site")
    merged.rename(machine / "site")
    assert "うち2件は" in made(machine)


def _step(command: str, machine: Path) -> None:
    """Runs a step of a workflow; what installs is there already, and only has to be a target of make."""
    if command.startswith("make "):
        assert f"\n{command.removeprefix('make ')}:" in (ROOT / "Makefile").read_text(encoding="utf-8")
        return
    assert ".venv/bin/python " in command
    ours = command.replace(".venv/bin/python", shlex.quote(sys.executable))
    done = subprocess.run(["bash", "-e", "-c", ours], cwd=machine, env=surroundings({}), check=False)
    assert done.returncode == 0
