"""The site portion by portion is the site in one run, whatever there was before, and wherever it is made."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest

from .conftest import SAMPLE
from .edits import EDITS, RICH, Place, copies
from .effort import Counts, times
from .project import copy_project, read_content, run, snapshot

pytestmark = pytest.mark.site
Both = dict[str, dict[str, str]]


def built(project: Path) -> Both:
    """What a build has left, byte for byte."""
    return {name: snapshot(project / name) for name in ("site", "docs")}


def made(project: Path, *arguments: str, **settings: str) -> str:
    """What a build that succeeds says."""
    done = run(project, *(arguments or ("build.py", "--site")), settings=settings)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def failed(project: Path, *arguments: str, **settings: str) -> str:
    """What a build that fails in order says."""
    done = run(project, *(arguments or ("build.py", "--site")), settings=settings)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def cold(project: Path, folder: Path, **settings: str) -> Both:
    """What the project makes where nothing was built before."""
    for name in ("build.py", "kyoyaku", "templates", "mkdocs.yml", "content"):
        source, ignored = project / name, shutil.ignore_patterns("__pycache__")
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=ignored)
        else:
            folder.mkdir(exist_ok=True)
            shutil.copyfile(source, folder / name)
    (folder / "docs").mkdir()
    (folder / "docs" / ".gitkeep").touch()
    made(folder, **settings)
    return built(folder)


def in_shares(project: Path) -> None:
    """Let the index of the search be that of a large site."""
    file = project / "kyoyaku" / "search_index.py"
    text = file.read_text(encoding="utf-8")
    assert text.count("WHOLE = 1_000_000") == 1
    file.write_text(text.replace("WHOLE = 1_000_000", "WHOLE = 1_000"), encoding="utf-8")


def sole() -> dict[str, str]:
    """The content of the sample with one agreement."""
    return {path: text for path, text in read_content(SAMPLE).items() if path.startswith(RICH)}


@pytest.mark.parametrize("is_large", [False, True], ids=["small index", "large index"])
@pytest.mark.parametrize("number", [1, 2], ids=["one agreement", "two agreements"])
def test_portions_are_what_one_run_of_mkdocs_makes(number: int, is_large: bool, tmp_path: Path) -> None:
    portions, whole = (
        copy_project(tmp_path / name, sole() if number == 1 else read_content(SAMPLE)) for name in "ab"
    )
    for project in (portions, whole) if is_large else ():
        in_shares(project)
    made(portions)
    made(whole, "-m", "mkdocs", "build", "--strict")
    expected = built(whole)
    assert built(portions) == expected
    assert ("site.zip" in expected["site"]) == (number == 1)
    assert any(name.startswith("search/grams") for name in expected["site"]) == is_large
    # Either after the other, in the same folder.
    made(whole)
    assert built(whole) == expected
    made(portions, "-m", "mkdocs", "build", "--strict")
    assert built(portions) == expected
    made(portions)
    assert built(portions) == expected


@pytest.mark.soak
@pytest.mark.parametrize("is_large", [False, True], ids=["small index", "large index"])
def test_after_any_edit_a_warm_build_is_a_cold_one(is_large: bool, tmp_path: Path, counts: Counts) -> None:
    random = Random(7 + is_large)
    project = copy_project(tmp_path / "warm", copies(2))
    if is_large:
        in_shares(project)
    made(project)
    at = Place(project, random)
    names = sorted(EDITS)
    random.shuffle(names)
    # In `make test` every kind once, some with either index, and several between two looks at the site.
    half = len(names) // 2
    edits = [*names[half * is_large : half * (1 + is_large)], *random.choices(names, k=times(0, 200))]
    for number, name in enumerate(edits, 1):
        EDITS[name](at)
        made(project, **at.settings)
        counts["edits tried"] += 1
        if number % times(3, 1) == 0 or number == len(edits):
            expected = cold(project, tmp_path / f"cold-{number}", **at.settings)
            assert built(project) == expected, f"after {edits[:number]}"
            shutil.rmtree(tmp_path / f"cold-{number}")
            counts["sites compared with a cold build"] += 1
    counts["sites that differed"] += 0
