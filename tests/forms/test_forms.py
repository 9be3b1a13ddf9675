"""The agreement as data: each form against its schema, back to the model, and broken on purpose."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from jsonschema_rs import Draft202012Validator
from lxml import etree

from kyoyaku.forms import passages
from kyoyaku.forms import verify as agree
from kyoyaku.forms.akn import document as akn
from kyoyaku.forms.akn.text import NAMESPACE
from kyoyaku.forms.downloads import MARKDOWN, SUMS, downloads, markdown, sums, tables_in
from kyoyaku.forms.feed import feed
from kyoyaku.forms.json import agreement as json_form
from kyoyaku.forms.json.schema import schema
from kyoyaku.forms.linked_data import linked_data
from kyoyaku.forms.markdown import whole
from kyoyaku.forms.provenance import NOTICE
from kyoyaku.forms.tables import csv_file as tables
from kyoyaku.forms.tables.assessment import assess
from kyoyaku.forms.tables.rows import tables as tables_of
from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.addresses import seen_from
from kyoyaku.pages.page_list import agreement_pages
from testing.project import ROOT

SCHEMAS = ROOT / "tests" / "schemas"
ATOM = "{http://www.w3.org/2005/Atom}"
AKN = {"akn": NAMESPACE}


@pytest.fixture(scope="session")
def agreements(sample: tuple[Agreement, ...], published: tuple[Agreement, ...]) -> tuple[Agreement, ...]:
    return (*sample, *published)


def files_of(agreement: Agreement) -> dict[str, str]:
    """The files of an agreement's data by name."""
    own = downloads(agreement)
    files = {one.name: one.content for one in (*own, markdown(agreement))}
    return {**files, SUMS: sums(own)}


def problems(agreement: Agreement, files: dict[str, str]) -> list[str]:
    paths = {f"{agreement.slug}/data/{name}": text for name, text in files.items()}
    return [str(problem) for problem in agree.differences(agreement, paths)]


