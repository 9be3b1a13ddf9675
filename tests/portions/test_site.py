"""The site portion by portion is the site in one run, whatever there was before."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

import pytest

from kyoyaku import commands, output
from kyoyaku.portions import tasks
from testing.project import (
    PLAIN,
    RICH,
    be_the_program,
    copy_project,
    run,
    snapshot,
    two_agreements,
    write_content,
)
from tests.effort import Counts, times
from tests.portions.edits import FILES, ROUNDS, Place, copies, words
from tests.portions.projects import built, cold, failed, made

pytestmark = pytest.mark.site


@pytest.fixture
def two(two_site: Path, tmp_path: Path) -> Path:
    """A copy of the project of two agreements, with what was built."""
    return Path(shutil.copytree(two_site.parent, tmp_path / "project"))


def test_portions_are_what_one_run_of_mkdocs_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """build.json as well; so either takes over what the other has made."""
    content = {**two_agreements(), "../static/.well-known/security.txt": "Contact: x\n"}
    project = with_large_index(copy_project(tmp_path / "project", content))
    done = run(project, "-m", "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    expected = built(project)
    static = ".well-known/security.txt"
    assert expected["site"][static] == snapshot(project / "static")[static]
    assert any(name.startswith("search/ngrams") for name in expected["site"])
    be_the_program(project, monkeypatch)
    assert "うち2件は" in made(project)
    assert built(project) == expected
    shutil.rmtree(project / "site")
    made(project)
    assert built(project) == expected


def with_large_index(project: Path) -> Path:
    """Let the index of the search be that of a large site."""
    file = project / "templates" / "mkdocs.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("limit: 1000000", "limit: 1000"), "utf-8")
    return project


@pytest.mark.soak
def test_after_any_edit_a_warm_build_is_a_cold_one(
    tmp_path: Path, counts: Counts, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, random = copy_project(tmp_path / "warm", copies(1)), Random(7)
    be_the_program(project, monkeypatch)
    assert [name for name, (old, _) in FILES.items() if old not in (project / name).read_text("utf-8")] == []
    made(project)
    at = Place(project, random)
    kinds = [edit for edits in ROUNDS for edit in edits]
    more = [random.choices(kinds, k=random.randint(1, 3)) for _ in range(times(0, 200))]
    for number, edits in enumerate([*ROUNDS, *more]):
        if number == times(100, 20):
            with_large_index(project)
        for edit in edits:
            edit(at)
        made(project, **at.settings)
        expected = cold(project, tmp_path / "cold", **at.settings)
        counts["sites compared with a cold build"] += 1
        assert built(project) == expected, f"after {edits}"
        shutil.rmtree(tmp_path / "cold")


def test_what_is_the_same_is_not_made_again(two: Path) -> None:
    """Neither an agreement nor a file of one that has changed; also under docs/ and beside agreements."""
    before = _files(two)
    for name in (f"content/{PLAIN}/.x.md.swp", "content/.DS_Store"):
        (two / name).touch()  # as editors and systems do
    assert "うち2件は" in made(two)
    assert _files(two) == before
    words(Place(two, Random(1)))
    assert "うち1件は" in made(two)
    after = _files(two)
    assert before.keys() == after.keys()
    changed = {one for one in before if before[one] != after[one]}
    assert changed == {one for one in before if before[one][1] != after[one][1]}
    (agreement,) = {one.parts[1] for one in changed if "aobano" in one.parts[1]}
    assert agreement == PLAIN


def _files(project: Path) -> dict[Path, tuple[int, bytes]]:
    """The files of site/ and docs/, each with its place on the disk and its bytes."""
    found = (one for name in ("site", "docs") for one in (project / name).rglob("*") if one.is_file())
    return {one.relative_to(project): (one.stat().st_ino, one.read_bytes()) for one in found}


def test_damage_is_mended(two: Path) -> None:
    """Of an agreement, and of what is about none, which is made anew in every build."""
    before = built(two)
    for harmed in (RICH, ""):
        with (two / "site" / harmed / "index.html").open("a") as page:
            page.write(" ")
        (two / "docs" / harmed / "index.md").unlink()
    assert "うち1件は" in made(two)
    assert built(two) == before


def _disturb(
    patched: pytest.MonkeyPatch, where: object, step: str, disturbance: Callable[[], object]
) -> None:
    """Let something happen before a step of a build."""
    take = getattr(where, step)

    def disturbed(*given: object) -> object:
        disturbance()
        return take(*given)

    patched.setattr(where, step, disturbed)


@pytest.mark.parametrize("step", ["read", "make_rest"])
def test_what_is_edited_while_it_is_made_is_not_published(
    step: str, two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is it later, when the edit was taken back."""
    before = built(two)
    (file,) = (two / "content" / PLAIN).glob("*.md")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("防災", "防火"), encoding="utf-8")
    other = file.with_name(".other")
    other.write_text(text.replace("防災", "防水"), encoding="utf-8")
    with monkeypatch.context() as patched:
        # No other process finds the file half written.
        _disturb(patched, tasks, step, lambda: other.replace(file) if other.exists() else None)
        assert "変更されました" in failed(two)
    assert built(two) == before
    file.write_text(text, encoding="utf-8")
    made(two)
    assert built(two) == before


