"""Links of a page: resolved from page to page, and reported where they lead to nothing."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.structure.files import File, Files

from kyoyaku.publisher import log
from kyoyaku.publisher.markdown_page import MarkdownPage
from testing.project import ROOT

HERE = "a/articles/1.md"
PAGES = {HERE: "# 1 {#t}", "a/articles/index.md": "# 2 {#t}", "a/text.md": "# 3 {#t}\n\n甲\n{: #p1 }"}
LEADING = {
    "../text.md": "../../text/",
    "../text.md#p1": "../../text/#p1",
    "index.md": "../",
    "1.md#t": "./#t",
    "../text.md?filter=x#p1": "../../text/?filter=x#p1",
    "#t": "#t",
    "../data/x.json": "../../data/x.json",
    "https://example.org/x.md#y": "https://example.org/x.md#y",
}
NO_FILE = ["../none.md", "/a/text.md", "../../../text.md", "../data/none.json"]
NO_PLACE = ["#p1", "../text.md#p2"]


def test_links_lead_to_published_pages_and_those_to_nothing_are_reported(tmp_path: Path) -> None:
    docs, site = str(tmp_path / "docs"), str(tmp_path / "site")
    (tmp_path / "docs").mkdir()
    config = load_config(str(ROOT / "mkdocs.yml"), docs_dir=docs, site_dir=site)
    files = Files([File(path, docs, site, True) for path in (*PAGES, "a/data/x.json")])
    pages = {file.src_uri: MarkdownPage(None, file, config) for file in files.documentation_pages()}
    links = "".join(f"\n\n[甲]({link})\n" for link in (*LEADING, *NO_FILE, *NO_PLACE))
    with log.recorded_warnings() as warnings:
        for path, page in pages.items():
            page.markdown = PAGES[path] + links * (path == HERE)
            page.render(config, files)
        for page in pages.values():
            page.check_anchors(config)
    made = re.findall('<a href="([^"]*)"', str(pages[HERE].content))
    assert made[: len(LEADING)] == [*LEADING.values()]
    said = [one.getMessage().partition("。")[0] for one in warnings]
    missing = [*((link, "ファイル") for link in NO_FILE), *((link, "見出し") for link in NO_PLACE)]
    assert len(said) == len(missing)
    for text, (link, what) in zip(said, missing, strict=True):
        assert f"「{HERE}」のリンク「{link}」の先の{what}" in text
