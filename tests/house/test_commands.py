"""The command line: what each command does, writes and returns, and how mistakes of the program are shown."""

from __future__ import annotations

import json
import shutil
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import TemplateError

import build
from kyoyaku.__main__ import main
from testing.project import PLAIN, RICH, be_the_program, run, snapshot, two_agreements, write_content

pytestmark = pytest.mark.site
ONE, OTHER = PLAIN, RICH
TEMPLATE = "templates/site/about.md.j2"


@pytest.fixture
def project(two_site: Path, tmp_path: Path) -> Path:
    """A copy of the project of two agreements that a test may change."""
    return Path(shutil.copytree(two_site.parent, tmp_path / "project"))


Commands = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Commands:
    """Runs a command in a folder: the exit status, and what it writes to the two streams."""

    def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
        monkeypatch.chdir(folder)
        monkeypatch.setattr(build, "ROOT", folder)
        first, *rest = arguments
        status = build.main(rest) if first == "build.py" else main([*arguments])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return run


@pytest.mark.parametrize(
    ("words", "script"),
    [("build", "--site"), ("build --pages", ""), ("check", "--check"), ("json", "--json")],
)
def test_a_command_does_what_the_build_script_does(
    words: str, script: str, project: Path, command: Commands
) -> None:
    one, other = command(project, *words.split()), command(project, "build.py", *script.split())
    assert one == (0, other[1], "")
    if words == "build":
        assert one[1].startswith("2件を公開用に作成しました。うち2件は、前のままです。\nSITE_URL（")


def test_the_programs_run_by_themselves(two_site: Path) -> None:
    for arguments in (["-m", "kyoyaku", "check"], ["build.py", "--check"]):
        done = run(two_site.parent, *arguments)
        assert (done.returncode, done.stderr) == (0, "")
        assert "2件の原稿" in done.stdout


def test_new_addresses_are_named_and_accepted_and_none_is_removed(tmp_path: Path, command: Commands) -> None:
    write_content(tmp_path, two_agreements())
    listed, other = (tmp_path / "content" / name / "addresses.txt" for name in (ONE, OTHER))
    kept = listed.read_text(encoding="utf-8")
    assert "addresses.txt" not in command(tmp_path, "check")[1]  # nothing is new
    listed.write_text(kept.replace(f"{ONE}/full/\n", ""), encoding="utf-8")
    assert f"check --accept-addresses）。\n    {ONE}/full/\n" in command(tmp_path, "check")[1]
    assert not other.exists()
    for _ in range(2):
        status, _, error = command(tmp_path, "check", "--accept-addresses")
        assert (status, error) == (0, "")
        assert listed.read_text(encoding="utf-8") == kept
        assert f"{OTHER}/versions/2020-04-01/" in other.read_text(encoding="utf-8").splitlines()
    listed.write_text(f"{ONE}/articles/9/\n{kept}", encoding="utf-8")
    before = snapshot(tmp_path / "content")
    for words in (["check", "--accept-addresses"], ["build"]):
        status, _, error = command(tmp_path, *words)
        assert status == 1
        assert f"content/{ONE}/addresses.txt:1: " in error
    assert snapshot(tmp_path / "content") == before


def test_json_is_what_is_published(two_site: Path, command: Commands) -> None:
    before = snapshot(two_site.parent)
    found = json.loads(command(two_site.parent, "json")[1])
    files = sorted(two_site.glob("*/data/agreement.json"))
    assert found == [json.loads(file.read_text(encoding="utf-8")) for file in files]
    assert snapshot(two_site.parent) == before


@pytest.mark.parametrize(
    ("words", "old", "new", "error", "line"),
    [
        ("build", "page.md.j2", "pages.md.j2", "'pages.md.j2' not found", "1"),
        ("build --pages", "## 何を掲載しているか", "{{ no_such }}#", "'no_such' is undefined", "6"),
        ("build", "{% block text %}", "{% block text", "TemplateSyntaxError", ""),
    ],
)
def test_a_mistake_in_a_template_is_a_traceback_with_its_line(
    words: str, old: str, new: str, error: str, line: str,
    project: Path, command: Commands, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    before = snapshot(project / "site")
    template = project / TEMPLATE
    text = template.read_text(encoding="utf-8")
    assert old in text
    template.write_text(text.replace(old, new, 1), encoding="utf-8")
    be_the_program(project, monkeypatch)
    with pytest.raises(TemplateError) as raised:
        command(project, *words.split())
    told = "".join(traceback.format_exception(raised.value))
    assert error in told
    assert f'{TEMPLATE}", line {line}' in told
    assert snapshot(project / "site") == before


def test_a_file_that_the_program_lacks_is_a_traceback(project: Path) -> None:
    (project / "kyoyaku" / "forms" / "json" / "agreement.schema.json").unlink()
    done = run(project, "build.py")
    assert done.returncode == 1
    assert "FileNotFoundError" in done.stderr
    assert "読み書き" not in done.stderr


@pytest.mark.parametrize("arguments", ["", "sell", "check --fast", "serve --port x"])
def test_a_wrong_command_line_is_status_2(arguments: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(arguments.split())
    assert "usage" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["", "new", "build", "check", "serve", "json", "import"])
def test_the_help_is_in_japanese_and_states_the_exit_codes(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="0"):
        main([*command.split(), "--help"])
    shown = capsys.readouterr().out
    assert "終了コード" in shown
    assert command or "docs/及びsite/を作る" in shown
