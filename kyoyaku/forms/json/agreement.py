"""agreement.json: the whole model, edited reading and marks; reading it back gives the same model.

Lines of the source files are in it, so that equality means every field.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from kyoyaku.forms.json.facts import (
    account_from_json,
    account_to_json,
    debris_from_json,
    debris_to_json,
    facts_from_json,
    facts_to_json,
    kind_from_json,
    kind_to_json,
    law_from_json,
    law_to_json,
    name_from_json,
    name_to_json,
    topic_from_json,
    topic_to_json,
    transcript_from_json,
    transcript_to_json,
)
from kyoyaku.forms.json.parts import Reader, body_to_json, part_to_json
from kyoyaku.forms.json.text import Json, text_from_json, text_to_json
from kyoyaku.forms.passages import Passage
from kyoyaku.forms.provenance import provenance
from kyoyaku.model.agreement import Agreement

FORMAT = "1.0"
"""Of the form: the second number grows with what is added, the first with what is changed or taken away."""
SCHEMA = "agreement.schema.json"


def to_json(agreement: Agreement) -> Json:
    """The agreement as plain data."""
    return {
        "$schema": SCHEMA,
        "format": FORMAT,
        "provenance": asdict(provenance(agreement)),
        "id": "",
        "slug": agreement.slug,
        "source": agreement.path,
        **text_to_json(agreement.title),
        "facts": facts_to_json(agreement.facts),
        "preamble": body_to_json(agreement.preamble, "preamble/"),
        "parts": [part_to_json(agreement, part) for part in agreement.parts],
        "transcript": transcript_to_json(agreement.transcript) if agreement.transcript else None,
        "debris": [debris_to_json(one) for one in agreement.debris],
        "account": account_to_json(agreement.account) if agreement.account else None,
        "vocabulary": [list(words) for words in agreement.vocabulary],
        "names": [name_to_json(name) for name in agreement.names],
        "duty_kinds": [kind_to_json(kind) for kind in agreement.duty_kinds],
        "laws": [law_to_json(law) for law in agreement.laws],
        "life": [topic_to_json(topic) for topic in agreement.life],
    }


def from_json(data: Json) -> Agreement:
    """The model that `to_json` has written; KeyError, TypeError and the like for what is not its form."""
    facts = facts_from_json(data["facts"])
    reader = Reader(data["source"], facts.parties)
    return Agreement(
        data["slug"],
        data["source"],
        facts,
        text_from_json(data, data["source"]),
        reader.body(data["preamble"]),
        tuple(map(reader.part, data["parts"])),
        tuple(map(debris_from_json, data["debris"])),
        transcript_from_json(data["transcript"]) if data["transcript"] else None,
        account_from_json(data["account"]) if data["account"] else None,
        tuple(map(tuple, data["vocabulary"])),
        tuple(map(name_from_json, data["names"])),
        tuple(map(kind_from_json, data["duty_kinds"])),
        tuple(map(law_from_json, data["laws"])),
        tuple(map(topic_from_json, data["life"])),
    )


def written(agreements: tuple[Agreement, ...]) -> str:
    """All agreements as a list, as `build.py --json` prints them: for people, a line a field."""
    return json.dumps([to_json(one) for one in agreements], ensure_ascii=False, indent=1) + "\n"


def dumped(data: object) -> str:
    """JSON as it is published, without blanks, Japanese as it is, a line for each part of the text.

    The end of a line before a part changes nothing: within a string the quotation marks would be escaped.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace('{"type":', '\n{"type":') + "\n"


def read_passages(data: object) -> Iterator[Passage]:
    """Every text with an id, in the order of the document."""
    if isinstance(data, dict):
        if "id" in data and "text" in data:
            yield Passage(data["id"], data["text"])
        data = list(data.values())
    if isinstance(data, list):
        for one in data:
            yield from read_passages(one)
