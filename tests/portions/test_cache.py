"""What is kept of an earlier build is taken only as it was left."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kyoyaku.portions.cache import RECORD, held, is_whole, keep, recorded


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A portion that was made, and published by hard links."""
    made = tmp_path / "made"
    for name in ("site/rei/index.html", "docs/rei.md", "other.json"):
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(name, encoding="utf-8")
        os.utime(made / name, (1, 1))  # what happens within a tick of the clock has one time
    kept = keep(made, tmp_path / "kept", "key").folder
    (tmp_path / "published.html").hardlink_to(kept / "site" / "rei" / "index.html")
    return kept


def test_a_portion_is_found_as_it_was_made(folder: Path, tmp_path: Path) -> None:
    portion = held(folder, "key")
    assert portion
    assert portion == recorded(folder, "key")
    assert portion.files.keys() == {"site/rei/index.html", "docs/rei.md", "other.json"}
    ((path, original),) = portion.under("site").items()
    assert path == "rei/index.html"
    assert original.path == str(folder / "site" / "rei" / "index.html")
    status = (tmp_path / "published.html").stat()
    assert original.node == (status.st_dev, status.st_ino)
    assert held(folder, "another key") is None
    assert is_whole(folder)


def _append(file: Path) -> None:
    file.write_text(file.read_text() + " ", encoding="utf-8")


def _same_length(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.write(b"?")


def _replace(file: Path) -> None:
    file.unlink()
    file.write_text("site/rei/index.htm?", encoding="utf-8")


@pytest.mark.parametrize(
    "touch",
    [_append, lambda file: os.truncate(file, 3), _same_length, _replace, Path.unlink],
    ids=["append", "cut", "same length", "replaced", "gone"],
)
def test_a_file_that_was_touched_is_noticed(touch: Callable[[Path], None], folder: Path) -> None:
    touch(folder / "site" / "rei" / "index.html")
    assert held(folder, "key") is None
    assert not is_whole(folder)


def test_writing_to_a_published_file_is_writing_to_the_cache(folder: Path, tmp_path: Path) -> None:
    _same_length(tmp_path / "published.html")
    assert held(folder, "key") is None


def test_a_cache_that_was_carried_elsewhere_is_taken(folder: Path, tmp_path: Path) -> None:
    """As between the runs of a workflow: other files on another disk, of the same times."""
    there = shutil.copytree(folder, tmp_path / "elsewhere")
    portion = held(there, "key")
    assert portion
    assert portion.files.keys() == recorded(folder, "key").files.keys()
    assert portion.files["other.json"] == (there.stat().st_dev, (there / "other.json").stat().st_ino)


@pytest.mark.parametrize(
    "record", ["", "[]", "{", '{"key": "key"}', '{"key": "key", "files": {"a": 1}}', "\x00"]
)
def test_a_record_that_is_none_is_no_portion(record: str, folder: Path) -> None:
    (folder / RECORD).write_text(record, encoding="utf-8")
    assert held(folder, "key") is None
    assert not is_whole(folder)
