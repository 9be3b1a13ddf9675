"""The site portion by portion is the site in one run, whatever there was before."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest

from testing.project import PLAIN, RICH, copy_project, two_agreements
from tests.effort import Counts, times
from tests.portions.edits import EDITS, FILES, Place, copies, flip, words
from tests.portions.projects import built, cold, failed, made, with_large_index

pytestmark = pytest.mark.site
MKDOCS = ("-m", "mkdocs", "build", "--strict")


def test_portions_are_what_one_run_of_mkdocs_makes(tmp_path: Path) -> None:
    """build.json as well; so either takes over what the other has made."""
    content = {**two_agreements(), "../static/CNAME": "www.example.jp\n"}
    portions, whole = (with_large_index(copy_project(tmp_path / name, content)) for name in "ab")
    made(portions)
    made(whole, *MKDOCS)
    expected = built(whole)
    assert built(portions) == expected
    assert "CNAME" in expected["site"]
    assert any(name.startswith("search/ngrams") for name in expected["site"])
    assert "うち0件は" not in made(whole)
    assert built(whole) == expected


ROUNDS = (
    ("version_added", "day_passed", "words", "initiative_renamed", "damaged"),
    ("day_passed", "agreement_added", "side_file_gone", "added_by_hand"),
    ("only_one", "setting", "agreement_removed", "gone"),
    ("text_replaced", "only_one"),
)
"""Every kind of edit: those of one round are made before a build."""


@pytest.mark.soak
def test_after_any_edit_a_warm_build_is_a_cold_one(tmp_path: Path, counts: Counts) -> None:
    project, random = copy_project(tmp_path / "warm", copies(2)), Random(7)
    assert {name for names in ROUNDS for name in names} == EDITS.keys()
    assert [name for name, (old, _) in FILES.items() if old not in (project / name).read_text("utf-8")] == []
    made(project)
    at = Place(project, random)
    more = [random.choices(sorted(EDITS), k=random.randint(1, 3)) for _ in range(times(0, 200))]
    for number, names in enumerate([*ROUNDS, *more]):
        if number == times(100, 20):
            with_large_index(project)
        for name in names:
            EDITS[name](at)
        made(project, **at.settings)
        expected = cold(project, tmp_path / "cold", **at.settings)
        counts["sites compared with a cold build"] += 1
        assert built(project) == expected, f"after {names}"
        shutil.rmtree(tmp_path / "cold")


def test_what_is_the_same_is_not_made_again(tmp_path: Path) -> None:
    """Neither an agreement nor a file of one that has changed; also under docs/ and beside agreements."""
    project = copy_project(tmp_path / "project", copies(2))
    assert "うち0件は" in made(project)
    before = _files(project)
    for name in (f"content/{PLAIN}-1/.x.md.swp", "content/.DS_Store", "templates/.DS_Store"):
        (project / name).touch()  # as editors and systems do
    assert "うち3件は" in made(project)
    assert _files(project) == before
    words(Place(project, Random(1)))
    assert "うち2件は" in made(project)
    after = _files(project)
    assert before.keys() == after.keys()
    changed = {one for one in before if before[one] != after[one]}
    assert changed == {one for one in before if before[one][1] != after[one][1]}
    (agreement,) = {one.parts[1] for one in changed if "aobano" in one.parts[1]}
    assert agreement.startswith(PLAIN)


def _files(project: Path) -> dict[Path, tuple[int, bytes]]:
    """The files of site/ and docs/, each with its place on the disk and its bytes."""
    found = (one for name in ("site", "docs") for one in (project / name).rglob("*") if one.is_file())
    return {one.relative_to(project): (one.stat().st_ino, one.read_bytes()) for one in found}


def test_damage_is_mended(two_site: Path, tmp_path: Path) -> None:
    """Of an agreement, and of what is about none, which is made anew in every build."""
    project = shutil.copytree(two_site.parent, tmp_path / "project")
    before = built(project)
    for harmed, same in ((RICH, 1), ("", 2)):
        flip(project / "site" / harmed / "index.html", 2_000)
        (project / "docs" / harmed / "index.md").unlink()
        assert f"うち{same}件は" in made(project)
        assert built(project) == before


EDITED = """
import os
import sys
from pathlib import Path
import build
from kyoyaku.portions import tasks

step, old, new, file = *sys.argv[1:4], Path(sys.argv[4])
take = getattr(tasks, step)

def disturbed(*given):
    edited = Path(f"edited-{os.getpid()}")  # no other process finds the file half written
    edited.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    edited.replace(file)
    return take(*given)

