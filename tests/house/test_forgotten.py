"""The usual changes of guide/developing.md: a step that is forgotten is named."""

from __future__ import annotations

import importlib
import inspect
import json
import re
from dataclasses import fields
from hashlib import sha256
from pathlib import Path

import pytest

from kyoyaku.forms.downloads import data
from kyoyaku.forms.json.agreement import FORMAT, SCHEMA, schema
from kyoyaku.forms.json.objects import LEFT_OUT, RENAMED
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.facts import Party
from kyoyaku.model.layers import Layers
from kyoyaku.pages.navigation import FINDING, SOURCES, TEXT
from kyoyaku.pages.page_list import SITE_PAGES, Kind, agreement_pages
from kyoyaku.pages.published import DOWNLOADS
from kyoyaku.reading.layers.layers import LAYERS
from kyoyaku.reading.layers.side_file import Layer
from kyoyaku.search.related import WORDS
from testing.project import FIXTURES, ROOT, SAMPLE
from tests.forms.read_back import files_of, readers_of
from tests.judgement.xss import content

NOT_FREE = {"addresses.txt", "former-marks.yml", "laws.yml"}
"""Side files that have no words of an editor but those of the text or of a fixed form."""
CHECKS = sorted(file.stem for file in (ROOT / "kyoyaku" / "reading" / "checks").glob("[a-z]*.py"))


def _text(pattern: str, folder: Path = ROOT) -> str:
    return "".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob(pattern)))


@pytest.mark.parametrize("name", CHECKS)
def test_a_rule_is_in_the_list_of_its_file(name: str) -> None:
    module = importlib.import_module(f"kyoyaku.reading.checks.{name}")
    own = {one for one in vars(module).values() if inspect.isgeneratorfunction(one)}
    rules = {one for one in own if one.__module__ == module.__name__ and not one.__name__.startswith("_")}
    missing = sorted(one.__name__ for one in rules - {*module.RULES} if one.__name__ != "check")
    assert missing == [], f"not in RULES of kyoyaku/reading/checks/{name}.py"


def test_a_side_file_has_a_reader_a_row_and_a_field() -> None:
    source = _text("kyoyaku/reading/layers/*.py")
    assert set(re.findall(r"def (read_\w+)\(file: SideFile", source)) == {
        layer.read.__name__ for layer in LAYERS
    }, "readers without a row in LAYERS of kyoyaku/reading/layers/*.py"
    assert {field.name for field in fields(Layers)} == {layer.field for layer in LAYERS}, (
        "the fields of Layers in kyoyaku/model/layers.py, and LAYERS in kyoyaku/reading/layers/*.py"
    )
    in_json = {layer.field for layer in LAYERS if (Agreement, layer.field) not in LEFT_OUT}
    missing = in_json - json.loads(schema())["properties"].keys()
    assert missing == set(), f"not among the properties in kyoyaku/forms/json/{SCHEMA}"


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.file)
def test_a_side_file_has_cases_and_is_in_sample_and_guide_and_shown(layer: Layer) -> None:
    assert list(SAMPLE.glob(f"content/*/{layer.file}")), f"no {layer.file} in tests/sample/content"
    assert layer.file in _text("**/*.yml", FIXTURES / "check"), f"no case of it in {FIXTURES / 'check'}"
    for said in (f"## {layer.file}", f"| [{layer.file}](#"):
        assert said in _text("guide/side-files.md"), f"no line of guide/side-files.md begins: {said}"
    tries = layer.file in NOT_FREE or f"rei/{layer.file}" in content(["語"], ["語"])
    assert tries, f"_layers of tests/judgement/xss.py has no {layer.file}"
    named = layer.file.replace(".yml", ".schema.json")  # addresses.txt is no YAML
    assert (ROOT / "schemas" / named).is_file() or named == layer.file, f"no {named} in schemas/"
    readers = ("templates/**/*.j2", *(f"kyoyaku/{one}/**/*.py" for one in ("analysis", "pages", "search")))
    shown = "agreement.explained" if layer.field == "plain" else f"agreement.{layer.field}"
    assert any(shown in _text(one) for one in readers), f"no page and no search asks for {shown}"


def test_what_agreement_json_holds_changes_with_its_number() -> None:
    """A number that was published always means the same fields."""
    fields_only = re.sub(r'"description": "[^"]*"|"const": "[\d.]+"', "", schema())
    digest = sha256(fields_only.encode()).hexdigest()[:16]
    known = dict(line.split() for line in _text("json_formats.txt", FIXTURES).splitlines())
    assert known.get(FORMAT) == digest, (
        "the fields of agreement.json are not those of this number: write a new one as `const` of `format` "
        f"in kyoyaku/forms/json/{SCHEMA}, and add a line to tests/fixtures/json_formats.txt: NUMBER {digest}"
    )


