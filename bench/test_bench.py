"""What the benchmarks rest on: the invented agreements, the edit, the bare script and the goals. No times."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bench.measure import Cost, Written
from bench.sites.bare import publish
from bench.sites.edits import edit, is_published, spot
from bench.sites.goals import goals
from bench.sites.nation import INITIATIVES, agreements
from bench.sites.results import Result, cold
from bench.sites.tools import HERE, HUGO, MATERIAL, Tool
from kyoyaku.output import sync
from kyoyaku.reading.load import load
from kyoyaku.render import render
from testing.project import ROOT, write_content


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The docs/ of two invented agreements."""
    root = tmp_path_factory.mktemp("bench")
    write_content(root, dict(agreements(2)))
    sync(render(load(root), ROOT / "templates"), root / "docs")
    return root / "docs"


def test_invented_agreements_are_many_and_not_alike() -> None:
    content = dict(agreements(20))
    assert content == dict(agreements(20))
    titles = re.findall(r"^#### (.*) \{", "".join(content.values()), re.MULTILINE)
    assert len(titles) == 20 * INITIATIVES
    assert len(set(titles)) > 0.98 * len(titles)


def test_the_bare_script_publishes_every_page_and_the_edit(docs: Path, tmp_path: Path) -> None:
    where = spot(dict(agreements(2)))
    folder = docs / where.agreement
    publish(docs, tmp_path, folder)
    assert not is_published(tmp_path, where, "改訂")
    edit(docs, where, "改訂")
    entries = publish(docs, tmp_path, folder)
    assert is_published(tmp_path, where, "改訂")
    pages = {page.relative_to(tmp_path).as_posix() for page in tmp_path.rglob("*.html")}
    markdown = {file.relative_to(docs).with_suffix(".html").as_posix() for file in folder.rglob("*.md")}
    assert pages == markdown == {entry["to"] for entry in entries}
    assert all(entry["title"] and entry["text"].strip() for entry in entries)


def _result(size: int, tool: Tool, seconds: float, site: int) -> Result:
    cost = Cost(seconds, seconds, 10**8, 2 * 10**8)
    return Result(size, tool, cost, Written(site, 10, 5), 1, edited=cost)


def test_goals_tell_what_is_kept_and_what_is_missed() -> None:
    slow = [_result(100, HERE, 10, 60), _result(100, MATERIAL, 80, 500), _result(340, HERE, 50, 700_000_000)]
    lines = list(goals(slow))
    kept = [line for line in lines if line.endswith("kept")]
    missed = [line for line in lines if line.endswith("MISSED")]
    assert [line.split(":")[0] for line in kept] == [
        "- 100 agreements, time against mkdocs + Material",
        "- 340 agreements, time",
        "- 340 agreements, memory of all processes",
    ]
    assert [line.split(":")[0] for line in missed] == [
        "- 100 agreements, bytes against mkdocs + Material",
        "- 340 agreements, after one edit",
        "- 340 agreements, site",
        "- 340 agreements, time a page against 100",
    ]


def test_a_tool_that_was_stopped_is_told() -> None:
    stopped = Result(1, HUGO, None, Written(0, 0, 0), 1)
    header, _, *rows = cold([_result(1, HERE, 1, 10), stopped], 900)
    assert rows[1].startswith("| 1 | Hugo + Pagefind | stopped after 900 s |")
    assert {row.count("|") for row in rows} == {header.count("|")}
