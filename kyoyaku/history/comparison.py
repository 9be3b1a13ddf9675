"""The diff of two versions: what each provision has become, and the rows of a 新旧対照表.

Provisions are not matched by number: after an insertion every later article has another number and the
same words. If an instrument was read, it says what moves and what is new. Otherwise initiatives are
matched by slug, articles by number and caption, then by caption, and all others by their words, in order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from itertools import chain, groupby

from kyoyaku.history.units import Unit
from kyoyaku.history.words import Pieces, marked

SAME = 0.6
"""Two provisions match, whatever their numbers, if at least this share of their words is equal (`alike`)."""
ALIKE = 0.4
"""The share that is enough if there is only one provision of the kind on either side."""
SOLE = {"agreement", "title", "preamble", "annex", "section", "attached", "supplement", "chapter", "row"}
"""Kinds that match whatever their words, if there is only one of the kind on either side."""
NUMBERED = {"article", "paragraph", "item"}
INNER = {"paragraph", "item", "continuation", "row", "line", "table", "tablerow", "cell"}
"""Kinds that stand under a heading, as a row of a 新旧対照表 shows them."""


@dataclass(frozen=True, eq=False)
class Pair:
    """A unit of the old text and what it has become; one of them is None if it was added or removed."""

    old: Unit | None
    new: Unit | None
    below: tuple[Pair, ...] = field(default=(), repr=False)
    is_elsewhere: bool = False
    """Whether it has moved under another heading, or behind a sister that it stood before."""

    @property
    def unit(self) -> Unit:
        """The new unit, or the old one if it was removed."""
        found = self.new or self.old
        assert found
        return found

    @property
    def is_moved(self) -> bool:
        """Whether it has another number, label or place."""
        old, new = self.old, self.new
        has_another = old and new and (old.number != new.number or old.label != new.label)
        return bool(has_another or self.is_elsewhere)

    @property
    def is_reworded(self) -> bool:
        """Whether its own words differ, apart from its number."""
        return not (self.old and self.new) or self.old.name != self.new.name

    @cached_property
    def is_changed(self) -> bool:
        """Whether it, or anything in it, differs."""
        return self.is_moved or self.is_reworded or any(one.is_changed for one in self.below)

    def walk(self) -> Iterator[Pair]:
        """The pair and all pairs below it."""
        yield self
        for one in self.below:
            yield from one.walk()


def paired(
    old: Unit,
    new: Unit,
    former: Mapping[str, Collection[str]],
    known: Mapping[Unit, Unit] | None = None,
    added: Collection[Unit] = (),
) -> Pair:
    """The pairs of two texts. `former` gives for a slug those that it had before.

    `known` and `added` come from an instrument: the old unit of new ones, and the units that it inserted.
    """
    by_slug = {one.slug: one for one in old.walk() if one.kind == "initiative"}
    kept = dict(known or {})
    for one in new.walk():
        if one.kind == "initiative":
            slugs = [slug for slug in (one.slug, *former.get(one.slug, ())) if slug in by_slug]
            kept.pop(one, None)
            if slugs:
                kept[one] = by_slug[slugs[0]]
    pairing = _Pairing(kept, added)
    # Articles match across chapters.
    kept |= pairing.partners(_articles(old), _articles(new))
    return pairing.pair(old, new)


def _articles(root: Unit) -> list[Unit]:
    """The articles of the document itself, also those in chapters."""
    inner = (one for part in root.below if part.kind in ("article", "chapter") for one in part.walk())
    return [one for one in inner if one.kind == "article"]


def _words(unit: Unit) -> str:
    """All words of a unit and of what is below it, without its number."""
    return "\n".join((unit.name, *(one.text for below in unit.below for one in below.walk())))


@dataclass(frozen=True, slots=True)
class _Pairing:
    kept: Mapping[Unit, Unit]
    """The old unit of new ones, as far as it is known, wherever they stood."""
    added: Collection[Unit]

    def pair(self, old: Unit | None, new: Unit | None, is_elsewhere: bool = False) -> Pair:
        """The pair of two units with all below them; `old` is None if added, `new` is None if removed."""
        below = self._below(old.below if old else [], new.below if new else [])
        return Pair(old, new, tuple(below), is_elsewhere)

    def _below(self, old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[Pair]:
        """The pairs of two lists in the order of the new one; a removed unit stands where it stood."""
        partners, passed = self.partners(old, new), set[Unit]()
        taken = {*partners.values(), *self.kept.values()}
        for was, one in in_order(old, new, partners):
            if one:
                is_elsewhere = was is not None and (was in passed or was not in old)
                yield self.pair(was, one, is_elsewhere)
            elif was:
                passed.add(was)
                if was not in taken:
                    yield self.pair(was, None)

    def partners(self, old: Sequence[Unit], new: Sequence[Unit]) -> dict[Unit, Unit]:
        """Match two lists: {new unit: old unit}; a unit without a match is left out."""
        found = {one: self.kept[one] for one in new if one in self.kept}
        taken = set(self.kept.values())

        def left(kind: str) -> tuple[list[Unit], list[Unit]]:
            gone = taken.union(found.values())
            olds = [one for one in old if one.kind == kind and one not in gone]
            return olds, [
                one for one in new if one.kind == kind and one not in self.added and one not in found
            ]

        for kind in dict.fromkeys(one.kind for one in new if one.kind != "initiative"):
            for key in (_heading, _caption, _words) if kind == "article" else (_words,):
                olds, news = left(kind)
                by_key = defaultdict[object, list[Unit]](list)
                for one in olds:
                    by_key[key(one)].append(one)
                found |= {one: by_key[key(one)].pop(0) for one in news if key(one) and by_key[key(one)]}
            found |= aligned(*left(kind))
            if kind in NUMBERED:
                # Of the rest, those with the same number or label match: 第3条（費用） and 第3条 削除.
                olds, news = left(kind)
                rest = {one.number or one.label: one for one in olds}
                both = ((one, rest.pop(one.number or one.label, None)) for one in news)
                found |= {one: was for one, was in both if was}
        return found


def _heading(unit: Unit) -> object:
    return unit.number, unit.name


def _caption(unit: Unit) -> object:
    return "" if "削除" in unit.name else unit.name


def aligned(old: Sequence[Unit], new: Sequence[Unit]) -> dict[Unit, Unit]:
    """Match two lists by words, without crossing: {new: old}; the most alike are matched first."""
    is_sole = len(old) == len(new) == 1
    if is_sole and old[0].kind in SOLE:
        return {new[0]: old[0]}
    was, now = [_words(one) for one in old], [_words(one) for one in new]
    pairs = sorted((-alike(one, other), a, b) for a, one in enumerate(was) for b, other in enumerate(now))
    found: list[tuple[int, int]] = []
    for likeness, a, b in pairs:
        is_alike = -likeness >= (ALIKE if is_sole else SAME)
        if is_alike and all((a - before) * (b - behind) > 0 for before, behind in found):
            found.append((a, b))
    return {new[b]: old[a] for a, b in found}


def in_order(
    old: Sequence[Unit], new: Sequence[Unit], partners: Mapping[Unit, Unit]
) -> Iterator[tuple[Unit | None, Unit | None]]:
    """Yield (old, new) in the new order; a removed unit, (old, None), stands where it stood."""
    rest = list(old)
    for one in new:
        was = partners.get(one)
        while was in rest and rest[0] is not was:
            yield rest.pop(0), None
        if was in rest:
            rest.remove(was)
        yield was, one
    yield from ((one, None) for one in rest)


def alike(old: str, new: str) -> float:
    """The share of two texts that is equal, from 0 to 1; 0 if it is below ALIKE."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A row of a 新旧対照表: a heading or a paragraph, as it was and as it is; () where there is none.

    `kind` is changed, added, removed, moved, context (a heading above a change) or omitted (（略） for what
    stays the same in an article or an initiative).
    """

    pair: Pair
    kind: str
    old: Pieces
    new: Pieces
    group: Pair
    """The article, the initiative or the heading that it is, or that it stands under."""

    @property
    def is_change(self) -> bool:
        """Whether it shows what differs, and not only what stands around it."""
        return self.kind not in ("context", "omitted")


def lines(pair: Pair, group: Pair | None = None) -> Iterator[ComparedLine]:
    """The rows of what differs, each with the headings above it, in the order of the new text."""
    group = group if group and pair.unit.kind in INNER else pair
    if pair.unit.kind == "tablerow":
        yield _of_cells(pair, group)
        return
    if line := _line(pair, group):
        yield line
    for (is_changed, _), run in groupby(pair.below, key=lambda one: (one.is_changed, not one.unit.label)):
        first, *others = run
        if is_changed:
            yield from (line for one in (first, *others) for line in lines(one, group))
        elif pair.unit.kind in ("article", "initiative", "row"):
            yield _omitted([first, *others], group)


def _omitted(run: Sequence[Pair], group: Pair) -> ComparedLine:
    """（略） for what stays of an article or an initiative: 2～4 （略）."""
    labels = list(dict.fromkeys(one.unit.label for one in (run[0], run[-1]) if one.unit.label))
    words: Pieces = (("～".join(labels) + " （略）" if labels else "（略）", False),)
    return ComparedLine(run[0], "omitted", words, words, group)


def _line(pair: Pair, group: Pair) -> ComparedLine | None:
    old, new = pair.old, pair.new
    if not pair.unit.text:
        return None
    if not (old and new):
        was, now = (((one.text, True),) if one else () for one in (old, new))
        return ComparedLine(pair, "added" if new else "removed", was, now, group)
    if pair.is_reworded or pair.is_moved:
        kind = "changed" if pair.is_reworded else "moved"
        return ComparedLine(pair, kind, *marked(old.text, new.text), group)
    if pair.unit.kind in ("paragraph", "item"):
        return _omitted([pair], group)  # nothing but an item below it has changed
    return ComparedLine(pair, "context", ((old.text, False),), ((new.text, False),), group)


def _of_cells(row: Pair, group: Pair) -> ComparedLine:
    """The cells of a row of a table as one row, separated by full-width blanks."""
    cells = [line for one in row.walk() if (line := _line(one, group))]
    old, new = (
        tuple(chain.from_iterable((*one, ("　", False)) for one in side if one))[:-1]
        for side in ([line.old for line in cells], [line.new for line in cells])
    )
    kind = "changed" if row.old and row.new else "added" if row.new else "removed"
    return ComparedLine(row, kind, old, new, group)
