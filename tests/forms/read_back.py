"""Reads the forms of an agreement back and compares each with the model, text by text."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from hashlib import sha256
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import BadZipFile, ZipFile

from docx import Document
from jsonschema_rs import Draft202012Validator
from lxml.etree import XMLSyntaxError, fromstring

from kyoyaku.forms.akn.document import eids
from kyoyaku.forms.downloads import SUMS, data, markdown, sums
from kyoyaku.forms.json.agreement import schema, to_json
from kyoyaku.forms.json.objects import LEFT_OUT, PAIRS, RENAMED
from kyoyaku.forms.markdown.plain import read_texts
from kyoyaku.forms.markdown.whole import RULE, SLUG
from kyoyaku.forms.tables.csv_file import BOM
from kyoyaku.forms.tables.tables import tables
from kyoyaku.language.dates import Day
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.parts import Row
from kyoyaku.model.text import Plain, Text
from kyoyaku.model.transcript import Origin, Treatment
from kyoyaku.pages.addresses import text_places
from kyoyaku.problems import Place

MARKDOWN = "agreement.md"
SLUG_LINE = re.compile(f"^{SLUG.format('([a-z0-9-]+)')}$", re.MULTILINE)
VALIDATOR = Draft202012Validator(json.loads(schema()))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOUBT = re.compile(r"〔続きがあった可能性〕|・(?:約\d+字|\d+字以内)(?=〕)")
"""What Word says of a text that is lost, beyond the edited reading."""
HAVE_TEXT = {
    *("article", "paragraph", "point", "hcontainer", "attachment", "p"),
    *("part", "chapter", "section", "subsection", "division", "list"),
}
"""The elements of Akoma Ntoso with a text of the agreement, if they have an eId."""


def files_of(agreement: Agreement) -> dict[str, str]:
    """The files of an agreement's data by name; bytes that are no text become surrogates."""
    own = data(agreement).downloads
    files = {one.name: one.data.decode(errors="surrogateescape") for one in (*own, markdown(agreement))}
    return {**files, SUMS: sums(own)}


def differing(agreement: Agreement, files: Mapping[str, str]) -> set[str]:
    """The names of the files that are missing or do not say what the model says."""
    checks = readers_of(agreement, files)
    return {name for name, is_same in checks.items() if name not in files or not is_same(files[name])}


def readers_of(agreement: Agreement, files: Mapping[str, str]) -> dict[str, Callable[[str], bool]]:
    """For each file, what reads it back and says whether it is the same as the model."""
    checks: dict[str, Callable[[str], bool]] = {
        "agreement.json": lambda text: is_same_json(agreement, text),
        "agreement.akn.xml": lambda text: is_same_akn(agreement, text),
        "agreement.docx": lambda text: is_same_word(agreement, text.encode(errors="surrogateescape")),
        MARKDOWN: lambda text: is_same_markdown(agreement, text),
        SUMS: lambda text: text == _sums(files),
    }
    for table in tables(agreement):
        rows = [table.header, *table.records]
        checks[table.name] = lambda text, rows=rows: read_csv(text) == rows  # type: ignore[misc]
    return checks


def passages(agreement: Agreement) -> list[tuple[str, str]]:
    """The address and the edited reading of each text of the model, in order."""
    return [(place.address, text.edited) for text, place in text_places(agreement).items()]


def json_passages(data: object) -> Iterator[tuple[str, str]]:
    """Every text with an id in agreement.json, in order."""
    if isinstance(data, dict):
        if "id" in data and "text" in data:
            yield data["id"], data["text"]
        data = list(data.values())
    if isinstance(data, list):
        for one in data:
            yield from json_passages(one)


def akn_passages(xml: str) -> Iterator[tuple[str, str]]:
    """Every text with its eId in agreement.akn.xml; ParseError for what is no XML."""
    for one in ElementTree.fromstring(xml.encode()).iter():
        if (identifier := one.get("eId")) and one.tag.rpartition("}")[2] in HAVE_TEXT:
            yield identifier, _akn_text(one)


def _akn_text(bearer: Element) -> str:
    """The label and the text of an element, without what stands under it."""
    if bearer.tag.endswith("}p"):
        return "".join(bearer.itertext()).removesuffix("\n")
    parts = {child.tag.rpartition("}")[2]: child for child in bearer}
    block = parts.get("content", parts.get("intro"))
    own = [parts.get("heading"), *(block if block is not None else [])[:1]]
    # A block with an eId is a text of its own, and the note of a database is none.
    read = (
        "".join(one.itertext())
        for one in own
        if one is not None and not one.get("eId") and one.find("*/{*}p") is None
    )
    text = "".join(one for one in read if one.strip())
    is_caption = bearer.tag.endswith("}article") and text.startswith("（")
    joint = "" if is_caption or not text else " "
    return f"{''.join(parts['num'].itertext())}{joint}{text}" if "num" in parts else text


def read_csv(text: str) -> list[tuple[str, ...]]:
    """The rows of a CSV file, the header first."""
    return list(map(tuple, csv.reader(io.StringIO(text.removeprefix(BOM), newline=""))))


