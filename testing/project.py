"""What several tests lay out on disk: cases of content with its problems, and a small project to run.

A file of cases is YAML. `base` holds the files of one valid agreement, by path under content/. Each
case changes the base and says which problems that makes, line by line:

    - title: 前条 in 第1条
      edit: {この協約は: 前条の協約は}               each old text stands just once in the base
      files: {rei/debris.yml: "", rei/x.txt: null}   whole files, added, replaced or (null) taken away
      repeat: {"甲市は": 9999}                        each text stands just once in the base, and is repeated
      size: {rei/2022-01-12.md: 1000001}             files whose last article goes on to so many bytes
      links: {rei/names.yml: ../../names.yml}        symbolic links, and where they lead
      pipes: [rei/names.yml]                         pipes, which nobody writes into
      bug: what is wrong with the program            the case is known to fail, for this reason
      more: 1000                                     so many problems stand before those that are given
      problems: ["content/rei/2022-01-12.md:16: …"]

In a quoted YAML string "\\0", "\\t", "\\r\\n" and "\\uFEFF" are those characters; "\\uDC83" is the byte 83.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml

from kyoyaku.model.agreement import Agreement
from kyoyaku.render import render

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "tests" / "fixtures"
SAMPLE = ROOT / "tests" / "sample"
PROGRAM = (
    *("build.py", "hooks.py", "kyoyaku", "templates", "mkdocs.yml"),
    *("docs/.gitkeep", "requirements/site.txt"),
)


@dataclass(frozen=True, slots=True)
class Case:
    """Content by path under content/, and the lines that report its problems."""

    name: str
    files: dict[str, str]
    problems: list[str]
    bug: str
    links: Mapping[str, str]
    pipes: tuple[str, ...]
    more: int


@cache
def cases(folder: str) -> list[Case]:
    """Every case of every file under tests/fixtures/<folder>; there must be some."""
    files = sorted((FIXTURES / folder).rglob("*.yml"))
    found = [case for file in files for case in _cases_of(file)]
    assert found, f"no cases in tests/fixtures/{folder}"
    names = [case.name for case in found]
    assert len(set(names)) == len(names), "two cases of one name"
    return found


def parameters(found: list[Case]) -> list[Any]:
    """The cases as parameters of a test, named by file and title; a known bug is an expected failure."""
    return [
        pytest.param(case, id=case.name, marks=[pytest.mark.xfail(reason=case.bug)] if case.bug else [])
        for case in found
    ]


def _cases_of(file: Path) -> Iterator[Case]:
    theme = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert theme.keys() == {"base", "cases"}, file
    assert theme["cases"], f"no cases in {file}"
    for raw in theme["cases"]:
        yield _case(file.stem, theme["base"], **raw)


def _case(
    theme: str,
    base: dict[str, str],
    *,
    title: str,
    problems: list[str],
    edit: Mapping[str, str] | None = None,
    files: Mapping[str, str | None] | None = None,
    repeat: Mapping[str, int] | None = None,
    size: Mapping[str, int] | None = None,
    links: Mapping[str, str] | None = None,
    pipes: tuple[str, ...] = (),
    more: int = 0,
    bug: str = "",
) -> Case:
    name = f"{theme}: {title}"
    texts = {path: text for path, text in {**base, **(files or {})}.items() if text is not None}
    repeated = {old: old * number for old, number in (repeat or {}).items()}
    for old, new in {**(edit or {}), **repeated}.items():
        holders = [path for path, text in texts.items() if old in text]
        assert len(holders) == 1, f"{name}: {len(holders)} files have {old!r}"
        (path,) = holders
        assert texts[path].count(old) == 1, f"{name}: {old!r} does not stand just once in {path}"
        texts[path] = texts[path].replace(old, new)
    for path, length in (size or {}).items():
        texts[path] = _lengthened(texts[path].removesuffix("\n"), length)
    return Case(name, texts, problems, bug, links or {}, tuple(pipes), more)


def _lengthened(text: str, length: int) -> str:
    """The text with 第2項, 第3項 … until it has so many bytes."""
    lacking = length - len(_encoded(text))
    paragraphs = max(0, lacking) // 4_000
    for number in range(2, paragraphs + 2):
        own = lacking // paragraphs + (number - 2 < lacking % paragraphs)
        text += f"\n\n{number} ".ljust(own, ".")
    return text


def write_case(root: Path, case: Case) -> None:
    """Make root/content hold what the case has."""
    write_content(root, case.files)
    for path, target in case.links.items():
        (root / "content" / path).symlink_to(target)
    for path in case.pipes:
        os.mkfifo(root / "content" / path)


def write_content(root: Path, files: Mapping[str, str]) -> None:
    """Make root/content hold exactly these files."""
    shutil.rmtree(root / "content", ignore_errors=True)
    (root / "content").mkdir(parents=True)
    for path, text in files.items():
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_encoded(text))


def read_content(root: Path) -> dict[str, str]:
    """The files under root/content, as `write_content` takes them."""
    content = root / "content"
    return {
        file.relative_to(content).as_posix(): file.read_bytes().decode("utf-8", "surrogateescape")
        for file in sorted(content.rglob("*"))
        if file.is_file()
    }


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def copy_project(root: Path, files: Mapping[str, str]) -> Path:
    """This project's programs, templates and settings in `root`, with content of the test's own."""
    for name in PROGRAM:
        source, target = ROOT / name, root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, target)
    write_content(root, files)
    return root


def surroundings(settings: Mapping[str, str]) -> dict[str, str]:
    """The environment, without what the terminal or CI would have a build do otherwise."""
    unwanted = ("COLUMNS", "SITE_URL", "REPO_URL", "SITE_AUTHOR", "PYTHONPATH", "PYTHONWARNINGS")
    environment = {name: value for name, value in os.environ.items() if name not in unwanted}
    return {**environment, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", **settings}


def run(
    root: Path, *arguments: str, settings: Mapping[str, str] | None = None, timeout: float = 120
) -> subprocess.CompletedProcess[str]:
    """`python …` in the project; `settings` are of the environment."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=root,
        env=surroundings(settings or {}),
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )


def build_site(
    folder: Path, files: Mapping[str, str], command: Sequence[str] = ("build.py", "--site"), **settings: str
) -> Path:
    """The site/ made of this content in a copy of the project; `settings` are of the environment."""
    project = copy_project(folder / "project", files)
    done = run(project, *command, settings=settings)
    assert done.returncode == 0, done.stderr
    return project / "site"


def snapshot(folder: Path) -> dict[str, str]:
    """Every file under a folder, with the hash of its bytes."""
    return {
        file.relative_to(folder).as_posix(): sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def rendered(agreements: tuple[Agreement, ...]) -> dict[str, str]:
    """What stands in docs/ as text, by its path."""
    files = render(agreements, ROOT / "templates")
    return {path: content for path, content in files.items() if isinstance(content, str)}
