"""The front matter of a version: what its text does not state in a form that a program can read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from kyoyaku.model.text import DOCUMENT, WITNESS
from kyoyaku.problems import Place


class Status(Enum):
    """Whether the agreement is in force. The value is the word in the front matter."""

    UNKNOWN = "unknown"
    IN_FORCE = "in-force"
    AMENDED = "amended"
    ABOLISHED = "abolished"


@dataclass(frozen=True, slots=True)
class Party:
    """当事者. `key` is what the agreement calls it (甲), `code` its 全国地方公共団体コード."""

    key: str
    name: str
    slug: str
    code: str
    contact: str
    place: Place

    @property
    def called(self) -> str:
        """The name with the label: 旭川市（甲）. Where the name is the label, the name alone."""
        return self.name if self.key == self.name else f"{self.name}（{self.key}）"

    @property
    def area_code(self) -> str:
        """The 標準地域コード: `code` without its check digit."""
        return self.code[:5]


@dataclass(frozen=True, slots=True)
class WitnessNotice:
    """The description of the transcript that the text was made from; `file` is in the version's folder."""

    file: str
    description: str
    remarks: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Facts:
    """The front matter. Empty and None are fields that are not there."""

    title: str = ""
    concluded: date | None = None
    status: Status = Status.UNKNOWN
    checked_on: date | None = None
    """The day on which `status_source` confirmed the status."""
    status_source: str = ""
    summary: tuple[str, ...] = ()
    """A summary of the agreement in a few sentences of the editor."""
    basis: str = ""
    """The provision that the agreement rests on, as the text quotes it."""
    parties: tuple[Party, ...] = ()
    other_instruments: tuple[str, ...] = ()
    """Names of other instruments whose articles the text cites: 基本契約 of 基本契約第9条."""
    witness: WitnessNotice | None = None
    descriptions: dict[str, str] = field(default_factory=dict)
    """The editor's words for initiatives whose name says nothing, by slug."""
    formerly: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The slugs that initiatives and parties had before, by their slugs of today."""
    places: dict[str, Place] = field(default_factory=dict)
    """Where each field is written."""

    @property
    def source(self) -> str:
        """What the notes of the marks call what the text was made from."""
        return WITNESS if self.witness else DOCUMENT
