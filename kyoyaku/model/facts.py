"""The front matter of a version: what its text does not state in a form that a program can read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from kyoyaku.language.dates import Day
from kyoyaku.model.change import Abolished, Act, ChangedBy
from kyoyaku.model.text import DOCUMENT, WITNESS
from kyoyaku.problems import Place

KIND, DATE_IS = "協約", "締結"
"""What a text and its date are called, if the front matter says nothing else."""


class Status(Enum):
    """Whether the agreement is in force. The value is the word in the front matter."""

    UNKNOWN = "unknown"
    IN_FORCE = "in-force"
    AMENDED = "amended"
    ABOLISHED = "abolished"


@dataclass(frozen=True, slots=True)
class Party:
    """当事者. `key` is what the agreement calls it (甲), `code` its 全国地方公共団体コード, or ''."""

    key: str
    name: str
    slug: str
    code: str
    contact: str
    place: Place
    members: tuple[str, ...] = ()
    """The municipalities that are this party together: 名寄市 and 士別市."""
    short: str = ""
    """A short name for titles and crumbs."""
    is_open: bool = False
    """Whether it is a class of municipalities whose members change."""

    @property
    def called(self) -> str:
        """The name with the label: 旭川市（甲）. Where the name is the label, the name alone."""
        return self.name if self.key == self.name else f"{self.name}（{self.key}）"

    @property
    def area_code(self) -> str:
        """The 標準地域コード: `code` without its check digit."""
        return self.code[:5]


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body that has a role and does not sign: 山田広域事務組合."""

    name: str
    slug: str
    place: Place


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the site, by the settings; an official one is a municipality that publishes as itself.

    `site_name` is what the site is called, "" where its agreements say so. `colour` is the name of a row of
    templates/colours.csv, "" for the colours of the program; `logo` is the path of an image on the site.
    """

    name: str = ""
    is_official: bool = False
    contact: str = ""
    site_name: str = ""
    colour: str = ""
    logo: str = ""


UNOFFICIAL = Publisher()


@dataclass(frozen=True, slots=True)
class AttachmentFacts:
    """What differs for a second document: the date of its conclusion, what it is called."""

    title: str
    concluded: Day | None
    kind: str
    place: Place


@dataclass(frozen=True, slots=True)
class WitnessNotice:
    """The description of the transcript that the text was made from; `files` are in the version's folder."""

    files: tuple[str, ...]
    description: str
    remarks: tuple[str, ...]
    place: Place
    debris: str = ""
    """The file with what the text leaves out of the transcript; '' for debris.yml of the first version."""
    expected: str = ""
    """The file with what the text is known to have; '' for expected.yml of the first version."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The front matter. Empty and None are fields that are not there."""

    title: str = ""
    kind: str = KIND
    """What the text is called: 規約, 協定."""
    date_is: str = DATE_IS
    """The event on its date: 締結, 告示, 議決, 公布."""
    instrument: str = ""
    """What it was published as: 告示第55号."""
    concluded: Day | None = None
    """The date, as far as it is known; None if it is not. Every version has that of the agreement."""
    in_force: date | None = None
    """The first day on which the version is in force."""
    changed_by: tuple[ChangedBy, ...] = ()
    """The instruments that made the version of the one before; the first version has none."""
    procedure: tuple[Act, ...] = ()
    abolished: Abolished | None = None
    withdrawn: Abolished | None = None
    is_old_first: bool = False
    """Whether a 新旧対照表 has the old text at the left."""
    short: str = ""
    """A short name for all the parties, for titles and crumbs."""
    status: Status = Status.UNKNOWN
    checked_on: date | None = None
    """The day on which `status_source` confirmed the status."""
    status_source: str = ""
    summary: tuple[str, ...] = ()
    """A summary of the agreement in a few sentences of the editor."""
    basis: str = ""
    """The provision that the agreement rests on, as the text quotes it."""
    parties: tuple[Party, ...] = ()
    bodies: tuple[Organisation, ...] = ()
    """Bodies that have roles and do not sign."""
    no_role: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The keys of the parties that an initiative gives no role on paper, by its slug."""
    annex_columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The head row of an annex whose paper is a table, by the name of the annex; by '' that of all."""
    attachments: tuple[AttachmentFacts, ...] = ()
    """What differs for the second documents."""
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
        """What notes call the source of the text: 底本; 元の文書 if there is no transcript."""
        return WITNESS if self.witness else DOCUMENT