def test_json_is_of_its_schema(agreements: tuple[Agreement, ...]) -> None:
    declared = json.loads(schema())
    assert declared["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for agreement in agreements:
        data = json.loads(files_of(agreement)["agreement.json"])
        Draft202012Validator(declared).validate(data)
        assert data["format"] == json_form.FORMAT


def test_schema_is_strict() -> None:
    """Every object says what it may hold, and nothing else."""

    def objects(node: object) -> Iterator[dict[str, object]]:
        if isinstance(node, dict):
            if "properties" in node and "allOf" not in node and "type" in node:
                yield node
            node = list(node.values())
        if isinstance(node, list):
            for one in node:
                yield from objects(one)

    found = list(objects(json.loads(schema())))
    assert len(found) > 20
    assert all(one.get("additionalProperties") is False for one in found)


def test_json_gives_the_same_model_back(agreements: tuple[Agreement, ...]) -> None:
    for agreement in agreements:
        assert json_form.from_json(json.loads(files_of(agreement)["agreement.json"])) == agreement


def test_akoma_ntoso_is_valid(agreements: tuple[Agreement, ...]) -> None:
    """By the schema of OASIS; and every note is there that a place refers to."""
    xsd = etree.XMLSchema(etree.parse(str(SCHEMAS / "akomantoso" / "akomantoso30.xsd")))
    for agreement in agreements:
        root = etree.fromstring(files_of(agreement)["agreement.akn.xml"].encode())
        xsd.assertValid(root)
        assert len(root.findall(".//akn:attachment", AKN)) == len(agreement.annexes)
        ids = {one.get("eId") for one in root.iter() if one.get("eId")}
        hrefs = {one.get("href", "") for one in root.iterfind(".//akn:noteRef", AKN)}
        assert {href.removeprefix("#") for href in hrefs} == {f"note_{m.number}" for m in agreement.marks}
        assert {href.removeprefix("#") for href in hrefs} <= ids


def test_all_forms_hold_all_articles_and_initiatives(agreements: tuple[Agreement, ...]) -> None:
    for agreement in agreements:
        files = files_of(agreement)
        expected = passages.passages(agreement)
        data = json.loads(files["agreement.json"])
        assert tuple(json_form.read_passages(data)) == expected
        texts = [one.text for one in expected]
        assert whole.read_texts(files[MARKDOWN]) == texts
        assert sorted(one.text for one in akn.read_passages(files["agreement.akn.xml"])) == sorted(texts)
        header, *rows = tables.read(files["initiatives.csv"])
        assert [row[header.index("initiative")] for row in rows] == [
            entry.initiative.slug for entry in agreement.entries
        ]
        by_address = {one.address: one.text for one in expected}
        header, *rows = tables.read(files["duties.csv"])
        for row in rows:
            assert by_address[row[header.index("address")]] == row[header.index("text")]
        roles = {one for one in by_address if re.search(r"#role-.*-[pi]\d", one)}
        assert {row[header.index("address")] for row in rows} == roles


def test_tables_are_as_the_dictionary_says(agreements: tuple[Agreement, ...]) -> None:
    for agreement in agreements:
        files = files_of(agreement)
        for name, text in tables_in(downloads(agreement)).items():
            assert text.startswith("\ufeff"), name
            assert text.count("\n") == text.count("\r\n") == len(tables.read(text)), name
        for verdict in assess({name: files[name] for name in files if name.endswith(".csv")}):
            assert verdict.result in ("適合", "対象外"), verdict
        header, *rows = tables.read(files["dictionary.csv"])
        listed = {(row[header.index("file")], row[header.index("field")]) for row in rows}
        assert listed == {(t.name, f.name) for t in tables_of(agreement) for f in t.fields}


def test_assessment_sees_what_is_wrong(sample: tuple[Agreement, ...]) -> None:
    """A line break in a cell, a header twice, a date of an era, a missing name: each fails its rule."""
    good = tables_in(downloads(sample[1]))
    for rule, old, new in (
        ("L1-14", "診療所を運営する。", '"診療所を\n運営する。"'),
        ("L2-03", "initiative_name", "initiative"),
        ("L3-05", "2020-04-01", "令和2年4月1日"),
        ("L2-02", "甲,青葉野市", ",青葉野市"),
        ("L2-01", ",1,0,,", ",一,0,,"),
        ("L3-08", "\ufeff", ""),
    ):
        bad = {**good, "duties.csv": good["duties.csv"].replace(old, new)}
        assert bad != good, rule
        failed = {one.rule for one in assess(bad) if one.result == "不適合"}
        assert rule in failed


def test_feed_has_the_shape_of_atom(agreements: tuple[Agreement, ...]) -> None:
    """RFC 4287, sections 4.1.1 and 4.1.2: what a feed and an entry must hold, and only once."""
    for agreement in agreements:
        root = etree.fromstring(feed(agreement).encode())
        assert root.tag == f"{ATOM}feed"
        entries = root.findall(f"{ATOM}entry")
        for one in (root, *entries):
            for name in ("id", "title", "updated"):
                assert len(one.findall(f"{ATOM}{name}")) == 1
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00\+09:00", one.findtext(f"{ATOM}updated") or "")
            assert (one.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
            assert one.find(f"{ATOM}link[@rel='alternate']") is not None
        assert root.findtext(f"{ATOM}author/{ATOM}name")
        ids = [one.findtext(f"{ATOM}id") for one in (root, *entries)]
        assert len(set(ids)) == len(ids) > 1
        days = [one.findtext(f"{ATOM}updated") or "" for one in entries]
        assert root.findtext(f"{ATOM}updated") == max(days)
        assert agreement.concluded.isoformat() in " ".join(days)


def test_linked_data_has_the_shape_of_legislation(agreements: tuple[Agreement, ...]) -> None:
    for agreement in agreements:
        pages = {one.path: one for one in agreement_pages(agreement)}
        for page in pages.values():
            data = linked_data(agreement, page, seen_from(page.path))
            if data is None:
                assert not page.searched
                continue
            assert (data["@context"], data["@type"]) == ("https://schema.org", "Legislation")
            assert data["name"]
            assert data["legislationDate"] == agreement.concluded.isoformat()
        overview = pages[f"{agreement.slug}/index.md"]
        data = linked_data(agreement, overview, seen_from(overview.path)) or {}
        assert data["encoding"]["legislationLegalValue"] == "https://schema.org/UnofficialLegalValue"
        assert [one["name"] for one in data["legislationJurisdiction"]] == [p.name for p in agreement.parties]
        urls = {urljoin(f"/{agreement.slug}/", one["url"]) for one in data["hasPart"]}
        assert urls == {f"/{path.removesuffix('.md')}/" for path in pages if _is_part(agreement, path)}


def _is_part(agreement: Agreement, path: str) -> bool:
    return bool(re.fullmatch(rf"{agreement.slug}/(?:articles/[\d-]+|annex(?:-\d+)?)\.md", path))


def test_every_file_says_where_it_is_from(agreements: tuple[Agreement, ...]) -> None:
    for agreement in agreements:
        for name, text in files_of(agreement).items():
            if name in (SUMS, "agreement.schema.json"):
                continue
            empty = name.endswith(".csv") and len(tables.read(text)) == 1
            for said in (agreement.slug, agreement.concluded.isoformat(), "kyoyaku ", NOTICE):
                assert empty or said in text, (name, said)


# Breaking a form on purpose: what to replace in which file, and what the problem must name.
PLACE = "articles/2/#p2"
TEXT = "2 前項第2号の取組は、協議の上、これを変更することができる。"
BREAKS: dict[str, tuple[str, Callable[[str], str], str]] = {
    "JSON: a character": ("agreement.json", lambda t: t.replace(TEXT, TEXT.replace("協議", "協義")), PLACE),
    "JSON: a witness": ("agreement.json", lambda t: t.replace('"協義"', '"協儀"'), "$.parts[1].body[1]"),
    "JSON: an id": ("agreement.json", lambda t: t.replace(f'"{PLACE}"', '"articles/2/#p3"'), PLACE),
    "JSON: a field": ("agreement.json", lambda t: t.replace('"caption"', '"heading"', 1), "parts.0"),
    "JSON: a paragraph": ("agreement.json", lambda t: _without_paragraph(t), PLACE),
    "JSON: no JSON": ("agreement.json", lambda t: t[:-10], "JSON"),
    "XML: a character": (
        "agreement.akn.xml",
        lambda t: t.replace("の上、これを", "の上で、これを"),
        "art_2__para_2",
    ),
    "XML: an id": (
        "agreement.akn.xml",
        lambda t: t.replace('"art_2__para_2"', '"art_2__para_9"'),
        "art_2__para_9",
    ),
    "XML: a paragraph": (
        "agreement.akn.xml",
        lambda t: re.sub(r'<paragraph eId="art_2__para_2">.*?</paragraph>', "", t, flags=re.DOTALL),
        "art_2__para_2",
    ),
    "Markdown: a character": (MARKDOWN, lambda t: t.replace("協議の上", "協義の上"), "協議の上"),
    "Markdown: a paragraph": (MARKDOWN, lambda t: t.replace(f"{TEXT}\n", ""), TEXT),
    "Markdown: an id": (
        MARKDOWN,
        lambda t: t.replace("識別名：night-clinic", "識別名：day-clinic"),
        "night-clinic",
    ),
    "CSV: a character": (
        "duties.csv",
        lambda t: t.replace("診療所を運営", "診療所を運用"),
        "initiatives/night-clinic/#role-aobano-p1",
    ),
    "CSV: a record": ("initiatives.csv", lambda t: re.sub(r"night-clinic.*\r\n", "", t), "night-clinic"),
    "CSV: an id": ("initiatives.csv", lambda t: t.replace("night-clinic,", "day-clinic,"), "night-clinic"),
    "CSV: a reference": ("references.csv", lambda t: t.replace("別表第1,", "別表第2,"), "written"),
    "CSV: a reason": ("emendations.csv", lambda t: t.replace("文意による", "文意"), "reason"),
    "CSV: a column": ("dictionary.csv", lambda t: t.replace("meaning", "means", 1), "1行目"),
    "sums": (SUMS, lambda t: t.replace("a", "b"), "SHA-256"),
}


def _without_paragraph(text: str) -> str:
    data = json.loads(text)
    del data["parts"][1]["body"][1]
    return json.dumps(data, ensure_ascii=False)


def test_whole_forms_have_no_problem(agreements: tuple[Agreement, ...]) -> None:
    for agreement in agreements:
        assert problems(agreement, files_of(agreement)) == []


@pytest.mark.parametrize("case", BREAKS)
def test_a_broken_form_is_named(case: str, sample: tuple[Agreement, ...]) -> None:
    name, broken, place = BREAKS[case]
    agreement = sample[1]
    files = files_of(agreement)
    changed = broken(files[name])
    assert changed != files[name]
    found = problems(agreement, {**files, name: changed})
    path = f"docs/{agreement.slug}/data/{name}:1: "
    assert any(one.startswith(path) and place in one and "(forms-agree)" in one for one in found), found


def test_a_missing_form_is_named(sample: tuple[Agreement, ...]) -> None:
    files = files_of(sample[1])
    for name in ("agreement.json", "agreement.akn.xml", MARKDOWN, "duties.csv"):
        rest = {one: text for one, text in files.items() if one != name}
        assert any(f"data/{name}:1: " in one for one in problems(sample[1], rest)), name


def test_the_schema_of_the_standard_is_told() -> None:
    assert "OASIS" in (SCHEMAS / "README.md").read_text(encoding="utf-8")
    assert sorted(Path(SCHEMAS / "akomantoso").glob("*.xsd"))
