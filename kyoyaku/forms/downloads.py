"""The files under <agreement>/data/: their names, what they are, their content and checksums.

A new form is a module in this folder, a row here, and its name in pages/published.py; the page about the data
lists all rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from kyoyaku.forms.akn.document import write_akn
from kyoyaku.forms.json.agreement import FORMAT, SCHEMA, schema, write_json
from kyoyaku.forms.markdown.whole import write_markdown
from kyoyaku.forms.provenance import Provenance, provenance
from kyoyaku.forms.tables.assessment import lapses
from kyoyaku.forms.tables.csv_file import COMMON, CsvColumn, CsvTable, write_csv
from kyoyaku.forms.tables.tables import changes, roles, tables
from kyoyaku.forms.word.changes import write_docx
from kyoyaku.forms.word.whole import write_agreement
from kyoyaku.history.steps import Step, steps
from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.addresses import address, change_path
from kyoyaku.pages.published import role_folders

SUMS = "SHA256SUMS"
DOCX = "Word（Office Open XML）、A4判"
XLSX = "Excel（Office Open XML）"
CSV = "CSV（RFC 4180）、UTF-8（BOM付き）、改行はCRLF"


@dataclass(frozen=True, slots=True)
class Download:
    """A file: `form` names its format and version, `columns` are those of a table."""

    name: str
    title: str
    form: str
    content: str | bytes
    columns: tuple[CsvColumn, ...] = ()
    """Without those that every table has."""

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.content.encode() if isinstance(self.content, str) else self.content

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""
        return sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Data:
    """What the page about the data shows."""

    provenance: Provenance
    downloads: tuple[Download, ...]
    roles: tuple[Download, ...]
    """The files of the parties, in the folders of their pages; the names begin with the folder."""
    changes: tuple[Download, ...]
    """The files of the steps, likewise."""
    lapses: Mapping[str, str]
    """Rules of machine-readable data that are not kept: `assessment.lapses`."""
    common: tuple[CsvColumn, ...] = COMMON
    """The columns that every table has."""


def data(agreement: Agreement) -> Data:
    """The files of an agreement that are written to docs/, and what the page says of them."""
    own, changed = tables(agreement), [(step, changes(step)) for step in steps(agreement)]
    schema_form = "JSON Schema 2020-12、UTF-8"
    json_form = f"JSON（形式の版{FORMAT}）、UTF-8"
    akn_form = "XML（Akoma Ntoso 3.0）、UTF-8"
    files = (
        Download("agreement.json", "全文、校訂及び基本情報", json_form, write_json(agreement)),
        Download(SCHEMA, "agreement.jsonの定義", schema_form, schema()),
        *map(_csv, own),
        Download("agreement.docx", "全文（校訂の注は脚注）", DOCX, write_agreement(agreement)),
        Download("agreement.akn.xml", "全文及び校訂の注", akn_form, write_akn(agreement)),
    )
    lapsed = lapses((*own, *(table for _, table in changed)))
    return Data(provenance(agreement), files, tuple(_roles(agreement)), tuple(_changes(changed)), lapsed)


def _csv(table: CsvTable, folder: str = "") -> Download:
    return Download(f"{folder}{table.name}", table.title, CSV, write_csv(table), table.own)


def _roles(agreement: Agreement) -> Iterator[Download]:
    for folder, (version, party) in role_folders(agreement).items():
        from kyoyaku.forms.workbook import write_xlsx  # a check would wait for its import

        table = roles(version, party)
        yield Download(f"{folder}roles.xlsx", table.title, XLSX, write_xlsx(version, table))
        yield _csv(table, folder)


def _changes(changed: Iterable[tuple[Step, CsvTable]]) -> Iterator[Download]:
    for step, table in changed:
        folder = address(step.after, change_path(step.after))
        yield Download(f"{folder}changes.docx", table.title, DOCX, write_docx(step))
        yield _csv(table, folder)


def markdown(agreement: Agreement) -> Download:
    """agreement.md. It is added to site/ after the pages are built: in docs/ it would become a page."""
    form = "Markdown（CommonMark）、UTF-8"
    return Download("agreement.md", "全文", form, write_markdown(agreement))


def sums(files: Iterable[Download]) -> str:
    """The text of SHA256SUMS, as `sha256sum --check` reads it."""
    return "".join(f"{one.sha256}  {one.name}\n" for one in files)
