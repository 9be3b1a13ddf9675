"""The witness reading of a text, and the transcript without its debris, each as one run of characters.

A run has no blanks and only the declared forms, so that the two can be compared as strings. It knows how each
character was written, where, and whether a blank stood before it:

    pieces     "2 甲及び乙は,", "連携する。"       signs      2甲及び乙は、連携する。
    starts     0, 7                               written    2甲及び乙は,連携する。
                                                  spaced     1 (the 甲, after the blank)

⑴ at the beginning of a cell, or behind a blank in it, is compared as (1). A row label that stands only in
the head row of a table is inserted before each cell of its column. `written` has the same length as `signs`:
REST and HEADED fill the positions of characters that are not on the paper.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kyoyaku.language.characters import JOINED
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.parts import Article, DatabaseNote
from kyoyaku.model.text import Corrected, Illegible, Struck, Text
from kyoyaku.model.transcript import Transcript, Treatment, comparable, in_text_forms, without_slips
from kyoyaku.model.walking import blocks
from kyoyaku.problems import Place
from kyoyaku.reading.collation.table_rows import cells_in_order

NOWHERE = Place("", 1)
TREATMENTS = {Corrected: Treatment.CORRECTED, Struck: Treatment.STRUCK, Illegible: Treatment.ILLEGIBLE}

REST, HEADED = "\ue000", "\ue001"
"""Fillers in `written`: for the 1) of a ⑴ that is compared as (1), and for an inserted column label."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one place, all treated alike."""

    text: str
    place: Place
    treatment: Treatment = Treatment.IDENTICAL
    is_first: bool = False
    """Whether it begins a cell of the transcript or a text, where ⑴ is a form of (1), as behind a blank."""

    @property
    def words(self) -> list[tuple[str, str]]:
        """The words, as they are written and as they are compared."""
        words = [(word, word) for word in without_slips(self.text).split()]
        if self.treatment is Treatment.HEAD:
            return [(HEADED * len(word), word) for word, _ in words]
        for at, (written, _) in enumerate(words):
            if written[0] in JOINED and (at or self.is_first):
                label = JOINED[written[0]]
                words[at] = written[0] + REST * (len(label) - 1) + written[1:], label + written[1:]
        return words


@dataclass(frozen=True, slots=True)
class Stream:
    """Pieces as one run, by where each starts; the characters as written and as compared (`signs`)."""

    starts: Mapping[int, Piece]
    written: str
    signs: str
    spaced: frozenset[int]
    """The positions of the characters that follow a blank."""
    places: tuple[Place, ...]
    """Where each character stands, and where the end is."""

    def place(self, at: int) -> Place:
        """Where a character stands; past the end, where the last one does."""
        return self.places[max(0, at)]

    def text(self, start: int, end: int) -> str:
        """The characters as written, with a blank wherever there was one or more."""
        signs = enumerate(self.plain(start, end), start)
        return "".join(f" {sign}" if at in self.spaced and at > start else sign for at, sign in signs)

    def plain(self, start: int, end: int) -> list[str]:
        """The characters as written, those of labels of columns included, and '' for the rest of a ⑴."""
        signs, own = self.signs[start:end], self.written[start:end].lstrip(REST)
        at = len(signs) - len(own)  # What is before belongs to a ⑴ that begins before: the 1 of (1).
        pairs = zip(own, signs[at:], strict=True)
        rest = (sign if written == HEADED else written.replace(REST, "") for written, sign in pairs)
        return [*signs[:at], *rest]

    def opening(self, place: Place) -> int:
        """Where the characters of a place begin; they stand in the order of their lines."""
        return bisect_left(self.places, place.line, key=lambda one: one.line)

    def opens(self, at: int) -> bool:
        """Whether a piece, or the end of all, begins here."""
        return at in self.starts or at == len(self.signs)

    def parted(self, at: int) -> bool:
        """Whether a piece begins here, or a blank stands before."""
        return self.opens(at) or at in self.spaced


def stream(pieces: Iterable[Piece], home: Place = NOWHERE) -> Stream:
    """Join pieces; those of blanks only are left out. `home` is the place of an empty stream.

    `spaced` has each word that follows a blank, in its own piece or at the end of the one before.
    """
    starts, spaced, places, blank = dict[int, Piece](), set(), list[Place](), False
    words: list[tuple[str, str]] = []
    for piece in pieces:
        blank = blank or piece.text[:1].isspace()
        found = piece.words
        if found:
            starts[len(places)] = piece
        for word in found:
            if blank:
                spaced.add(len(places))
            words.append(word)
            places += [piece.place] * len(word[0])
            blank = True
        blank = piece.text[-1:].isspace() or (blank and not found)
    written, signs = ("".join(several) for several in zip(*words, strict=True)) if words else ("", "")
    end = places[-1] if places else home
    return Stream(starts, written, in_text_forms(signs), frozenset(spaced), (*places, end))


def transcript_stream(agreement: Agreement, transcript: Transcript) -> Stream:
    """The cells of the transcript that are not declared as debris, without the head rows of annexes."""
    pieces = (
        Piece(f" {cell.text}", transcript.place(cell.ref.line), Treatment.HEAD)
        if is_label
        else Piece(f" {cell.text}", transcript.place(cell.ref.line), is_first=True)
        for cell, is_label in cells_in_order(agreement, transcript)
    )
    return stream(pieces, transcript.place(1))


def text_stream(agreement: Agreement, transcript: Transcript) -> Stream:
    """The witness reading of every text, in the order of the paper.

    An article's caption that has its own cell in the transcript stood above 第N条 on the paper. A note of an
    ordinance database stands in brackets.
    """
    whole = list(blocks((agreement.title, agreement.preamble, agreement.parts)))
    headings = {one.text for one in whole if isinstance(one, Article)}
    captions = {sign for cell in transcript.cells if (sign := comparable(cell.text))[0] == "（"}
    pieces: list[Piece] = []
    for text in whole:
        if isinstance(text, DatabaseNote):
            pieces.append(Piece(f"（{text.words}）", text.place, Treatment.NOTE))
        if not isinstance(text, Text):
            continue
        own = [
            Piece(one.witness, text.place, TREATMENTS.get(type(one), Treatment.IDENTICAL), not at)
            for at, one in enumerate(text.spans)
        ]
        pieces += _caption_first(own, captions) if text in headings else own
    return stream(pieces, agreement.title.place)


def _caption_first(pieces: list[Piece], captions: set[str]) -> list[Piece]:
    """The pieces of 第1条（目的） as （目的） and 第1条, if a cell of the paper is （目的）."""
    for index, piece in enumerate(pieces):
        name, bracket, rest = piece.text.partition("（")
        caption = [replace(piece, text=bracket + rest), *pieces[index + 1 :]]
        if bracket and comparable("".join(one.text for one in caption)) in captions:
            moved = [
                replace(one, treatment=Treatment.CAPTION) if one.treatment is Treatment.IDENTICAL else one
                for one in caption
            ]
            return [*moved, *pieces[:index], replace(piece, text=name)]
    return pieces
