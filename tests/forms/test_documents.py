"""A step in each form: read back from Word, CSV, JSON, Akoma Ntoso and the feed, it is that of the page."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml
from docx import Document
from docx.document import Document as Docx
from docx.text.paragraph import Paragraph
from lxml import etree

from kyoyaku.forms.downloads import SUMS, data
from kyoyaku.forms.feed import ATOM, feed
from kyoyaku.forms.json.agreement import to_json
from kyoyaku.forms.linked_data import linked_data
from kyoyaku.forms.word.changes import write_docx
from kyoyaku.history.steps import Step, steps
from kyoyaku.history.words import Pieces
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.change import Abolished
from kyoyaku.output import Files
from kyoyaku.pages.addresses import seen_from
from kyoyaku.pages.compared import compared
from kyoyaku.pages.page_list import agreement_pages
from kyoyaku.pages.published import published
from kyoyaku.problems import Place
from testing.project import rendered
from tests.forms.read_back import differing, files_of, read_csv
from tests.history.cases import CASES, FUTURE, agreement, loaded, write_edited
from tests.judgement.in_process import akoma_ntoso, build, faults

ALL = sorted(case.name for case in CASES.iterdir() if case.name != "10-refused")
AKN = {"akn": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
IN = f"{{{ATOM}}}"


def _word(one: Step) -> Docx:
    return Document(io.BytesIO(write_docx(one)))


@cache
def _files(of: Agreement) -> Files:
    return rendered((of,))


def _entries(of: Agreement) -> list[Any]:
    return etree.fromstring(feed(of).encode()).findall(f"{IN}entry")


def _pieces(paragraph: Paragraph) -> Pieces:
    return tuple((run.text, bool(run.underline)) for run in paragraph.runs if run.text)


@pytest.mark.parametrize("case", ALL)
def test_each_form_has_the_rows_of_the_page(case: str) -> None:
    of = agreement(case)
    files = {one.name: one.data.decode(errors="replace") for one in data(of).changes}
    for one, said in zip(steps(of), to_json(of)["changes"], strict=True):
        rows, folder = compared(one), f"changes/{one.after.version}/"
        about = (said["id"], said["from"], said["to"], said["outcome"])
        assert about == (folder, one.before.version, one.after.version, one.proof.outcome.value)
        assert [(f"{folder}#{row.id}", row.kind) for row in rows] == [
            (o["id"], o["kind"]) for o in said["rows"]
        ]
        (table,) = _word(one).tables
        head, *lines = [[_pieces(cell.paragraphs[0]) for cell in row.cells] for row in table.rows]
        assert head == [(("変更後", False),), (("変更前", False),)]
        names, *records = read_csv(files[f"{folder}changes.csv"])
        assert names[:6] == ("order", "address", "place", "kind", "old", "new")
        cells = {entry["address"]: entry for entry in (dict(zip(names, one, strict=True)) for one in records)}
        assert list(cells) == [row.address for row in rows if row.line.is_change]
        for row, line, entry in zip(rows, lines, said["rows"], strict=True):
            record = cells.get(row.address, {})
            assert record.get("kind", row.kind) == row.kind
            assert record.get("version", one.after.version) == one.after.version
            for side, there, written in (("new", row.new, line[0]), ("old", row.old, line[1])):
                pieces = tuple((each["text"], each["marked"]) for each in entry[side])
                assert pieces == there.pieces
                missing = ((row.missing, False),) if row.missing else ()
                assert written == (pieces or missing)
                assert bool(pieces) == bool(entry[f"{side}_address"])
                told = "".join(text for text, _ in pieces), there.name, there.address
                assert told[1:] == (entry[f"{side}_place"], entry[f"{side}_address"])
                if record:
                    assert told == (record[side], record[f"{side}_place"], record[f"{side}_address"])


def test_what_was_not_read_is_listed_with_its_place(tmp_path: Path) -> None:
    sentence = "第4条第2項中「1回」を「2回以上」に改める。"
    path = "content/kirimine-seoto/changes/2025-03-20.md"
    write_edited(tmp_path, "01-phrase", {f"2025-03-20.md: {sentence}": "第4条第2項の回数を増やす。"})
    of = loaded(tmp_path)
    assert differing(of, files_of(of)) == set()
    (change,) = to_json(of)["changes"]
    (unread,) = change["unread"]
    assert (change["outcome"], unread["path"], unread["text"]) == (
        "not read",
        path,
        "第4条第2項の回数を増やす。",
    )
    assert (tmp_path / path).read_text().splitlines()[unread["line"] - 1] == unread["text"]
    assert len(_word(*steps(of)).sections) == 1


VERSIONS = [
    ("versions/2021-03-25/", "superseded", "2021-03-25", "2024-03-31", []),
    ("versions/2024-04-01/", "current", "2024-04-01", "2027-03-31", ["2024-03-22"]),
    ("versions/2027-04-01/", "coming", "2027-04-01", None, ["2026-10-05"]),
]
"""Those of FUTURE: where they are, their states, their first and last days, the days of their instruments."""


def test_json_tells_the_versions_and_how_they_came_about() -> None:
    assert [
        (one["id"], one["state"], one["from"], one["to"], [by["concluded"] for by in one["changed_by"]])
        for one in to_json(agreement(FUTURE))["versions"]
    ] == VERSIONS
    acts = to_json(agreement("01-phrase"))["versions"][-1]["procedure"]
    assert [(one["act"], one["party"], one["on"], one["number"]) for one in acts] == [
        ("議決", "kirimine", "2025-03-14", ""),
        ("告示", "seoto", "2025-03-25", "告示第12号"),
    ]


def test_a_version_that_was_withdrawn_was_never_in_force(tmp_path: Path) -> None:
    edit = {"2027-04-01.md: parties:": "withdrawn: {on: 2026-11-20, by: 両市町の協議}\nparties:"}
    write_edited(tmp_path, FUTURE, edit)
    of = loaded(tmp_path)
    last, root = to_json(of)["versions"][-1], _akn(of)
    assert (last["state"], last["from"], last["to"]) == ("withdrawn", None, None)
    assert differing(of, files_of(of)) == set()
    assert akoma_ntoso().validate(root)
    assert {one.get("date") for one in root.iterfind(".//akn:eventRef", AKN)} == {"2021-03-25", "2024-04-01"}
    assert _entries(of)[0].findtext(f"{IN}updated").startswith("2026-11-20")
    assert root.find(".//akn:passiveRef[@eId='by_2027-04-01']", AKN) is None, "it has changed nothing"


def _akn(of: Agreement) -> Any:
    files = {one.name: one.content for one in data(of).downloads}
    return etree.fromstring(str(files["agreement.akn.xml"]).encode())


def test_akoma_ntoso_tells_the_events_and_the_time_of_each_version() -> None:
    root = _akn(agreement(FUTURE))
    assert akoma_ntoso().validate(root)
    events = [(one.get("date"), one.get("type")) for one in root.iterfind(".//akn:eventRef", AKN)]
    assert events == [(day, "amendment" if by else "generation") for _, _, day, _, by in VERSIONS]
    several = root.xpath("//akn:timeInterval | //akn:eventRef", namespaces=AKN)
    asked = {one.get(name) for one in several for name in ("start", "end", "refersTo", "source")}
    assert asked - {None} <= {f"#{name}" for name in root.xpath("//@eId")}
    work, expression, *_ = root.xpath("//akn:FRBRuri/@value", namespaces=AKN)
    assert (work, expression) == ("/akn/jp/doc/agreement/2021-03-25/kirimine-seoto", f"{work}/jpn@2024-04-01")
    assert root.xpath("//akn:FRBRdate/@date", namespaces=AKN)[:2] == ["2021-03-25", "2024-04-01"]


def test_akoma_ntoso_names_what_the_last_step_changed() -> None:
    of = agreement("07-annex-replaced")
    root = _akn(of)
    ids = {one.get("eId"): one for one in root.iter() if one.get("eId")}
    rows = [row for row in compared(steps(of)[-1]) if row.line.is_change]
    kinds = {"changed": "substitution", "added": "insertion", "removed": "repeal", "moved": "renumbering"}
    found = root.findall(".//akn:textualMod", AKN)
    assert [one.get("type") for one in found] == [kinds[row.kind] for row in rows]
    for row, one in zip(rows, found, strict=True):
        assert ids[one.find("akn:source", AKN).get("href").removeprefix("#")].tag.endswith("passiveRef")
        where = one.find("akn:destination", AKN).get("href")
        if row.new.pieces:
            text = "".join(ids[where.removeprefix("#")].itertext()).replace("\n", "")
            assert text.startswith(row.new.text.replace(" ", ""))
        else:
            assert where == f"../versions/2021-03-25/#{row.old.anchor}"


def test_the_end_of_an_agreement_is_an_event() -> None:
    of = agreement("01-phrase")
    end = {"on": "2026-04-01", "by": "協議", "place": {"path": of.path, "line": 1}}
    ended = replace(
        of, facts=replace(of.facts, abolished=Abolished(date(2026, 4, 1), "協議", Place(of.path, 1)))
    )
    root = _akn(ended)
    assert akoma_ntoso().validate(root)
    last = root.findall(".//akn:eventRef", AKN)[-1]
    assert (last.get("date"), last.get("type")) == ("2026-04-01", "repeal")
    found = to_json(ended)
    assert (found["facts"]["abolished"], found["versions"][-1]["to"]) == (end, "2026-03-31")


@pytest.mark.parametrize(
    ("day", "first"),
    [("2026-11-27", "2026-10-05"), ("2027-04-01", "2027-04-01"), ("2027-05-01", "2027-04-01")],
)
def test_each_version_is_news_of_its_own_day(day: str, first: str) -> None:
    entries = _entries(agreement(FUTURE, day))
    found = [(one.findtext(f"{IN}updated")[:10], one.find(f"{IN}link").get("href")) for one in entries]
    assert found == [
        (first, "changes/2027-04-01/"),
        ("2024-04-01", "changes/2024-04-01/"),
        ("2021-03-25", "versions/2021-03-25/"),
    ]


def test_what_the_feed_has_told_keeps_its_id() -> None:
    both = (_entries(agreement(FUTURE, day)) for day in ("2026-11-27", "2027-04-01"))
    before, after = ([one.findtext(f"{IN}id") for one in several] for several in both)
    assert before[1:] == after[1:]
    assert before[0] != after[0], "announced, and in force: two pieces of news"


def test_linked_data_names_the_instruments_and_the_day_of_the_version() -> None:
    of = agreement("01-phrase")
    (overview,) = (page for page in agreement_pages(of) if page.path == f"{of.slug}/index.md")
    found = linked_data(of, overview, seen_from(overview.path)) or {}
    assert (found["version"], found["legislationDateVersion"]) == ("2025-04-01", "2025-04-01")
    assert found["legislationDate"] == "2021-03-25"
    (by,) = found["legislationConsolidates"]
    assert (by["legislationDate"], by["legislationChanges"]) == ("2025-03-20", {"@id": "./"})


@pytest.mark.parametrize("case", ["04-article-deleted", "07-annex-replaced", "09-names", FUTURE])
def test_forms_are_whole_and_every_file_of_a_step_is_made_promised_and_listed(case: str) -> None:
    of = agreement(case)
    built = build(of)
    assert faults(of, built) == []
    files = built.files
    promised = {path for path in published(of) if re.search(r"/changes/.*\.(csv|docx)$", path)}
    assert promised == {path for path in files if path.endswith(("changes.csv", "changes.docx"))}
    assert len(promised) == 2 * len(steps(of))
    page = str(files[f"{of.slug}/data/index.md"])
    for one in data(of).changes:
        assert one.sha256 in page
        assert files[f"{of.slug}/{one.name}"] == one.content
    assert "changes" not in str(files[f"{of.slug}/data/{SUMS}"])


@pytest.mark.parametrize(
    ("page", "before", "after"),
    [
        ("full", "versions/2021-03-25", "versions/2027-04-01"),
        ("versions/2024-04-01", "versions/2021-03-25", "versions/2027-04-01"),
        ("versions/2021-03-25", "", "versions/2024-04-01"),
        ("versions/2027-04-01", "versions/2024-04-01", ""),
        ("articles/1", None, None),
    ],
)
def test_a_version_leads_to_those_beside_it(page: str, before: str | None, after: str | None) -> None:
    of = agreement(FUTURE)
    links = yaml.safe_load(str(_files(of)[f"{of.slug}/{page}.md"]).split("---")[1]).get("versions", {})
    found = {name: urljoin(f"https://a.jp/{page}/", address) for name, address in links.items()}
    beside = {"version-history": "versions", "latest-version": "full"} if before is not None else {}
    beside |= {"predecessor-version": before or "", "successor-version": after or ""}
    assert found == {name: f"https://a.jp/{path}/" for name, path in beside.items() if path}
