"""The kinds of YAML file that may stand beside a version.

To add one: a function in a file of this folder, a row in LAYERS, the value that it returns in
`kyoyaku/model/layers.py`, and a field of Agreement for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kyoyaku.reading.layers.debris import read_debris
from kyoyaku.reading.layers.duties import read_duty_kinds
from kyoyaku.reading.layers.laws import read_laws
from kyoyaku.reading.layers.life import read_life
from kyoyaku.reading.layers.names import read_names
from kyoyaku.reading.layers.side_file import SideFile
from kyoyaku.reading.layers.vocabulary import read_vocabulary


@dataclass(frozen=True, slots=True)
class Layer:
    """A kind of side file: its name, the field of Agreement that it fills, and its reader."""

    file: str
    field: str
    read: Callable[[SideFile], Iterator[object]]


LAYERS = (
    Layer("debris.yml", "debris", read_debris),
    Layer("vocabulary.yml", "vocabulary", read_vocabulary),
    Layer("names.yml", "names", read_names),
    Layer("duties.yml", "duty_kinds", read_duty_kinds),
    Layer("laws.yml", "laws", read_laws),
    Layer("life.yml", "life", read_life),
)
EXPECTED = "expected.yml"
"""Fills no field: it says what must be true of the agreement with all its layers."""
