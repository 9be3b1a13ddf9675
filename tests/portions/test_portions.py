"""The site portion by portion is the site in one run, whatever there was before."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from kyoyaku.portions.inputs import source
from kyoyaku.portions.tasks import Source
from kyoyaku.publisher.failures import ChangedError
from testing.project import SAMPLE, copy_project, read_content, run
from tests.effort import Counts, times
from tests.portions.edits import EDITS, PLAIN, Place, copies
from tests.portions.project import built, cold, failed, in_shares, made, sole

pytestmark = pytest.mark.site


@pytest.mark.parametrize(
    ("number", "is_large"),
    [(1, False), (2, False), (2, True)],
    ids=["one agreement", "two agreements", "large index"],
)
def test_portions_are_what_one_run_of_mkdocs_makes(number: int, is_large: bool, tmp_path: Path) -> None:
    portions, whole = (
        copy_project(tmp_path / name, sole() if number == 1 else read_content(SAMPLE)) for name in "ab"
    )
    for project in (portions, whole) if is_large else ():
        in_shares(project)
    made(portions)
    made(whole, "-m", "mkdocs", "build", "--strict")
    expected = built(whole)
    assert built(portions) == expected
    assert ("site.zip" in expected["site"]) == (number == 1)
    assert any(name.startswith("search/ngrams") for name in expected["site"]) == is_large
    # Either after the other, in the same folder.
    made(whole)
    assert built(whole) == expected
    made(portions, "-m", "mkdocs", "build", "--strict")
    assert built(portions) == expected
    made(portions)
    assert built(portions) == expected


@pytest.mark.soak
@pytest.mark.parametrize("is_large", [False, True], ids=["small index", "large index"])
def test_after_any_edit_a_warm_build_is_a_cold_one(is_large: bool, tmp_path: Path, counts: Counts) -> None:
    random = Random(7 + is_large)
    project = copy_project(tmp_path / "warm", copies(2))
    if is_large:
        in_shares(project)
    made(project)
    at = Place(project, random)
    names = sorted(EDITS)
    random.shuffle(names)
    # In `make test` every kind once, some with either index, and several between two looks at the site.
    half = len(names) // 2
    edits = [*names[half * is_large : half * (1 + is_large)], *random.choices(names, k=times(0, 200))]
    for number, name in enumerate(edits, 1):
        EDITS[name](at)
        made(project, **at.settings)
        counts["edits tried"] += 1
        if number % times(3, 1) == 0 or number == len(edits):
            expected = cold(project, tmp_path / f"cold-{number}", **at.settings)
            same = built(project) == expected
            counts["sites compared with a cold build"] += 1
            counts["sites that differed"] += not same
            assert same, f"after {edits[:number]}"
            shutil.rmtree(tmp_path / f"cold-{number}")


def test_what_is_the_same_is_not_made_again(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", copies(3))
    assert "うち0件は" in made(project)
    before = {one: one.stat().st_ino for one in (project / "site").rglob("*.html")}
    for name in (f"content/{PLAIN}-1/.x.md.swp", "content/.DS_Store", "templates/.DS_Store"):
        (project / name).touch()  # as editors and systems do
    assert "うち4件は" in made(project)
    assert {one: one.stat().st_ino for one in before} == before
    EDITS["words"](Place(project, Random(1)))
    assert "うち3件は" in made(project)
    new = {one.relative_to(project / "site").parts[0] for one in before if one.stat().st_ino != before[one]}
    (agreement,) = {name for name in new if name.startswith(PLAIN)}
    assert new <= {agreement, "index.html", "404.html", "about", "accessibility"}


def test_what_is_gone_is_forgotten(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", copies(3))
    made(project)
    shutil.rmtree(project / "content" / f"{PLAIN}-2")
    made(project)
    kept = {file.name for file in (project / ".cache" / "kyoyaku").glob("*/*") if PLAIN in file.name}
    assert kept == {f"{PLAIN}-1", f"{PLAIN}-3"}


EDITED = """
import sys
from pathlib import Path
import build
from kyoyaku.publisher import site

step, old, new, file = *sys.argv[1:4], Path(sys.argv[4])
take = getattr(site._Build, step)

def disturbed(*given):
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    return take(*given)

