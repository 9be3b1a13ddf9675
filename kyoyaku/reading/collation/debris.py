"""The debris of a transcript: whether each cell has the text that debris.yml declares."""

from __future__ import annotations

from collections.abc import Iterator

from kyoyaku.language.characters import mended
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.text import Ref
from kyoyaku.model.transcript import Transcript, comparable
from kyoyaku.problems import Problem


def check_debris(agreement: Agreement, transcript: Transcript) -> Iterator[Problem]:
    """A problem for each entry that has not the text of its cell, and for each cell declared twice."""
    declared: set[Ref] = set()
    places = {comparable(cell.text): cell.ref for cell in reversed([*transcript.cells])}
    for debris in agreement.debris:
        cells = transcript.cells_at(debris.ref)
        wanted = comparable(debris.text)
        if wanted and wanted != comparable("".join(cell.text for cell in cells)):
            shown = " ".join(mended(cell.text).strip() for cell in cells)
            where = f"底本（{transcript.path}:{debris.ref.line}）の{debris.ref}"
            found = f"「{shown}」ですが、textは「{debris.text}」です" if shown else "空です"
            # The lines of the transcript may have moved.
            hint = f"（同じ文が{places[wanted]}にあります）" if wanted in places else ""
            message = f"{where}は{found}{hint}。底本のとおりに書いてください"
            yield Problem(debris.place, message, "debris-text")
        if twice := declared & {cell.ref for cell in cells}:
            message = f"{min(twice, key=str)}は、前にも書かれています。一つにしてください"
            yield Problem(debris.place, message, "debris-twice")
        declared |= {cell.ref for cell in cells}
