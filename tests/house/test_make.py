"""The make targets, in a copy of the project that shares this one's installed tools."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from testing.project import ROOT, SAMPLE, copy_project, read_content, snapshot

pytestmark = pytest.mark.site
SOURCE = "aobano-kazemachi/2021-10-01.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy with the sample as its content, as in a fork."""
    folder = copy_project(tmp_path / "project", read_content(SAMPLE))
    shutil.copyfile(ROOT / "Makefile", folder / "Makefile")
    unused = shutil.ignore_patterns("node_modules")
    shutil.copytree(ROOT / "requirements", folder / "requirements", dirs_exist_ok=True, ignore=unused)
    for name in (".run", ".dev"):
        (folder / name).touch()
    return folder


def _make(project: Path, target: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    command = ["make", target, f"BIN={Path(sys.executable).parent}", "RUN=.run", "DEV=.dev"]
    return subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


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
