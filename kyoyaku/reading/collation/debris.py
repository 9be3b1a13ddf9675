"""The debris of a transcript: whether each cell has the text that debris.yml declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.layers import Debris
from kyoyaku.model.text import Ref
from kyoyaku.model.transcript import Transcript, comparable
from kyoyaku.problems import Problem


def check_debris(agreement: Agreement, transcript: Transcript) -> Iterator[Problem]:
    """A problem for each entry that has not the text of its cell, and for each cell declared twice."""
    declared: set[Ref] = set()
    places = {comparable(cell.text): cell.ref for cell in reversed([*transcript.cells])}
    for debris in agreement.debris:
        cells = transcript.cells_at(debris.ref)
        held = comparable("".join(cell.text for cell in cells))
        if held != comparable(debris.text) and debris.text:
            yield Problem(debris.place, _wrong_text(debris, transcript, places), "debris-text")
        if twice := declared & {cell.ref for cell in cells}:
            message = f"{min(twice, key=str)}は、前にも書かれています。一つにしてください"
            yield Problem(debris.place, message, "debris-twice")
        declared |= {cell.ref for cell in cells}


def _wrong_text(debris: Debris, transcript: Transcript, places: Mapping[str, Ref]) -> str:
    """What the cell has, and where the declared text stands if lines have moved."""
    shown = " ".join(cell.text.strip() for cell in transcript.cells_at(debris.ref))
    where = f"底本（{transcript.path}:{debris.ref.line}）の{debris.ref}"
    said = f"「{shown}」ですが、textは「{debris.text}」です" if shown else "空です"
    elsewhere = places.get(comparable(debris.text))
    hint = f"（同じ文が{elsewhere}にあります）" if elsewhere else ""
    return f"{where}は{said}{hint}。底本のとおりに書いてください"
