"""The rows of the 新旧対照表 of a step, for its page and for all other forms of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from markupsafe import Markup

from kyoyaku.analysis.targets import Target
from kyoyaku.history import units
from kyoyaku.history.comparison import Line, Pair
from kyoyaku.history.steps import Step
from kyoyaku.history.units import Unit
from kyoyaku.history.words import Pieces
from kyoyaku.language.wording import sentences
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.change import ChangedBy, Instrument
from kyoyaku.model.parts import Supplement
from kyoyaku.model.text import Text
from kyoyaku.pages.addresses import TextPlace, address, text_places, version_path
from kyoyaku.pages.citations import named_place
from kyoyaku.pages.links import AddressOf, cross_references
from kyoyaku.pages.markup import in_html, markdown
from kyoyaku.pages.page_list import NamedLink, Page


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
    anchor: str
    """The place on the page of the new version: article-4-p2."""
    old_anchor: str

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


def groups(step: Step) -> Iterator[tuple[Compared, ...]]:
    """The rows of an article or an initiative together, with the headings above it."""
    above: tuple[Compared, ...] = ()
    for _, own in groupby(compared(step), key=lambda one: one.line.group):
        above += tuple(own)
        if any(one.line.is_change for one in above):
            yield above
            above = ()


def counts(pair: Pair) -> Counter[str]:
    """How many places were changed, added, removed and moved; what comes or goes as a whole is one."""
    if not (pair.old and pair.new):
        return Counter(["added" if pair.new else "removed"])
    kind = "changed" if pair.is_reworded else "moved" if pair.is_moved else ""
    return sum(map(counts, pair.below), Counter([kind] if kind else []))


def instruments(step: Step) -> Iterator[ChangedBy]:
    """The instruments of a step, each behind those that changed it before it took effect."""
    return _instruments(step.after.facts.changed_by)


def _instruments(several: Iterable[ChangedBy]) -> Iterator[ChangedBy]:
    for one in several:
        yield from _instruments(one.changed_by)
        yield one


def sentence(step: Step, text: Text, page: Page, address_of: AddressOf) -> Markup:
    """A sentence of an instrument in HTML; what it names leads to the version that it changes."""
    links = cross_references(step.before).named(text, page, address_of)
    return in_html(markdown(text.edited, links))


def has_more(instrument: Instrument) -> bool:
    """Whether its 附則 says more than when it takes effect: 経過措置."""
    supplements = units.units(one for one in instrument.parts if isinstance(one, Supplement))
    said = (sentences(text.text) for one in supplements for unit in one.below for text in units.texts(unit))
    return sum(map(len, said)) > 1


def astray(step: Step) -> Iterator[tuple[NamedLink, str, str, str]]:
    """The references in words that stay which mean another provision than before (ハネ改正).

    Each with its place, as it is written, and what it meant and means now.
    """
    pairs = [(one.old.source, one.new.source, one) for one in step.pair.walk() if one.old and one.new]
    lines = {old.place.line: new.place.line for old, new, _ in pairs if old and new}
    before, after = (cross_references(one).pointers for one in (step.before, step.after))
    for old, new, pair in pairs:
        if old and new and not pair.is_reworded:
            for was, now in zip(before.get(old, ()), after.get(new, ()), strict=False):
                first, then = was.targets[0], now.targets[0]
                if lines.get(first.line) != then.line:
                    place = named_place(step.after, text_places(step.after)[new].address)
                    yield place, now.reference.written, _called(first), _called(then)


def _called(target: Target) -> str:
    return target.name if target.anchor else target.part.text.edited


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
        new.whole if new else "",
        old.whole if old else "",
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
