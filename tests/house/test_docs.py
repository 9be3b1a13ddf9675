"""What the documents show is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kyoyaku.__main__ import main
from kyoyaku.importing.sources.opening import KINDS
from kyoyaku.pages.markup import markdown
from kyoyaku.problems import Problems
from kyoyaku.reading.blocks import Prose, read_blocks
from kyoyaku.reading.load import REPORT, load
from kyoyaku.search.documents import search_pages
from testing.project import FIXTURES, ROOT, write_content

GUIDE = {page.stem: page.read_text(encoding="utf-8") for page in sorted((ROOT / "guide").glob("*.md"))}
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("guide/*.md")]
ROW = re.compile(r"^\| [^|]+ \| (?P<written>[^|]*`[^|`]*\{[^|]*) \| (?P<shown>[^|]+) \|$", re.MULTILINE)
MARKS = ROW.findall(GUIDE["marks"])
LINK = re.compile(r"\]\((?!https?:)([^()#]+)(?:#[^()]*)?\)")
MAKE = re.compile(r"(?:^    |`|; )make (?:-s )?([a-z-]+)", re.MULTILINE)
FILE = re.compile(r"`((?:[\w.-]+/)+[\w.-]+\.(?:py|j2|json|csv|html|yml))`")
RULES = re.findall(r"`([a-z-]+)`", "".join(re.findall(r"^\| ([^|]+) \|", GUIDE["publishing"], re.MULTILINE)))


def test_the_guide_shows_every_kind_of_mark_and_what_it_gives() -> None:
    assert len(MARKS) >= 8
    for written, shown in MARKS:
        problems = Problems()
        (block,) = read_blocks(written.split("`")[1] + "\n", "x.md", 1, problems)
        assert problems.found == []
        assert isinstance(block, Prose)
        page = re.sub(r"<[^>]*>", "", markdown(block.text))
        assert page == ("" if shown == "（何も出ない）" else shown), written


def test_the_guide_explains_rules_that_there_are() -> None:
    """A name in the first column of the table of errors is one that the program reports."""
    program = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "kyoyaku").rglob("*.py"))
    assert len(RULES) > 20
    assert [name for name in RULES if f'"{name}"' not in program] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_documents_lead_to_files(page: Path) -> None:
    text = re.sub(r"^```.*?^```$|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    assert [link for link in LINK.findall(text) if not (page.parent / link).exists()] == []


def test_the_targets_of_make_that_documents_name_are_there() -> None:
    named = {target for page in PAGES for target in MAKE.findall(page.read_text(encoding="utf-8"))}
    there = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"site", "check"} <= named <= set(there)


def test_the_files_that_the_guide_names_are_there() -> None:
    named = FILE.findall(GUIDE["developing"] + GUIDE["publisher"])
    assert len(named) > 20
    folders = (ROOT, ROOT / "kyoyaku")
    assert [name for name in named if not any((folder / name).exists() for folder in folders)] == []


def test_the_guide_names_what_import_takes_and_writes(capsys: pytest.CaptureFixture[str]) -> None:
    """Its files, kinds of files and options."""
    with pytest.raises(SystemExit):
        main(["import", "--help"])
    options = {*re.findall(r"--[a-z-]+", capsys.readouterr().out)} - {"--help"}
    suffixes = {one for _, _, several in KINDS.values() for one in several} - {".htm", ".xhtml", ".md"}
    named = {*options, *suffixes, *REPORT, "transcript.txt", "debris.yml"}
    assert [name for name in sorted(named) if name not in GUIDE["importing"]] == []


EXAMPLE = re.compile(
    r"^### (?P<name>.+)\n(?:(?!^###? ).*\n)*?"
    r"(?:```yaml\n(?P<facts>[^`]*)```\n+)?```markdown\n(?P<source>(?:(?!^```$).*\n)*)```\n\n"
    r"\| 文 \| アドレス \|\n\|---\|---\|\n(?P<rows>(?:\|.*\|\n)+)",
    re.MULTILINE,
)
EXAMPLES = [*EXAMPLE.finditer(GUIDE["structures"])]
FACTS = """---
title: 例の協定
concluded: 2020-04-01
status: unknown
parties:
  - {key: 甲, name: 山田市, slug: yamada, code: "981001"}
  - {key: 乙, name: 川上町, slug: kawakami, code: "983012"}
"""
OPENING = "---\n\n# 例の協定\n\n山田市（以下「甲」という。）と川上町（以下「乙」という。）は、協定する。\n\n"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one["name"])
def test_an_example_of_the_guide_stands_where_it_says(example: re.Match[str], tmp_path: Path) -> None:
    """It has no fault, and each text is found at the address beside it."""
    folder = tmp_path / "content" / "rei"
    folder.mkdir(parents=True)
    source = FACTS + (example["facts"] or "") + OPENING + example["source"]
    (folder / "2020-04-01.md").write_text(source, encoding="utf-8")
    if "map.png" in source:
        (image,) = (FIXTURES / "structures" / "image").rglob("map.png")
        (folder / "map.png").write_bytes(image.read_bytes())
    (agreement,) = load(tmp_path)
    found = {
        (line.text, f"{page.url.removeprefix('rei/')}{'#' if line.anchor else ''}{line.anchor}")
        for page in search_pages(agreement)
        for line in (page.title, *(line for part in page.parts for line in (part.heading, *part.lines)))
    }
    rows = [tuple(row.strip("| ").split(" | ")) for row in example["rows"].splitlines()]
    assert [row for row in rows if (row[0], row[1].strip("`")) not in found] == []


def test_every_form_of_the_guide_is_tried() -> None:
    assert len(EXAMPLES) == GUIDE["structures"].count("```markdown") > 15


LIBRARIES = """## 別表

### 1 学び

#### 図書館の相互利用 {#library-network}

**取組の内容**

図書館を利用する。

**甲の役割**

応分の経費を負担する。

**乙の役割**

応分の経費を負担する。
"""


@pytest.mark.parametrize("name", ["plain.yml", "glossary.yml", "contacts.yml"])
def test_an_example_of_a_side_file_has_no_fault(name: str, tmp_path: Path) -> None:
    (shown,) = re.findall(
        rf"^## {name}\n(?:(?!##).*\n)*?```yaml\n([^`]*)```", GUIDE["side-files"], re.MULTILINE
    )
    files = {"2020-04-01.md": FACTS + OPENING + LIBRARIES, name: shown.replace("kamikawa", "kawakami")}
    write_content(tmp_path, {f"rei/{path}": text for path, text in files.items()})
    load(tmp_path)
