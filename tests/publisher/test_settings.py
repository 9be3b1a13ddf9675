"""The settings of a project, what they leave out, and what of them stands in pages; the policy of a page."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kyoyaku.program import HOME, TEMPLATES
from kyoyaku.publisher.settings_file import SettingsFile, merged
from kyoyaku.publisher.work import POLICY, is_address

OWN = """INHERIT: elsewhere.yml
site_url: !ENV [KYOYAKU_TEST_URL, https://example.org/]
theme: {language: en}
extra: {publisher: {name: 山田市}}
extra_css: []
"""


def test_what_a_project_leaves_out_is_the_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = merged(tmp_path)
    assert program["hooks"] == ["hooks.py"]
    (tmp_path / "mkdocs.yml").write_text(OWN, encoding="utf-8")
    own = merged(tmp_path)
    assert own["site_url"] == "https://example.org/"
    assert own["theme"] == program["theme"] | {"language": "en"}
    assert own["extra"] == program["extra"] | {"publisher": {"name": "山田市"}}
    assert own["extra_css"] == []  # a list is replaced
    assert own.keys() == program.keys()
    monkeypatch.setenv("KYOYAKU_TEST_URL", "https://example.org/a/")
    assert merged(tmp_path)["site_url"] == "https://example.org/a/"


def test_mkdocs_reads_the_settings_anew_for_each_build_of_a_preview(tmp_path: Path) -> None:
    """As mkdocs does: it goes to the beginning, reads, and closes the file."""
    file = SettingsFile(tmp_path)
    for name in ("山田市の協約", "川"):
        (tmp_path / "mkdocs.yml").write_text(f"site_name: {name}\n", encoding="utf-8")
        file.seek(0)
        settings = yaml.safe_load(file)
        file.close()
        assert settings["site_name"] == name
        assert settings["theme"]["custom_dir"] == str(TEMPLATES / "theme")
        assert settings["hooks"] == [str(HOME / "hooks.py")]
        assert not file.closed


def test_nothing_is_excepted_from_the_policy() -> None:
    directives = dict(one.split(" ", 1) for one in POLICY.split("; "))
    assert directives["script-src"] == "'self'"
    # All that a page may be made to hold, but for what a policy in a page cannot forbid.
    assert {one for one, sources in directives.items() if sources == "'none'"} == {
        "default-src",
        "base-uri",
        "form-action",
    }
    assert set(" ".join(directives.values()).split()) == {"'none'", "'self'", "data:"}


def test_settings_that_are_no_addresses_are_told() -> None:
    for address in ("https://example.org", "http://127.0.0.1:8000/a-b/", "https://github.com/a/b.c"):
        assert is_address(address)
    for other in ("javascript://x/%0aalert(1)", 'https://x/"><script>', "//x", "https://x/ y", "data:,x"):
        assert not is_address(other)
