"""The wheel, installed outside the checkout: without git, without make, with only what it asks for."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from importlib.metadata import Distribution, distribution
from pathlib import Path

import docx
import pytest
import yaml
from packaging.requirements import Requirement
from playwright.sync_api import Page

from kyoyaku import __version__, output, program
from testing.actions import wheel_asked_for
from testing.browsing import DESK
from testing.preview import preview
from testing.project import ROOT, build_site, read_content, snapshot

pytestmark = pytest.mark.site
CHANGES = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
UV = str(Path(sys.executable).with_name("uv"))


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


@pytest.fixture(scope="module")
def built(kyoyaku: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `kyoyaku new` makes, of two parties that are not, and its site."""
    options = "--title 山田市と川上町の連携協約 --date 2024-03-28 --slug yamada-kawakami --publisher 山田市"
    parties = "--party 山田市 --party 川上町 --program example/kyoyaku"
    place = tmp_path_factory.mktemp("built")
    _do(kyoyaku, "new", "agreements", *options.split(), *parties.split(), cwd=place)
    assert "公開用に作成しました" in _do(kyoyaku, "build", cwd=place / "agreements").stdout
    return place / "agreements"


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """The same, which a test may change."""
    return Path(shutil.copytree(built, tmp_path / "agreements"))


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
    wanted |= {f"kyoyaku/schemas/{file.name}" for file in (ROOT / "schemas").glob("*.json")}
    assert names == wanted | {"kyoyaku/requirements/site.txt"}
    assert {"kyoyaku/py.typed", "kyoyaku/forms/tables/columns.csv", "kyoyaku/templates/mkdocs.yml"} < wanted


def test_a_wheel_needs_what_is_locked_and_no_other_version(kyoyaku: Path) -> None:
    (found,) = kyoyaku.parents[1].glob("lib/*/site-packages/kyoyaku-*.dist-info")
    needed = [Requirement(one) for one in Distribution.at(found).requires or ()]
    for lock in ("site", "import", "pdf"):
        text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
        own = [one for one in needed if lock in (re.findall(r"extra == .(\w+)", str(one.marker)) or ["site"])]
        locked = re.findall(r"^([\w.-]+==[\w.]+)", text, re.MULTILINE)
        assert {f"{one.name}{one.specifier}" for one in own} == {*locked}, lock


def test_a_wheel_made_of_the_sdist_is_the_same(dist: Path, wheel: Path, tmp_path: Path) -> None:
    """So whoever packages it anew needs no checkout."""
    with tarfile.open(next(dist.glob("*.tar.gz"))) as file:
        file.extractall(tmp_path, filter="data")
    again = _build(next(tmp_path.iterdir()), tmp_path / "dist") / wheel.name
    assert again.read_bytes() == wheel.read_bytes()


def test_a_folder_of_content_gives_the_site_that_the_checkout_gives(built: Path, tmp_path: Path) -> None:
    """To the byte, but for the commit in build.json."""
    inherited = f"INHERIT: templates/mkdocs.yml\n{(built / 'mkdocs.yml').read_text(encoding='utf-8')}"
    other = snapshot(build_site(tmp_path, read_content(built) | {"../mkdocs.yml": inherited}))
    one = snapshot(built / "site")
    assert len(one) > 50
    assert {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)} <= {"build.json"}
    assert "山田市の協約" in (built / "site" / "index.html").read_text(encoding="utf-8")


@pytest.mark.browser
def test_a_new_folder_is_checked_built_served_and_looked_at(
    kyoyaku: Path, folder: Path, tab: Callable[..., Page]
) -> None:
    assert "誤りはありません" in _do(kyoyaku, "check", cwd=folder).stdout
    (source,) = folder.glob("content/*/*.md")
    with preview(folder, str(kyoyaku), "serve", "--port", "PORT", environment={}) as server:
        server.wait_for("第1条", f"{source.parent.name}/articles/1/")
        text = source.read_text(encoding="utf-8")
        source.write_text(text.replace("ここに、山田市の役割を、", "新たな役割を、"), encoding="utf-8")
        assert text != source.read_text(encoding="utf-8")
        shown, told, asked = tab(DESK), list[str](), list[str]()
        shown.on("console", lambda one: told.append(f"{one.type}: {one.text}"))
        shown.on("pageerror", lambda one: told.append(str(one)))
        shown.on("request", lambda one: asked.append(one.url))
        server.wait_for("新たな役割を、", f"{source.parent.name}/full/")
        shown.goto(f"{server.address}{source.parent.name}/full/")
        assert "新たな役割を、" in shown.inner_text("main")
    assert [one for one in told if not one.startswith("log")] == []
    assert [one for one in asked if not one.startswith(server.address)] == []
    assert len(asked) > 3