def _remove(folders: Iterable[Path]) -> None:
    for one in folders:
        shutil.rmtree(one, ignore_errors=True)


def test_what_is_removed_while_it_is_made_is_missed(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As by `make clean`: at the end, or when a process puts its files into the next site."""
    before = built(two)
    for step, lost in (("publish", ".site.next-*/site/assets"), ("link_unchanged", ".site.next-*")):
        with monkeypatch.context() as patched:
            _disturb(patched, output, step, lambda lost=lost: _remove(two.glob(lost)))  # type: ignore[misc]
            assert "ファイルを読み書きできませんでした" in failed(two)
        assert built(two) == before
    # It is taken over already.
    _disturb(monkeypatch, tasks, "make_rest", lambda: shutil.rmtree(two / "site" / RICH))
    made(two)
    assert built(two) == before


def test_problems_of_all_agreements_are_reported_at_once(tmp_path: Path) -> None:
    write_content(tmp_path, copies(3))
    for number in (1, 3):
        (file,) = (tmp_path / "content" / f"{PLAIN}-{number}").iterdir()
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("第二条", "第三条").replace("{#fire-service}", "{#Fire}"), "utf-8")
    message = failed(tmp_path)
    assert message == failed(tmp_path, lambda root: commands.run(lambda: commands.check(root)))
    assert [message.count(f"/{PLAIN}-{number}/") for number in (1, 2, 3)] == [2, 0, 2]
    assert "4件の誤りがあります" in message
    assert not (tmp_path / "site").exists()


LOST = "{% block text %}", "{% block text %}\n[x](nowhere)\n"
BROKEN = (
    (
        ("site/about.md.j2", "text/preamble.md.j2"),
        LOST,
        "",
        ["about", "preamble", "公開用に変換できませんでした"],
    ),
    (("mkdocs.yml",), ("", "no_such: 1\n"), "", ["no_such", "公開用に変換できませんでした"]),
    ((), ("", ""), "ftp://example.org/", ["site_urlは「https://"]),
)
"""Links to nothing, settings that are none; what is then said."""


@pytest.mark.parametrize(
    ("names", "edit", "address", "messages"), BROKEN, ids=["links", "setting", "address"]
)
def test_what_the_publisher_warns_of_leaves_the_site(
    names: tuple[str, ...], edit: tuple[str, str], address: str, messages: list[str],
    two: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    before = built(two)
    be_the_program(two, monkeypatch)
    for name in names:
        file = two / "templates" / name
        file.write_text(file.read_text(encoding="utf-8").replace(*edit, 1), "utf-8")
    message = failed(two, SITE_URL=address)
    assert [one for one in messages if one not in message] == []
    assert built(two) == before
