"""The command line: what each command does, writes and returns, and how mistakes of the program are shown."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kyoyaku.__main__ import main
from testing.project import PLAIN, RICH, copy_project, run, snapshot, two_agreements

pytestmark = pytest.mark.site
ONE, OTHER = PLAIN, RICH
TEMPLATE = "templates/site/about.md.j2"


@pytest.fixture
def built(two_site: Path) -> Path:
    """The project of two agreements, which no test may change."""
    return two_site.parent


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copytree(built, tmp_path / "project"))


def _published(project: Path) -> dict[str, str]:
    return snapshot(project / "site") | snapshot(project / "docs")


@pytest.mark.parametrize(
    ("command", "script"),
    [(["build"], "--site"), (["build", "--pages"], ""), (["check"], "--check"), (["json"], "--json")],
    ids=" ".join,
)
def test_a_command_does_what_the_build_script_does(command: list[str], script: str, project: Path) -> None:
    one = run(project, "-m", "kyoyaku", *command)
    other = run(project, "build.py", *filter(None, [script]))
    assert (one.returncode, one.stdout, one.stderr) == (0, other.stdout, "")
    if command == ["build"]:
        assert one.stdout.startswith("2件を公開用に作成しました。うち2件は、前のままです。\nSITE_URL（")


def test_new_addresses_are_named_and_accepted_and_none_is_removed(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", two_agreements())
    listed, other = (project / "content" / name / "addresses.txt" for name in (ONE, OTHER))
    kept = listed.read_text(encoding="utf-8")
    assert "addresses.txt" not in run(project, "-m", "kyoyaku", "check").stdout  # nothing is new
    listed.write_text(kept.replace(f"{ONE}/full/\n", ""), encoding="utf-8")
    done = run(project, "-m", "kyoyaku", "check")
    assert f"check --accept-addresses）。\n    {ONE}/full/\n" in done.stdout
    assert not other.exists()
    for _ in range(2):
        done = run(project, "-m", "kyoyaku", "check", "--accept-addresses")
        assert (done.returncode, done.stderr) == (0, "")
        assert listed.read_text(encoding="utf-8") == kept
        assert f"{OTHER}/versions/2020-04-01/" in other.read_text(encoding="utf-8").splitlines()
    listed.write_text(f"{ONE}/articles/9/\n{kept}", encoding="utf-8")
    before = snapshot(project / "content")
    for command in (["check", "--accept-addresses"], ["build"]):
        done = run(project, "-m", "kyoyaku", *command)
        assert done.returncode == 1
        assert f"content/{ONE}/addresses.txt:1: " in done.stderr
    assert snapshot(project / "content") == before


def test_json_is_what_is_published(built: Path) -> None:
    before = _published(built)
    found = json.loads(run(built, "-m", "kyoyaku", "json").stdout)
    files = sorted((built / "site").glob("*/data/agreement.json"))
    assert found == [json.loads(file.read_text(encoding="utf-8")) for file in files]
    assert _published(built) == before


@pytest.mark.parametrize(
    ("command", "old", "new", "shown"),
    [
        ("build", "page.md.j2", "pages.md.j2", ["'pages.md.j2' not found", f'{TEMPLATE}", line 1']),
        (
            "build --pages",
            "## 何を掲載しているか",
            "{{ no_such }}#",
            ["'no_such' is undefined", f'{TEMPLATE}", line 6'],
        ),
        ("build", "{% block text %}", "{% block text", ["TemplateSyntaxError", f'{TEMPLATE}", line ']),
    ],
)
def test_a_mistake_in_a_template_is_a_traceback_with_its_line(
    command: str, old: str, new: str, shown: list[str], project: Path
) -> None:
    before = snapshot(project / "site")
    template = project / TEMPLATE
    text = template.read_text(encoding="utf-8")
    assert old in text
    template.write_text(text.replace(old, new, 1), encoding="utf-8")
    done = run(project, "-m", "kyoyaku", *command.split())
    assert done.returncode == 1
    assert "Traceback" in done.stderr
    assert "読み書き" not in done.stderr
    assert [one for one in shown if one not in done.stderr] == []
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
