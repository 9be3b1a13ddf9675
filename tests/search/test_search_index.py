"""The index of a large site: it tells every place of every passage, and after an edit is as a cold one."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kyoyaku.model.agreement import Agreement
from kyoyaku.search import grams as search_grams
from kyoyaku.search import index as search_index
from kyoyaku.search import units as search_units
from kyoyaku.search.folder import brought
from kyoyaku.search.share import END, ZONES, Share, read, share, written
from kyoyaku.search.units import Changes, units

# Small limits show at the size of a test what else needs a country.
LIGHT, LONGEST, MANY = 2, 6, 9
# Beyond the Basic Multilingual Plane a browser sorts otherwise than Python does.
SIGNS = "甲乙のは𠮷\uff5e"
MODEL = "第1条この協約は、甲及び乙が相互に連携し、圏域の発展を図ることを目的とする。"
Runs = list[tuple[int, str]]


@contextmanager
def small() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for module in (search_grams, search_index):
            patch.setattr(module, "LIGHT", LIGHT)
        for module in (search_grams, search_index, search_units):
            patch.setattr(module, "LONGEST", LONGEST)
        patch.setattr(search_units, "MANY", MANY)
        yield


def _grams(runs: Runs) -> list[tuple[str, list[int]]]:
    texts = search_grams.Texts.of(sorted((place, run + END) for place, run in runs))
    return [gram for _, own in units(texts, Changes()) for gram in own or ()]


@pytest.mark.parametrize("many", [1, 40, search_units.MANY])
def test_grams_tell_every_place_of_every_passage(many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of the first gram that begins with it; else they are among those of a light gram within it."""
    monkeypatch.setattr(search_units, "MANY", many)
    random = Random(3)
    runs = [(place, "".join(random.choices(SIGNS, k=random.randint(1, 60)))) for place in range(0, 400, 4)]
    runs += [(place, MODEL * 2) for place in range(1, 400, 8)]
    found = _grams(runs)
    names = [gram for gram, _ in found]
    assert names == sorted(names, key=lambda name: name.encode("utf-16-be"))
    limit, longest = search_grams.LIGHT, search_grams.LONGEST
    for _ in range(2000):
        _, text = random.choice(runs)
        at = random.randrange(len(text) + 1)
        passage = text[at : at + random.randint(1, 40)] or "丙"
        standing = {place for place, run in runs if passage in run}
        longer = [places for gram, places in found if gram.startswith(passage)]
        lights = [(gram, places) for gram, places in found if len(places) <= limit or len(gram) == longest]
        shorter = [places for gram, places in lights if passage.startswith(gram)]
        if longer:
            assert set(longer[0]) == standing, passage
        elif standing:
            assert standing <= set(shorter[-1]), passage


texts = st.text(SIGNS, min_size=1, max_size=12).map(lambda text: text * (1 + len(text) % 3))


@given(st.lists(texts, min_size=1, max_size=30))
@example(["の甲", "の", "の甲", "の甲"] * 9)
@example(["甲乙"] * 30)
def test_units_make_no_other_grams(runs: list[str]) -> None:
    """A site in one unit has the same as one in as many as can be."""
    found = []
    for many in (10**9, 1):
        with small(), pytest.MonkeyPatch.context() as patch:
            patch.setattr(search_units, "MANY", many)
            found.append(_grams(list(enumerate(runs))))
    assert found[0] == found[1]


Site = dict[str, list[list[str]]]
slugs = st.sampled_from(["a", "b", "c", "d"])
pages = st.lists(texts, min_size=1, max_size=4)
sites = st.dictionaries(slugs, st.lists(pages, min_size=1, max_size=3), min_size=1)
edits = st.lists(st.tuples(slugs, st.integers(0, 3), st.none() | pages), min_size=1, max_size=4)


def _edited(site: Site, edit: tuple[str, int, list[str] | None]) -> Site:
    """The site with another page, one more, or one less; an agreement without pages goes."""
    slug, number, page = edit
    own = list(site.get(slug, ()))
    own[number : number + 1] = [page] if page else []
    return {one: its for one, its in {**site, slug: own}.items() if its}


def _shares(site: Mapping[str, Sequence[Sequence[str]]]) -> dict[str, bytes]:
    """What agreements of these pages leave; each text of a page is a run of one of its zones."""
    shares = {}
    for slug, own in sorted(site.items()):
        runs: dict[int, str] = {}
        for number, page in enumerate(own):
            for at, text in enumerate(page):
                place = number * ZONES + at % ZONES
                runs[place] = runs.get(place, "") + text + END
        written_pages = tuple(json.dumps([slug, *page], ensure_ascii=False) for page in own)
        ranks = tuple(len(page) for page in own)
        lengths = tuple(len(page[0]) for page in own)
        cited = tuple((f"articles/{page[0]}", number) for number, page in enumerate(own))
        one = Share(
            slug,
            '{"names":{},"same":[]}',
            written_pages,
            ranks,
            lengths,
            cited,
            tuple(sorted(runs.items())),
            1,
        )
        shares[slug] = written(one)
    return shares


