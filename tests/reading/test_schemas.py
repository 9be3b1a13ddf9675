"""What editors say of a YAML file by schemas/, beside what the reader says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from jsonschema_rs import Draft7Validator, meta

from kyoyaku.model.agreement import Agreement
from kyoyaku.problems import Problem, Problems
from kyoyaku.program import SCHEMAS, TEMPLATES, files
from kyoyaku.reading.layers.layers import EXPECTED, LAYERS
from kyoyaku.reading.layers.record import check_expected
from kyoyaku.reading.layers.side_file import SideFile
from kyoyaku.reading.settings import OF_SITE, SETTINGS, publisher
from testing.project import RICH, ROOT, SAMPLE, cases

READERS: dict[str, Callable[[SideFile], object]] = {
    EXPECTED: check_expected,
    **{layer.file: layer.read for layer in LAYERS if layer.file.endswith(".yml")},
}
NAMES = (*READERS, SETTINGS)
GUIDE = (ROOT / "guide" / "side-files.md").read_text(encoding="utf-8")
SAMPLES = dict(re.findall(r"^## ([a-z-]+\.yml)\n(?:(?!##).*\n)*?```yaml\n([^`]*)```", GUIDE, re.MULTILINE))
SAMPLES[SETTINGS] = """# yaml-language-server: $schema=schemas/mkdocs.schema.json
site_name: 山田市の協約
site_url: https://example.org/
repo_url: https://example.org/repository
site_author: 山田市
extra:
  publisher: {name: 山田市, official: false, contact: 企画課}
  colour: green
  logo: static/logo.svg
"""
FORM = {"field-unknown", "field-missing", "field-value", "yaml-value", "slug-form", "word-twice"}
"""Rules about the form of a file: a schema refuses what breaks one."""
PARTLY = FORM | {
    *("contact", "duty-kind", "empty-file", "expected", "former-mark"),
    *("life-topic", "plain-form", "plain-place", "vocabulary"),
}
"""Rules that a schema knows in part: two or more words, a telephone or an address."""
OF_CONTENT = re.compile("costsに使えない項目|officialをtrueとするときは")
"""Problems of such a rule of which a schema knows nothing."""


class Editor(yaml.SafeLoader):
    """YAML 1.2, as editors read it: 2026-11-01 is a string, 012 the number 12."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 (declared so by its parent)


for tag, form in {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+",
    "float": r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?",
}.items():
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{form})$"), None)
Editor.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))
Editor.add_constructor("tag:yaml.org,2002:float", lambda _, node: float(node.value))


def schema_file(name: str) -> Path:
    """The schema of debris.yml, and of debris-2027.yml, which has its form."""
    return SCHEMAS / f"{re.sub(r'(-[0-9]+)?[.]yml$', '', name)}.schema.json"


def schema(name: str) -> dict[str, Any]:
    """The schema of a file."""
    found: dict[str, Any] = json.loads(schema_file(name).read_text(encoding="utf-8"))
    return found


def is_accepted(name: str, text: str) -> bool:
    """Whether an editor has nothing to say of the text of a file."""
    return Draft7Validator(schema(name), validate_formats=True).is_valid(yaml.load(text, Editor))


