"""Templates that an earlier build has compiled: taken where they are right, and compiled anew where not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import CodeType

import pytest
from jinja2 import Environment, FileSystemLoader

from kyoyaku.portions.compiled import Compiled


class _Counting(Environment):
    compiled = 0

    def _compile(self, source: str, filename: str) -> CodeType:
        self.compiled += 1
        return super()._compile(source, filename)


def filled(folder: Path, key: str = "key") -> tuple[str, int]:
    """What a template becomes in a build of its own, and how many were compiled for it."""
    environment = _Counting(
        loader=FileSystemLoader(folder), bytecode_cache=Compiled(folder / "compiled", key)
    )
    return environment.get_template("page").render(name="甲"), environment.compiled


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "page").write_text("{{ name }}は、", encoding="utf-8")
    assert filled(tmp_path) == ("甲は、", 1)
    return tmp_path


def kept(folder: Path) -> Path:
    (file,) = (folder / "compiled").iterdir()
    return file


def test_what_was_compiled_is_not_compiled_again(folder: Path) -> None:
    assert filled(folder) == ("甲は、", 0)


def test_a_template_that_was_edited_is_compiled(folder: Path) -> None:
    (folder / "page").write_text("{{ name }}が、", encoding="utf-8")
    assert filled(folder) == ("甲が、", 1)
    assert filled(folder) == ("甲が、", 0)


def test_another_key_takes_nothing_and_leaves_nothing_old(folder: Path) -> None:
    assert filled(folder, "another") == ("甲は、", 1)
    assert filled(folder, "another") == ("甲は、", 0)
    assert kept(folder)


@pytest.mark.parametrize(
    "harm",
    [
        lambda code: code[: len(code) // 2],
        lambda code: b"",
        lambda code: b"\n",
        lambda code: bytes(len(code)),
        lambda code: code.replace("は".encode(), "が".encode()),
        lambda code: code + b"\n",
    ],
)
def test_what_was_damaged_is_compiled(harm: Callable[[bytes], bytes], folder: Path) -> None:
    file = kept(folder)
    code = file.read_bytes()
    assert harm(code) != code
    file.write_bytes(harm(code))
    assert filled(folder) == ("甲は、", 1)
    assert file.read_bytes() == code


def test_what_cannot_be_kept_stops_the_build(folder: Path) -> None:
    kept(folder).unlink()
    (folder / "compiled").rmdir()
    (folder / "compiled").touch()
    with pytest.raises(OSError, match="compiled"):
        filled(folder)
