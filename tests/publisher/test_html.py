"""Every page is valid HTML, by the Nu HTML Checker (https://validator.github.io/validator/)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from testing.project import ROOT

CHECKER = ROOT / "requirements/node_modules/vnu-jar/build/dist/vnu.jar"
COMMAND = (
    # A deep stack, which the checker asks for, and less optimising of code that runs for some seconds only.
    *("java", "-Xss2m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(CHECKER)),
    *("--stdout", "--exit-zero-always", "--skip-non-html", "--format", "json"),
)
NO_SERVER = "Content Security Policy"
"""In files without a server 'self' means nothing, so the checker says that the policy blocks all scripts."""
INVALID = (
    '<!doctype html><html lang="ja"><head><title>a</title></head>'
    '<body><h1 id="a">a</h1><p id="a">a</p></body></html>'
)


@pytest.mark.site
def test_every_page_is_valid_html(linked_site: Path, published_site: Path, tmp_path: Path) -> None:
    if not CHECKER.exists() or not shutil.which("java"):
        reason = "no Nu HTML Checker: it needs java, and npm for `make html`"
        assert "CI" not in os.environ, reason
        pytest.skip(reason)
    (tmp_path / "invalid.html").write_text(INVALID, encoding="utf-8")
    command = [*COMMAND, *map(str, (linked_site, published_site, tmp_path))]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    messages = [one for one in json.loads(done.stdout)["messages"] if NO_SERVER not in one["message"]]
    faults = [f"{one['url']}: {one['message']}: {one.get('extract')}" for one in messages]
    assert [one for one in faults if "/invalid.html: " not in one] == []
    assert "Duplicate ID" in "".join(faults), "the checker has not looked at all pages"
