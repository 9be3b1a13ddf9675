"""The command `import`: what it writes, what it never overwrites, what it says, and its exit status."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from kyoyaku.__main__ import main
from kyoyaku.importing import command
from kyoyaku.importing.sources import opening
from kyoyaku.problems import ContentError
from kyoyaku.reading.load import load
from testing.project import snapshot

LIMITED = opening.limited
INTO = "content/shiomi"
TEXT = """潮見市及び霧原町との間における連携中枢都市圏の形成に係る連携協約

潮見市（以下「甲」という。）と霧原町（以下「乙」という。）は、地方自治法（昭和22年法律第67号）第252条の2第1項の規定に基づき、次のとおり連携協約を締結する。

（目的）
第１条　甲及び乙は，＜住民＞の暮らしを支える。

（協議）
第２条　この協約に定めのない事項は、甲及び乙が協議して定める。

この協約の締結を証するため、本書２通を作成し、甲及び乙が各１通を保有する。

令和６年７月１日

甲　潮見市長　潮見太郎

乙　霧原町長　霧原花子
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a file to import, in which commands run."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for module in (command, opening):  # a process of its own takes half a second to begin
        monkeypatch.setattr(module, "limited", lambda call, progress: call(progress))
    return tmp_path


def _import(*arguments: str, into: str = INTO) -> int:
    return main(["import", *(arguments or ("a.txt",)), "--into", into])


def _open_questions(root: Path) -> list[str]:
    with pytest.raises(ContentError) as found:
        load(root)
    return [f"{one.place}" for one in found.value.problems if one.rule == "open-question"]


def test_a_draft_is_written_whose_questions_check_refuses(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (command, opening):
        monkeypatch.setattr(module, "limited", LIMITED)
    assert _import() == 1
    told = capsys.readouterr().out
    folder = project / INTO
    report = json.loads((folder / "import-report.json").read_text(encoding="utf-8"))
    counts = report["characters"]
    assert counts["source"] == counts["placed"] + counts["folded"] + counts["not_placed"] > 150
    assert counts["folded"] == sum(one["number"] for one in report["folded"])
    assert counts["not_placed"] == sum(len(one["text"]) for one in report["not_placed"])
    assert report["sources"][0]["sha256"] == sha256(TEXT.encode()).hexdigest()
    assert report["questions"]
    assert _open_questions(project) == [one["at"] for one in report["questions"]]
    for one in report["questions"]:
        assert f"  {one['at']}: {one['ask']}\n" in told
    assert f"{counts['placed']:,}字" in told
    names = set(report["files"]) | {"import-report.json"}
    assert {file.name for file in folder.iterdir()} == names
    assert all(name in told for name in names)


def test_the_page_shows_each_character_of_the_file_once(project: Path) -> None:
    _import()
    folder = project / INTO
    source = (folder / "import-report.html").read_text(encoding="utf-8")
    assert "＜住民＞" in source
    assert not re.search(r"<script|https?:|<link|<img|@import|url[(]", source)
    page: Any = html.document_fromstring(source)
    rows = page.xpath("//table[@class='beside']/tbody/tr")
    shown = "".join("".join(row.xpath("./td[1]/div[@class='text']//text()")) for row in rows)
    assert shown == TEXT.replace("\n", "")
    folded = page.xpath("//span[@class='f' and @title]/text()")
    assert {"，", "１"} <= set(folded)


def test_the_same_files_give_the_same_bytes_and_what_was_edited_stays(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _import()
    first = snapshot(project / INTO)
    assert _import() == 1
    assert snapshot(project / INTO) == first
    (project / "a.txt").write_text(TEXT.replace("令和６年７月１日", ""), encoding="utf-8")
    assert _import() == 1
    assert "undated.md" in snapshot(project / INTO)
    assert not {*snapshot(project / INTO)} & {"2024-07-01.md"}
    edited = project / INTO / "undated.md"
    edited.write_text("書き直した。", encoding="utf-8")
    before = snapshot(project / INTO)
    capsys.readouterr()
    assert _import() == 2
    said = capsys.readouterr()
    assert said.err.startswith(f"{INTO}のundated.md: 人の書き直したもの")
    assert said.out == ""
    assert snapshot(project / INTO) == before


@pytest.mark.parametrize("record", ["", "{", "[]", '{"files": []}', '{"files": {"../a.txt": "x"}}'])
def test_without_a_record_of_the_import_nothing_is_overwritten(record: str, project: Path) -> None:
    _import()
    (project / INTO / "import-report.json").write_text(record, encoding="utf-8")
    before = snapshot(project)
    assert _import() == 2
    assert snapshot(project) == before


def test_a_draft_is_not_put_beside_another_version(project: Path) -> None:
    """A sample of `kyoyaku new` has a name of its own if the day is not known."""
    (project / INTO).mkdir(parents=True)
    (project / INTO / "undated.md").write_text("見本", encoding="utf-8")
    assert _import() == 2
    assert [*snapshot(project / INTO)] == ["undated.md"]


def test_all_files_are_looked_at_before_anything_is_written(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "b.docx").write_bytes(b"%PDF-1.7")
    (project / "c.pdf").write_bytes(b"")
    assert _import("a.txt", "b.docx", "c.pdf") == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0] for line in lines] == ["b.docx", "c.pdf"]
    assert all(line.endswith("。") for line in lines)
    assert not (project / "content").exists()


@pytest.mark.parametrize("into", "shiomi content content/a/b ../content/a content/Ａ content/index".split())
def test_a_draft_goes_into_a_folder_of_content_only(
    into: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _import(into=into) == 2
    assert capsys.readouterr().err.startswith(f"{into}: ")
    assert {one.name for one in project.iterdir()} == {"a.txt"}


def test_a_link_is_not_written_through(project: Path) -> None:
    (project / "elsewhere").mkdir()
    (project / "content").mkdir()
    (project / INTO).symlink_to(project / "elsewhere")
    assert _import() == 2
    assert not [*(project / "elsewhere").iterdir()]


def test_slugs_are_settled_by_one_flag(project: Path) -> None:
    _import()
    asked = _open_questions(project)
    assert _import("a.txt", "--accept-slugs") in (0, 1)
    report = json.loads((project / INTO / "import-report.json").read_text(encoding="utf-8"))
    assert len(report["questions"]) < len(asked)


def test_a_record_that_names_a_file_elsewhere_takes_nothing_away(project: Path) -> None:
    _import()
    record = project / INTO / "import-report.json"
    report = json.loads(record.read_text(encoding="utf-8"))
    report["files"]["../../a.txt"] = sha256(TEXT.encode()).hexdigest()
    record.write_text(json.dumps(report), encoding="utf-8")
    assert _import() == 1
    assert (project / "a.txt").exists()
