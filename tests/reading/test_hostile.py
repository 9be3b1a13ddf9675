"""Hostile content: nothing outside of content/ is read, nothing that it says is more than text on a page."""

from __future__ import annotations

import os
import posixpath
import re
import sys
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from difflib import SequenceMatcher
from html.parser import HTMLParser
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kyoyaku.analysis.definitions import definitions
from kyoyaku.analysis.references import BRACKETED, _before_bracket
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.slugs import slug_fault
from kyoyaku.problems import ContentError, Problems
from kyoyaku.reading import files
from kyoyaku.reading.checks.rules import check
from kyoyaku.reading.collation.alignment import SPECK, matching
from kyoyaku.reading.load import load
from kyoyaku.reading.parse import parse
from kyoyaku.reading.yaml_limits import FAULTS
from kyoyaku.render import render
from testing.adversarial_texts import UNITS, text
from testing.project import ROOT, SAMPLE, copy_project, read_content, run
from tests.effort import Counts, times
from tests.publisher.test_dialects import FRONT_MATTER, _python_markdown

# What stands in content/.


def _rules(root: Path) -> list[str]:
    with pytest.raises(ContentError) as found:
        load(root)
    return [f"{problem.place} {problem.rule}" for problem in found.value.problems]


def test_content_may_not_be_a_link_itself(tmp_path: Path) -> None:
    (tmp_path / "content").symlink_to(SAMPLE / "content")
    assert _rules(tmp_path) == ["content:1 symlink"]


@pytest.mark.parametrize("kind", ["nothing", "a file", "a link to nothing"])
def test_there_may_be_no_content_at_all(tmp_path: Path, kind: str) -> None:
    if kind == "a file":
        (tmp_path / "content").write_text("x")
    if kind == "a link to nothing":
        (tmp_path / "content").symlink_to("nowhere")
    rule = "symlink" if kind == "a link to nothing" else "no-agreement"
    assert _rules(tmp_path) == [f"content:1 {rule}"]


def test_what_the_system_refuses_to_read_is_a_problem(tmp_path: Path) -> None:
    """A folder in the place of a file: the one refusal that even root meets."""
    problems = Problems()
    assert files.read(tmp_path, tmp_path.parent, problems) is None
    assert files.listed(tmp_path / "nowhere", tmp_path, problems) == []
    assert [problem.rule for problem in problems.found] == ["unreadable", "unreadable"]


def test_a_file_is_read_no_further_than_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 10)
    (tmp_path / "x").write_bytes(b"x" * 1000)
    assert files.read(tmp_path / "x", tmp_path, Problems()) == b"x" * 11


@pytest.mark.site
def test_the_command_reports_all_of_it_and_neither_hangs_nor_fails(tmp_path: Path) -> None:
    root = copy_project(tmp_path, read_content(SAMPLE))
    folder = next((root / "content").iterdir())
    (root / "content" / "rei").symlink_to("/etc")
    (folder / "life.yml").unlink(missing_ok=True)
    os.mkfifo(folder / "life.yml")
    (folder / os.fsdecode(b"\xff\x1b[31m\n.md")).write_text("x")
    done = run(root, "build.py", timeout=60)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert re.findall(r"\((\S+)\)$", done.stderr, re.MULTILINE) == ["file-name", "unreadable", "symlink"]
    assert list((root / "docs").iterdir()) == [root / "docs" / ".gitkeep"]


# What a page shows.

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></textarea></style><svg/onload=alert(1)>",
    "[x](javascript:alert(1))",
    "<javascript:alert(1)>",
    "![x](x){: onclick=alert(1) }",
    "{: .x onclick=alert(1) }",
    "{{ 7*7 }}{% raw %}{# x #}",
    "{{ config.__class__ }}",
    "--- !!python/object:os.system",
    "&lt;script&gt;&#60;script&#62;",
    "<!-- x --><![CDATA[x]]>",
    '--8<-- "/etc/passwd"',
    "[TOC]",
    "[^1]: x",
    "*[甲]: x",
    "\\<b\\>x\\</b\\>",
    "```\n<b>".replace("\n", " "),
    "$x$ ~~x~~ ==x== ^^x^^ ++x++ :smile: @x #1",
    "../../../etc/passwd",
    "%2e%2e%2f",
)
"""Each is text, and has to stand on the page as it is."""
WORD = "無害"
WORDS = {
    "Plain": ("text",),
    "Corrected": ("witness", "edited"),
    "Struck": ("witness",),
    "Illegible": ("witness",),
    "Note": ("reason",),
    "Party": ("name", "contact"),
    "WitnessNotice": ("description",),
    "Facts": ("title", "basis", "status_source"),
    "Article": ("caption",),
    "Annex": ("relation",),
    "Name": ("name",),
    "Law": ("name",),
    "DutyKind": ("name",),
    "LifeTopic": ("name",),
    "Debris": ("reason",),
}
"""Where an editor can write what he likes, by the values that hold it."""


def _poisoned(value: Any, hostile: str) -> Any:
    """The same value with the text put behind every word of an editor's."""
    if isinstance(value, tuple | list):
        return type(value)(_poisoned(one, hostile) for one in value)
    if isinstance(value, dict):
        return {key: _poisoned(one, hostile) for key, one in value.items()}
    if not is_dataclass(value) or isinstance(value, type):
        return value
    own = WORDS.get(type(value).__name__, ())
    changed = {one.name: _poisoned(getattr(value, one.name), hostile) for one in fields(value)}
    return replace(value, **{k: f"{v}{hostile}" if k in own else v for k, v in changed.items()})


