"""The command `new`: what it makes of every kind of answer, and that it makes nothing where it refuses."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from email.message import Message
from functools import partial
from importlib import metadata
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml

from kyoyaku import __version__, output, program
from kyoyaku.__main__ import main
from kyoyaku.reading.load import load
from testing.actions import assert_fits, holes, wheel_asked_for
from testing.project import ROOT, surroundings

FOLDER = "my site"
TWO = "--party 山田市=yamada --party 川上町=kawakami-cho"
KNOWN = "--party 旭川市 --party 北海道上川町 --date 2022-01 --slug renkei"
FIVE = {
    "旭川市": "甲 旭川市 asahikawa 012041",
    "池田町": "乙 池田町 ikeda ",
    "札幌市=sapporo-city": "丙 札幌市 sapporo-city 011002",
    "南富良野町==014621=丁丁": "丁丁 南富良野町 minamifurano 014621",
    "上川中部消防組合": "戊 上川中部消防組合 party-5 ",
}
"""Parties as they are given, and as they are read again: key, name, slug and code."""
ODD = ["O'Neil: 市", "山田 #市", "{{ 7*7 }}", *'"引用"市 {市} [市](x) <script> &a null no %s \\'.split()]
WRONG = ["- 市", "1. 市", "{#x}", "{~~a~>b~~}", "改\n行", "零\u200b幅", "市,町", "⻑市"]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to make one in, without a terminal."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", StringIO())
    return tmp_path


def _new(*options: str) -> int:
    return main(["new", FOLDER, *options])


def _version(made: Path) -> Path:
    (version,) = made.glob("content/*/*.md")
    return version


@pytest.mark.parametrize(
    ("options", "version", "parties"),
    [
        ("", "first-agreement/undated.md", ["甲 〇〇市 party-1 ", "乙 〇〇町 party-2 "]),
        (
            f"{TWO} --date 令和６年３月２８日",
            "yamada-kawakami-cho/2024-03-28.md",
            ["甲 山田市 yamada ", "乙 川上町 kawakami-cho "],
        ),
        (KNOWN, "renkei/2022-01.md", ["甲 旭川市 asahikawa 012041", "乙 北海道上川町 kamikawa 014575"]),
        ("--party " + " --party ".join(FIVE), "first-agreement/undated.md", [*FIVE.values()]),
        ("--party 山田市", "first-agreement/undated.md", ["甲 山田市 party-1 "]),
    ],
    ids=["nothing", "two", "known", "five", "one"],
)
def test_a_first_agreement_is_made_that_has_no_problem(
    options: str, version: str, parties: list[str], place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _new(*options.split()) == 0
    made = place / FOLDER
    (agreement,) = load(made)
    assert _version(made).relative_to(made / "content").as_posix() == version
    found = [f"{one.key} {one.name} {one.slug} {one.code}" for one in agreement.facts.parties]
    assert found == parties
    assert agreement.publisher.name == agreement.facts.parties[0].name
    assert not agreement.publisher.is_official
    assert len(agreement.entries) == 1
    told = capsys.readouterr().out
    assert f"content/{version}です" in told
    assert ("全国地方公共団体コードは、書いていません" in told) == any(one.endswith(" ") for one in parties)
    assert [one for one in place.iterdir() if one != made] == []


@pytest.mark.parametrize("name", ODD)
def test_a_name_of_any_signs_is_written_so_that_it_is_read_again(name: str, place: Path) -> None:
    assert _new("--title", name, "--party", name, "--party", "川上町", "--publisher", name) == 0
    (agreement,) = load(place / FOLDER)
    assert (agreement.facts.title, agreement.facts.parties[0].name) == (name, name)
    settings = yaml.safe_load((place / FOLDER / "mkdocs.yml").read_bytes())
    assert settings["site_name"] == f"{name}の協約"
    assert settings["extra"]["publisher"]["name"] == name


@pytest.mark.parametrize("name", WRONG)
def test_a_name_that_no_agreement_can_have_is_refused(
    name: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _new("--title", "題名", "--party", name) == 2
    told = r"題名又は団体の名に、次の誤りがあります。\n(.+\n)+何も作っていません。\n"
    assert re.fullmatch(told, capsys.readouterr().err)
    assert [*place.iterdir()] == []


def test_all_that_is_wrong_with_options_is_told_at_once(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ["--title", "", "--publisher", "\udcff", "--party", "=x", "--party", "山田市=Yamada=123456"]
    assert _new(*names, *"--date 2024-02-30 --slug about --program kyoyaku".split()) == 2
    *told, last = capsys.readouterr().err.splitlines()
    assert last == "何も作っていません。"
    values = [re.findall("「(.*?)」は、使えません。", one) for one in told]
    assert values == [[""], [""], ["Yamada"], ["123456"], ["2024-02-30"], ["about"], [r"\udcff"], ["kyoyaku"]]
    assert [*place.iterdir()] == []


def _link(folder: Path) -> None:
    folder.with_name("elsewhere").mkdir()
    folder.symlink_to("elsewhere")


@pytest.mark.parametrize(
    ("name", "there"),
    [
        (FOLDER, Path.touch),
        (FOLDER, partial(output.put, {"x": ""})),
        (FOLDER, partial(output.put, {".git/x": ""})),
        (FOLDER, _link),
        *((name, lambda _: None) for name in (".", "no/site", "a" * 300)),
    ],
    ids=["file", "full", "hidden", "link", "here", "no parent", "long"],
)
def test_what_is_there_stays_as_it_is(
    name: str, there: Callable[[Path], object], place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there(place / name)
    before = sorted(place.rglob("*"))
    assert main(["new", name]) == 2
    assert capsys.readouterr().err.startswith(f"{name}: ")
    assert sorted(place.rglob("*")) == before


def test_an_empty_folder_is_filled(place: Path) -> None:
    (place / FOLDER).mkdir()
    assert _new() == 0
    assert (place / FOLDER / "README.md").is_file()


@pytest.fixture
def made(place: Path) -> Path:
    """A folder of two parties, with the program's repository."""
    assert _new(*TWO.split(), "--program", "example/kyoyaku") == 0
    return place / FOLDER


