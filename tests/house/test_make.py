"""The make targets, in a copy of the project that shares this one's installed tools."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

from testing.project import PLAIN, ROOT, copy_project, sample_of, snapshot

pytestmark = pytest.mark.site
SHARED = (f"BIN={Path(sys.executable).parent}", "RUN=.run", "DEV=.dev")
"""The tools that these tests run with, in the place of a set-up of their own."""
SOURCE = "aobano-kazemachi/2021-10-01.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy with other content, as in a fork."""
    folder = copy_project(tmp_path / "project", sample_of(PLAIN))
    shutil.copyfile(ROOT / "Makefile", folder / "Makefile")
    unused = shutil.ignore_patterns("node_modules")
    shutil.copytree(ROOT / "requirements", folder / "requirements", dirs_exist_ok=True, ignore=unused)
    for name in (".run", ".dev"):
        (folder / name).touch()
    return folder


def _make(
    project: Path, target: str, *more: str, own: tuple[str, ...] = SHARED
) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["make", target, *own, *more],
        cwd=project, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_make_builds_the_site_and_stops_at_problems(project: Path) -> None:
    done = _make(project, "site")
    assert done.returncode == 0, done.stderr
    assert "site/ holds" in done.stdout
    before = snapshot(project / "site") | snapshot(project / "docs")
    assert "aobano-kazemachi/articles/1/index.html" in before
    file = project / "content" / SOURCE
    file.write_text(file.read_text(encoding="utf-8").replace("第二条", "第三条"), encoding="utf-8")
    for target in ("site", "check"):
        done = _make(project, target)
        assert done.returncode != 0
        assert f"content/{SOURCE}:" in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
    assert snapshot(project / "site") | snapshot(project / "docs") == before


@pytest.mark.parametrize("state", ["whole", "nothing", "no interpreter", "no pip"])
def test_a_set_up_that_does_not_work_is_made_anew(state: str, project: Path) -> None:
    """As after an upgrade of the system's Python, or where Debian's python3-venv was missing."""
    python = project / ".venv" / "bin" / "python"
    if state != "nothing":
        python.parent.mkdir(parents=True)
        (project / ".venv" / ".installed").touch()
        python.symlink_to("/bin/false" if state == "no pip" else "nowhere")
    if state == "whole":
        python.unlink()
        python.symlink_to("/bin/true")
    planned = _make(project, "check", "--dry-run", own=())
    assert planned.returncode == 0, planned.stderr
    assert ("-m venv --clear .venv" in planned.stdout) == (state != "whole")


def test_without_venv_it_is_said_what_to_install(project: Path) -> None:
    """Debian's Python then leaves a folder without pip behind."""
    python = project / "python"
    python.write_text('#!/bin/sh\ncase "$*" in *venv*) mkdir -p .venv/bin; exit 1;; esac\n', encoding="utf-8")
    python.chmod(0o755)
    done = _make(project, "check", "PYTHON=./python", own=())
    assert done.returncode != 0
    assert "sudo apt-get install python3-venv" in done.stderr
    assert not (project / ".venv").exists()


def test_what_is_locked_can_be_installed_on_the_oldest_python() -> None:
    """README promises 3.11, so all of it fits 3.11.0; what is installed here is asked."""
    locks = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "requirements").glob("*.txt"))
    asked = 0
    for name, version in set(re.findall(r"^([\w.-]+)==(\S+) \\$", locks, re.MULTILINE)):
        with suppress(PackageNotFoundError):
            found = distribution(name)
            if found.version == version and (needed := found.metadata["Requires-Python"]):
                asked += 1
                assert SpecifierSet(needed).contains("3.11.0"), f"{name} {version} needs Python {needed}"
    assert asked > 30


def test_programs_run_as_modules() -> None:
    """Their scripts name the folder in which they were installed, and fail in a checkout that was moved."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    named = re.findall(r"(?:\((?:BIN|AUDIT)\)|\.venv)/(?:bin/)?(\w+)\b(?! *:)", makefile + hooks)
    assert set(named) == {"python", "ruff", "uv"}  # the last two are programs by themselves