def is_same_json(agreement: Agreement, text: str) -> bool:
    with suppress(ValueError):
        found = json.loads(text)
        said = list(json_passages(found)) == passages(agreement) and found == to_json(agreement)
        own = {key: value for key, value in found.items() if key not in ("references", "versions", "changes")}
        lacking = Counter(_facts(agreement)) - Counter(_values(own))
        return said and VALIDATOR.is_valid(found) and not lacking
    return False


def _facts(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """All that a part of the model holds, each with the key that it has in agreement.json."""
    match value:
        case tuple():
            yield from (found for one in value for found in _facts(one, key))
        case Text():
            yield from (("text", value.edited), ("line", value.place.line))
            marks = [span for span in value.spans if not isinstance(span, Plain)]
            if marks:
                yield "spans", tuple(getattr(span, "id", span.edited) for span in value.spans)
            yield from _facts(tuple(marks))
        case Treatment() | Origin():
            yield key, value.name.lower()
        case Enum():
            yield key, value.value
        case date() | Day():
            yield key, str(value)
        case Plain():
            yield key, value.edited
        case _ if is_dataclass(value):
            for one in fields(value):
                yield from _field(value, one.name)
        case _:
            yield key, value


def _field(of: Any, name: str) -> Iterator[tuple[str, Any]]:
    """The same of a field: of a party in a row its slug, of a place its line where that is all."""
    kind, value = type(of), getattr(of, name)
    key = RENAMED.get((kind, name), name)
    if (kind, name) in PAIRS:
        pairs = value.items() if isinstance(value, Mapping) else value
        both = (one for pair in pairs for one in zip(PAIRS[kind, name], pair, strict=True))
        yield from (found for inner, one in both for found in _facts(one, inner))
    elif kind is Row and name in ("parties", "bodies"):
        yield from ((key, one.slug) for one in value)
    elif key == "line" and isinstance(value, Place):
        yield key, value.line
    elif (kind, name) not in LEFT_OUT:
        yield from _facts(value, key)


def _values(data: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """All that JSON holds, each with its key; of the id of a mark what the model has of it."""
    if key == "spans":
        yield key, tuple(one["id"].rpartition("#mark-")[2] if isinstance(one, dict) else one for one in data)
    if isinstance(data, dict | list):
        for name, one in data.items() if isinstance(data, dict) else ((key, one) for one in data):
            yield from _values(one, name)
    else:
        yield key, data.rpartition("#mark-")[2] if key == "id" else data


def is_same_akn(agreement: Agreement, text: str) -> bool:
    expected = [(identifier, text.edited) for text, identifier in eids(agreement).items()]
    return list(akn_passages(text)) == expected


def word_passages(data: bytes) -> Iterator[str]:
    """Every text of the agreement in agreement.docx, in order, without the signs of the notes."""
    body = Document(io.BytesIO(data)).element.body
    for one in body.iter(f"{W}p"):
        style = one.find(f"{W}pPr/{W}pStyle")
        is_editorial = style is not None and style.get(f"{W}val") == "Editorial"
        own = (run for run in one.iter(f"{W}r") if run.find(f"{W}rPr/{W}rStyle") is None)
        text = "".join(words.text or "" for run in own for words in run.iter(f"{W}t"))
        if text and not is_editorial:
            yield text


def is_same_word(agreement: Agreement, data: bytes) -> bool:
    """Whether the texts are there, and a note for each mark, in the order of their numbers."""
    with suppress(KeyError, ValueError, BadZipFile, XMLSyntaxError):
        expected = [edited for _, edited in passages(agreement) if edited]
        said = [DOUBT.sub("", text) for text in word_passages(data)]
        with ZipFile(io.BytesIO(data)) as opened:
            body, notes = (fromstring(opened.read(f"word/{name}.xml")) for name in ("document", "footnotes"))
        marks = {str(one.number): f"{one.note.reason}。" for one in agreement.marks}
        noted = {one.get(f"{W}id"): "".join(map(str, one.itertext())) for one in notes.iter(f"{W}footnote")}
        are_noted = all(noted[number].endswith(reason) for number, reason in marks.items())
        numbers = [one.get(f"{W}id") for one in body.iter(f"{W}footnoteReference")]
        return said == expected and numbers == list(marks) and are_noted
    return False


def is_same_markdown(agreement: Agreement, text: str) -> bool:
    expected = [entry.initiative.slug for entry in agreement.entries]
    body = text.split("\n---\n", 1)[-1]
    bare = SLUG_LINE.sub("", re.sub(f"^{RULE}$", "", body, flags=re.MULTILINE))
    said = list(read_texts(bare)) == [edited for _, edited in passages(agreement) if edited]
    return said and SLUG_LINE.findall(body) == expected


def _sums(files: Mapping[str, str]) -> str:
    """The checksums of the files in docs/, which has no agreement.md."""
    own = {name: text for name, text in files.items() if name not in (SUMS, MARKDOWN)}
    return "".join(
        f"{sha256(text.encode(errors='surrogateescape')).hexdigest()}  {name}\n" for name, text in own.items()
    )
