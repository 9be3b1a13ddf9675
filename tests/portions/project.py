"""Sites as a build leaves them, and what it says: for the tests of portions and parts."""

from __future__ import annotations

import shutil
from pathlib import Path

from testing.project import SAMPLE, read_content, run, snapshot
from tests.portions.edits import RICH

Both = dict[str, dict[str, str]]


def built(project: Path) -> Both:
    """What a build has left, byte for byte; .gitkeep is not of its making."""
    found = {name: snapshot(project / name) for name in ("site", "docs")}
    found["docs"].pop(".gitkeep", None)
    return found


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
    for name in ("build.py", "hooks.py", "kyoyaku", "templates", "mkdocs.yml", "content"):
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
    file = project / "mkdocs.yml"
    text = file.read_text(encoding="utf-8")
    assert text.count("search_index_limit: 1000000") == 1
    file.write_text(text.replace("search_index_limit: 1000000", "search_index_limit: 1000"), encoding="utf-8")


def sole() -> dict[str, str]:
    """The content of the sample with one agreement."""
    return {path: text for path, text in read_content(SAMPLE).items() if path.startswith(RICH)}
