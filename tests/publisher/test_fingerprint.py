"""What an agreement's folder was made from, and what came out: by content, and nothing else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

from kyoyaku import output
from kyoyaku.listing import listing
from kyoyaku.problems import Problems
from kyoyaku.publisher.fingerprint import (
    RECORD,
    fingerprints,
    is_same,
    read_summary,
    summary_file,
    write_record,
)
from kyoyaku.reading.load import folders, load
from kyoyaku.search.documents import index_part
from testing.project import PLAIN, RICH, SAMPLE, be_the_program, copy_project, two_agreements

ONE, OTHER = PLAIN, RICH
ALL = {ONE, OTHER}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy whose program is the one that is asked for its files."""
    folder = copy_project(tmp_path_factory.mktemp("fingerprint") / "project", two_agreements())
    with pytest.MonkeyPatch.context() as patched:
        be_the_program(folder, patched)
        yield folder


def _changed(project: Path, before: dict[str, str]) -> set[str]:
    after = fingerprints(project)
    return {name for name in before | after if before.get(name) != after.get(name)}


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        (f"content/{ONE}/2021-10-01.md", {ONE}),
        (f"content/{OTHER}/life.yml", {OTHER}),
        ("templates/mkdocs.yml", ALL),
        ("hooks.py", ALL),
        ("kyoyaku/forms/json/agreement.schema.json", ALL),
        ("kyoyaku/render.py", ALL),
        ("templates/theme/main.html", ALL),
        ("build.py", set()),
        ("requirements/site.txt", set()),
    ],
)
def test_a_byte_changes_what_is_made_of_it(name: str, changed: set[str], project: Path) -> None:
    before, file = fingerprints(project), project / name
    text = file.read_bytes()
    file.write_bytes(text + b"\n#")
    assert _changed(project, before) == changed
    file.write_bytes(text)
    assert _changed(project, before) == set()


@pytest.mark.parametrize("name", ["scan.pdf", RECORD])
def test_what_a_check_refuses_is_not_taken_over(name: str, project: Path) -> None:
    before, file = fingerprints(project), project / "content" / ONE / name
    file.touch()
    assert _changed(project, before) == {ONE}
    file.unlink()


def test_settings_and_packages_count(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprints(project)
    for name, value, changed in (
        ("SITE_URL", "https://example.org/", ALL),
        ("SOURCE_DATE_EPOCH", "17", None),
    ):
        with monkeypatch.context() as patched:
            patched.setenv(name, value)
            assert _changed(project, before) == (changed or set())
    assert not fingerprints(project, has_pdf=True).items() & {(name, before[name]) for name in ALL}
    version = metadata.version
    for package, changed in (("mkdocs-material", ALL), ("jinja2", ALL), ("pytest", None)):
        with monkeypatch.context() as patched:
            patched.setattr(metadata, "version", lambda one, p=package: "0" if one == p else version(one))
            assert _changed(project, before) == (changed or set())


def test_path_time_and_hidden_files_do_not_count(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fingerprints(project)
    monkeypatch.chdir(project)
    assert fingerprints(Path()) == before
    copy = shutil.copytree(project, tmp_path / "elsewhere", copy_function=shutil.copyfile)
    (copy / "kyoyaku" / "__pycache__").mkdir(exist_ok=True)
    for name in (f"content/{ONE}/.x.md.swp", "templates/.DS_Store", "x.md", "kyoyaku/__pycache__/x.pyc"):
        (copy / name).touch()
    os.utime(copy / "mkdocs.yml", (1, 1))
    be_the_program(copy, monkeypatch)
    assert _changed(copy, before) == set()
    shutil.rmtree(copy / "content" / OTHER)  # the other is the sole one now, and its pages say so
    assert _changed(copy, before) == ALL


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """The folders of an agreement, with its PDF."""
    names = ("site/rei/index.html", "site/rei/data/rei.pdf", "site/x", "docs/rei/index.md", "docs/x")
    output.put({name: name for name in names}, tmp_path)
    write_record(tmp_path / "site", tmp_path / "docs", "rei", "f1")
    return tmp_path


def _is_same(built: Path, fingerprint: str = "f1") -> bool:
    return is_same(built / "site", built / "docs", "rei", fingerprint)


def test_what_is_as_it_was_made_is_the_same(built: Path) -> None:
    assert _is_same(built)
    (built / "site" / "rei" / "data" / "rei.pdf").write_text("printed after the build", encoding="utf-8")
    (built / "site" / "x").unlink()
    assert _is_same(built)
    assert not _is_same(built, "f2")
    assert not _is_same(built, "")


@pytest.mark.parametrize("name", ["site/rei/index.html", f"site/rei/{RECORD}", "docs/rei/index.md"])
@pytest.mark.parametrize("harm", ["flip", "gone", "more", "other kind"])
def test_what_was_harmed_is_made_again(name: str, harm: str, built: Path) -> None:
    file = built / name
    data, times = file.read_bytes(), (file.stat().st_atime_ns, file.stat().st_mtime_ns)
    match harm:
        case "flip":
            file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
            os.utime(file, ns=times)
        case "more":
            (file.parent / "by-hand").touch()
        case _:
            file.unlink()
            if harm == "other kind":
                file.mkdir()
    assert not _is_same(built)


def test_what_an_agreement_tells_the_others_is_read_back(tmp_path: Path) -> None:
    for agreement in load(SAMPLE):
        own = listing(agreement), index_part(agreement, named=True)
        output.put(summary_file(*own), tmp_path)
        read = read_summary(tmp_path, agreement.slug)
        assert read[1].pages == own[1].pages
        assert summary_file(*read) == summary_file(*own)


def test_a_wrong_day_is_told_though_nothing_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KYOYAKU_AS_OF", "明日")
    folders(SAMPLE, problems := Problems())
    assert [one.rule for one in problems.found] == ["as-of"]
