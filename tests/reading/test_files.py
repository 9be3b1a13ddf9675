"""The files of content/ before Markdown reads them: which are read, and what cannot be read is a problem."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from kyoyaku import limits
from kyoyaku.model.slugs import slug_fault
from kyoyaku.problems import ContentError, Place, Problems
from kyoyaku.reading import files
from kyoyaku.reading.blocks import Prose, read_blocks
from kyoyaku.reading.files import check_static, static_files
from kyoyaku.reading.layers.layers import LAYERS
from kyoyaku.reading.load import load
from kyoyaku.reading.source_text import check_lines, read_text
from testing.project import SAMPLE, copy_project, read_content, run, two_agreements, write_content


def _rules(root: Path) -> list[str]:
    with pytest.raises(ContentError) as found:
        load(root)
    return [f"{problem.place} {problem.rule}" for problem in found.value.problems]


def test_no_slug_is_a_name_of_a_device_of_windows() -> None:
    """Windows can store no file or folder that is called so."""
    numbered = [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]
    devices = ["con", "prn", "aux", "nul", *numbered]
    assert len({slug_fault(device) for device in devices}) == 1
    assert [slug_fault(slug) for slug in ("console", "com", "com10", "aux-bus", "null")] == [""] * 5


def test_content_is_a_folder_itself(tmp_path: Path) -> None:
    content = tmp_path / "content"
    assert _rules(tmp_path) == ["content:1 no-agreement"]
    content.write_text("x")
    assert _rules(tmp_path) == ["content:1 no-agreement"]
    for target in ("nowhere", SAMPLE / "content"):
        content.unlink()
        content.symlink_to(target)
        assert _rules(tmp_path) == ["content:1 symlink"]


def test_what_the_system_refuses_to_read_is_a_problem(tmp_path: Path) -> None:
    """A folder in the place of a file: the one refusal that even root meets."""
    problems = Problems()
    assert files.read_bytes(tmp_path, tmp_path.parent, problems) is None
    assert files.list_folder(tmp_path / "nowhere", tmp_path, problems) == []
    assert [problem.rule for problem in problems.found] == ["unreadable", "unreadable"]


def test_a_file_is_read_no_further_than_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILE", 10)
    (tmp_path / "x").write_bytes(b"x" * 1000)
    assert files.read_bytes(tmp_path / "x", tmp_path, Problems()) == b"x" * 11


@pytest.mark.site
def test_the_command_reports_all_of_it_and_neither_hangs_nor_fails(tmp_path: Path) -> None:
    root = copy_project(tmp_path, two_agreements())
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


@pytest.mark.parametrize(
    "name", ["CNAME", ".well-known/security.txt", "_headers", "about-us.html", "docs/x.pdf"]
)
def test_a_static_file_may_have_any_other_name(name: str, tmp_path: Path) -> None:
    problems = Problems()
    for file in (name, ".DS_Store", ".x.swp", "~$x.docx", "thumbs.db"):
        (tmp_path / "static" / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "static" / file).touch()
    check_static(tmp_path, {"rei"}, problems)
    assert problems.found == []
    assert static_files(tmp_path, problems) == {name: tmp_path / "static" / name}


@pytest.mark.site
def test_a_static_file_never_takes_the_place_of_a_page(
    sole_site: Path, sample_site: Path, tmp_path: Path
) -> None:
    """Each name at the top of a site is refused; a link is, too."""
    slugs = {one.name for one in (sample_site.parent / "content").iterdir()}
    names = {one.name for site in (sole_site, sample_site) for one in site.iterdir()}
    assert len(names) > 12
    for name in names:
        (tmp_path / "static" / name.upper()).mkdir(parents=True)
        (tmp_path / "static" / name.upper() / "x").touch()
    (tmp_path / "static" / "link").symlink_to("/etc")
    problems = Problems()
    check_static(tmp_path, slugs, problems)
    assert sorted(one.rule for one in problems.found) == [*["static-name"] * len(names), "symlink"]
    assert problems.found[-1].place.path.startswith("static/")


@pytest.mark.parametrize("data", ["甲\n乙\n", "\ufeff甲\n乙\n", "\ufeff甲\r\n乙\r\n", "甲\n乙"])
def test_a_byte_order_mark_and_carriage_returns_go(data: str) -> None:
    problems = Problems()
    assert read_text(data.encode(), "x.md", problems).strip() == "甲\n乙"
    assert problems.found == []


def test_the_largest_file_is_read() -> None:
    largest = ("a" * 99 + "\n") * (limits.FILE // 100)
    assert read_text(largest.encode(), "x.md", Problems()) == largest


@pytest.mark.parametrize("line", ["## 第1条 ", *(f"{blank}甲" for blank in "\u2003\u202f\u205f")], ids=ascii)
def test_no_blank_at_an_edge(line: str) -> None:
    """Blanks beside those of fixtures/check."""
    assert [(one.place, one.rule) for one in check_lines(line, "x.md", 4)] == [
        (Place("x.md", 4), "edge-blank")
    ]


@pytest.mark.parametrize("are_instruments", [False, True])
def test_every_line_that_an_editor_writes_is_looked_at(are_instruments: bool, tmp_path: Path) -> None:
    """In each line of each file stands a look-alike, whatever field it is in; a transcript is let be.

    An instrument is read only if the version that names it is.
    """
    content = read_content(SAMPLE)
    several = {path: text for path, text in content.items() if ("/changes/" in path) is are_instruments}
    several = {path: text for path, text in several.items() if not path.endswith(".png")}
    marked = {path: re.sub(r"(?m)(?<=.)$", "⺠", text) for path, text in several.items()}
    write_content(tmp_path, content | marked)
    with pytest.raises(ContentError) as found:
        load(tmp_path)
    told = {(one.place.path, one.place.line) for one in found.value.problems if one.rule == "look-alike"}
    assert told == {
        (f"content/{path}", number)
        for path, text in several.items()
        for number, line in enumerate(text.split("\n"), start=1)
        if line and not path.endswith("transcript.txt")
    }
    assert len({path for path, _ in told}) > (1 if are_instruments else len(LAYERS))


@pytest.mark.parametrize("entity", ["&#x200b;", "&ZeroWidthSpace;", "&shy;"])
def test_no_entity_brings_in_an_invisible_character(entity: str) -> None:
    problems = Problems()
    (block,) = read_blocks(f"甲{entity}乙\n", "x.md", 1, problems)
    assert isinstance(block, Prose)
    assert problems.found or block.text.edited == f"甲{entity}乙"
