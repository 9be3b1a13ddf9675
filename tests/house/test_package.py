"""The wheel, installed outside the checkout: without git, without make, with only what it asks for."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

from kyoyaku import __version__, output, program
from testing.project import PLAIN, ROOT, build_site, snapshot, two_agreements

pytestmark = pytest.mark.site
CHANGES = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
UV = str(Path(sys.executable).with_name("uv"))
SETTINGS = """site_name: 山田市の協約
extra:
  publisher:
    name: 山田市
"""


def _do(*command: str | Path, cwd: Path = ROOT, fails: bool = False) -> subprocess.CompletedProcess[str]:
    """A program in an environment without a single variable, as `env -i` starts it."""
    done = subprocess.run(
        command, cwd=cwd, env={}, capture_output=True, encoding="utf-8", timeout=120, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert (done.returncode != 0) == fails, f"{done.stdout}{done.stderr}"
    return done


def _build(source: Path, into: Path) -> Path:
    """The folder of a wheel and an sdist."""
    _do(sys.executable, "-m", "hatchling", "build", "-d", into, cwd=source)
    return into


def _install(wheel: Path, environment: Path, *extras: str) -> Path:
    """The command `kyoyaku` of a new environment.

    An installer takes the wheel apart. What it needs is linked from where the tests run, instead of
    downloaded: each distribution that the wheel names, and no other. `uv pip check` asks whether one is
    missing, or there in another version than the wheel names.
    """
    _do(UV, "venv", "-q", "--no-project", "--python", sys.executable, environment)
    python = environment / "bin" / "python"
    _do(UV, "pip", "install", "-q", "--no-cache", "--offline", "--no-deps", "--python", python, wheel)
    (packages,) = environment.glob("lib/*/site-packages")
    (found,) = packages.glob("kyoyaku-*.dist-info")
    for needed in map(Requirement, Distribution.at(found).requires or ()):
        marker = needed.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            there = distribution(needed.name)
            for name in {file.parts[0] for file in there.files or ()} - {"..", "__pycache__"}:
                if name.endswith(".dist-info"):  # uv follows no link to it
                    shutil.copytree(str(there.locate_file(name)), packages / name, dirs_exist_ok=True)
                elif not (packages / name).exists():
                    (packages / name).symlink_to(str(there.locate_file(name)))
    _do(UV, "pip", "check", "-q", "--python", python)
    return environment / "bin" / "kyoyaku"


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build(ROOT, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    (wheel,) = dist.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def kyoyaku(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _install(wheel, tmp_path_factory.mktemp("installed") / "env")


def test_the_version_is_told_in_one_place_and_all_others_agree(dist: Path, kyoyaku: Path) -> None:
    assert re.findall(r"^## (.*)", CHANGES, re.MULTILINE)[0] == "Unreleased"
    (newest, *_) = re.findall(r"^## (\d\S*) - \d{4}-\d\d-\d\d$", CHANGES, re.MULTILINE)
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))["version"]
    assert {newest, citation} == {__version__}
    files = [f"kyoyaku-{__version__}-py3-none-any.whl", f"kyoyaku-{__version__}.tar.gz"]
    assert sorted(file.name for file in dist.iterdir()) == files
    assert _do(kyoyaku, "--version").stdout == f"kyoyaku {__version__}\n"


def test_a_wheel_holds_the_program_and_nothing_else(wheel: Path) -> None:
    names = {one for one in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in one}
    wanted = {f"kyoyaku/{one.removeprefix('kyoyaku/')}" for one in program.files()}
    assert names == wanted | {"kyoyaku/requirements/site.txt"}
    assert {"kyoyaku/py.typed", "kyoyaku/forms/tables/columns.csv", "kyoyaku/templates/mkdocs.yml"} < wanted


def test_a_wheel_made_of_the_sdist_is_the_same(dist: Path, wheel: Path, tmp_path: Path) -> None:
    """So whoever packages it anew needs no checkout."""
    with tarfile.open(next(dist.glob("*.tar.gz"))) as file:
        file.extractall(tmp_path, filter="data")
    again = _build(next(tmp_path.iterdir()), tmp_path / "dist") / wheel.name
    assert again.read_bytes() == wheel.read_bytes()


def test_a_folder_of_content_gives_the_site_that_the_checkout_gives(kyoyaku: Path, tmp_path: Path) -> None:
    """To the byte, but for the commit in build.json."""
    content = {path: text for path, text in two_agreements().items() if path.startswith(PLAIN)}
    settings = {"../mkdocs.yml": SETTINGS}
    for path, text in (content | settings).items():
        file = tmp_path / "folder" / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.resolve().write_text(text, encoding="utf-8")
    _do(kyoyaku, "build", cwd=tmp_path / "folder")
    inherited = {"../mkdocs.yml": f"INHERIT: templates/mkdocs.yml\n{SETTINGS}"}
    other = snapshot(build_site(tmp_path / "checkout", content | inherited))
    one = snapshot(tmp_path / "folder" / "site")
    assert len(one) > 50
    assert {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)} <= {"build.json"}
    assert "山田市の協約" in (tmp_path / "folder" / "site" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("missing", ["fcntl", "shutil"])
def test_windows_gets_a_sentence_and_a_fault_of_an_environment_a_traceback(missing: str) -> None:
    code = f"import sys; sys.modules['{missing}'] = None; import kyoyaku.__main__"
    done = _do(sys.executable, "-c", code, fails=True)
    assert done.returncode == 1
    assert ("Traceback" in done.stderr) == (missing != "fcntl")
    assert missing != "fcntl" or re.fullmatch(r"kyoyakuは、Windows.*WSL.*。\n", done.stderr)


@pytest.mark.parametrize(
    ("tag", "fault"),
    [
        (f"v{__version__}", ""),
        ("v99.1.0", f"The tag is v99.1.0, and the version is {__version__}."),
        ("v99.2.0", "CHANGELOG.md says nothing of 99.2.0."),
    ],
)
def test_a_release_has_the_tag_and_the_notes_of_its_version(tag: str, fault: str, tmp_path: Path) -> None:
    """By the script of the workflow, as GitHub runs it."""
    workflow = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8"))
    (script,) = (one["run"] for one in workflow["jobs"]["make"]["steps"] if "TAG" in one.get("env", {}))
    version = "99.2.0" if tag == "v99.2.0" else __version__
    shutil.copyfile(ROOT / "CHANGELOG.md", tmp_path / "CHANGELOG.md")
    output.put({"kyoyaku/__init__.py": f'__version__ = "{version}"\n'}, tmp_path)
    command = ["bash", "-e", "-o", "pipefail", "-c", script]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "TAG": tag},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == (f"::error::{fault}\n" if fault else "")
    assert (done.returncode != 0) == bool(fault)
    if not fault:
        (notes,) = re.findall(
            rf"^## {re.escape(__version__)} - .*\n((?:(?!## ).*\n)*)", CHANGES, re.MULTILINE
        )
        assert (tmp_path / "dist" / "notes.md").read_text(encoding="utf-8") == notes
