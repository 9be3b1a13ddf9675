"""Whether every form says the same as the model: each is read back, and differences are problems.

A problem names the file as it would be published, the place in the text by its address, and both readings.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from itertools import takewhile
from xml.etree.ElementTree import ParseError

from kyoyaku.forms.akn import document as akn
from kyoyaku.forms.downloads import MARKDOWN, SUMS
from kyoyaku.forms.json import agreement as json_form
from kyoyaku.forms.json.schema import faults
from kyoyaku.forms.markdown import whole
from kyoyaku.forms.passages import Passage, passages
from kyoyaku.forms.tables import csv_file as tables
from kyoyaku.forms.tables.rows import tables as tables_of
from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.addresses import file_path
from kyoyaku.problems import Place, Problem

RULE = "forms-agree"
SHOWN = 40
Files = Mapping[str, str]
Check = Callable[[str], Iterable[str]]


def differences(agreement: Agreement, files: Files) -> Iterator[Problem]:
    """What the files of an agreement, by their paths under docs/, do not say as the model says it."""
    own = {path.rpartition("/")[2]: text for path, text in files.items() if _is_data(agreement, path)}
    for name, check in _checks(agreement).items():
        found = check(own[name]) if name in own else ["ファイルがありません"]
        place = Place(f"docs/{file_path(agreement, f'data/{name}')}", 1)
        yield from (Problem(place, f"{one}。本文と一致しません", RULE) for one in found)
    place = Place(f"docs/{file_path(agreement, f'data/{SUMS}')}", 1)
    yield from (Problem(place, one, RULE) for one in _sums(own))


def _is_data(agreement: Agreement, path: str) -> bool:
    return path.startswith(file_path(agreement, "data/"))


def _checks(agreement: Agreement) -> dict[str, Check]:
    """What reads each form back and says where it differs, by the name of the file."""
    found: dict[str, Check] = {
        "agreement.json": partial(_json, agreement),
        "agreement.akn.xml": partial(_akn, agreement),
        MARKDOWN: partial(_markdown, agreement),
    }
    return found | {table.name: partial(_table, table) for table in tables_of(agreement)}


def compare(expected: Iterable[Passage], found: Iterable[Passage]) -> Iterator[str]:
    """What is missing, too many or different, in words, by address."""
    ours, theirs = list(expected), list(found)
    by_address = {one.address: one.text for one in theirs}
    known = {one.address for one in ours}
    for one in ours:
        if one.address not in by_address:
            yield f"「{one.address}」の文「{_short(one.text)}」がありません"
        elif by_address[one.address] != one.text:
            yield f"「{one.address}」の文が「{_other(by_address[one.address], one.text)}」となっています"
    yield from (
        f"「{one.address}」という箇所は、協約にありません" for one in theirs if one.address not in known
    )
    if len(by_address) < len(theirs):
        yield "同じ箇所が二度以上あります"


def in_order(expected: Sequence[str], found: Sequence[str]) -> Iterator[str]:
    """The first text that is not where it should be, in words."""
    for at, text in enumerate(expected):
        if at >= len(found) or found[at] != text:
            there = f"「{_other(found[at], text)}」となっています" if at < len(found) else "ありません"
            yield f"第{at + 1}の文「{_short(text)}」が{there}"
            return
    if len(found) > len(expected):
        yield f"「{_short(found[len(expected)])}」という文は、協約にありません"


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _other(text: str, right: str) -> str:
    """The part of a text where it parts from another."""
    pairs = zip(text, right, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return _short(("…" if same > 10 else "") + text[max(0, same - 10) :])


def _json(agreement: Agreement, text: str) -> Iterator[str]:
    """The schema, then every passage, then every other field."""
    try:
        data = json.loads(text)
    except ValueError as error:
        yield f"JSONとして読めません（{error}）"
        return
    wrong = [f"「{place}」が定義に合いません（{message}）" for place, message in faults(data)]
    wrong = wrong or list(compare(passages(agreement), json_form.read_passages(data)))
    if not wrong and not (json_form.from_json(data) == agreement and data == json_form.to_json(agreement)):
        wrong = [f"「{_first_difference(json_form.to_json(agreement), data)}」の値が異なります"]
    yield from wrong


def _first_difference(ours: object, theirs: object, path: str = "$") -> str:
    """The path to the first value that differs between two pieces of JSON."""
    if isinstance(ours, dict) and isinstance(theirs, dict) and ours.keys() == theirs.keys():
        key = next(key for key in ours if ours[key] != theirs[key])
        return _first_difference(ours[key], theirs[key], f"{path}.{key}")
    if isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        at = next(n for n, (a, b) in enumerate(zip(ours, theirs, strict=True)) if a != b)
        return _first_difference(ours[at], theirs[at], f"{path}[{at}]")
    return path


def _akn(agreement: Agreement, text: str) -> Iterator[str]:
    try:
        found = list(akn.read_passages(text))
    except ParseError as error:
        yield f"XMLとして読めません（{error}）"
        return
    yield from compare(akn.expected(agreement), found)


def _markdown(agreement: Agreement, text: str) -> Iterator[str]:
    yield from in_order([one.text for one in passages(agreement)], whole.read_texts(text))
    yield from in_order([one.initiative.slug for one in agreement.entries], whole.read_slugs(text))


def _sums(own: Files) -> Iterator[str]:
    """Checksums that are not those of the files; agreement.md joins the list on the site."""
    listed = {line[66:]: line[:64] for line in own.get(SUMS, "").splitlines()}
    for name, text in own.items():
        if name in (SUMS, MARKDOWN, "index.md"):
            continue
        if listed.get(name) != sha256(text.encode()).hexdigest():
            yield f"{name}のSHA-256が、ファイルと一致しません"


def _table(table: tables.Table, text: str) -> Iterator[str]:
    yield from _rows(table, tables.read(text))


def _rows(table: tables.Table, rows: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    """The header, then each record by its key."""
    names = tuple(field.name for field in table.fields)
    if not rows or rows[0] != names:
        yield "1行目の項目名が項目の定義と異なります"
        return
    keys = [names.index(name) for name in table.key]
    theirs = {tuple(row[at] for at in keys): row for row in rows[1:] if len(row) == len(names)}
    for record in table.records:
        key = tuple(record[at] for at in keys)
        if key not in theirs:
            yield f"「{'・'.join(key)}」の行がありません"
        for name, right, there in zip(names, record, theirs.get(key, record), strict=True):
            if right != there:
                yield f"「{'・'.join(key)}」の行の{name}が「{_other(there, right)}」となっています"
    if len(rows) - 1 != len(table.records):
        yield f"記録が{len(rows) - 1}行あります（{len(table.records)}行のはずです）"
