"""Hostile words in a text and beside it are only text on every page."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from typing import Any

import pytest

from kyoyaku.model.agreement import Agreement
from kyoyaku.render import render
from testing.dialects import FRONT_MATTER, python_markdown
from testing.project import FIXTURES, ROOT, rendered

HOSTILE = (FIXTURES / "hostile.txt").read_text(encoding="utf-8").splitlines()
"""Each is text, and has to stand on the page as it is."""
WORD = "無害"
FIELDS = """
Plain text; Corrected witness edited; Struck witness; Illegible witness; Note reason;
Party name contact; WitnessNotice description; Facts title basis status_source; Article caption;
Annex relation; Name name; Law name; DutyKind name; LifeTopic name; Debris reason
"""
WORDS = {name: words for name, *words in map(str.split, FIELDS.split(";"))}
"""Where an editor can write what he likes, by the values that hold it."""


def _poisoned(value: Any, hostile: str) -> Any:
    """The same value with the text put behind every word of an editor's."""
    if isinstance(value, tuple | list):
        return type(value)(_poisoned(one, hostile) for one in value)
    if isinstance(value, dict):
        return {key: _poisoned(one, hostile) for key, one in value.items()}
    if not is_dataclass(value) or isinstance(value, type):
        return value
    own = WORDS.get(type(value).__name__, [])
    changed = {one.name: _poisoned(getattr(value, one.name), hostile) for one in fields(value)}
    return replace(value, **{k: f"{v}{hostile}" if k in own else v for k, v in changed.items()})


class _Seen(HTMLParser):
    """The elements of a page with the names of their attributes, where its links lead, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: set[tuple[str, str]] = set()
        self.links: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements |= {(tag, ""), *((tag, name) for name, _ in attributes)}
        self.links |= {value or "" for name, value in attributes if name in ("href", "src")}

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.elements.add(("comment", ""))


def _pages(agreements: tuple[Agreement, ...], read: Callable[[str], str]) -> dict[str, _Seen]:
    pages = rendered(agreements)
    return {
        path: _Seen(read(FRONT_MATTER.sub("", page))) for path, page in pages.items() if path.endswith(".md")
    }


@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_what_an_editor_writes_is_only_text_on_every_page(
    hostile: str, sample: tuple[Agreement, ...], known: dict[str, _Seen]
) -> None:
    found = _pages(_poisoned(sample[:1], hostile), python_markdown)
    elements = set().union(*(page.elements for page in known.values()))
    links = {link.partition("#")[0].partition(":")[0] for page in known.values() for link in page.links}
    assert found.keys() == known.keys()
    for path, page in found.items():
        assert page.elements <= elements, path
        assert {link.partition("#")[0].partition(":")[0] for link in page.links} <= links, path
        # The page about the data says how large its files are.
        assert page.text.replace(hostile, WORD) == known[path].text or "/data/" in path, path
    assert any(hostile in page.text for page in found.values())


@pytest.fixture(scope="module")
def known(sample: tuple[Agreement, ...]) -> dict[str, _Seen]:
    """The same pages with a harmless word."""
    return _pages(_poisoned(sample[:1], WORD), python_markdown)


def test_no_page_stands_outside_of_its_agreement(sample: tuple[Agreement, ...]) -> None:
    for path in render(_poisoned(sample, "../../x"), ROOT / "templates"):
        assert posixpath.normpath(path) == path
        assert not path.startswith(("/", ".."))
