"""Agreements made of all structures at random: what is on paper is in every form, in order."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml.html import document_fromstring

from kyoyaku.model.agreement import Agreement
from kyoyaku.reading.load import load
from testing.project import write_content
from testing.structures import Written, written_agreements
from tests.effort import Counts, times
from tests.forms.read_back import MARKDOWN, akn_passages, files_of, json_passages
from tests.judgement.in_process import build, faults

OWN = ".//text()[not(ancestor::*[@data-search-exclude])]"
"""The text of a page that is the agreement's own."""


def read(written: Written) -> Agreement:
    """The agreement in the files; the check takes what is written in the forms of the source."""
    with TemporaryDirectory() as folder:
        write_content(Path(folder), written.files)
        (agreement,) = load(Path(folder))
    return agreement


def without_blanks(texts: Iterable[str]) -> Iterator[str]:
    return ("".join(text.split()) for text in texts)


def missing(texts: Iterable[str], form: str) -> list[str]:
    """The texts that do not stand in a form, each behind the one before it; blanks are nothing."""
    (found,), at, lost = without_blanks([form]), 0, []
    for text in without_blanks(texts):
        if (start := found.find(text, at)) < 0:
            lost.append(text)
        else:
            at = start + len(text)
    return lost


def compare(written: Written, counts: Counts) -> None:
    """In order, and nothing else but for signs of Markdown; and a build makes nothing wrong."""
    agreement = read(written)
    built, files = build(agreement), files_of(agreement)
    counts["agreements"] += 1
    counts["texts"] += len(written.texts)
    assert [text.edited for text in agreement.texts] == written.texts
    full: Any = document_fromstring(built.pages[f"{agreement.slug}/full.md"].html).xpath(OWN)
    assert "".join(without_blanks(full)) == "".join(without_blanks(written.texts))
    passages = json_passages(json.loads(files["agreement.json"]))
    assert [text for _, text in passages if text] == written.texts
    passages = akn_passages(files["agreement.akn.xml"])
    assert [text for _, text in passages if text] == written.texts
    assert missing(written.texts, re.sub(r"\\(.)|\*\*", r"\1", files[MARKDOWN])) == []
    assert faults(agreement, built) == []


@given(written_agreements())
@settings(max_examples=8, suppress_health_check=list(HealthCheck))
def test_what_is_on_paper_is_in_every_form(written: Written) -> None:
    compare(written, Counts())


@pytest.mark.soak
def test_what_is_on_many_papers_is_in_every_form(counts: Counts) -> None:
    @given(written_agreements())
    @settings(max_examples=times(10, 3_000), suppress_health_check=list(HealthCheck))
    def many(written: Written) -> None:
        compare(written, counts)

    many()


@pytest.mark.parametrize(
    ("form", "lost"), [("甲\n乙丙", []), ("乙甲丙", ["乙"]), ("甲丙", ["乙"]), ("", ["甲", "乙", "丙"])]
)
def test_a_text_that_is_missing_or_out_of_order_is_named(form: str, lost: list[str]) -> None:
    assert missing(["甲", "乙", "丙"], form) == lost
