"""The kinds of file that may stand beside a version.

To add one: a reader in this folder, a row in LAYERS, and a field of `Layers` in `kyoyaku/model/layers.py`. A
reader yields the entries of the file and reports what is wrong. Its docstring shows an entry.
What else a new kind of file needs (schema, template, guide, sample) is in `guide/developing.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from kyoyaku.reading.layers.in_text import read_duty_kinds, read_laws, read_names, read_vocabulary
from kyoyaku.reading.layers.record import read_addresses, read_debris, read_errata, read_former_marks
from kyoyaku.reading.layers.residents import read_contacts, read_glossary, read_life, read_plain
from kyoyaku.reading.layers.side_file import SideFile


class Of(Enum):
    """The version of an agreement that a side file belongs to."""

    CURRENT = "the current one"
    READING = "the one whose front matter names it; without a name, the first"
    FIRST = "the first"
    EVERY = "each; the reader takes the entries about it"


@dataclass(frozen=True, slots=True)
class Layer:
    """A kind of side file: its name, the field of `Layers` that it fills, its reader, and its version."""

    file: str
    field: str
    read: Callable[[SideFile], Iterator[object]]
    of: Of = Of.CURRENT


LAYERS = (
    Layer("debris.yml", "debris", read_debris, Of.READING),
    Layer("vocabulary.yml", "vocabulary", read_vocabulary),
    Layer("names.yml", "names", read_names),
    Layer("duties.yml", "duty_kinds", read_duty_kinds),
    Layer("laws.yml", "laws", read_laws),
    Layer("life.yml", "life", read_life),
    Layer("plain.yml", "plain", read_plain),
    Layer("glossary.yml", "glossary", read_glossary),
    Layer("contacts.yml", "contacts", read_contacts),
    Layer("corrections.yml", "errata", read_errata, Of.EVERY),
    Layer("addresses.txt", "addresses", read_addresses),
    Layer("former-marks.yml", "former_marks", read_former_marks, Of.FIRST),
)
EXPECTED = "expected.yml"
