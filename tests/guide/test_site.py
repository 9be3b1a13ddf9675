"""The guide as a site (`make guide`), and its way from nothing to a site, followed word by word."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page

from testing.browsing import DESK, MODES, PHONE, broken_rules, serve
from testing.project import ROOT, run, snapshot, surroundings

pytestmark = pytest.mark.site
PROGRAM = "https://github.com/example/kyoyaku"
BLOCK = re.compile(r"^```text\n(.*?)^```", re.MULTILINE | re.DOTALL)


def _build(folder: Path, **settings: str) -> Path:
    command = ("-m", "mkdocs", "build", "--strict", "--config-file", "guide.yml", "--site-dir")
    done = run(ROOT, *command, str(folder), settings=settings)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build(tmp_path_factory.mktemp("guide") / "guide-site", PROGRAM_URL=PROGRAM)


def test_the_same_guide_is_the_same_bytes_whatever_the_day(guide: Path, tmp_path: Path) -> None:
    again = _build(tmp_path / "again", PROGRAM_URL=PROGRAM, SOURCE_DATE_EPOCH="0", TZ="Asia/Tokyo")
    assert snapshot(again) == snapshot(guide)


def test_every_link_of_the_guide_leads_to_a_place(guide: Path) -> None:
    """In the site, or in the program's repository where that is known."""
    pages = {page: BeautifulSoup(page.read_bytes(), "lxml") for page in guide.rglob("index.html")}
    ids = {page: {one["id"] for one in soup.find_all(id=True)} for page, soup in pages.items()}
    assert len(pages) == len([*(ROOT / "guide").glob("*.md")])
    outside = set()
    for page, soup in pages.items():
        for one in soup.select("[href], [src]"):
            address, anchor = urldefrag(unquote(str(one.get("href") or one["src"])))
            if address.startswith("https:"):
                outside.add(address)
                continue
            target = page.parent / address if address else page
            target = (target / "index.html" if target.is_dir() else target).resolve()
            assert target.is_file(), (page, address)
            assert not anchor or anchor in ids[target], (page, address, anchor)
    assert f"{PROGRAM}/blob/HEAD/CHANGELOG.md" in outside
    assert [one for one in outside if not (ROOT / one.removeprefix(f"{PROGRAM}/blob/HEAD/")).is_file()] == []


def test_where_no_repository_is_known_the_words_of_a_link_stay(tmp_path: Path) -> None:
    page = (_build(tmp_path / "site") / "developing" / "index.html").read_text(encoding="utf-8")
    assert "<p>How to set up, test and change the program. ARCHITECTURE.md says" in page


@pytest.mark.browser
def test_the_guide_is_read_by_all_and_asks_nobody(guide: Path, tab: Callable[..., Page]) -> None:
    asked: list[str] = []
    with serve(guide) as origin:
        for mode, viewport in (("light", PHONE), ("dark", DESK)):
            page = tab(viewport, **MODES[mode])
            page.on("request", lambda request: asked.append(request.url))
            for path in ("start/", "data/"):
                page.goto(f"{origin}/{path}")
                assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
                assert broken_rules(page) == []
        assert [url for url in asked if not url.startswith((origin, "data:"))] == []


@pytest.mark.browser
def test_the_search_reads_japanese(guide: Path, tab: Callable[..., Page]) -> None:
    words = {
        "取込み": "importing",
        "識別名": "writing",
        "別の箇所から移す": "marks",
        "slug-missing": "publishing",
    }
    with serve(guide) as origin:
        page = tab(DESK)
        page.goto(origin)
        box = page.locator("[data-md-component=search-query]")
        box.click()
        for query, place in words.items():
            box.fill(query)
            box.press("Shift")  # a key tells the theme of what an input method has written
            page.locator(f".md-search-result__link[href*='/{place}/']").first.wait_for()


WAY = f"""
shim() {{ printf '#!/bin/sh\\n%s\\n' "$2" > ../bin/$1; chmod +x ../bin/$1; }}
mkdir ../bin; PATH="$(cd ../bin; pwd):$PATH"
shim pip true
shim python3 'mkdir -p "$3/bin"; : > "$3/bin/activate"'
shim kyoyaku 'exec {sys.executable} -m kyoyaku "$@"'
shim uvx 'shift 3; exec kyoyaku "$@"'
"""
"""What is installed already is not installed again; `kyoyaku` is that of this checkout."""
EMPTY, MOVED, OWN, UVX, OPTIONS, DRAFT, SHOWN = BLOCK.findall(
    (ROOT / "guide" / "start.md").read_text("utf-8")
)
SENT, *_ = BLOCK.findall((ROOT / "guide" / "publishing.md").read_text("utf-8"))
REMOTE = "https://github.com/<アカウント>/<リポジトリ>.git"
CODESPACE = f"touch kyoyaku-0.1.0-py3-none-any.whl README.md; {EMPTY}{MOVED}"


@pytest.mark.parametrize(
    "way", [CODESPACE, OWN, f"{UVX}cd *", f"{OPTIONS}cd *"], ids=["codespace", "own", "uvx", "options"]
)
def test_each_way_of_the_guide_leads_to_a_folder_without_a_fault(way: str, tmp_path: Path) -> None:
    """And from there to GitHub, where no file is missing."""
    hub = tmp_path / "hub"
    sent = SENT.replace(REMOTE, str(hub))
    done = _follow(tmp_path, f"{way}\nkyoyaku check\ntouch kyoyaku.docx\ngit init -q --bare {hub}\n{sent}")
    assert "1件の原稿、1の取組に誤りはありません。" in done.stdout, done.stderr
    listed = subprocess.run(
        ["git", "-C", str(hub), "ls-tree", "-r", "--name-only", "main"],
        capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    assert {".github/workflows/publish.yml", "mkdocs.yml", "README.md"} <= {*listed}
    assert not [name for name in listed if name.startswith("site") or name.endswith((".whl", ".docx"))]


def test_the_fault_that_the_guide_shows_is_what_is_shown(tmp_path: Path) -> None:
    done = _follow(tmp_path, f"{OPTIONS}cd *; sed -i 's/^(2) /(2)/' content/*/*.md; kyoyaku check")
    assert (done.returncode, done.stderr) == (1, SHOWN)


def _follow(folder: Path, script: str) -> subprocess.CompletedProcess[str]:
    """What a terminal shows in an empty folder; nobody answers questions."""
    identity = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    (folder / "w").mkdir()
    return subprocess.run(
        ["bash", "-euc", WAY + script],
        cwd=folder / "w", env=surroundings({"PYTHONPATH": str(ROOT), **identity}),
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
