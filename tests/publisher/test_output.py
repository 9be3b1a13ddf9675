"""Files on the disk: only what changed is written, only what is gone is deleted; folders change places."""

from __future__ import annotations

import errno
import io
import os
import socket
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyoyaku import commands, output
from kyoyaku.output import link_files, publish, put, staging, sync

NAMES = st.sampled_from(["a.md", "b.md", "x/a.md", "x/y/a.md", "x/y/b.md", "z/a.md"])
PAGES = st.dictionaries(NAMES, st.text(max_size=5))
THINGS = st.sampled_from(["file", "folder", "link", "link to a folder", "link to nothing"])
FOREIGN = st.lists(st.tuples(st.sampled_from(["a.md", "c.md", "x", "x/c", "x/y", "x/y/a.md", "z"]), THINGS))


def _files(folder: Path) -> dict[str, str]:
    return {path: data.decode() for path, data in output.read_files(folder).items()}


def _put_by_hand(place: Path, thing: str, elsewhere: Path) -> None:
    """Put something where anything may be already."""
    targets = {"link": elsewhere / "file", "link to a folder": elsewhere, "link to nothing": Path("nowhere")}
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        if target := targets.get(thing):
            place.symlink_to(target)
        elif thing == "folder":
            place.mkdir()
        else:
            place.touch(exist_ok=False)


@given(PAGES, FOREIGN, PAGES)
def test_a_folder_holds_the_last_files_and_no_empty_folder(
    first: dict[str, str], foreign: list[tuple[str, str]], last: dict[str, str]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, elsewhere = Path(name, "folder"), Path(name, "elsewhere")
        put({"file": "kept"}, elsewhere)
        sync(first, folder)
        for path, thing in foreign:
            _put_by_hand(folder / path, thing, elsewhere)
        sync(last, folder)
        assert _files(folder) == last
        assert all(any(one.iterdir()) for one in folder.rglob("*") if one.is_dir())
        assert _files(elsewhere)["file"] == "kept"


def test_what_is_right_and_other_folders_are_not_touched(tmp_path: Path) -> None:
    put({".gitkeep": "", "x/old.md": "", "y/old.md": ""}, tmp_path)
    sync({"a.md": "甲\n", "b.md": "乙"}, tmp_path, others=["x"])
    before = (tmp_path / "a.md").stat()
    sync({"a.md": "甲\n", "b.md": b"\xff"}, tmp_path, others=["x"])
    assert (tmp_path / "a.md").stat() == before
    files = {".gitkeep": b"", "a.md": "甲\n".encode(), "b.md": b"\xff", "x/old.md": b""}
    assert output.read_files(tmp_path) == files


def test_a_file_is_never_missing_while_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes may write the same; and what leads elsewhere is replaced, not followed."""
    (tmp_path / "a.md").write_text("old", encoding="utf-8")
    (tmp_path / "kept").hardlink_to(tmp_path / "a.md")
    (tmp_path / "b.md").symlink_to("nowhere")
    for remove in ("unlink", "remove"):
        monkeypatch.setattr(os, remove, lambda *_: pytest.fail("a file was removed"))
    put({"a.md": "甲", "b.md": "乙"}, tmp_path)
    assert _files(tmp_path) == {"a.md": "甲", "b.md": "乙", "kept": "old"}
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("has_links", [True, False])
def test_files_are_linked_or_copied(has_links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And everybody may read them, although somebody took the right to."""
    files = {"a.md": "甲", "x/b.md": "乙", "x/y/c.md": "丙"}
    put(files | {"x/y/c.pdf": b""}, tmp_path / "one")
    (tmp_path / "one" / "x" / "b.md").chmod(0o600)

    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    if not has_links:
        monkeypatch.setattr(os, "link", refused)
    link_files(tmp_path / "one", tmp_path / "two")
    assert _files(tmp_path / "two") == files
    assert (tmp_path / "one" / "a.md").samefile(tmp_path / "two" / "a.md") == has_links
    assert {(tmp_path / "two" / name).stat().st_mode & 0o777 for name in files} == {0o644}


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_folder_takes_the_place_of_another(
    at_once: bool, is_first: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not at_once:
        monkeypatch.setattr(output, "_exchange", lambda *_: False)
    site = tmp_path / "site"
    old = {} if is_first else {"site/old": ""}
    put(old, tmp_path)
    with staging(site) as folder:
        put({"new": "", "x/new": ""}, folder / "site")
        with pytest.raises(FileNotFoundError, match="x/lost"):
            publish(folder / "site", site, {"new", "x/lost"})
        assert output.read_files(site).keys() == {Path(one).name for one in old}
        publish(folder / "site", site, {"new", "x/new"})
    assert output.read_files(tmp_path) == {"site/new": b"", "site/x/new": b""}


@pytest.mark.parametrize("step", [1, 2])
def test_two_renames_that_were_interrupted_are_mended(
    step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a system cannot exchange folders at once."""
    monkeypatch.setattr(output, "_exchange", lambda *_: False)
    site, real, calls = tmp_path / "site", Path.rename, list[Path]()
    put({"old": ""}, site)

    def rename(self: Path, target: Path) -> Path:
        calls.append(self)
        if len(calls) == step:
            raise KeyboardInterrupt
        return real(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", rename)
        folder = staging(site).__enter__()  # as by a kill: nothing is removed
        put({"new": ""}, folder / "site")
        with pytest.raises(KeyboardInterrupt):
            publish(folder / "site", site, {"new"})
    assert site.exists() == (step == 1)
    with staging(site) as folder:
        assert [*folder.iterdir()] == []
        assert sorted(one for one in tmp_path.iterdir() if one != folder) == [site]
    assert output.read_files(tmp_path) == {"site/old": b""}


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "cp932", "euc_jp", "iso2022_jp", "utf-8"])
def test_any_message_is_shown_in_any_encoding(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In UTF-8 where the encoding has no Japanese; and data are the same bytes everywhere."""
    message, data = "協約•葛\U000e0100城市\n", "[“葛\U000e0100城市”]".encode()
    written = {name: io.BytesIO() for name in ("stdout", "stderr")}
    for name, stream in written.items():
        monkeypatch.setattr(sys, name, io.TextIOWrapper(stream, encoding=encoding))
    output.show_any_text()
    assert commands.run(lambda: message) == 0
    shown = written["stdout"].getvalue()
    has_japanese = encoding in ("cp932", "euc_jp", "iso2022_jp")
    expected = message.encode(encoding if has_japanese else "utf-8", "backslashreplace")
    assert shown == expected
    assert commands.run(lambda: data) == 0
    assert written["stdout"].getvalue().removeprefix(shown) == data
    assert commands.run(lambda: (message, 2)) == 2
    assert written["stderr"].getvalue() == expected


@pytest.mark.parametrize("port", [None, 99_999])
def test_a_port_that_is_not_free_is_a_sentence(port: int | None, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        number = port or other.getsockname()[1]
        assert commands.run(lambda: commands.serve(Path(), number)) == 1
    assert f"ポート{number}は使えません" in capsys.readouterr().err
