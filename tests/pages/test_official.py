"""`extra.publisher` of mkdocs.yml: an official site never says that it is not, nor the other way round."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

from kyoyaku.forms.provenance import notice
from kyoyaku.listing import listing
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.facts import Publisher
from kyoyaku.publisher import extras
from kyoyaku.publisher.work import Work
from kyoyaku.reading.load import load
from kyoyaku.render import render
from testing.project import ROOT, SAMPLE, read_content, write_content

SHORT = ("aobano-kazemachi", "yukimino-suzunari")
"""Two agreements of the sample, one with several versions."""
NOT_OFFICIAL = re.compile("公式の(?:文書|サイト)では")
OFFICIAL = "  publisher: {name: 青葉野市, official: true, contact: 企画課}\n"


def _load(folder: Path, setting: str) -> tuple[Agreement, ...]:
    content = {path: text for path, text in read_content(SAMPLE).items() if path.startswith(SHORT)}
    write_content(folder, content | {"../mkdocs.yml": f"extra:\n{setting}" if setting else "site_author: 例"})
    return load(folder)


def _files(agreements: tuple[Agreement, ...]) -> dict[str, str]:
    """Every file that says anything of the site, with the parts of documents as text."""
    files = render(agreements, ROOT / "templates")
    for one in agreements:
        files |= extras.of_agreement(one, files, {}, "https://example.org/")
    files |= extras.of_site([listing(one) for one in agreements], {})
    files |= extras.build_json(ROOT, agreements[0].publisher)
    made = {path: one.encode() if isinstance(one, str) else one for path, one in files.items()}
    return {path: one.decode(errors="replace") for path, one in made.items()}


def test_an_official_site_says_so_everywhere_and_an_unofficial_one_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extras, "verify_twins", lambda *_: None)  # no page is made HTML here
    ours, official = (_load(tmp_path / name, setting) for name, setting in (("a", ""), ("b", OFFICIAL)))
    publisher = official[0].publisher
    before, after = _files(ours), _files(official)
    assert before.keys() == after.keys()
    assert [path for path, text in after.items() if NOT_OFFICIAL.search(text)] == []
    claims = re.compile(f"{publisher.name}が公開|正本と異なる")
    assert [path for path, text in before.items() if claims.search(text)] == []
    # Where the one says that it is not official, the other says whose it is.
    told = {path for path, text in before.items() if NOT_OFFICIAL.search(text)}
    assert [path for path in told if publisher.name not in after[path]] == []
    data = "agreement.json agreement.docx agreement.akn.xml agreement.md duties.csv".split()
    own = {f"{ours[0].slug}/{name}" for name in (*(f"data/{one}" for one in data), "feed.xml", "full.md")}
    assert own | {"index.md", "about.md", "llms.txt", "build.json"} <= told
    assert notice(publisher) in after["llms.txt"]
    assert "/OfficialLegalValue" in after[f"{ours[0].slug}/index.md"]


def test_the_theme_knows_the_publisher(tmp_path: Path) -> None:
    work = Work(tuple(map(listing, _load(tmp_path, OFFICIAL))))
    config = MkDocsConfig()
    work.begin(config)
    assert config.extra["publisher"] == Publisher("青葉野市", True, "企画課")
