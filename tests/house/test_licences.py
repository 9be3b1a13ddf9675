"""LICENCES.md is up to date, and no licence has come in that the project could not be published under."""

from __future__ import annotations

import re

from tests.house.licences import FILE, SHIPPED, bundled, licences

UNWANTED = re.compile(r"\bA?GPL|Affero|SSPL|Proprietary|UNKNOWN", re.IGNORECASE)


def test_licences_are_those_of_what_is_locked() -> None:
    assert FILE.read_text(encoding="utf-8") == licences(), "run make licences and read the difference"


def test_the_licence_of_everything_in_the_theme_is_known() -> None:
    assert len(bundled()) > 4
    assert bundled() <= SHIPPED.keys()


def test_no_licence_reaches_beyond_its_own_files() -> None:
    rows = re.findall(r"^\| (\S+) \|.* (.+) \|$", FILE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows) > 20
    assert not [row for row in rows if UNWANTED.search(row[1])]
