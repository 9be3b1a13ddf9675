"""Pages on disk: only what changed is written, only what is gone is deleted."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyoyaku.output import Original, mirror, put, sync
from kyoyaku.portions.cache import recorded

NAMES = st.sampled_from(["a.md", "b.md", "x/a.md", "x/y/a.md", "x/y/b.md", "z/a.md"])
PAGES = st.dictionaries(NAMES, st.text(max_size=5))
THINGS = st.sampled_from(["right", "file", "folder", "link", "link to a folder", "link to nothing"])
FOREIGN = st.lists(st.tuples(st.sampled_from(["a.md", "c.md", "x", "x/c", "x/y", "x/y/a.md", "z"]), THINGS))


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


def _originals(pages: dict[str, str], folder: Path) -> dict[str, Original]:
    """The pages as files of the cache."""
    for name, text in pages.items():
        file = folder / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    folder.mkdir(exist_ok=True)
    return recorded(folder, "key").under("site")


def _put_by_hand(place: Path, thing: str, original: Path) -> None:
    """Put something where anything may be already."""
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        match thing:
            case "right":
                place.hardlink_to(original)
            case "file":
                place.touch(exist_ok=False)
            case "folder":
                place.mkdir()
            case _:
                targets = {"link": original, "link to a folder": original.parent}
                place.symlink_to(targets.get(thing, "nowhere"))


@given(PAGES, FOREIGN)
def test_a_mirror_holds_links_and_nothing_else(pages: dict[str, str], foreign: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        cache, folder = Path(name, "cache"), Path(name, "folder")
        originals = _originals(pages, cache)
        for path, thing in foreign:
            _put_by_hand(folder / path, thing, cache / "site" / path)
        mirror(originals, folder)
        assert _held(folder) == pages
        everything = list(folder.rglob("*"))
        assert len(everything) == len({place for path in pages for place in (path, *_above(path))})
        for path in pages:
            assert not (folder / path).is_symlink()
            assert (folder / path).samefile(cache / "site" / path)


def _above(path: str) -> list[str]:
    return [str(place) for place in Path(path).parents if place != Path()]


def test_a_right_link_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    originals = _originals({"a.md": "甲", "x/b.md": "乙"}, tmp_path / "cache")
    mirror(originals, tmp_path / "folder")
    (tmp_path / "folder" / "a.md").unlink()
    linked: list[Path] = []
    monkeypatch.setattr(os, "link", lambda _, target: linked.append(target))
    mirror(originals, tmp_path / "folder")
    assert linked == [tmp_path / "folder" / "a.md"]
    assert _held(tmp_path / "folder") == {"x/b.md": "乙"}


def test_pages_take_the_place_of_whatever_is_there(tmp_path: Path) -> None:
    (tmp_path / "a.md" / "x").mkdir(parents=True)
    (tmp_path / "b.md").symlink_to("nowhere")
    (tmp_path / "x").touch()
    sync({"a.md": "甲", "x/a.md": "乙"}, tmp_path)
    assert _held(tmp_path) == {"a.md": "甲", "x/a.md": "乙"}
    assert not (tmp_path / "b.md").is_symlink()


@pytest.mark.parametrize("kept", [True, False])
def test_a_mirror_of_the_site_keeps_nothing(kept: bool, tmp_path: Path) -> None:
    (tmp_path / "folder" / "x").mkdir(parents=True)
    (tmp_path / "folder" / "x" / ".gitkeep").touch()
    originals = _originals({"a.md": "甲"}, tmp_path / "cache")
    mirror(originals, tmp_path / "folder", *([] if kept else [frozenset[str]()]))
    assert _held(tmp_path / "folder") == {"a.md": "甲", **({"x/.gitkeep": ""} if kept else {})}
    assert (tmp_path / "folder" / "x").exists() == kept


def test_where_there_are_no_links_files_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    monkeypatch.setattr(os, "link", refused)
    originals = _originals({"a.md": "甲", "x/b.md": "乙"}, tmp_path / "cache")
    mirror(originals, tmp_path / "folder")
    assert not (tmp_path / "folder" / "a.md").samefile(originals["a.md"].path)
    (tmp_path / "folder" / "a.md").write_text("by hand", encoding="utf-8")
    mirror(originals, tmp_path / "folder")
    assert _held(tmp_path / "folder") == {"a.md": "甲", "x/b.md": "乙"}


def test_a_number_of_another_disk_means_another_file(tmp_path: Path) -> None:
    """Numbers of files are told by folders without the device, and each device has its own."""
    (true,) = _originals({"a.md": "甲"}, tmp_path / "cache").values()
    device, number = true.node
    (tmp_path / "folder").mkdir()
    there = tmp_path / "folder" / "a.md"
    there.write_text("old", encoding="utf-8")
    mirror({"a.md": Original(true.path, (device + 1, there.stat().st_ino))}, tmp_path / "folder")
    assert _held(tmp_path / "folder") == {"a.md": "甲"}
    assert there.stat().st_ino == number


def test_a_file_is_never_missing_while_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes may write the same; and what leads elsewhere is replaced, not followed."""
    (tmp_path / "a.md").write_text("old", encoding="utf-8")
    (tmp_path / "kept").hardlink_to(tmp_path / "a.md")
    (tmp_path / "b.md").symlink_to("nowhere")
    for remove in ("unlink", "remove"):
        monkeypatch.setattr(os, remove, lambda *_: pytest.fail("a file was removed"))
    put({"a.md": "甲", "b.md": "乙"}, tmp_path)
    assert _held(tmp_path) == {"a.md": "甲", "b.md": "乙", "kept": "old"}
    assert not (tmp_path / "nowhere").exists()
