"""agreement.json against its JSON Schema (2020-12), which is published beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jsonschema_rs import Draft202012Validator

from kyoyaku.forms.json.text import Json

FILE = Path(__file__).with_name("agreement.schema.json")


def schema() -> str:
    """The schema as it is published."""
    return FILE.read_text(encoding="utf-8")


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema()))


def faults(data: Json) -> Iterator[tuple[str, str]]:
    """(place in the data, what is wrong with it) for each departure from the schema."""
    for error in _validator().iter_errors(data):
        yield ".".join(map(str, error.instance_path)) or "$", error.message
