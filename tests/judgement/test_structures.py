"""Agreements made of all structures at random: what is on paper is in every form, in order."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from kyoyaku.forms.akn.document import write_akn
from kyoyaku.forms.json.agreement import write_json
from kyoyaku.forms.markdown.whole import write_markdown
from kyoyaku.model.agreement import Agreement
from kyoyaku.reading.load import load
from testing.project import write_content
from testing.structures import Written, written_agreements
from tests.effort import Counts, times
from tests.forms.read_back import akn_passages, is_same_akn, is_same_json, is_same_markdown, json_passages
from tests.judgement.in_process import akoma_ntoso


def read(written: Written) -> Agreement:
    """The agreement in the files; the check takes what is written in the forms of the source."""
    with TemporaryDirectory() as folder:
        write_content(Path(folder), written.files)
        (agreement,) = load(Path(folder))
    return agreement


@pytest.mark.soak
def test_what_is_on_paper_is_in_the_model_and_in_every_form(counts: Counts) -> None:
    @given(written_agreements())
    @settings(max_examples=times(30, 3_000), suppress_health_check=list(HealthCheck))
    def compare(written: Written) -> None:
        agreement = read(written)
        data = write_json(agreement)
        counts["agreements"] += 1
        counts["texts"] += len(written.texts)
        assert [text.edited for text in agreement.texts] == written.texts
        assert [text for _, text in json_passages(json.loads(data)) if text] == written.texts
        assert is_same_json(agreement, data)
        xml = write_akn(agreement)
        assert akoma_ntoso().validate(etree.fromstring(xml.encode())), akoma_ntoso().error_log
        assert [text for _, text in akn_passages(xml) if text] == written.texts
        assert is_same_akn(agreement, xml)
        assert is_same_markdown(agreement, write_markdown(agreement))

    compare()
