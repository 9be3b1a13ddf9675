"""Slugs that are proposed for initiatives and parties."""

from __future__ import annotations

from collections.abc import Sequence


def proposed(names: Sequence[str]) -> list[str]:
    """A slug for each name, in order."""
    return [f"initiative-{number}" for number, _ in enumerate(names, start=1)]


def party_slug(name: str) -> str:
    """The slug of a municipality; '' if it is not known."""
    return ""
