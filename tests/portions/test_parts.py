"""Parts of a site that are made on several machines are the site, and the workflow that is shown makes it."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import build
from kyoyaku import commands, output
from testing.project import RICH, ROOT, snapshot, surroundings, two_agreements, write_content
from tests.house.test_workflows import WORKFLOWS
from tests.portions.projects import made

pytestmark = pytest.mark.site


def test_each_part_of_a_sole_agreement_is_the_site(sole_site: Path, tmp_path: Path) -> None:
    project = Path(shutil.copytree(sole_site.parent, tmp_path / "project"))
    commands.build_part(project, [], project / "part")
    assert snapshot(project / "part") == snapshot(sole_site)


def test_a_part_says_what_it_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_content(tmp_path, two_agreements())
    output.put({"build.py": "", "full/file": ""}, tmp_path)
    monkeypatch.setattr(build, "ROOT", tmp_path)
    monkeypatch.chdir(tmp_path)
    before = snapshot(tmp_path)
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
    for arguments in ("--check --site", "--json --only x --into part", "--only x", "--into part"):
        with pytest.raises(SystemExit, match="2"):
            build.main(arguments.split())
    assert "一緒に使います" in capsys.readouterr().err
    assert snapshot(tmp_path).keys() - before.keys() == {".site.lock"}


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
    assert download["path"] == publish["path"] == "site"
    shutil.rmtree(machine / "site")
    for one in parts:
        shutil.copytree(one, machine / "site", dirs_exist_ok=True)
    assert snapshot(machine / "site") == snapshot(two_site)
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