def test_one_number_upgrades_a_folder_and_each_command_asks_for_what_it_needs(
    dist: Path, kyoyaku: Path, folder: Path, tmp_path: Path
) -> None:
    """From this release to the next, which is made here: with other words on a page.

    A Word file becomes a draft by the wheel alone; a PDF, in and out, says what it needs.
    """
    with tarfile.open(next(dist.glob("*.tar.gz"))) as file:
        file.extractall(tmp_path / "next", filter="data")
    (source,) = (tmp_path / "next").iterdir()
    for name, old, new in (
        ("kyoyaku/__init__.py", __version__, "99.1.0"),
        ("templates/site/about.md.j2", "何を掲載しているか", "何を載せているか"),
    ):
        text = (source / name).read_text(encoding="utf-8")
        assert old in text
        (source / name).write_text(text.replace(old, new), encoding="utf-8")
    (source / "PKG-INFO").unlink()  # by which an sdist keeps its number
    dist = _build(source, tmp_path / "dist")
    git = shutil.which("git") or "git"
    for command in ("init -q", "add -A", "-c user.name=n -c user.email=e commit -qm first"):
        _do(git, *command.split(), cwd=folder)
    assert "何を掲載しているか" in (folder / "site/about/index.html").read_text(encoding="utf-8")
    workflow = folder / ".github/workflows/publish.yml"
    text = workflow.read_text(encoding="utf-8")
    workflow.write_text(text.replace(f"publish.yml@v{__version__}", "publish.yml@v99.1.0"), encoding="utf-8")
    newer = _install(dist / wheel_asked_for(folder).rpartition("/")[2], tmp_path / "newer", "import")
    _do(newer, "build", cwd=folder)
    assert "何を載せているか" in (folder / "site/about/index.html").read_text(encoding="utf-8")
    assert _do(git, "status", "--porcelain", cwd=folder).stdout == " M .github/workflows/publish.yml\n"

    paper = docx.Document()
    for line in ("山田市と川上町の協定", "第1条 山田市と川上町は、協力する。"):
        paper.add_paragraph(line)
    paper.save(str(folder / "kyoyaku.docx"))
    shutil.copy(ROOT / "tests" / "importing" / "files" / "three_rows.pdf", folder)
    assert "none-any.whl[pdf]" in _do(kyoyaku, "build", "--pdf", cwd=folder, fails=True).stderr
    word = _do(kyoyaku, "import", "kyoyaku.docx", "--into", "content/word", cwd=folder, fails=True)
    assert (word.returncode, word.stderr) == (1, "")  # questions are open
    of_pdf = ("import", "three_rows.pdf", "--into", "content/pdf")
    assert "none-any.whl[import]" in _do(kyoyaku, *of_pdf, cwd=folder, fails=True).stderr
    assert _do(newer, *of_pdf, cwd=folder, fails=True).returncode == 1
    for draft in ("word", "pdf"):
        assert (folder / "content" / draft / "import-report.html").exists()


@pytest.mark.parametrize("missing", ["fcntl", "shutil"])
def test_windows_gets_a_sentence_and_a_fault_of_an_environment_a_traceback(missing: str) -> None:
    code = f"import sys; sys.modules['{missing}'] = None; import kyoyaku.__main__"
    done = _do(sys.executable, "-c", code, fails=True)
    assert done.returncode == 1
    assert ("Traceback" in done.stderr) == (missing != "fcntl")
    assert missing != "fcntl" or re.fullmatch(r"kyoyakuは、Windows.*WSL.*。\n", done.stderr)


@pytest.mark.parametrize(
    ("tag", "version", "fault"),
    [
        (f"v{__version__}", __version__, ""),
        ("v99.1.0", __version__, f"The tag is v99.1.0, and the version is {__version__}."),
        ("v99.2.0", "99.2.0", "CHANGELOG.md says nothing of 99.2.0."),
    ],
)
def test_a_release_has_the_tag_and_the_notes_of_its_version(
    tag: str, version: str, fault: str, tmp_path: Path
) -> None:
    """By the script of the workflow, as GitHub runs it."""
    workflow = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8"))
    (script,) = (one["run"] for one in workflow["jobs"]["make"]["steps"] if "TAG" in one.get("env", {}))
    output.put({"CHANGELOG.md": CHANGES, "kyoyaku/__init__.py": f'__version__ = "{version}"\n'}, tmp_path)
    as_github = f"export PATH='{os.environ['PATH']}' TAG={tag}\n{script}"
    done = _do("/bin/bash", "-e", "-o", "pipefail", "-c", as_github, cwd=tmp_path, fails=bool(fault))
    assert done.stdout == (f"::error::{fault}\n" if fault else "")
    if not fault:
        (notes,) = re.findall(rf"^## {re.escape(__version__)} - .*\n((?:(?!## ).*\n)*)", CHANGES, re.M)
        assert (tmp_path / "dist" / "notes.md").read_text(encoding="utf-8") == notes