def test_every_file_is_what_its_name_says(made: Path) -> None:
    files = [one for one in made.rglob("*") if one.is_file() and one.suffix in (".yml", ".yaml", ".json")]
    assert len(files) > 5
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert json.loads(text) if file.suffix == ".json" else yaml.safe_load(text), file
    for file in made.rglob("*"):
        assert not re.search(r"dot-|SLUG|DAY", file.relative_to(made).as_posix())
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
        assert not re.search(r"\{\{|\{%|OWNER|[ \t]$|\n\n\Z", text, re.MULTILINE), file
    assert len((made / "mkdocs.yml").read_text(encoding="utf-8").splitlines()) <= 12


def test_the_schemas_are_those_of_the_program_and_each_file_finds_its_own(made: Path) -> None:
    schemas = {one.name: one.read_bytes() for one in (program.HOME / "schemas").glob("*.json")}
    assert {one.name: one.read_bytes() for one in made.glob("schemas/*")} == schemas
    settings = json.loads((made / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert {Path(one).name for one in settings["yaml.schemas"]} == schemas.keys()


def test_a_report_of_an_error_is_the_same_form_everywhere(made: Path) -> None:
    for file in (made / ".github" / "ISSUE_TEMPLATE").iterdir():
        assert file.read_bytes() == (ROOT / ".github" / "ISSUE_TEMPLATE" / file.name).read_bytes()


def test_the_workflow_calls_the_program_by_one_number(made: Path) -> None:
    numbered = [
        one for one in made.rglob("*") if one.is_file() and f"v{__version__}" in one.read_text("utf-8")
    ]
    assert {one.name for one in numbered} == {"publish.yml", "README.md"}  # the README only shows it
    workflow: dict[Any, Any] = yaml.safe_load((made / ".github/workflows/publish.yml").read_bytes())
    (job,) = workflow["jobs"].values()
    assert job["uses"] == f"example/kyoyaku/.github/workflows/publish.yml@v{__version__}"
    assert workflow["permissions"] == {}
    assert_fits(job, yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_bytes()))


def test_the_workflows_have_no_hole_that_is_known(made: Path) -> None:
    assert holes(made) == ""


@pytest.mark.parametrize("used", ["@v{}", "@0123456789abcdef # v{}"])
def test_the_editors_machine_gets_the_version_of_the_workflow(used: str, made: Path) -> None:
    file = made / ".github" / "workflows" / "publish.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(f"@v{__version__}", used.format("12.3.0rc1")), encoding="utf-8")
    wheel = "v12.3.0rc1/kyoyaku-12.3.0rc1-py3-none-any.whl"
    assert wheel_asked_for(made) == f"https://github.com/example/kyoyaku/releases/download/{wheel}"


@pytest.mark.parametrize(
    ("url", "repository"),
    [("Repository, https://github.com/ex/kyo", "ex/kyo"), ("Homepage, https://x/", None)],
)
def test_a_released_wheel_knows_its_repository(
    url: str, repository: str | None, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = Message()
    wheel["Project-URL"] = url
    monkeypatch.setattr(metadata, "metadata", lambda _: wheel)
    assert _new() == 0
    workflow = (place / FOLDER / ".github/workflows/publish.yml").read_text(encoding="utf-8")
    assert f"uses: {repository or 'OWNER/kyoyaku'}/" in workflow
    assert ("OWNER" in (place / FOLDER / "README.md").read_text(encoding="utf-8")) == (repository is None)


@pytest.mark.site
@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("題名\n山田市\nYAMADA\nyamada\n\n\n川上町\nkawakami\n\n\n\n令和6年3月28日\n\n\n", 0),
        ("題名\n\x04", 1),
    ],
    ids=["answers", "end of input"],
)
def test_a_terminal_is_asked_until_the_answer_is_right(typed: str, status: int, place: Path) -> None:
    keyboard, terminal = pty.openpty()
    os.write(keyboard, typed.encode())
    command = [sys.executable, "-m", "kyoyaku", "new", FOLDER]
    environment = surroundings({"PYTHONPATH": str(ROOT)})
    done = subprocess.run(
        command, stdin=terminal, capture_output=True, text=True, env=environment, check=False
    )
    os.close(keyboard)
    os.close(terminal)
    assert (done.returncode, "Traceback" in done.stderr) == (status, False)
    if status:
        assert [*place.iterdir()] == []
        return
    assert _version(place / FOLDER).as_posix().endswith("/content/yamada-kawakami/2024-03-28.md")
    assert done.stdout.count("山田市の識別名（アドレスになる）［party-1］：") == 2
    assert "協約のフォルダーの名（アドレスになる）［yamada-kawakami］：" in done.stdout
