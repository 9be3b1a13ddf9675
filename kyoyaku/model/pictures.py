"""The files of the images that a text shows."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Picture:
    """A file beside the version, by its name, and its bytes."""

    file: str
    data: bytes = field(repr=False)