def reported(name: str, text: str, agreement: Agreement, root: Path) -> list[Problem]:
    """What the program reports of the text of a file."""
    problems = Problems()
    if name == SETTINGS:
        (root / SETTINGS).write_text(text, encoding="utf-8")
        (root / "static").mkdir(exist_ok=True)
        (root / "static" / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
        publisher(root, problems)
    elif found := READERS[name](SideFile(text, f"content/rei/{name}", agreement, problems)):
        assert isinstance(found, Iterator)
        list(found)
    return problems.found


def is_of_form(line: str) -> bool:
    """Whether a reported line is about the form of a file: `path:1: … (field-value)`."""
    return line.rpartition(" (")[2][:-1] in FORM and not OF_CONTENT.search(line)


@pytest.fixture(scope="module")
def rich(sample: tuple[Agreement, ...]) -> Agreement:
    return next(one for one in sample if one.slug == RICH)


def test_there_is_a_schema_of_each_file_and_no_other_and_none_makes_a_page() -> None:
    assert {schema_file(name) for name in NAMES} == {*SCHEMAS.iterdir()}
    assert not {*SCHEMAS.iterdir()} & {*files().values()}


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one_and_says_in_japanese_what_each_field_is(name: str) -> None:
    meta.validate(schema(name))
    for level in levels(schema(name)):
        for field, said in level.fields.items():
            assert re.search("[ぁ-ん一-龠]", said["title"]), field


@pytest.mark.parametrize("root", [SAMPLE, ROOT], ids=["sample", "content"])
def test_side_files_are_accepted(root: Path) -> None:
    found = {file: file.read_text(encoding="utf-8") for file in root.glob("content/*/*.yml")}
    assert [file for file, text in found.items() if not is_accepted(file.name, text)] == []
    assert found or root == ROOT


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_of_the_guide_names_its_schema_and_is_accepted(
    name: str, rich: Agreement, tmp_path: Path
) -> None:
    """The reader takes its first line, a comment, like any other."""
    first = re.match(r"# yaml-language-server: \$schema=(.+)\n", SAMPLES[name])
    assert first, f"the first line of the sample of {name}"
    assert (ROOT / ("" if name == SETTINGS else "content/rei") / first[1]).resolve() == schema_file(name)
    assert is_accepted(name, SAMPLES[name])
    assert [one for one in reported(name, SAMPLES[name], rich, tmp_path) if is_of_form(str(one))] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_refuses_the_cases_whose_form_is_wrong_and_no_other(name: str) -> None:
    """Of tests/fixtures/check/: what the program reports of a file beside what the schema says of it."""
    own = [(case, path) for case in cases("check") for path in case.files if is_of(name, path)]
    differing = []
    for case, path in own:
        lines = [line for line in case.problems if line.startswith(f"content/{path}:")]
        rules = {line.rpartition(" (")[2][:-1] for line in lines}
        if rules & {"yaml", "yaml-alias", "yaml-tag", "yaml-depth", "field-doubled", "encoding"}:
            continue  # an editor says so without a schema
        is_refused, must = not is_accepted(name, case.files[path]), any(map(is_of_form, lines))
        if is_refused != must and not (is_refused and rules & PARTLY):
            differing.append((case.name, path, "refused" if is_refused else "accepted", *lines))
    assert differing == []
    assert own or name == SETTINGS


def is_of(name: str, path: str) -> bool:
    """Whether a path under content/ is one of the files of that name: rei/debris-2027.yml of debris.yml."""
    return path.endswith(".yml") and schema_file(Path(path).name) == schema_file(name)


class Level(NamedTuple):
    """An object of a schema, how the reader calls it, and what makes a file of a value in its place."""

    of: str
    fields: Mapping[str, Any]
    required: list[str]
    wrap: Callable[[Any], Any]


def levels(
    own: Mapping[str, Any], of: str = "一覧", wrap: Callable[[Any], Any] = lambda value: value
) -> Iterator[Level]:
    """The objects of a schema whose fields it names."""
    if own.get("type") == "array":
        yield from levels(own["items"], of, lambda value: wrap([value]))
    elif "properties" in own:
        yield Level(of, own["properties"], own.get("required", []), wrap)
        for name, one in own["properties"].items():
            yield from levels(one, name, lambda value, name=name: wrap({name: value}))  # type: ignore[misc]


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_knows_the_fields_that_the_reader_knows(name: str, rich: Agreement, tmp_path: Path) -> None:
    """The reader says which they are, of a field and of a word that there are not."""
    programs = yaml.load((TEMPLATES / SETTINGS).read_text(encoding="utf-8").replace("!ENV", ""), Editor)
    others = {*programs, *programs["extra"]} - {*OF_SITE, "extra"} if name == SETTINGS else set()
    for level in levels(schema(name)):
        said = "\n".join(map(str, reported(name, written(level.wrap({"?": "x"})), rich, tmp_path)))
        (known,) = re.findall(r"「\?」があります。使えるのは(.+)です", said)
        assert {*known.split("、")} - others == {*level.fields}, "properties"
        assert re.findall(rf"{level.of}に項目「(\w+)」がありません", said) == level.required
        for field in level.fields:
            said = "\n".join(map(str, reported(name, written(level.wrap({field: "?"})), rich, tmp_path)))
            words = re.findall(rf"項目「{field}」は(.+)のどれかですが「\?」とあります", said)
            own = level.fields[field]
            enum = ["true", "false"] if own.get("type") == "boolean" else own.get("enum", [])
            assert "、".join(enum) == "".join(words), field


def written(value: object) -> str:
    """A value as YAML; JSON is YAML, too."""
    return json.dumps(value, ensure_ascii=False)


ODD: tuple[Any, ...] = (
    *("", " ", "a", "A", "9", "a  b", " a", "a\nb", "あ", "あ。", "ア", "a_b", "2026-02-30", "static/a.svg"),
    *("https://example.org/", "http://example.org/", "000-000-0000", "78.0", "78.1", "{a", "{a}", "-"),
    *([], {}, [[]], [""], ["a", "a"], {"?": "x"}, "322AC0000000067", "x" * 61),
)


def changed(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """The value with something odd in the place of each of its parts, one more or one left out."""
    places = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for odd in ODD:
        yield (*path, odd), odd
    if isinstance(value, dict):
        yield (*path, "?"), {**value, "?": "x"}
    for place, inner in [*places][:8]:
        for inside, one in changed(inner, (*path, place)):
            made = deepcopy(value)
            made[place] = one
            yield inside, made
        if len(value) > 1:
            made = deepcopy(value)
            del made[place]
            yield (*path, place, "left out"), made


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_refuses_what_the_reader_refuses_for_its_form(
    name: str, rich: Agreement, tmp_path: Path
) -> None:
    """Sample by sample of the guide, with something odd in each place."""
    validator = Draft7Validator(schema(name), validate_formats=True)
    value = yaml.load(SAMPLES[name].replace("library-network", "libraries"), Editor)
    value = value[:1] if isinstance(value, list) else value
    usual = reported(name, written(value), rich, tmp_path)  # its words are not those of the agreement
    differing = []
    for path, made in changed(value):
        found = [one for one in reported(name, written(made), rich, tmp_path) if one not in usual]
        is_refused, must = not validator.is_valid(made), any(is_of_form(str(one)) for one in found)
        may = any(one.rule in PARTLY for one in found)
        if is_refused != must and not (is_refused and may):
            differing.append((*path, "refused" if is_refused else "accepted", *map(str, found)))
    assert differing == []
