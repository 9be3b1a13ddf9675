"""debris.yml: the cells of a transcript that are not read where they stand, each with its text and why.

- {at: "78.2", kind: stray, text: "•", reason: 表の空の行に読み取られた記号}
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import yaml

from kyoyaku.model.account import DEBRIS_KINDS
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.layers import Debris
from kyoyaku.model.text import Ref
from kyoyaku.model.transcript import Transcript, fold
from kyoyaku.problems import Problem, Problems
from kyoyaku.reading.marks import REF
from kyoyaku.reading.yaml_reader import YamlReader

FIELDS = ("at", "kind", "text", "reason")
BRACED = re.compile(r"\{([^{}]+)\}")


def read_debris(text: str, path: str, problems: Problems) -> tuple[Debris, ...]:
    """The cells that the file declares; a problem for each entry that has not the form."""
    reader = YamlReader(path, 1, problems)
    return tuple(debris for node in reader.entries(text) if (debris := _entry(reader, node)))


def _entry(reader: YamlReader, node: yaml.Node) -> Debris | None:
    fields = reader.mapping(node, "一覧", FIELDS)
    at, text, reason = (reader.string(fields, name) for name in ("at", "text", "reason"))
    kind = reader.choice(node, fields, "kind", DEBRIS_KINDS)
    match = REF.fullmatch(at)
    if at and not match:
        reader.add(node, f"atは「行.欄」又は「行」で書きますが「{at}」とあります", "field-value")
    if re.search(r"[{}]", BRACED.sub("", text)):
        reader.add(fields["text"], "textの{ }が対になっていません。移した文を{と}で囲みます", "field-value")
    if not match or not kind:
        return None
    ref = Ref(int(match[1]), int(match[2]) if match[2] else None)
    return Debris(
        ref, DEBRIS_KINDS[kind], _pieces(text, kind), reason, reader.place(fields.get("text", node))
    )


def _pieces(text: str, kind: str) -> tuple[tuple[str, bool], ...]:
    """`ab{cd}` as ab and, moved, cd; a cell of the kind `moved` needs no braces."""
    if kind == "moved" and not BRACED.search(text):
        return ((text, True),)
    pieces = enumerate(BRACED.split(text))
    return tuple((piece, index % 2 == 1) for index, piece in pieces if piece)


def check_debris(agreement: Agreement, transcript: Transcript) -> Iterator[Problem]:
    """Debris is declared once of each cell, and of what the cell holds."""
    declared: set[Ref] = set()
    places = {fold(cell.text): cell.ref for cell in reversed([*transcript.cells])}
    for debris in agreement.debris:
        cells = transcript.cells_at(debris.ref)
        held = fold("".join(cell.text for cell in cells))
        if held != fold(debris.text) and debris.text:
            yield Problem(debris.place, _wrong_text(debris, transcript, places), "debris-text")
        if twice := declared & {cell.ref for cell in cells}:
            message = f"{min(twice, key=str)}は、前にも書かれています。一つにしてください"
            yield Problem(debris.place, message, "debris-twice")
        declared |= {cell.ref for cell in cells}


def _wrong_text(debris: Debris, transcript: Transcript, places: Mapping[str, Ref]) -> str:
    """What the cell holds, and where the text stands instead if lines have moved."""
    shown = " ".join(cell.text.strip() for cell in transcript.cells_at(debris.ref))
    where = f"底本（{transcript.path}:{debris.ref.line}）の{debris.ref}"
    said = f"「{shown}」ですが、textは「{debris.text}」です" if shown else "空です"
    elsewhere = places.get(fold(debris.text))
    hint = f"（同じ文が{elsewhere}にあります）" if elsewhere else ""
    return f"{where}は{said}{hint}。底本のとおりに書いてください"
