"""What the benchmarks rest on: the invented agreements, the edit and the bare script. No times."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bench import versions
from bench.sites.bare import publish
from bench.sites.edits import edit, is_published, spot
from kyoyaku.history.proof import Outcome
from kyoyaku.history.steps import steps
from kyoyaku.output import sync
from kyoyaku.reading.load import load
from kyoyaku.reading.versions.versions import AS_OF
from kyoyaku.render import render
from testing.agreements import INITIATIVES, agreements
from testing.project import ROOT, write_content


def test_invented_agreements_are_the_same_each_time_and_differ_from_each_other() -> None:
    content = dict(agreements(20))
    assert content == dict(agreements(20))
    titles = re.findall(r"^#### (.*) \{", "".join(content.values()), re.MULTILINE)
    assert len(titles) == 20 * INITIATIVES
    assert len(set(titles)) > 0.98 * len(titles)


def test_the_bare_script_publishes_every_page_and_the_edit(tmp_path: Path) -> None:
    content = dict(agreements(2))
    write_content(tmp_path, content)
    docs, site, where = tmp_path / "docs", tmp_path / "site", spot(content)
    sync(render(load(tmp_path), ROOT / "templates"), docs)
    folder = docs / where.agreement
    publish(docs, site, folder)
    assert not is_published(site, where, "改訂")
    edit(docs, where, "改訂")
    entries = publish(docs, site, folder)
    assert is_published(site, where, "改訂")
    pages = {page.relative_to(site).as_posix() for page in site.rglob("*.html")}
    markdown = {file.relative_to(docs).with_suffix(".html").as_posix() for file in folder.rglob("*.md")}
    assert pages == markdown == {entry["to"] for entry in entries}
    assert all(entry["title"] and entry["text"].strip() for entry in entries)


def test_the_versions_of_the_benchmark_follow_from_their_instruments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(AS_OF, "2023-01-01")
    for has_instruments in (True, False):
        write_content(tmp_path / str(has_instruments), versions.content(3, has_instruments))
        (found,) = load(tmp_path / str(has_instruments))
        first, second = (one.proof.outcome for one in steps(found))
        # The gaps of the first text are in the later ones, too.
        assert first is second is (Outcome.PROVED if has_instruments else Outcome.WITHOUT)
