"""Templates that an earlier build has compiled: taken where they are right, and compiled anew where not."""

from __future__ import annotations

from pathlib import Path
from types import CodeType

import pytest
from jinja2 import Environment, FileSystemLoader

from kyoyaku.publisher.templates import TemplateCache


class _Counting(Environment):
    compiled = 0

    def _compile(self, source: str, filename: str) -> CodeType:
        self.compiled += 1
        return super()._compile(source, filename)


def render(folder: Path, key: bytes = b"key") -> tuple[str, int]:
    """What a template becomes in a build of its own, and how many were compiled for it."""
    cache = TemplateCache(folder / "compiled", key)
    environment = _Counting(loader=FileSystemLoader(folder), bytecode_cache=cache)
    return environment.get_template("page").render(name="甲"), environment.compiled


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "page").write_text("{{ name }}は、", encoding="utf-8")
    assert render(tmp_path) == ("甲は、", 1)
    return tmp_path


def test_a_template_is_compiled_once_for_each_source_and_key(folder: Path) -> None:
    assert render(folder) == ("甲は、", 0)
    assert [render(folder, b"another") for _ in range(2)] == [("甲は、", 1), ("甲は、", 0)]
    (folder / "page").write_text("{{ name }}が、", encoding="utf-8")
    assert [render(folder) for _ in range(2)] == [("甲が、", 1), ("甲が、", 0)]
    assert len(list((folder / "compiled").iterdir())) == 1


def test_a_folder_that_was_moved_compiles_nothing_and_names_its_new_place(folder: Path) -> None:
    moved = folder.rename(folder.with_name("moved"))
    assert render(moved) == ("甲は、", 0)
    (moved / "page").write_text("\n{{ name - 1 }}", encoding="utf-8")
    for name in ("again", "and-again"):
        moved = moved.rename(folder.with_name(name))
        with pytest.raises(TypeError, match="unsupported") as raised:
            render(moved)
        assert (raised.traceback[-1].path, raised.traceback[-1].lineno) == (moved / "page", 1)


def test_what_was_damaged_is_compiled(folder: Path) -> None:
    (file,) = (folder / "compiled").iterdir()
    code = file.read_bytes()
    other = code.replace("は".encode(), "が".encode())
    for harmed in (code[: len(code) // 2], b"", b"\n", bytes(len(code)), other, code + b"\n"):
        assert harmed != code
        file.write_bytes(harmed)
        assert render(folder) == ("甲は、", 1)
        assert file.read_bytes() == code


def test_what_cannot_be_kept_stops_the_build(folder: Path) -> None:
    (file,) = (folder / "compiled").iterdir()
    file.unlink()
    (folder / "compiled").rmdir()
    (folder / "compiled").touch()
    with pytest.raises(OSError, match="compiled"):
        render(folder)
