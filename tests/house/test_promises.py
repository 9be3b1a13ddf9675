"""What guide/promises.md promises: what a release has frozen in tests/fixtures/promises/ is still so.

Adding is allowed; whatever is taken away, or means something else, is red until the first number goes up.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema_rs import Draft202012Validator, ValidationErrorKind

from kyoyaku.__main__ import _parser
from kyoyaku.forms.json.agreement import write_json_list
from kyoyaku.pages.published import promised
from kyoyaku.reading.layers.layers import LAYERS
from kyoyaku.reading.load import load
from testing.project import FIXTURES, ROOT
from tests.forms.read_back import VALIDATOR

RELEASES = sorted((FIXTURES / "promises").iterdir())
PROMISES = (ROOT / "guide" / "promises.md").read_text(encoding="utf-8")
OF_A_RELEASE = {"format", "generator"}
"""The values of agreement.json that name the release itself."""

releases = pytest.mark.parametrize("release", RELEASES, ids=lambda one: one.name)


def _taken_away(then: Any, now: Any, place: str = "") -> Iterator[str]:
    """The places of a value that another does not have, or has in another way."""
    if isinstance(then, dict) and isinstance(now, dict):
        for name in then.keys() - OF_A_RELEASE:
            yield from _taken_away(then[name], now.get(name, "nothing"), f"{place}/{name}")
    elif isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        for at, (one, other) in enumerate(zip(then, now, strict=True)):
            yield from _taken_away(one, other, f"{place}/{at}")
    elif then != now:
        yield f"{place}: {then} is {now}"


@releases
def test_the_source_of_a_release_is_read_with_its_settings_and_keeps_its_addresses(release: Path) -> None:
    """A problem would be raised, and so would be a lost address; what is new joins addresses.txt."""
    agreements = load(release)
    assert len(agreements) == len([*release.glob("content/*/")]) > 6
    for one in agreements:
        assert one.addresses
        assert {each.address for each in one.addresses} <= promised(one)


@releases
def test_the_data_of_a_release_is_there_still(release: Path) -> None:
    then = json.loads((release / "agreements.json").read_text(encoding="utf-8"))
    now = json.loads(write_json_list(load(release)))
    assert [*_taken_away(then, now)] == [], "guide/promises.md: only the first number may take this away"
    assert {one["format"].split(".")[0] for one in then} == {one["format"].split(".")[0] for one in now}


@releases
def test_the_data_of_a_release_is_valid_by_the_schema_of_today(release: Path) -> None:
    """But for what was added since: a schema asks for all that is always written, and for its own number."""
    for one in json.loads((release / "agreements.json").read_text(encoding="utf-8")):
        assert _broken(VALIDATOR, one) == []


def test_a_schema_may_ask_for_more_and_for_another_number_and_for_nothing_else() -> None:
    asked = {"properties": {"format": {"const": "2.3"}, "a": {"type": "string"}}, "required": ["b"]}
    validator = Draft202012Validator(asked)
    assert _broken(validator, {"format": "2.2", "a": "1"}) == []
    assert _broken(validator, {"format": "2.2", "a": 1}) == ["['a']: 1 is not of type \"string\""]


def _broken(validator: Draft202012Validator, data: Any) -> list[str]:
    """What a schema does not let pass, but for what was added to it."""
    faults = (each for each in validator.iter_errors(data) if not isinstance(each.kind, ADDED))
    return [f"{each.instance_path}: {each.message}" for each in faults]


ADDED = (ValidationErrorKind.Required, ValidationErrorKind.Constant)


@releases
def test_the_commands_of_a_release_are_there_still(release: Path) -> None:
    promised = set((release / "commands.txt").read_text(encoding="utf-8").splitlines())
    assert promised - _commands(_parser()) == set()


def _commands(parser: argparse.ArgumentParser, command: str = "kyoyaku") -> set[str]:
    """Each command with each of its options: `kyoyaku serve --port`."""
    found = {command}
    for action in parser._actions:
        found |= {f"{command} {option}" for option in action.option_strings}
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                found |= _commands(inner, f"{command} {name}")
    return found


def test_the_newest_release_has_all_that_there_is_to_promise() -> None:
    """A kind of side file, a setting: who adds one adds it to the newest of these folders."""
    newest = RELEASES[-1]
    missing = {layer.file for layer in LAYERS} - {file.name for file in newest.glob("content/*/*.*")}
    assert missing == set(), f"no such file in a folder of {newest.relative_to(ROOT)}/content"
    settings = yaml.safe_load((newest / "mkdocs.yml").read_text(encoding="utf-8"))
    names = (*settings, *settings["extra"], *settings["extra"]["publisher"])
    assert [name for name in names if f"`{name}`" not in PROMISES] == []


def test_a_loss_would_be_seen() -> None:
    then = {"a": [{"b": "1", "format": "2.2"}], "c": None}
    more = {"a": [{"b": "1", "format": "2.3", "d": "new"}], "c": None, "e": "new"}
    assert [*_taken_away(then, more)] == []
    lost: list[Any] = [[{"b": "2"}], [{"b": "1"}, {}], [{}], "1", None]
    for one in lost:
        assert len([*_taken_away(then, {"a": one, "c": None})]) == 1
    assert [*_taken_away(then, {"a": then["a"]})] == ["/c: None is nothing"]