setattr(tasks, step, disturbed)
sys.exit(build.main(["--site"]))
"""
"""A build during which a file is edited, before one of its steps."""


def test_what_is_edited_while_it_is_made_is_not_published(two_site: Path, tmp_path: Path) -> None:
    """Nor is it later, when the edit was taken back."""
    project = shutil.copytree(two_site.parent, tmp_path / "project")
    before = built(project)
    (file,) = (project / "content" / PLAIN).glob("*.md")
    text = file.read_text(encoding="utf-8").replace("防災", "防火")
    for step in ("read", "make_rest"):
        file.write_text(text, encoding="utf-8")
        assert "変更されました" in failed(project, "-c", EDITED, step, "防火", "防水", str(file))
        assert built(project) == before
    file.write_text(text, encoding="utf-8")
    made(project)
    assert built(project) == cold(project, tmp_path / "cold")


REMOVED = """
import glob, shutil, sys
import build
from kyoyaku import output
from kyoyaku.portions import tasks

where, step, lost = {"tasks": tasks, "output": output}[sys.argv[1]], *sys.argv[2:]
take = getattr(where, step)

def disturbed(*given):
    for one in glob.glob(lost):
        shutil.rmtree(one)
    return take(*given)

setattr(where, step, disturbed)
sys.exit(build.main(["--site"]))
"""
"""A build that loses folders before one of its steps, as by `make clean`."""


def test_what_is_removed_while_it_is_made_is_missed(two_site: Path, tmp_path: Path) -> None:
    project = shutil.copytree(two_site.parent, tmp_path / "project")
    before = built(project)
    lost = ("output", "publish", ".site.next-*/site/assets")
    assert "ファイルを読み書きできませんでした" in failed(project, "-c", REMOVED, *lost)
    made(project, "-c", REMOVED, "tasks", "make_rest", f"site/{RICH}")  # taken over already
    assert built(project) == before


REFUSED = """
import os, sys, threading
import build

def no_thread(self):
    raise RuntimeError("can't start new thread")

def no_process():
    raise BlockingIOError(11, "Resource temporarily unavailable")

if sys.argv[1] == "process":
    os.fork = no_process
else:
    threading.Thread.start = no_thread
sys.exit(build.main(["--site"]))
"""
"""A build that the system gives no thread or no process, as at the limits of a container."""


def test_a_build_without_threads_or_processes_ends(two_site: Path, tmp_path: Path) -> None:
    project = shutil.copytree(two_site.parent, tmp_path / "project")
    before = built(project)
    for what in ("thread", "process"):
        assert "プロセスをこれ以上始められません" in failed(project, "-c", REFUSED, what)
    assert built(project) == before


def test_problems_of_all_agreements_are_reported_at_once(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", copies(3))
    for number in (1, 3):
        (file,) = (project / "content" / f"{PLAIN}-{number}").iterdir()
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("第二条", "第三条").replace("{#fire-service}", "{#Fire}"), "utf-8")
    message = failed(project)
    assert message == failed(project, "build.py", "--check")
    assert [message.count(f"/{PLAIN}-{number}/") for number in (1, 2, 3)] == [2, 0, 2]
    assert "4件の誤りがあります" in message
    assert not (project / "site").exists()


TEXT = "{% block text %}"
BROKEN: tuple[tuple[dict[str, tuple[str, str]], dict[str, str], list[str]], ...] = (
    (
        {
            f"templates/{name}": (TEXT, f"{TEXT}\n[x]({name})\n")
            for name in ("site/about.md.j2", "text/preamble.md.j2")
        },
        {},
        ["site/about.md.j2", "text/preamble.md.j2", "公開用に変換できませんでした"],
    ),
    (
        {"mkdocs.yml": ("", "no_such_setting: 1\n")},
        {},
        ["mkdocs.yml:1: mkdocs.ymlに使えない項目「no_such_setting」"],
    ),
    ({"mkdocs.yml": ("", "\n\nx: [\n")}, {}, ["mkdocs.yml:", "YAMLとして読めません"]),
    ({"templates/mkdocs.yml": ("", "no_such: 1\n")}, {}, ["no_such", "公開用に変換できませんでした"]),
    ({}, {"SITE_URL": "ftp://example.org/"}, ["site_urlは、"]),
)
"""Links to nothing, settings that are none; what is then said."""


def test_what_the_publisher_warns_of_leaves_the_site(two_site: Path, tmp_path: Path) -> None:
    project = shutil.copytree(two_site.parent, tmp_path / "project")
    before = built(project)
    for edits, settings, messages in BROKEN:
        right = {name: (project / name).read_text(encoding="utf-8") for name in edits}
        for name, (old, new) in edits.items():
            (project / name).write_text(right[name].replace(old, new, 1), "utf-8")
        message = failed(project, **settings)
        assert [one for one in messages if one not in message] == []
        assert built(project) == before
        for name, text in right.items():
            (project / name).write_text(text, "utf-8")