def test_a_kind_of_page_has_pages_and_each_template_is_of_a_kind(sample: tuple[Agreement, ...]) -> None:
    pages = [page for agreement in sample for page in agreement_pages(agreement)]
    used = {page.kind for page in (*pages, *SITE_PAGES)} | {Kind.HOME}
    assert set(Kind) - used == set(), "kinds without a page in the sample: see _views in pages/page_list.py"
    templates = ROOT / "templates"
    files = {
        file.relative_to(templates).as_posix().removesuffix(".md.j2")
        for folder in ("text", "views", "site")
        for file in (templates / folder).rglob("*.j2")
    }
    assert files - set(Kind) == set(), "templates that no Kind of pages/page_list.py names"


def test_a_view_is_in_a_group_of_the_tree_on_the_overview_and_found_by_words() -> None:
    """But for what changed in a step, which the timeline leads to, and a table, which its annex leads to."""
    views = {kind for kind in Kind if kind.startswith("views/")} - {Kind.CHANGE}
    ordered = {*TEXT, *FINDING, *SOURCES}
    assert views - ordered == {Kind.MATRIX}, "views in no group of kyoyaku/pages/navigation.py"
    ways = _text("macros/lists.md.j2", ROOT / "templates")
    unlisted = {kind for kind in views - {Kind.OVERVIEW, Kind.MATRIX} if f'"{kind}"' not in ways}
    assert unlisted == set(), "views that the macro `ways` in templates/macros/lists.md.j2 does not list"
    assert views - WORDS.keys() == set(), "views without WORDS in kyoyaku/search/related.py"


def test_a_form_of_the_data_is_promised_and_broken_by_a_case(sample: tuple[Agreement, ...]) -> None:
    files = {name for agreement in sample for name in files_of(agreement)}
    promised = {name.removeprefix("data/") for name in DOWNLOADS if name.startswith("data/")}
    assert files == promised, (
        "data() in kyoyaku/forms/downloads.py has other files than DATA and TABLES in "
        "kyoyaku/pages/published.py; then make addresses"
    )
    broken = set(re.findall(r": \[([\w.]+),", _text("broken_forms.yml", FIXTURES)))
    whole = {name for name in files if not name.endswith((".csv", ".schema.json"))}
    assert whole - broken == set(), "forms that no case of tests/fixtures/broken_forms.yml breaks"


def test_a_form_of_the_data_is_read_back(sample: tuple[Agreement, ...]) -> None:
    for agreement in sample:
        schemas = {one.name for one in data(agreement).downloads if one.name.endswith(".schema.json")}
        unread = files_of(agreement).keys() - readers_of(agreement, {}).keys() - schemas
        assert unread == set(), "forms that readers_of in tests/forms/read_back.py does not read"


def test_the_self_assessment_knows_every_form(sample: tuple[Agreement, ...]) -> None:
    names = {one.name.rsplit(".", 1)[-1].upper() for one in data(sample[0]).downloads}
    (row,) = re.findall('"L1-01".*', _text("templates/views/data.md.j2"))
    assert [name for name in names if name not in row] == [], (
        "L1-01 in templates/views/data.md.j2; a spreadsheet changes the rows about Excel, too"
    )


def test_a_field_of_a_party_is_described_tried_and_shown(sample: tuple[Agreement, ...]) -> None:
    shown = _text("**/*.j2", ROOT / "templates")
    in_json = json.loads(schema())["$defs"]["party"]["properties"]
    for name in {one.name for one in fields(Party)} - {"place", "code"}:
        written = RENAMED.get((Party, name), name)
        assert f"`{written}`" in _text("guide/writing.md"), f"{written} is not in guide/writing.md"
        assert f"{written}:" in _text("xss.md", FIXTURES), f"tests/fixtures/xss.md does not try {written}"
        assert f"party.{name}" in shown, f"no template shows party.{name}"
        assert written in in_json, f"{written} is not in $defs/party of kyoyaku/forms/json/{SCHEMA}"
        parties = (party for agreement in sample for party in agreement.parties)
        unread = f"no party of tests/sample has {name}, or kyoyaku/reading/front_matter.py does not read it"
        assert any(getattr(party, name) for party in parties), unread
