"""Agreements made of all structures at random: what is on paper is in every form, in order."""

from __future__ import annotations

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
from tests.forms.read_back import passages
from tests.judgement.in_process import bare, build, faults

OWN = ".//text()[not(ancestor::*[@data-search-exclude])]"
"""The text of a page that is the agreement's own."""


def read(written: Written) -> Agreement:
    """The agreement in the files; the check takes what is written in the forms of the source."""
    with TemporaryDirectory() as folder:
        write_content(Path(folder), written.files)
        (agreement,) = load(Path(folder))
    return agreement


@pytest.mark.soak
def test_what_is_on_paper_is_in_every_form(counts: Counts) -> None:
    """In order, and nothing else; and a build makes nothing wrong, so each form says what the model says."""

    @given(written_agreements())
    @settings(max_examples=times(3, 3_000), suppress_health_check=list(HealthCheck))
    def compare(written: Written) -> None:
        agreement = read(written)
        built = build(agreement)
        counts["agreements"] += 1
        counts["texts"] += len(written.texts)
        assert [text.edited for text in agreement.texts] == written.texts
        assert [text for _, text in passages(agreement) if text] == written.texts
        full: Any = document_fromstring(built.pages[f"{agreement.slug}/full.md"].html).xpath(OWN)
        assert bare(full) == bare(written.texts)
        assert faults(agreement, built) == []

    compare()
