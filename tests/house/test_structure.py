"""The structure that ARCHITECTURE.md draws: which folder may import which."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from testing.project import ROOT, run

PACKAGE = ROOT / "kyoyaku"
FILES = sorted(PACKAGE.rglob("*.py"))
GROUND = {"language", "problems", "limits", "output", "program"}
MODEL = GROUND | {"model"}
ANALYSIS = MODEL | {"analysis"}
HISTORY = ANALYSIS | {"history"}
PAGES = HISTORY | {"pages"}
RENDER = PAGES | {"forms", "search", "render", "listing", "catalogue"}
PUBLISHER = RENDER | {"reading", "publisher"}
MAY_IMPORT: dict[str, set[str]] = {
    **dict.fromkeys(GROUND, GROUND),
    "model": MODEL,
    "analysis": ANALYSIS,
    "history": HISTORY,
    "reading": PAGES | {"reading"},
    "pages": PAGES,
    "forms": PAGES | {"forms"},
    "search": PAGES | {"search"},
    "render": PAGES | {"forms", "listing", "catalogue", "render"},
    "catalogue": PAGES | {"listing", "catalogue"},
    "listing": PAGES | {"forms", "listing"},
    "publisher": PUBLISHER,
    "portions": PUBLISHER | {"portions"},
    "pdf": PUBLISHER | {"pdf"},
    "importing": PAGES | {"reading", "importing"},
    "new": PAGES | {"reading", "importing", "new"},
    "commands": PUBLISHER | {"portions", "pdf", "importing", "new"},
    "__main__": {"commands", "output", "program"},
}
"""The folders and files of kyoyaku/, each with what it may import."""


def _folder(file: Path) -> str:
    """The folder of a module below kyoyaku/, or its own name."""
    return file.relative_to(PACKAGE).with_suffix("").parts[0]


@cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _imports(file: Path) -> set[str]:
    """The folders and modules of kyoyaku/ that a file imports from."""
    found = set()
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "kyoyaku":
            inner = (node.module or "").split(".")[1:2] or [alias.name for alias in node.names]
            found.update(inner)
    return found - {"__version__"}


@pytest.mark.parametrize("name", sorted({_folder(file) for file in FILES} - {"__init__"}))
def test_a_folder_imports_only_what_is_below_it(name: str) -> None:
    for file in (file for file in FILES if _folder(file) == name):
        above = _imports(file) - MAY_IMPORT[name]
        assert not above, f"{file.relative_to(ROOT)} imports {', '.join(sorted(above))}"


def test_imports_are_absolute() -> None:
    for file in FILES:
        assert not re.search(r"^\s*from \.", file.read_text(encoding="utf-8"), re.MULTILINE), file


def test_only_the_publisher_knows_mkdocs() -> None:
    known = re.compile(r"^\s*(?:from|import) (?:mkdocs|material)\b", re.MULTILINE)
    for file in (file for file in FILES if _folder(file) != "publisher"):
        assert not known.search(file.read_text(encoding="utf-8")), file


def test_no_folder_has_more_than_14_files() -> None:
    tests = [one for one in (ROOT / "tests").rglob("*.*") if not {"golden", "__pycache__"} & {*one.parts}]
    for folder in {file.parent for file in [*FILES, *tests, *(ROOT / "templates").rglob("*.*")]}:
        inside = [one for one in folder.iterdir() if one.is_file()]
        assert sum(one.suffix == ".py" for one in inside) <= 14, f"too many files in {folder}"
        assert sum(one.name != "__init__.py" for one in inside) <= 14, (
            f"too many files in {folder}: put some that belong together into a folder in it"
        )


def test_architecture_names_every_folder_and_no_file_that_is_gone() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    folders = {file.parent.relative_to(PACKAGE).as_posix() for file in FILES} - {"."}
    assert {one for one in folders if not re.search(rf"\b{one}\b", page)} == set()
    named = re.findall(r"`([\w/]+\.(?:py|j2|html|js|csv))`", page)
    assert len(named) > 20
    there = [f"/{file.relative_to(ROOT)}" for file in (*ROOT.glob("*.*"), *ROOT.glob("[kt]*/**/*.*"))]
    assert [one for one in named if not any(path.endswith(f"/{one}") for path in there)] == []


def test_public_names_have_docstrings() -> None:
    for file in FILES:
        assert ast.get_docstring(_tree(file)), file.name
        for node in _tree(file).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_":
                assert ast.get_docstring(node), f"{file.name}: {node.name}"


def test_a_check_waits_for_no_publisher() -> None:
    code = "from pathlib import Path; from kyoyaku import commands; commands.check(Path('.'))"
    unwanted = ("mkdocs", "material", "jinja2", "lxml", "kyoyaku.forms", "kyoyaku.render")
    done = run(ROOT, "-c", f"import sys; {code}; sys.exit([one for one in {unwanted} if one in sys.modules])")
    assert done.stderr.strip() == "[]"
