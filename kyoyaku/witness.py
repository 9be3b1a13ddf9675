"""The transcript that a text was made from, and what of it has no place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .facts import DEBRIS_KINDS, Debris
from .marks import REF
from .model import Agreement
from .problems import Place, Problem, Problems
from .text import Ref, Supplied
from .yaml_reader import YamlReader

MARKUP = re.compile(r"^(?:#+ |- )")
FOLDED = str.maketrans(",，()０１２３４５６７８９", "、、（）0123456789")


@dataclass(frozen=True, slots=True)
class Witness:
    """A transcript, line by line; the cells of a table row are parted by tabs."""

    path: str
    lines: tuple[str, ...]

    def passage(self, ref: Ref) -> str | None:
        """The line or cell at a place; None when there is no such place."""
        if ref.line > len(self.lines):
            return None
        cells = self.lines[ref.line - 1].split("\t")
        if ref.cell is None:
            return self.lines[ref.line - 1]
        return cells[ref.cell - 1] if ref.cell <= len(cells) else None

    def cells(self) -> Iterator[tuple[Ref, str]]:
        """Every cell that holds anything; a line without tabs is one cell, its markup left out."""
        for number, line in enumerate(self.lines, start=1):
            for index, cell in enumerate(MARKUP.sub("", line).split("\t"), start=1):
                if cell.strip():
                    yield Ref(number, index), cell


def fold(text: str) -> str:
    """The text under the declared rules: no blanks, commas as 、, brackets as （）, digits half-width."""
    return re.sub(r"\s", "", text).translate(FOLDED)


def read_debris(text: str, path: str, problems: Problems) -> tuple[Debris, ...]:
    """The list of debris beside a version: `- {at: line.cell, kind: …, reason: …}`."""
    reader = YamlReader(path, 1, problems)
    root = reader.root(text)
    found = []
    for node in reader.sequence(root, "ファイル") if root else []:
        fields = reader.mapping(node, "一覧", ("at", "kind", "reason"))
        at, kind = reader.string(fields, "at"), reader.string(fields, "kind")
        match = REF.fullmatch(at)
        if at and not match:
            reader.add(node, f"atは「行.欄」又は「行」で書きますが「{at}」とあります", "field-value")
        if kind and kind not in DEBRIS_KINDS:
            known = "、".join(DEBRIS_KINDS)
            reader.add(node, f"kindは{known}のどれかですが「{kind}」とあります", "field-value")
        if match and kind in DEBRIS_KINDS:
            ref = Ref(int(match[1]), int(match[2]) if match[2] else None)
            found.append(Debris(ref, kind, reader.string(fields, "reason"), reader.place(node)))
    return tuple(found)


def check_witness(agreement: Agreement, witness: Witness) -> Iterator[Problem]:
    """Every rule on the text and its transcript."""
    yield from _restored_passages(agreement, witness)
    yield from _debris_places(agreement, witness)
    yield from _characters_agree(agreement, witness)


def _restored_passages(agreement: Agreement, witness: Witness) -> Iterator[Problem]:
    """What is restored from a place of the transcript stands there."""
    for text in agreement.texts():
        for mark in text.marks():
            for ref in mark.note.refs:
                passage = witness.passage(ref)
                wanted = mark.moved if isinstance(mark, Supplied) else mark.witness
                if passage is None or fold(wanted) not in fold(passage):
                    message = f"「{wanted}」は{witness.path}の{ref}にありません"
                    yield Problem(text.place, message, "witness-place")


def _debris_places(agreement: Agreement, witness: Witness) -> Iterator[Problem]:
    """Debris is declared of places that are there."""
    for debris in agreement.debris:
        if not (witness.passage(debris.ref) or "").strip():
            message = f"{witness.path}の{debris.ref}には何もありません"
            yield Problem(debris.place, message, "witness-place")


def _characters_agree(agreement: Agreement, witness: Witness) -> Iterator[Problem]:
    """Text and transcript agree to the character, but for marks, debris and the declared rules."""
    moved = {
        (ref, fold(mark.moved))
        for mark in agreement.marks
        if isinstance(mark, Supplied)
        for ref in mark.note.refs
    }
    gone = {debris.ref for debris in agreement.debris}
    transcript = [
        (fold(cell), Place(witness.path, ref.line))
        for ref, cell in witness.cells()
        if not {ref, Ref(ref.line)} & gone and not {(ref, fold(cell)), (Ref(ref.line), fold(cell))} & moved
    ]
    theirs = "".join(cell for cell, _ in transcript)
    source = list(_readings(agreement, theirs))
    ours = "".join(reading for reading, _ in source)
    if ours == theirs:
        return
    pairs = zip(ours, theirs, strict=False)
    at = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(ours), len(theirs)))
    here, there = _place_of(at, source), _place_of(at, transcript)
    message = _difference(theirs[at : at + 12], ours[at : at + 12], there)
    yield Problem(here, message, "witness-agrees")


def _difference(theirs: str, ours: str, there: Place) -> str:
    """What differs from here on, and the mark that would say so."""
    if not ours:
        return (
            f"底本（{there}）の「{theirs}」が本文にありません。"
            "写し漏れは補い、本文に置かない箇所はdebris.ymlに書いてください"
        )
    if not theirs:
        return (
            f"「{ours}」は底本にありません。"
            "書き誤りは直し、補った文字は{++…++}{>>certain: 理由<<}の形で示してください"
        )
    return (
        f"底本（{there}）では「{theirs}」ですが「{ours}」とあります。"
        "書き誤りは直し、底本の誤りは{~~底本~>本文~~}{>>certain: 理由<<}の形で示してください"
    )


def _readings(agreement: Agreement, transcript: str) -> Iterator[tuple[str, Place]]:
    """The folded witness reading of each text; most papers print a caption before its 第N条."""
    headings = {article.text for article in agreement.articles}
    for text in agreement.texts():
        reading = fold(text.witness)
        name, bracket, caption = reading.partition("（")
        captioned = bracket + caption + name
        yield (captioned if text in headings and captioned in transcript else reading), text.place


def _place_of(at: int, pieces: list[tuple[str, Place]]) -> Place:
    for piece, place in pieces:
        if at < len(piece):
            return place
        at -= len(piece)
    return pieces[-1][1] if pieces else Place("", 1)
