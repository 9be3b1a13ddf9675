"""Links of a page: resolved from page to page, and reported where they lead to nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from kyoyaku.publisher import log
from kyoyaku.publisher.markdown_page import MarkdownPage
from testing.project import ROOT

HERE = "a/articles/1.md"
PAGES = {HERE: "# 1 {#t}", "a/articles/index.md": "# 2 {#t}", "a/text.md": "# 3 {#t}\n\n甲\n{: #p1 }"}


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    (tmp_path / "docs").mkdir()
    folders = {"docs_dir": str(tmp_path / "docs"), "site_dir": str(tmp_path / "site")}
    return load_config(str(ROOT / "mkdocs.yml"), **folders)


def links(config: MkDocsConfig, link: str) -> tuple[str, list[str]]:
    """What a link on one of the pages becomes, and the warnings."""
    paths = [*PAGES, "a/data/x.json"]
    files = Files([File(path, config.docs_dir, config.site_dir, True) for path in paths])
    pages = [MarkdownPage(None, file, config) for file in files.documentation_pages()]
    with log.recorded_warnings() as warnings:
        for page in pages:
            page.markdown = PAGES[page.file.src_uri]
            if page.file.src_uri == HERE:
                page.markdown += f"\n\n[甲]({link})\n"
            page.render(config, files)
        for page in pages:
            page.check_anchors(config)
    (content,) = (str(page.content) for page in pages if page.file.src_uri == HERE)
    return content.partition('<a href="')[2].partition('"')[0], [one.getMessage() for one in warnings]


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("../text.md", "../../text/"),
        ("../text.md#p1", "../../text/#p1"),
        ("index.md", "../"),
        ("1.md#t", "./#t"),
        ("#t", "#t"),
        ("../data/x.json", "../../data/x.json"),
        ("https://example.org/x.md#y", "https://example.org/x.md#y"),
    ],
)
def test_links_lead_to_published_pages(config: MkDocsConfig, link: str, address: str) -> None:
    assert links(config, link) == (address, [])


@pytest.mark.parametrize(
    ("link", "missing"),
    [
        ("../none.md", "先のファイル"),
        ("/a/text.md", "先のファイル"),
        ("../../../text.md", "先のファイル"),
        ("../data/none.json", "先のファイル"),
        ("../text.md#p2", "先の見出し"),
        ("#p1", "先の見出し"),
    ],
)
def test_links_to_nothing_are_reported(config: MkDocsConfig, link: str, missing: str) -> None:
    _, warnings = links(config, link)
    assert len(warnings) == 1
    assert f"「{HERE}」のリンク「{link}」の{missing}" in warnings[0]
