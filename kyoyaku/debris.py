"""debris.yml: the cells of a transcript that are not read where they stand, each with its text and why.

- {at: "78.2", kind: stray, text: "•", reason: 表の空の行に読み取られた記号}
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from .account import DEBRIS_KINDS
from .facts import Debris
from .marks import REF
from .model import Agreement
from .problems import Problem, Problems
from .text import Ref
from .transcript import Transcript, fold
from .yaml_reader import YamlReader

FIELDS = ("at", "kind", "text", "reason")


def read_debris(text: str, path: str, problems: Problems) -> tuple[Debris, ...]:
    """The cells that the file declares; a problem for each entry that has not the form."""
    reader = YamlReader(path, 1, problems)
    root = reader.root(text)
    nodes = reader.sequence(root, "ファイル") if root else []
    return tuple(debris for node in nodes if (debris := _entry(reader, node)))


def _entry(reader: YamlReader, node: yaml.Node) -> Debris | None:
    fields = reader.mapping(node, "一覧", FIELDS)
    at, kind, text, reason = (reader.string(fields, name) for name in FIELDS)
    match = REF.fullmatch(at)
    if at and not match:
        reader.add(node, f"atは「行.欄」又は「行」で書きますが「{at}」とあります", "field-value")
    if kind and kind not in DEBRIS_KINDS:
        known = "、".join(DEBRIS_KINDS)
        reader.add(node, f"kindは{known}のどれかですが「{kind}」とあります", "field-value")
    if not match or kind not in DEBRIS_KINDS:
        return None
    ref = Ref(int(match[1]), int(match[2]) if match[2] else None)
    return Debris(
        ref, DEBRIS_KINDS[kind], _pieces(text, kind), reason, reader.place(fields.get("text", node))
    )


def _pieces(text: str, kind: str) -> tuple[tuple[str, bool], ...]:
    """`ab{cd}` as ab and, moved, cd."""
    if kind == "moved":
        return ((text.strip("{}"), True),)
    halves = (piece.split("{") for piece in text.split("}"))
    found = ((piece, bool(index)) for half in halves for index, piece in enumerate(half))
    return tuple((piece, is_moved) for piece, is_moved in found if piece)


def check_debris(agreement: Agreement, transcript: Transcript) -> Iterator[Problem]:
    """Debris is declared once of each cell, and of what the cell holds."""
    declared: set[Ref] = set()
    for debris in agreement.debris:
        cells = transcript.cells_at(debris.ref)
        held = fold("".join(cell.text for cell in cells))
        if held != fold(debris.text) and debris.text:
            yield Problem(debris.place, _wrong_text(debris, transcript), "debris-text")
        if twice := declared & {cell.ref for cell in cells}:
            message = f"{min(twice, key=str)}は、前にも書かれています。一つにしてください"
            yield Problem(debris.place, message, "debris-twice")
        declared |= {cell.ref for cell in cells}


def _wrong_text(debris: Debris, transcript: Transcript) -> str:
    """What the cell holds, and where the text stands instead if lines have moved."""
    shown = " ".join(cell.text.strip() for cell in transcript.cells_at(debris.ref))
    where = f"底本（{transcript.path}:{debris.ref.line}）の{debris.ref}"
    said = f"「{shown}」ですが、textは「{debris.text}」です" if shown else "空です"
    elsewhere = next((cell.ref for cell in transcript.cells if fold(cell.text) == fold(debris.text)), None)
    hint = f"（同じ文が{elsewhere}にあります）" if elsewhere else ""
    return f"{where}は{said}{hint}。底本のとおりに書いてください"
