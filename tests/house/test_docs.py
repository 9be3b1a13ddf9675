"""What the documents show is so."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from kyoyaku.__main__ import _parser, main
from kyoyaku.importing.sources.opening import KINDS
from kyoyaku.pages.markup import markdown
from kyoyaku.pages.published import CHANGES, DOWNLOADS, ROLES
from kyoyaku.problems import ContentError, Problems
from kyoyaku.reading.blocks import Prose, read_blocks
from kyoyaku.reading.load import REPORT, load
from kyoyaku.search.documents import search_pages
from testing.project import FIXTURES, RICH, ROOT, two_agreements, write_content

GUIDE = {page.stem: page.read_text(encoding="utf-8") for page in sorted((ROOT / "guide").glob("*.md"))}
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("guide/*.md")]
ROW = re.compile(r"^\| [^|]+ \| (?P<written>[^|]*`[^|`]*\{[^|]*) \| (?P<shown>[^|]+) \|$", re.MULTILINE)
MARKS = ROW.findall(GUIDE["marks"])
LINK = re.compile(r"\]\((?!https?:)([^()#]+)(?:#[^()]*)?\)")
COMMAND = re.compile(
    r"(?:^ {4,}|^|`)(?:[A-Z_]+=\S+ )*((?:kyoyaku|python -m kyoyaku|make|pip|uvx) [a-z-][^`\n#]+)",
    re.MULTILINE,
)
"""A command in a span of code, in a block, or after four blanks: `SITE_URL=… kyoyaku build`."""
COMMANDS = sorted(
    {line.strip() for page in PAGES for line in COMMAND.findall(page.read_text(encoding="utf-8"))}
)
TARGETS = {*re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)}
WHEEL = r"(?:\./)?kyoyaku-\d+\.\d+\.\d+-py3-none-any\.whl"
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


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_in_a_document_is_one_that_there_is(line: str) -> None:
    program, *words = shlex.split(line.replace("python -m kyoyaku", "kyoyaku"))
    written = " ".join(words)
    if program == "make":
        assert next(word for word in words if word[0] != "-") in TARGETS
    elif program == "pip":
        assert re.fullmatch(rf"install {WHEEL}(?:\[(?:import|pdf|import,pdf)\])?", written)
    else:
        if program == "uvx":
            assert re.match(rf"--from {WHEEL} kyoyaku ", written)
            written = written.partition(" kyoyaku ")[2]
        for one in written.split(" | "):  # build | check: either of them
            assert _is_command(shlex.split(one)), one


def _is_command(words: list[str]) -> bool:
    """What only names a command, such as `kyoyaku import`, is asked for its help."""
    try:
        _parser().parse_args(words if len(words) > 1 else [*words, "--help"])
    except SystemExit as end:
        return end.code == 0
    return True


def test_commands_are_found_in_documents() -> None:
    """In a span, in a block, behind a setting."""
    assert {"kyoyaku check", "make addresses", "kyoyaku new yamada-kawakami", "kyoyaku build"} <= {*COMMANDS}
    assert not _is_command(["check", "--nothing"])


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


def test_the_page_for_readers_names_every_file_of_the_data() -> None:
    """And no other."""
    named = {*re.findall(r"`(?:[^`\s]+/)?(\w+(?:\.\w+)*)`", GUIDE["data"].partition("サイトの一番上には")[0])}
    files = {path.rpartition("/")[2] for path in (*DOWNLOADS, *CHANGES, *ROLES)}
    assert named == files, "the table of guide/data.md"


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


SIDE_FILES = dict(
    re.findall(r"^## (\S+)\n(?:(?!##).*\n)*?```yaml\n([^`]*)```", GUIDE["side-files"], re.MULTILINE)
)
ABSENT = {
    *("contact", "correction", "debris-text", "erratum-place", "expected", "former-mark"),
    *("debris-moved", "life-topic", "name-in-text", "phrase-in-text", "plain-missing", "plain-place"),
    "vocabulary",
}
"""What is no fault of the form: another agreement has not what the example names."""


@pytest.mark.parametrize("name", sorted(SIDE_FILES.keys() - {"addresses.txt"}))
def test_an_example_of_a_side_file_has_the_right_form(name: str, tmp_path: Path) -> None:
    write_content(tmp_path, two_agreements() | {f"{RICH}/{name}": SIDE_FILES[name]})
    try:
        load(tmp_path)
    except ContentError as error:
        shown = [one for one in error.problems if one.place.path.endswith(name)]
        faults = [str(one) for one in shown if one.rule not in ABSENT]
        assert faults == [], "the example of guide/side-files.md; if it names what the text lacks: ABSENT"


def test_the_example_of_the_settings_has_no_fault(tmp_path: Path) -> None:
    (settings,) = re.findall(
        r"^## 設定\n(?:(?!##).*\n)*?```yaml\n([^`]*)```", GUIDE["publishing"], re.MULTILINE
    )
    write_content(tmp_path, {"rei/2020-04-01.md": FACTS + OPENING + LIBRARIES})
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
    )
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (agreement,) = load(tmp_path)
    assert agreement.publisher.site_name == "山田市の協約"


def test_the_examples_of_writing_are_one_agreement(tmp_path: Path) -> None:
    """But for the transcript, and for initiatives that are not shown."""
    facts, *parts = re.findall(r"^```(?:yaml|markdown)\n([^`]*)```", GUIDE["writing"], re.MULTILINE)
    facts = re.sub(r"^(?:witness|descriptions):\n(?: .*\n)+", "", facts, flags=re.MULTILINE)
    text = "\n".join(parts).replace("第4条", "第1条", 1).replace("第3条関係", "第1条関係")
    text = text.replace("…次の", "地方自治法（昭和22年法律第67号）第252条の2第1項の規定に基づき、次の")
    write_content(tmp_path, {"rei/2022-01-12.md": f"{facts}\n{text}"})
    load(tmp_path)
