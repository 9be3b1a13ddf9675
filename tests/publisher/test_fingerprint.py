"""What a portion was made from, and what came out: by content, and nothing else."""

from __future__ import annotations

import os
import shutil
from importlib import metadata
from pathlib import Path

import pytest

from kyoyaku import output
from kyoyaku.publisher.fingerprint import ASSETS, RECORD, REST, digest, fingerprints, published, record
from testing.project import SAMPLE, copy_project, read_content

ONE, OTHER = sorted({path.split("/")[0] for path in read_content(SAMPLE)})
ALL = {ONE, OTHER, ASSETS, REST}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("fingerprint") / "project", read_content(SAMPLE))


def _changed(project: Path, before: dict[str, str]) -> set[str]:
    after = fingerprints(project)
    return {name for name in before | after if before.get(name) != after.get(name)}


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        (f"content/{ONE}/2021-10-01.md", {ONE, REST}),
        (f"content/{OTHER}/life.yml", {OTHER, REST}),
        ("mkdocs.yml", ALL),
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


def test_what_is_sole_differs_from_the_same_among_others(project: Path, tmp_path: Path) -> None:
    before = fingerprints(project)
    sole = shutil.copytree(project, tmp_path / "sole")
    shutil.rmtree(sole / "content" / OTHER)
    assert _changed(sole, before) == {ONE, OTHER, REST}


def test_settings_and_packages_count(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprints(project)
    for name, value in (("SITE_URL", "https://example.org/"), ("SOURCE_DATE_EPOCH", "1700000000")):
        with monkeypatch.context() as patched:
            patched.setenv(name, value)
            assert _changed(project, before) == ALL
    version = metadata.version
    for package, changed in (("mkdocs-material", ALL), ("jinja2", ALL), ("pytest", set[str]())):
        with monkeypatch.context() as patched:
            patched.setattr(metadata, "version", lambda one, p=package: "0" if one == p else version(one))
            assert _changed(project, before) == changed


def test_path_time_and_hidden_files_do_not_count(project: Path, tmp_path: Path) -> None:
    before = fingerprints(project)
    copy = shutil.copytree(project, tmp_path / "elsewhere", copy_function=shutil.copyfile)
    for name in (f"content/{ONE}/.x.md.swp", "content/.DS_Store", "templates/.DS_Store", "x.md"):
        (copy / name).touch()
    (copy / "kyoyaku" / "__pycache__").mkdir(exist_ok=True)
    (copy / "kyoyaku" / "__pycache__" / "x.pyc").touch()
    os.utime(copy / "mkdocs.yml", (1, 1))
    assert _changed(copy, before) == set()


def test_inputs_are_told_apart() -> None:
    assert (
        len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("abc", ""), digest(b"1:abc")}) == 5
    )


PORTIONS = {"rei": "f1", ASSETS: "f2", REST: "f3"}


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A site of one agreement, with its PDF."""
    names = (
        "site/rei/index.html",
        "site/rei/data/rei.pdf",
        "site/assets/x.css",
        "site/index.html",
        "site/x/y",
    )
    output.put(
        {name: name for name in (*names, "docs/rei/index.md", "docs/index.md", "docs/.gitkeep")}, tmp_path
    )
    output.put({f"site/{RECORD}": '{\n "commit": null\n}\n'}, tmp_path)
    for portion in PORTIONS:
        record(tmp_path / "site", tmp_path / "docs", portion, PORTIONS)
    return tmp_path


def _published(built: Path, portions: dict[str, str] = PORTIONS) -> dict[str, list[str]]:
    return {one: published(built / "site", built / "docs", one, portions) for one in portions}


def test_what_is_as_it_was_made_is_found(built: Path) -> None:
    found = {"rei": ["rei/index.html"], ASSETS: ["assets/x.css"], REST: ["index.html", "x/y"]}
    assert _published(built) == found
    assert (built / "site" / RECORD).read_text().startswith('{\n "commit": null,\n "fingerprint": "f3",')
    (built / "site" / "rei" / "data" / "rei.pdf").unlink()  # printed afterwards
    assert _published(built) == found
    assert _published(built, {**PORTIONS, "rei": "f4"})["rei"] == []


@pytest.mark.parametrize(
    ("name", "portion"),
    [
        ("site/rei/index.html", "rei"), (f"site/rei/{RECORD}", "rei"), ("docs/rei/index.md", "rei"),
        ("site/assets/x.css", ASSETS), ("site/x/y", REST), ("docs/index.md", REST), (f"site/{RECORD}", REST),
    ],
)  # fmt: skip
@pytest.mark.parametrize("harm", ["flip", "gone", "more", "other kind"])
def test_what_was_harmed_is_made_again(name: str, portion: str, harm: str, built: Path) -> None:
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
    assert {one for one, files in _published(built).items() if not files} == {portion}
