"""What a site gets besides its pages."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from kyoyaku.listing import listing
from kyoyaku.model.agreement import Agreement
from kyoyaku.publisher.extras import build_json, of_site


def test_the_name_of_the_site_is_plain_text_in_a_plain_file(sample: tuple[Agreement, ...]) -> None:
    told = replace(listing(sample[0]), heading="M&Aに係る協約")
    first = of_site([told], {})["llms.txt"].splitlines()[0]
    assert "M" in first
    assert "amp;" not in first


def test_a_repository_without_a_commit_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_SHA", raising=False)
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (facts,) = build_json(tmp_path).values()
    assert json.loads(facts)["commit"] is None
