"""What a site gets besides its pages."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from kyoyaku.listing import listing
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.facts import UNOFFICIAL
from kyoyaku.publisher.extras import build_json, of_site
from testing.project import write_content


def test_the_name_of_the_site_is_plain_text_in_a_plain_file(sample: tuple[Agreement, ...]) -> None:
    told = replace(listing(sample[0]), heading="M&Aに係る協約")
    first = of_site([told], {})["llms.txt"].splitlines()[0]
    assert "M" in first
    assert "amp;" not in first


def test_without_a_commit_it_is_said_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown() -> str:
        facts = json.loads(build_json(tmp_path, UNOFFICIAL)["build.json"])
        assert facts["commit"] is None
        return str(facts["commit_unknown"])

    monkeypatch.delenv("GITHUB_SHA", raising=False)
    assert unknown() == "Gitのリポジトリではない"
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    assert unknown() == "コミットがない"
    with monkeypatch.context() as patched:
        patched.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
        assert "safe.directory" in unknown()
    who = ("-c", "user.name=a", "-c", "user.email=a@example.jp")
    subprocess.run(["git", *who, "commit", "-q", "--allow-empty", "-m", "例"], cwd=tmp_path, check=True)
    assert json.loads(build_json(tmp_path, UNOFFICIAL)["build.json"])["commit"]
    write_content(tmp_path, {"rei/2022-01-12.md": "例"})
    assert unknown() == "コミットしていない変更がある"
    with monkeypatch.context() as patched:
        patched.setenv("PATH", "")
        assert unknown() == "gitがない"
    monkeypatch.setenv("GITHUB_SHA", "0" * 40)
    facts = json.loads(build_json(tmp_path, UNOFFICIAL)["build.json"])
    assert facts["commit"] == "0" * 40
    assert "commit_unknown" not in facts