class _Seen(HTMLParser):
    """The elements of a page with the names of their attributes, where its links lead, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: set[tuple[str, str]] = set()
        self.links: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements |= {(tag, ""), *((tag, name) for name, _ in attributes)}
        self.links |= {value or "" for name, value in attributes if name in ("href", "src")}

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.elements.add(("comment", ""))


def _pages(agreements: tuple[Agreement, ...], read: Callable[[str], str]) -> dict[str, _Seen]:
    pages = render(agreements, ROOT / "templates")
    return {
        path: _Seen(read(FRONT_MATTER.sub("", page))) for path, page in pages.items() if path.endswith(".md")
    }


@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_what_an_editor_writes_is_only_text_on_every_page(
    hostile: str, sample: tuple[Agreement, ...], known: dict[str, _Seen]
) -> None:
    found = _pages(_poisoned(sample[:1], hostile), _python_markdown)
    elements = set().union(*(page.elements for page in known.values()))
    links = {link.partition("#")[0].partition(":")[0] for page in known.values() for link in page.links}
    assert found.keys() == known.keys()
    for path, page in found.items():
        assert page.elements <= elements, path
        assert {link.partition("#")[0].partition(":")[0] for link in page.links} <= links, path
        # The page about the data says how large its files are.
        assert page.text.replace(hostile, WORD) == known[path].text or "/data/" in path, path
    assert any(hostile in page.text for page in found.values())


@pytest.fixture(scope="module")
def known(sample: tuple[Agreement, ...]) -> dict[str, _Seen]:
    """The same pages with a harmless word."""
    return _pages(_poisoned(sample[:1], WORD), _python_markdown)


def test_no_page_stands_outside_of_its_agreement(sample: tuple[Agreement, ...]) -> None:
    for path in render(_poisoned(sample, "../../x"), ROOT / "templates"):
        assert posixpath.normpath(path) == path
        assert not path.startswith(("/", ".."))


SLUGS = st.text(st.sampled_from("ab1-./\\%~ \0甲A_"), max_size=12)


@given(SLUGS)
@settings(max_examples=times(300, 50_000))
def test_a_permanent_name_is_no_path(slug: str) -> None:
    if not slug_fault(slug):
        assert re.fullmatch(r"[a-z0-9-]+", slug)


# What is as it was before it became quick.


@given(st.text("甲（）()", max_size=14))
@settings(max_examples=times(300, 50_000))
def test_a_bracket_before_a_place_is_found_as_the_pattern_finds_it(text: str) -> None:
    match = re.search(rf"{BRACKETED}$", text)
    assert _before_bracket(text, len(text)) == (match.start() if match else len(text))


@given(st.text("甲乙丙", max_size=40), st.text("甲乙丙", max_size=40))
@settings(max_examples=times(300, 50_000))
def test_blocks_are_found_as_difflib_finds_them(left: str, right: str) -> None:
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    assert matching(left, right) == [block for block in blocks if block.size >= SPECK]


SIGNS = ("a", "甲", ": ", "- ", ", ", *"[]{}'\">1\t#", "\n", "\n  ", "|\n", "\\n")
YAML = st.lists(st.sampled_from(SIGNS), max_size=14).map("".join)


@pytest.mark.soak
def test_both_yaml_parsers_read_the_same(counts: Counts) -> None:
    """Whatever both take they take alike: an agreement reads the same with the parser in C and without it."""

    @given(YAML)
    @settings(max_examples=times(500, 100_000))
    def read(text: str) -> None:
        trees = [_tree(text, loader) for loader in (yaml.CSafeLoader, yaml.SafeLoader)]
        counts["inputs"] += 1
        counts["taken by both"] += None not in trees
        assert trees[0] == trees[1] or None in trees

    read()


def _tree(text: str, loader: Any) -> object:
    try:
        return _plain(yaml.compose(text, Loader=loader))
    except FAULTS:
        return None


def _plain(node: Any) -> object:
    if isinstance(node, yaml.MappingNode):
        return [(_plain(key), _plain(value)) for key, value in node.value]
    if isinstance(node, yaml.SequenceNode):
        return [_plain(one) for one in node.value]
    return (node.value, node.start_mark.line) if node else "nothing"


# What grows in proportion to its text.


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_twice_the_text_is_twice_the_work(unit: str) -> None:
    """Lines of our own code that run for so many units in one line, and for twice as many."""
    once, twice = (_work(unit * number) for number in (150, 300))
    assert 0 < twice <= 2.3 * once, f"{once:,} and {twice:,} lines"


def _work(line: str) -> int:
    """The lines of kyoyaku that run while a text is read and checked: a count, and so the same every time."""
    ran = 0

    def inside(frame: FrameType, event: str, _: object) -> Any:
        nonlocal ran
        ran += event == "line"
        return inside

    def called(frame: FrameType, event: str, _: object) -> Any:
        return inside if "kyoyaku" in frame.f_code.co_filename else None

    body = "".join(text(line).values()).encode()
    before = sys.gettrace()
    sys.settrace(called)
    try:
        problems = Problems()
        if agreement := parse(body, "content/rei/2022-01-12.md", "rei", problems):
            problems.extend(check(agreement))
            definitions(agreement)
    finally:
        sys.settrace(before)
    return ran