setattr(site._Build, step, disturbed)
sys.exit(build.main(["--site"]))
"""


@pytest.mark.parametrize("step", ["read", "settle"])
def test_what_is_edited_while_it_is_made_is_not_published(step: str, tmp_path: Path) -> None:
    """Before it is read, or when all is made; nor is it later, when the edit was taken back."""
    project = copy_project(tmp_path / "project", copies(2))
    made(project)
    before = built(project)
    (file,) = (project / "content" / f"{PLAIN}-1").iterdir()
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("防災", "防火"), encoding="utf-8")
    said = failed(project, "-c", EDITED, step, "防火", "防水", str(file))
    assert "変更されました" in said
    kept = [one.name for one in (project / ".cache" / "kyoyaku").iterdir()]
    assert (kept == ["lock"]) == (step == "settle")
    assert built(project) == before
    file.write_text(text.replace("防災", "防火"), encoding="utf-8")
    made(project)
    assert built(project) == cold(project, tmp_path / "cold")


def test_only_a_change_loads_mkdocs(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", copies(1))

    def loads_mkdocs(option: str) -> bool:
        return "mkdocs.commands.build" in run(project, "-X", "importtime", "build.py", option).stderr

    assert loads_mkdocs("--site")
    assert not any(map(loads_mkdocs, ("--site", "--check", "--json")))
    EDITS["words"](Place(project, Random(1)))
    assert loads_mkdocs("--site")


def test_an_agreement_that_is_not_what_it_was_is_not_read(tmp_path: Path) -> None:
    project = copy_project(tmp_path, copies(1))
    (folder,) = (one for one in (project / "content").iterdir() if one.name.startswith(PLAIN))
    key = source(folder, project)
    assert Source(project, folder.name, key).agreement().slug == folder.name
    (file,) = folder.iterdir()
    file.write_text(file.read_text(encoding="utf-8").replace("防災", "防火"), encoding="utf-8")
    with pytest.raises(ChangedError):
        Source(project, folder.name, key).agreement()


def test_templates_are_compiled_once(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", copies(1))
    made(project)
    kept = project / ".cache" / "templates"
    before = {file: (file.stat().st_ino, file.read_bytes()) for file in kept.iterdir()}
    for name in (
        "templates/text/article.md.j2",
        "templates/theme/main.html",
        "material/templates/partials/language.html",
    ):
        assert any(name.encode() in code for _, code in before.values()), name
    EDITS["words"](Place(project, Random(1)))
    made(project)
    assert {file: (file.stat().st_ino, file.read_bytes()) for file in kept.iterdir()} == before


def test_problems_of_all_agreements_are_told_at_once_and_the_right_ones_are_kept(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", copies(3))
    made(project)
    before = built(project)
    right = {}
    for number in (1, 3):
        (file,) = (project / "content" / f"{PLAIN}-{number}").iterdir()
        right[file] = file.read_text(encoding="utf-8")
        wrong = right[file].replace("第二条", "第三条").replace("{#fire-service}", "{#Fire}")
        file.write_text(wrong, encoding="utf-8")
    EDITS["words"](Place(project, Random(3)))  # the second is another, too
    (second,) = (project / "content" / f"{PLAIN}-2").iterdir()
    second.write_text(second.read_text(encoding="utf-8").replace("防災", "防火"), encoding="utf-8")
    said = failed(project)
    assert said == failed(project, "build.py", "--check")
    assert [said.count(f"/{PLAIN}-{number}/") for number in (1, 2, 3)] == [2, 0, 2]
    assert "4件の誤りがあります" in said
    assert built(project) == before
    for file, text in right.items():
        file.write_text(text, encoding="utf-8")
    assert "うち4件は" in made(project)
    assert built(project) == cold(project, tmp_path / "cold")


def _broken_link(project: Path) -> None:
    for name in ("site/about.md.j2", "text/closing.md.j2"):
        file = project / "templates" / name
        text = file.read_text(encoding="utf-8")
        assert text.count("{% block text %}") == 1
        file.write_text(text.replace("{% block text %}", f"{{% block text %}}\n[x]({name}.md)\n"), "utf-8")


def _wrong_setting(project: Path) -> None:
    file = project / "mkdocs.yml"
    file.write_text(file.read_text(encoding="utf-8") + "\nno_such_setting: 1\n", encoding="utf-8")


def _no_yaml(project: Path) -> None:
    file = project / "mkdocs.yml"
    file.write_text(file.read_text(encoding="utf-8") + "\nx: [\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("break_it", "messages"),
    [
        (_broken_link, ["about.md.j2.md", "closing.md.j2.md", "公開用に変換できませんでした"]),
        (_wrong_setting, ["no_such_setting", "公開用に変換できませんでした"]),
        (_no_yaml, ["公開用に変換できませんでした"]),
    ],
)
def test_what_the_publisher_warns_of_leaves_the_site(
    break_it: Callable[[Path], None], messages: list[str], tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "project", read_content(SAMPLE))
    made(project)
    before = built(project)
    break_it(project)
    said = failed(project)
    assert [message for message in messages if message not in said] == []
    assert built(project) == before


def test_a_setting_that_is_no_address_leaves_the_site(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", read_content(SAMPLE))
    made(project)
    before = built(project)
    assert "site_urlは、" in failed(project, SITE_URL="ftp://example.org/")
    assert built(project) == before
