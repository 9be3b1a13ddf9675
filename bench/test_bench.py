"""What the benchmarks rest on: the invented agreements, the edit and the bare script. No times."""

from __future__ import annotations

import re
from pathlib import Path

from bench.sites.bare import publish
from bench.sites.edits import edit, is_published, spot
from kyoyaku.output import sync
from kyoyaku.reading.load import load
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
