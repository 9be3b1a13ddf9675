"""The facts of a version that its text does not say in a form to be read by a program."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from kyoyaku.problems import Place


class Status(Enum):
    """What is known of the agreement's standing. The value is the word in the front matter."""

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
    def area_code(self) -> str:
        """The 標準地域コード: `code` without its check digit."""
        return self.code[:5]


@dataclass(frozen=True, slots=True)
class WitnessNotice:
    """What is said of the transcript that the text was made from; `file` stands beside the version."""

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
    """When the status was asked for, and of whom (`status_source`)."""
    status_source: str = ""
    summary: tuple[str, ...] = ()
    """What the agreement is, in a few sentences of the editor's."""
    basis: str = ""
    """The provision that the agreement rests on, as the text quotes it."""
    parties: tuple[Party, ...] = ()
    other_instruments: tuple[str, ...] = ()
    """Names of other instruments whose articles the text cites: 基本契約 of 基本契約第9条."""
    witness: WitnessNotice | None = None
    descriptions: dict[str, str] = field(default_factory=dict)
    """The editor's words for initiatives whose name says nothing, by slug."""
    places: dict[str, Place] = field(default_factory=dict)
    """Where each field is written."""