def _published(folder: Path) -> dict[str, tuple[str, int]]:
    """Text and inode of each file."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return {
        file.relative_to(folder).as_posix(): (file.read_text(encoding="utf-8"), file.stat().st_ino)
        for file in files
    }


@given(sites, edits, st.integers(0, 5))
@example({"a": [["甲"]], "b": [["乙"]]}, [("a", 1, ["甲"])], 0)
def test_an_index_brought_up_to_date_is_a_cold_one(
    site: Site, edits: list[tuple[str, int, list[str] | None]], whole: int
) -> None:
    """Whatever is edited, added or removed; what stays the same stays the same file."""
    with small(), TemporaryDirectory() as name:
        before: dict[str, tuple[str, int]] = {}
        for state in accumulate(edits, _edited, initial=site):
            if not state:
                continue
            shares = _shares(state)
            after = _published(brought(Path(name), shares, "now", whole))
            cold = search_index.search_index(map(read, shares.values()), None, whole).files
            assert {path: text for path, (text, _) in after.items()} == cold
            for path in before.keys() & after.keys():
                (old, old_node), (new, new_node) = before[path], after[path]
                assert (old == new) == (old_node == new_node), path
            before = after


def test_an_edit_of_a_word_leaves_most_units() -> None:
    random = Random(5)
    words = ["".join(random.choices("甲乙丙丁戊己庚辛壬癸", k=2)) for _ in range(60)]
    site = {f"a{n}": [["".join(random.choices(words, k=30))] for _ in range(4)] for n in range(20)}
    with small():
        old = search_index.search_index(map(read, _shares(site).values()), None, 0)
        site["a7"][2][0] = site["a7"][2][0].replace(words[3], "子丑", 1) + "寅"
        new = search_index.search_index(map(read, _shares(site).values()), old, 0)
    made = {path for path in new.files if path.startswith("grams/")}
    assert len(old.units) > 200
    assert 0 < len(made) < len(new.units) / 4
    assert {path for path in new.files if path.startswith("pages/")} == {"pages/a7/2.json"}


def test_a_fault_while_files_are_written_is_made_good(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A site that is linked to the files keeps what it had; the next call makes all right."""
    random = Random(11)
    site = {slug: [["".join(random.choices(SIGNS, k=40))] for _ in range(3)] for slug in "abcdef"}
    shares = _shares(site)
    replace = Path.replace
    faults = 0
    with small():
        files = brought(tmp_path / "index", shares, "now", 0)
        linked = tmp_path / "site"
        linked.mkdir()
        for number, file in enumerate(sorted(files.rglob("*.json"))):
            os.link(file, linked / str(number))
        kept = {file: file.read_bytes() for file in linked.iterdir()}
        for at in range(1, 13):
            edited = _shares({**site, "b": [["".join(random.choices(SIGNS, k=40))]]})
            left = iter(range(at))

            def failing(self: Path, target: Path, left: Iterator[int] = left) -> Path:
                if next(left, None) is None:
                    raise OSError(28, "full")
                return replace(self, target)

            with monkeypatch.context() as patch:
                patch.setattr(Path, "replace", failing)
                try:
                    brought(tmp_path / "index", edited, "now", 0)
                except OSError:
                    faults += 1
            # The edit is taken back: what is half done must not pass for what was there.
            after = _published(brought(tmp_path / "index", shares, "now", 0))
            cold = search_index.search_index(map(read, shares.values()), None, 0).files
            assert {path: text for path, (text, _) in after.items()} == cold
    assert faults > 5
    assert {file: file.read_bytes() for file in linked.iterdir()} == kept


def test_what_other_code_has_made_is_not_built_on(tmp_path: Path) -> None:
    shares = _shares({"a": [["甲乙" * 20]]})
    files = brought(tmp_path, shares, "old", 0)
    for file in files.rglob("*.json"):
        file.write_text("old", encoding="utf-8")
    brought(tmp_path, shares, "new", 0)
    cold = search_index.search_index(map(read, shares.values()), None, 0).files
    assert {path: text for path, (text, _) in _published(files).items()} == cold


def test_a_share_is_read_as_it_was_written(sample: tuple[Agreement, ...]) -> None:
    assert sample
    for one in sample:
        for named in (False, True):
            made = share(one, named)
            assert made.runs
            assert made.paragraphs
            assert read(written(made)) == made
