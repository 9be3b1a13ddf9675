"""A run of the agreement's text with the editor's marks in it.

The source holds two readings at once: the *edited* text, which the site shows, and the *witness*
text, which the transcript has at that place. Every mark keeps both, and the reason for the change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from kyoyaku.problems import Place

WITNESS = "底本"
DOCUMENT = "元の文書"


class Certainty(Enum):
    """How sure the editor is of a mark. The value is the word in the source."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    UNSURE = "unsure"

    @property
    def label(self) -> str:
        return {"certain": "確実", "probable": "おそらく", "unsure": "不確か"}[self.value]


@dataclass(frozen=True, slots=True)
class Ref:
    """A place of the transcript: a line and, in a table row, a cell; both counted from 1."""

    line: int
    cell: int | None = None

    @property
    def written(self) -> str:
        """As an editor writes it: 139.1."""
        return f"{self.line}.{self.cell}" if self.cell else str(self.line)

    def __str__(self) -> str:
        return f"第{self.line}行" + (f"第{self.cell}欄" if self.cell else "")


@dataclass(frozen=True, slots=True)
class Note:
    """The editor's note on a mark: its certainty and its reason."""

    certainty: Certainty
    reason: str
    refs: tuple[Ref, ...] = ()
    source: str = WITNESS
    """What the text was made from: the document itself where the front matter names no witness."""

    @property
    def is_certain(self) -> bool:
        return self.certainty is Certainty.CERTAIN


@dataclass(frozen=True, slots=True)
class Plain:
    """Characters on which the witness and the editor agree."""

    edited: str
    is_lost = False

    @property
    def witness(self) -> str:
        return self.edited


@dataclass(frozen=True, slots=True)
class Corrected:
    """`{~~witness~>edited~~}`: the witness misreads these characters."""

    number: int
    witness: str
    edited: str
    note: Note
    id: str = ""
    kind = "校訂"
    is_lost = False


@dataclass(frozen=True, slots=True)
class Supplied:
    """`{++text++}`: not in the witness here; restored from elsewhere in it when the note has refs."""

    number: int
    content: tuple[Plain | Corrected, ...]
    note: Note
    id: str = ""
    witness = ""
    is_lost = False

    @property
    def edited(self) -> str:
        return "".join(span.edited for span in self.content)

    @property
    def moved(self) -> str:
        """What the witness has at the places that the note names."""
        return "".join(span.witness for span in self.content)

    @property
    def kind(self) -> str:
        return "復元" if self.note.refs else "補記"


@dataclass(frozen=True, slots=True)
class Struck:
    """`{--witness--}`: in the witness, but not of the agreement."""

    number: int
    witness: str
    note: Note
    id: str = ""
    edited = ""
    kind = "削除"
    is_lost = False


@dataclass(frozen=True, slots=True)
class Lost:
    """`{??}`, `{?24?}`, `{?-25?}`: text that the witness has lost; never guessed."""

    number: int
    note: Note
    length: int | None = None
    """Characters lost, or None where nothing tells."""
    at_most: bool = False
    """The length is an upper bound and not an estimate."""
    whole: str = WITNESS
    """What the page says is lost: 底本, 名称 for a whole name, or '' if there is no witness."""
    id: str = ""
    witness = ""
    kind = "欠落"
    is_lost = True

    @property
    def edited(self) -> str:
        return f"〔{self.whole}欠落〕"

    @property
    def extent(self) -> str:
        """The length in words, or nothing when it is unknown."""
        if self.length is None:
            return ""
        return f"{self.length}字以内" if self.at_most else f"約{self.length}字"


@dataclass(frozen=True, slots=True)
class PerhapsLost:
    """`{??}` with an unsure note: the text may go on here; it is complete as it stands."""

    number: int
    note: Note
    id: str = ""
    edited = ""
    witness = ""
    kind = "欠落の可能性"
    is_lost = False


@dataclass(frozen=True, slots=True)
class Illegible:
    """`{?witness?}`: there is text, but the witness's reading of it cannot be trusted."""

    number: int
    witness: str
    note: Note
    id: str = ""
    edited = "〔判読不能〕"
    kind = "判読不能"
    is_lost = True


Mark = Corrected | Supplied | Struck | Lost | PerhapsLost | Illegible
"""`number` counts the marks of a version, so it changes with any mark before. Addresses hold the `id`, which
says where the mark stands (`reading/parse.py`)."""
Span = Plain | Mark
"""Every span has two readings, `edited` and `witness`; `is_lost`: words are lost or cannot be read."""


@dataclass(frozen=True, slots=True)
class Text:
    """One printed paragraph, heading or label: spans in order, and the line it was written on."""

    spans: tuple[Span, ...]
    place: Place

    def __hash__(self) -> int:
        """The file and the line: quick, because pages look up texts over and over, and few share a line."""
        return hash((self.place.path, self.place.line))

    @property
    def edited(self) -> str:
        return "".join([span.edited for span in self.spans])  # quicker than a generator; it is asked for most

    @property
    def witness(self) -> str:
        return "".join(span.witness for span in self.spans)

    @property
    def is_lost(self) -> bool:
        """Whether words of the text are lost or cannot be read."""
        return any(span.is_lost for span in self.spans)

    def as_name(self, label: str) -> Text:
        """This text as a name: if all after its label is lost, the mark says that the name (名称) is lost."""
        if len(self.without(label).spans) == 1 and isinstance(lost := self.spans[-1], Lost):
            return Text((*self.spans[:-1], replace(lost, whole="名称")), self.place)
        return self

    def marks(self) -> Iterator[Mark]:
        """The marks in order; one inside another follows it."""
        for span in self.spans:
            if not isinstance(span, Plain):
                yield span
            if isinstance(span, Supplied):
                yield from (inner for inner in span.content if isinstance(inner, Corrected))

    def without(self, label: str) -> Text:
        """The text after its printed label and the blank that follows the label."""
        return Text(tuple(_cut(self.spans, len(label) + 1)), self.place) if label else self


def _cut(spans: Iterable[Span], length: int) -> Iterator[Span]:
    """The spans without their first `length` characters; a mark over the edge is shortened."""
    for span in spans:
        gone, length = min(length, len(span.edited)), max(0, length - len(span.edited))
        if gone < len(span.edited) or not gone:
            yield _shortened(span, gone) if gone else span


def _shortened(span: Span, gone: int) -> Span:
    match span:
        case Plain() | Corrected():
            return replace(span, edited=span.edited[gone:])
        case Supplied():
            kept = (part for part in _cut(span.content, gone) if isinstance(part, Plain | Corrected))
            return replace(span, content=tuple(kept))
        case _:
            return span
