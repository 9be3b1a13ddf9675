"""What several tests lay out on disk: cases of content with its problems, and a small project to run.

A file of cases is YAML. `base` holds the files of one valid agreement, by path under content/. Each
case changes the base and says which problems that makes, line by line:

    - title: 前条 in 第1条
      edit: {この協約は: 前条の協約は, 甲市は: 9999}  each old text stands just once; a number repeats it
      files: {rei/debris.yml: "", rei/x.txt: null}   whole files, added, replaced or (null) taken away
      links: {rei/names.yml: ../../names.yml}        symbolic links, and where they lead; null is a pipe
      more: 1000                                     so many problems stand before those that are given
      day: 2026-11-27                                the day of the build, if it matters
      problems: ["content/rei/2022-01-12.md:16: …"]

In a quoted YAML string "\\0", "\\t", "\\r\\n" and "\\uFEFF" are those characters; "\\uDC83" is the byte 83.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import yaml

from kyoyaku import output, program
from kyoyaku.model.agreement import Agreement
from kyoyaku.render import render

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "tests" / "fixtures"
SAMPLE = ROOT / "tests" / "sample"
PLAIN, RICH = "aobano-kazemachi", "aobano-shiranami-wakatake"
"""Two agreements of the sample: one that any edit leaves right, one with marks and all the side files."""
PROGRAM = (
    *("build.py", "hooks.py", "kyoyaku", "templates", "mkdocs.yml"),
    *("docs/.gitkeep", "requirements/site.txt"),
)
COMPILED = ".cache/templates"
"""Templates that a build has compiled."""


@dataclass(frozen=True, slots=True)
class Case:
    """Content by path under content/, and the lines that report its problems."""

    name: str
    files: dict[str, str]
    problems: list[str]
    links: Mapping[str, str | None]
    more: int
    day: str = ""

    def __str__(self) -> str:
        return self.name


@cache
def cases(folder: str) -> list[Case]:
    """Every case of every file under tests/fixtures/<folder>; there must be some."""
    found = []
    for file in sorted((FIXTURES / folder).rglob("*.yml")):
        theme = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert theme.keys() == {"base", "cases"}, file
        assert theme["cases"], f"no cases in {file}"
        found += [case_of(file.stem, theme["base"], **raw) for raw in theme["cases"]]
    assert found, f"no cases in tests/fixtures/{folder}"
    assert len({case.name for case in found}) == len(found), "two cases of one name"
    return found


def case_of(
    theme: str,
    base: Mapping[str, str],
    *,
    title: str = "",
    problems: Sequence[str] = (),
    edit: Mapping[str, str | int] = MappingProxyType({}),
    files: Mapping[str, str | None] = MappingProxyType({}),
    links: Mapping[str, str | None] = MappingProxyType({}),
    more: int = 0,
    day: str = "",
) -> Case:
    """A case as above; each text that `edit` replaces must stand just once."""
    name = f"{theme}: {title}"
    texts = {path: text for path, text in {**base, **files}.items() if text is not None}
    for old, new in edit.items():
        holders = [path for path, text in texts.items() for _ in range(text.count(old))]
        assert len(holders) == 1, f"{name}: {old!r} stands {len(holders)} times"
        texts[holders[0]] = texts[holders[0]].replace(old, new if isinstance(new, str) else old * new)
    return Case(name, texts, list(problems), links, more, day)


def write_case(root: Path, case: Case) -> None:
    """Make root/content hold what the case has."""
    write_content(root, case.files)
    for path, target in case.links.items():
        if target:
            (root / "content" / path).symlink_to(target)
        else:
            os.mkfifo(root / "content" / path)


def write_content(root: Path, files: Mapping[str, str]) -> None:
    """Make root/content hold exactly these files."""
    shutil.rmtree(root / "content", ignore_errors=True)
    (root / "content").mkdir(parents=True)
    output.put(
        {path: text.encode(errors="surrogateescape") for path, text in files.items()}, root / "content"
    )


def read_content(root: Path) -> dict[str, str]:
    """The files under root/content, as `write_content` takes them."""
    files = sorted(output.read_files(root / "content").items())
    return {path: data.decode(errors="surrogateescape") for path, data in files}


def sample_of(*slugs: str) -> dict[str, str]:
    """The content of agreements of the sample: small sites are built again and again."""
    return {path: text for path, text in read_content(SAMPLE).items() if path.startswith(slugs)}


def two_agreements() -> dict[str, str]:
    """The content of PLAIN and RICH."""
    return sample_of(PLAIN, RICH)


def copy_project(root: Path, files: Mapping[str, str]) -> Path:
    """This project's programs, templates and settings in `root`, with content of the test's own."""
    for name in PROGRAM:
        source, target = ROOT / name, root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.pyc.*"))  # not yet written
        else:
            shutil.copyfile(source, target)
    write_content(root, files)
    return with_compiled(root)


def be_the_program(folder: Path, patched: pytest.MonkeyPatch) -> None:
    """Let a copy of the project be the program, as far as its files are read."""
    for name, path in (("HOME", "."), ("PACKAGE", "kyoyaku"), ("TEMPLATES", "templates")):
        patched.setattr(program, name, folder / path)


def with_compiled(root: Path) -> Path:
    """Let a project have what a build has compiled in the checkout, or else it compiles all templates."""
    unfinished = shutil.ignore_patterns("*.*")
    if (ROOT / COMPILED).exists():
        shutil.copytree(ROOT / COMPILED, root / COMPILED, ignore=unfinished, dirs_exist_ok=True)
    return root


def surroundings(settings: Mapping[str, str]) -> dict[str, str]:
    """The environment, without what the terminal or CI would have a build do otherwise.

    What is compiled is kept: else every process would compile all modules anew.
    """
    unwanted = (
        *("COLUMNS", "SITE_URL", "REPO_URL", "SITE_AUTHOR", "PROGRAM_URL"),
        *("PYTHONPATH", "PYTHONWARNINGS", "PYTHONDONTWRITEBYTECODE"),
    )
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
    output.put(output.read_files(project / COMPILED), ROOT / COMPILED)
    return project / "site"


def snapshot(folder: Path) -> dict[str, str]:
    """Every file under a folder, with the hash of its bytes."""
    return {path: sha256(data).hexdigest() for path, data in output.read_files(folder).items()}


@lru_cache(maxsize=8)
def rendered(agreements: tuple[Agreement, ...]) -> Mapping[str, str]:
    """What stands in docs/ as text, by its path; kept, since several tests look at the same agreements."""
    files = render(agreements, ROOT / "templates")
    return MappingProxyType({path: text for path, text in files.items() if isinstance(text, str)})
