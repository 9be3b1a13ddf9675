"""The habits of the code that a program can look after."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from .project import ROOT

PACKAGE = sorted((ROOT / "kyoyaku").rglob("*.py"))
PUBLISHER = ROOT / "kyoyaku" / "publisher"
MODULES = [*PACKAGE, ROOT / "build.py", ROOT / "print_pdf.py"]
# Values know nothing of reading and writing, and these nothing of each other.
VALUES = {
    "problems", "text", "transcript", "account", "facts", "parts", "model",
    "numerals", "dates", "slugs", "characters", "wording", "folding", "references", "targets",
    "party_labels", "anchors", "duties", "limits", "definitions",
}  # fmt: skip
READING = {
    "load", "parse", "source", "front_matter", "yaml_reader", "marks", "blocks", "outline", "body",
    "ladder", "initiatives", "check", "check_references", "expected",
    "collate", "streams", "alignment", "unaccounted", "restored", "debris", "vocabulary", "names",
    "duty_kinds", "laws", "life", "files", "yaml_limits", "check_limits",
}  # fmt: skip
WRITING = {
    "render", "markup", "addresses", "notes", "site_map", "navigation", "tally", "output",
    "standing", "report", "search_index", "search_pages", "search_grams", "search_scripts", "name_index",
    "page_names", "style_sheets", "slim", "finish", "paper", "pdf_text", "policy",
    "cross_references", "citations", "annotations", "law_links",
    "search_share", "search_units", "search_folder",
    "listing", "sitemap", "page_html", "cache", "exchange", "lock", "browser",
}  # fmt: skip
# The forms of other fields are a folder of their own among what writes, and read back what they write.
FORMS = {file.stem for file in (ROOT / "kyoyaku" / "forms").glob("*.py")} - {"__init__"}


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_modules_and_functions_stay_small() -> None:
    assert len(MODULES) > 10
    for file in MODULES:
        text = file.read_text(encoding="utf-8")
        assert text.count("\n") <= 250, file.name
        for function in _functions(ast.parse(text)):
            length = (function.end_lineno or 0) - function.lineno + 1
            assert length <= 40, f"{file.name}: {function.name} has {length} lines"


def test_reading_and_writing_meet_only_in_values() -> None:
    # The publisher brings both together.
    programs = {"__init__", "build", "print_pdf"} | {file.stem for file in PUBLISHER.glob("*.py")}
    assert {file.stem for file in MODULES} - programs == VALUES | READING | WRITING | FORMS
    for group in (VALUES, READING, WRITING | FORMS):
        for name in group:
            folder = ROOT / "kyoyaku" / ("forms" if name in FORMS else "")
            imported = set(_imports(folder / f"{name}.py")) - {"__version__"}
            assert imported <= group | VALUES, f"{name} imports {imported - group - VALUES}"


def _imports(file: Path) -> list[str]:
    """The modules of ours that a module imports."""
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            module = (node.module or "").removeprefix("forms").lstrip(".")
            found += [module] if module else [alias.name for alias in node.names]
    return found


def test_only_one_folder_knows_mkdocs() -> None:
    for file in (file for file in PACKAGE if file.parent != PUBLISHER):
        assert not re.search(r"^\s*(?:from|import) (?:mkdocs|material)", file.read_text(), re.MULTILINE), file


def test_architecture_names_every_module() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+)\.py`", page))
    assert {file.stem for file in MODULES} - {"__init__"} <= named
    assert named <= {file.stem for file in MODULES}


def test_public_names_have_docstrings() -> None:
    for file in PACKAGE:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), file.name
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_":
                assert ast.get_docstring(node), f"{file.name}: {node.name}"
