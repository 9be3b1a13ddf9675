"""The day of a build decides which version is current, and what that is made of is made again."""

from __future__ import annotations

from pathlib import Path

import pytest

from kyoyaku.__main__ import main
from kyoyaku.publisher.fingerprint import fingerprints
from kyoyaku.reading.versions.versions import AS_OF
from testing.project import copy_project

FILES = {
    "one/2021-01-01.md": "",
    "two/2021-01-01.md": "",
    "two/2026-12-04.md": "",
    "two/2027-04-01.md": "",
    "young/2026-12-10.md": "",  # by the day of its conclusion; there is nothing before it
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("day") / "project", FILES)


@pytest.mark.parametrize(
    ("day", "other", "changed"),
    [
        ("2026-12-03", "2026-12-04", {"two"}),
        ("2027-03-31", "2027-04-01", {"two"}),
        ("2020-01-01", "2026-12-03", set()),  # the first is current before it begins
        ("2026-12-04", "2027-03-31", set()),
        ("2027-04-01", "2099-01-01", set()),
    ],
)
def test_the_day_counts_where_it_makes_another_version_current(
    day: str, other: str, changed: set[str], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for one in (day, other):
        monkeypatch.setenv(AS_OF, one)
        found.append(fingerprints(project))
    assert {name for name in found[0] if found[0][name] != found[1][name]} == changed


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-12-01", ["two/2026-12-04.md", "two/2027-04-01.md"]),
        ("2026-12-11", ["two/2026-12-04.md", "two/2027-04-01.md"]),  # for a week, if a run has failed
        ("2026-12-12", ["two/2027-04-01.md"]),
        ("2027-04-08", ["two/2027-04-01.md"]),
        ("2027-04-09", []),
    ],
)
def test_versions_that_are_coming_are_named(
    day: str,
    expected: list[str],
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(AS_OF, day)
    monkeypatch.chdir(project)
    assert main(["check", "--coming"]) == 0
    assert capsys.readouterr().out.splitlines() == expected
