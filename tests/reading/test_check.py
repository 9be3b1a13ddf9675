"""Content and the exact problems that are reported of it: tests/fixtures/check/. And of all of content/."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kyoyaku.model.agreement import Agreement
from kyoyaku.problems import ContentError
from kyoyaku.reading.load import load
from kyoyaku.reading.versions.versions import AS_OF
from testing.project import ROOT, Case, cases, rendered, write_case


@pytest.mark.parametrize("case", cases("check"), ids=str)
def test_problems(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(AS_OF, case.day)
    write_case(tmp_path, case)
    found = problems_of(tmp_path)
    assert found[case.more :] == case.problems
    assert len(found) == case.more + len(case.problems)


def problems_of(root: Path) -> list[str]:
    """What is reported of root/content, line by line."""
    try:
        load(root)
    except ContentError as error:
        return str(error).split("\n")
    return []


def test_every_rule_has_a_case() -> None:
    lines = [line for case in cases("check") for line in case.problems]
    shown = {match[1] for line in lines if (match := re.search(r" \(([a-z-]+)\)$", line))}
    package = ROOT / "kyoyaku"
    folders = ("reading", "history")
    files = [package / "problems.py", *(one for name in folders for one in (package / name).rglob("*.py"))]
    rules = {rule for file in files for rule in rules_in(file)}
    assert rules, "no rule names in the source"
    assert shown == rules, "each rule has a case in tests/fixtures/check/, each case the name of a rule"


def rules_in(file: Path) -> Iterator[str]:
    """The names of rules in a module: the last argument of `Problem(…)`, `….add(…)` and the like."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(
                func=ast.Name("Problem") | ast.Attribute(attr="add" | "once" | "in_text"), args=[_, _, rule]
            ):
                if isinstance(rule, ast.Constant):
                    yield str(rule.value)
                else:
                    assert isinstance(rule, ast.Name), f"{file.name}:{node.lineno}: no name of a rule"


def test_every_page_has_a_description_of_its_own(published: tuple[Agreement, ...]) -> None:
    """Of whatever agreement content/ has; what is true of one alone stands in its expected.yml."""
    pages = [text for path, text in rendered(published).items() if path.endswith(".md")]
    described = re.findall(r'^description: "(.+)"$', "\n".join(pages), re.MULTILINE)
    assert len(described) == len({*described}) == len(pages)
