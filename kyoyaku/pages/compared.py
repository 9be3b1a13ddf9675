"""The rows of the 新旧対照表 of a step, for its page and for all other forms of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kyoyaku.history.comparison import Line
from kyoyaku.history.steps import Step
from kyoyaku.history.units import Unit
from kyoyaku.history.words import Pieces
from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.addresses import TextPlace, address, text_places, version_path
from kyoyaku.pages.citations import named_place


@dataclass(frozen=True, slots=True)
class Compared:
    """A row: what a place was and what it is. A place that is not there is ''."""

    id: str
    """Its anchor on the page: article-4-p2; was-article-4-p3 for what is gone."""
    line: Line
    name: str
    """The place in the new text, as it is cited: 第4条第2項."""
    old_name: str
    address: str
    """The address of the place under the agreement, as in the new version: articles/4/#p2."""
    old_address: str

    @property
    def kind(self) -> str:
        """changed, added, removed, moved, context or omitted."""
        return self.line.kind

    @property
    def old(self) -> Pieces:
        """The old text in pieces, each with whether it is underlined."""
        return self.line.old

    @property
    def new(self) -> Pieces:
        """The new text in pieces."""
        return self.line.new


@lru_cache(maxsize=64)
def compared(step: Step) -> tuple[Compared, ...]:
    """The rows of a step in their order."""
    return tuple(_row(step, line) for line in step.lines)


def _row(step: Step, line: Line) -> Compared:
    new, old = _place(step.after, line.pair.new), _place(step.before, line.pair.old)
    anchor = new.whole or "title" if new else f"was-{old.whole if old else ''}"
    if line.kind == "omitted":
        anchor = f"{anchor}-omitted"
    return Compared(
        anchor,
        line,
        _name(step.after, new),
        _name(step.before, old),
        new.address if new else "",
        old.address if old else "",
    )


def lasting(version: Agreement, unit: Unit | None) -> str:
    """Where a provision is read in its version for ever: versions/2021-03-25/#article-4-p2; '' for none."""
    place = _place(version, unit)
    return address(version, version_path(version), place.whole) if place else ""


def _place(version: Agreement, unit: Unit | None) -> TextPlace | None:
    return text_places(version).get(unit.source) if unit and unit.source else None


def _name(version: Agreement, place: TextPlace | None) -> str:
    if place is None:
        return ""
    return named_place(version, place.address).name if place.address else "題名"
