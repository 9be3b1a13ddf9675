"""The same project published by the successors of mkdocs (ProperDocs) and of Material (Zensical)."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml.html import document_fromstring

from testing.project import run, snapshot

pytestmark = pytest.mark.site
BLOCKS = " or ".join(f"self::{one}" for one in "h1 h2 h3 h4 h5 h6 p li td th".split())
OURS = "ancestor-or-self::*[contains(concat(' ', @class, ' '), ' ky-more ')]"
"""What the theme tells of the files that only our hook makes."""


def test_properdocs_publishes_the_same_bytes(tmp_path: Path, sole_site: Path) -> None:
    """And the commit, which is known here and there is not, changes no file but build.json."""
    project = Path(shutil.copytree(sole_site.parent, tmp_path / "project"))
    shutil.rmtree(project / "site")
    command, commit = ("-m", "properdocs", "build", "--strict", "--config-file", "mkdocs.yml"), "f" * 40
    done = run(project, *command, settings={"GITHUB_SHA": commit})
    assert done.returncode == 0, done.stderr
    before, after = snapshot(sole_site), snapshot(project / "site")
    assert {path for path in before | after if before.get(path) != after.get(path)} == {"build.json"}
    facts = json.loads((project / "site" / "build.json").read_text(encoding="utf-8"))
    assert facts.keys() >= {"generator", "version", "commit", "notice"}
    assert facts["commit"] == commit


def test_mkdocs_deploys_the_site_and_says_what_an_unknown_address_means(
    tmp_path: Path, sole_site: Path
) -> None:
    """To a branch of a repository, as `mkdocs gh-deploy` does."""
    project, remote = shutil.copytree(sole_site.parent, tmp_path / "project"), tmp_path / "remote"
    for command in (f"init -q --bare {remote}", "init -q", f"remote add origin {remote}"):
        subprocess.run(["git", *command.split()], cwd=project, check=True)
    identity = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = run(project, "-m", "mkdocs", "gh-deploy", settings=identity)
    assert done.returncode == 0, done.stderr
    assert "WARNING -  SITE_URL（" in done.stderr
    listed = ["git", "-C", str(remote), "ls-tree", "-r", "--name-only", "gh-pages"]
    deployed = subprocess.run(listed, check=True, capture_output=True, encoding="utf-8").stdout.splitlines()
    assert {*deployed} - {".nojekyll"} == {*snapshot(sole_site)}


def test_zensical_publishes_the_same_pages(tmp_path: Path, two_site: Path) -> None:
    """It runs no hooks, so it has its own frame and search: the addresses and texts are the same."""
    project = shutil.copytree(two_site.parent, tmp_path / "project")
    shutil.rmtree(project / "site")
    zensical = shutil.which("zensical", path=str(Path(sys.executable).parent))
    assert zensical, "zensical is not installed beside this Python"
    published = run(project, zensical, "build", "--strict")
    assert published.returncode == 0, published.stdout + published.stderr
    assert "Warning" not in published.stdout + published.stderr
    ours = {file.relative_to(two_site) for file in two_site.rglob("index.html")}
    assert len(ours) > 10
    assert ours == {file.relative_to(project / "site") for file in (project / "site").rglob("index.html")}
    for file in ours:
        assert _article(project / "site", file) == _article(two_site, file), file
    for file in (project / "docs").rglob("data/*.*"):
        if file.suffix != ".md":
            name = file.relative_to(project / "docs")
            assert (project / "site" / name).read_bytes() == (two_site / name).read_bytes(), name


def _article(site: Path, file: Path) -> list[tuple[str, list[str]]]:
    """The headings, paragraphs, list items and cells of a page, with the addresses that they link to."""
    page = document_fromstring((site / file).read_text(encoding="utf-8"))
    blocks: Any = page.xpath(f"(//article | /html/body/main)//*[{BLOCKS}][not({OURS})]")
    start = f"/{file.parent.as_posix()}/"
    found = [
        (" ".join(one.text_content().split()), [urljoin(start, link) for link in one.xpath(".//a/@href")])
        for one in blocks
    ]
    assert found, file
    return found
