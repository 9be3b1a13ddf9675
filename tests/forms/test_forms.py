"""The agreement as data: each form against its schema, back to the model, and broken on purpose."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

import pytest
import yaml
from lxml import etree

from kyoyaku.forms.akn.text import NAMESPACE
from kyoyaku.forms.downloads import SUMS
from kyoyaku.forms.feed import feed
from kyoyaku.forms.json.agreement import schema
from kyoyaku.forms.linked_data import DATES, linked_data
from kyoyaku.forms.provenance import provenance
from kyoyaku.forms.tables.tables import tables
from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.addresses import seen_from, url
from kyoyaku.pages.page_list import agreement_pages
from testing.project import FIXTURES, rendered
from tests.forms.read_back import differing, files_of, read_csv

ATOM = "{http://www.w3.org/2005/Atom}"
AKN = {"akn": NAMESPACE}


def test_schema_is_strict() -> None:
    """Every object says what it may hold, and nothing else."""
    objects: list[dict[str, object]] = []
    json.loads(schema(), object_pairs_hook=lambda pairs: objects.append(dict(pairs)))
    found = [one for one in objects if {"properties", "type"} <= one.keys() and "allOf" not in one]
    assert len(found) > 20
    assert all(one.get("additionalProperties") is False for one in found)


def test_akoma_ntoso_has_all_annexes_and_notes(agreements: tuple[Agreement, ...]) -> None:
    """Every note is there that a place refers to."""
    for agreement in agreements:
        root = etree.fromstring(files_of(agreement)["agreement.akn.xml"].encode())
        assert len(root.findall(".//akn:attachment/akn:doc[@name='annex']", AKN)) == len(agreement.annexes)
        ids = {one.get("eId") for one in root.iter() if one.get("eId")}
        hrefs = {one.get("href", "") for one in root.iterfind(".//akn:noteRef", AKN)}
        assert {href.removeprefix("#") for href in hrefs} == {f"note_{m.id}" for m in agreement.marks}
        assert {href.removeprefix("#") for href in hrefs} <= ids


def test_what_a_spreadsheet_would_rewrite_is_in_no_column_of_numbers(sample: tuple[Agreement, ...]) -> None:
    """The page about the data says to take all other columns as text."""
    rewritten = re.compile(
        r"(?P<zero>0\d+)|(?P<negative>\(\d+\))|(?P<decimal>\d+\.\d+)|(?P<formula>[=+@-].*)"
    )
    seen = set[str | None]()
    for table in (table for agreement in sample for table in tables(agreement)):
        for record in table.records:
            for column, cell in zip(table.columns, record, strict=True):
                if found := rewritten.fullmatch(cell):
                    assert column.type != "integer", (table.name, column.name, cell)
                    seen.add(found.lastgroup)
    assert seen >= {"negative", "decimal"}
    page = rendered(sample)[f"{sample[0].slug}/data/index.md"]
    assert "型が「整数」でない列を全て文字列として" in page


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
        assert len(set(ids)) == len(ids)
        days = [one.findtext(f"{ATOM}updated") or "" for one in entries]
        if agreement.concluded and agreement.concluded.exact:
            assert root.findtext(f"{ATOM}updated") == max(days)
            assert str(agreement.concluded) in " ".join(days)
        else:
            assert days == [], "what has no day is no news"


def test_a_correction_after_the_publication_is_news(sample: tuple[Agreement, ...]) -> None:
    (agreement,) = (one for one in sample if one.errata)
    feeds = [
        etree.fromstring(feed(replace(agreement, errata=agreement.errata[:count]), site).encode())
        for count, site in ((0, ""), (1, ""), (2, ""), (2, "https://example.org/a"))
    ]
    for before, after, erratum in zip(feeds, feeds[1:], agreement.errata, strict=False):
        old, new = (
            {one.findtext(f"{ATOM}id"): one for one in root.iter(f"{ATOM}entry")} for root in (before, after)
        )
        (added,) = new.keys() - old.keys()
        day = f"{erratum.on}T00:00:00+09:00"
        (listed,) = (one for one in new.values() if one.findtext(f"{ATOM}title") == "校訂の一覧")
        assert {one.findtext(f"{ATOM}updated") for one in (after, new[added], listed)} == {day}
        assert (before.findtext(f"{ATOM}updated") or "") < day
        assert erratum.now in (new[added].findtext(f"{ATOM}summary") or "")
        assert old.keys() < new.keys()
    relative, absolute = ([one.get("href", "") for one in root.iter(f"{ATOM}link")] for root in feeds[2:])
    assert [urljoin(f"https://example.org/a/{agreement.slug}/", href) for href in relative] == absolute
    assert not any(urlsplit(href).netloc for href in relative)


def test_linked_data_has_the_shape_of_legislation(agreements: tuple[Agreement, ...]) -> None:
    for agreement in agreements:
        pages = {one.path: one for one in agreement_pages(agreement)}
        for page in pages.values():
            data = linked_data(agreement, page, seen_from(page.path))
            assert data or not page.searched
            if data:
                assert (data["@context"], data["@type"]) == ("https://schema.org", "Legislation")
                assert data["name"]
                dates = {data.get(name, "") for name in ("legislationDate", *DATES.values())} - {""}
                assert dates == {*map(str, (agreement.concluded, agreement.facts.in_force))} - {"None"}
        overview = pages[f"{agreement.slug}/index.md"]
        data = linked_data(agreement, overview, seen_from(overview.path)) or {}
        assert data["encoding"]["legislationLegalValue"] == "https://schema.org/UnofficialLegalValue"
        assert [one["name"] for one in data["legislationJurisdiction"]] == [p.name for p in agreement.parties]
        urls = {urljoin(f"{agreement.slug}/", one["url"]) for one in data["hasPart"]}
        part = re.compile(rf"{agreement.slug}/(?:articles/[\d-]+|annex(?:-\d+)?|attached(?:-\d+)?/index)\.md")
        assert urls == {url(path) for path in pages if part.fullmatch(path)}


def test_every_file_says_where_it_is_from(agreements: tuple[Agreement, ...]) -> None:
    for agreement in agreements:
        for name, text in files_of(agreement).items():
            if name in (SUMS, "agreement.schema.json"):
                continue
            empty = name.endswith(".csv") and len(read_csv(text)) == 1
            for said in (agreement.slug, agreement.version, "kyoyaku ", provenance(agreement).notice):
                assert empty or said in text, (name, said)


BREAKS = yaml.safe_load((FIXTURES / "broken_forms.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", BREAKS)
def test_a_broken_form_is_seen(case: str, sample: tuple[Agreement, ...]) -> None:
    name, pattern, broken = BREAKS[case]
    files = files_of(sample[1])
    changed = re.sub(pattern, broken, files[name], flags=re.DOTALL)
    assert changed != files[name]
    assert name in differing(sample[1], {**files, name: changed}) <= {name, SUMS}
