"""The files under <agreement>/data/: their names, what they are, their bytes and checksums."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from kyoyaku.forms.akn import document as akn
from kyoyaku.forms.examples import EXAMPLES, Example
from kyoyaku.forms.json.agreement import FORMAT, SCHEMA, dumped, to_json
from kyoyaku.forms.json.schema import schema
from kyoyaku.forms.markdown import whole
from kyoyaku.forms.provenance import Provenance, provenance
from kyoyaku.forms.tables import csv_file as tables
from kyoyaku.forms.tables.assessment import Verdict, assess
from kyoyaku.forms.tables.csv_file import TYPES, Field, Table
from kyoyaku.forms.tables.fields import PROVENANCE
from kyoyaku.forms.tables.rows import tables as tables_of
from kyoyaku.model.agreement import Agreement

SUMS = "SHA256SUMS"
MARKDOWN = "agreement.md"
"""The publisher would make a page of it, so that the hook and not docs/ brings it to the site."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file: `form` names its format and version, `fields` are the columns of a table."""

    name: str
    title: str
    form: str
    content: str
    fields: tuple[Field, ...] = ()
    """But for those that every table has."""

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.content.encode())

    @property
    def sha256(self) -> str:
        """Of the file, to the byte."""
        return sha256(self.content.encode()).hexdigest()


def downloads(agreement: Agreement) -> tuple[Download, ...]:
    """The files of an agreement that stand in docs/, without their checksums."""
    data, xml = dumped(to_json(agreement)), akn.written(agreement)
    csv = "CSV（RFC 4180）、UTF-8（BOM付き）、改行はCRLF"
    return (
        Download("agreement.json", "全文、校訂及び基本情報", f"JSON（形式の版{FORMAT}）、UTF-8", data),
        Download(SCHEMA, "agreement.jsonの定義", "JSON Schema 2020-12、UTF-8", schema()),
        *(
            Download(table.name, table.title, csv, tables.written(table), _own(table))
            for table in tables_of(agreement)
        ),
        Download("agreement.akn.xml", "全文及び校訂の注", "XML（Akoma Ntoso 3.0）、UTF-8", xml),
    )


def _own(table: Table) -> tuple[Field, ...]:
    return tuple(field for field in table.fields if field not in PROVENANCE)


def markdown(agreement: Agreement) -> Download:
    """The whole text, which stands beside the others where the hook has run."""
    return Download(MARKDOWN, "全文", "Markdown（CommonMark）、UTF-8", whole.written(agreement))


def sums(files: Iterable[Download]) -> str:
    """The checksums as `sha256sum --check` reads them."""
    return "".join(f"{one.sha256}  {one.name}\n" for one in files)


def tables_in(files: Iterable[Download]) -> dict[str, str]:
    """The CSV files by name."""
    return {one.name: one.content for one in files if one.name.endswith(".csv")}


@dataclass(frozen=True, slots=True)
class Data:
    """What the page about the data shows."""

    provenance: Provenance
    downloads: tuple[Download, ...]
    verdicts: tuple[Verdict, ...]
    examples: tuple[Example, ...] = EXAMPLES
    common: tuple[Field, ...] = PROVENANCE
    """The columns that every table has."""
    types: Mapping[str, str] = field(default_factory=lambda: TYPES)


def data(agreement: Agreement) -> Data:
    """The files of an agreement, and how they keep the rule."""
    files = downloads(agreement)
    return Data(provenance(agreement), files, assess(tables_in(files)))
