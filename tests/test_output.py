"""Pages on disk: only what changed is written, only what is gone is deleted."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kyoyaku.output import sync

NAMES = st.sampled_from(["a.md", "b.md", "x/a.md", "x/y/a.md", "x/y/b.md", "z/a.md"])
PAGES = st.dictionaries(NAMES, st.text(max_size=5))


def _held(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes().decode()
        for file in folder.rglob("*")
        if file.is_file()
    }


@given(PAGES, PAGES)
def test_folder_holds_the_last_pages_and_no_empty_folder(first: dict[str, str], last: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sync(first, folder)
        sync(last, folder)
        assert _held(folder) == last
        assert all(any(one.iterdir()) for one in folder.rglob("*") if one.is_dir())


def test_right_file_is_not_touched_and_the_kept_one_stays(tmp_path: Path) -> None:
    (tmp_path / ".gitkeep").touch()
    sync({"a.md": "甲", "b.md": "乙"}, tmp_path)
    before = (tmp_path / "a.md").stat()
    sync({"a.md": "甲", "b.md": "丙"}, tmp_path)
    assert (tmp_path / "a.md").stat() == before
    assert _held(tmp_path) == {".gitkeep": "", "a.md": "甲", "b.md": "丙"}


def test_line_ends_are_the_same_everywhere(tmp_path: Path) -> None:
    sync({"a.md": "甲\n乙\n"}, tmp_path)
    assert (tmp_path / "a.md").read_bytes() == "甲\n乙\n".encode()
