"""The history of each provision over the versions, and which provisions an address had before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kyoyaku.history.comparison import Pair
from kyoyaku.history.steps import Step, steps
from kyoyaku.history.units import Unit
from kyoyaku.model.agreement import Agreement, State
from kyoyaku.model.facts import Party
from kyoyaku.model.parts import Article, Chapter, Closing, Initiative, Part
from kyoyaku.model.text import Text
from kyoyaku.pages.addresses import article_paths, page_path

Subject = Part | Initiative | None
"""What has a history: a part, an initiative, the preamble (None)."""


@dataclass(frozen=True)
class Event:
    """What a step did to a provision."""

    step: Step
    pair: Pair


@dataclass(frozen=True)
class Former(Event):
    """A provision that had an address until a step gave the address to another provision or to none."""

    subject: Subject
    """The provision in the version before the step."""
    path: str
    """The path under docs/ of the page where it is now; '' if it is gone."""


def past(agreement: Agreement) -> tuple[Step, ...]:
    """The steps that have led to the current version, in their order."""
    return tuple(one for one in steps(agreement) if one.after.state in (State.PAST, State.CURRENT))


def events(agreement: Agreement, subject: Subject | Text, coming: bool = False) -> Iterator[Event]:
    """The changes of a provision, or of a text in one, by past steps, the latest first.

    With `coming`: those by future steps, the next one first.
    """
    there, key = past(agreement), _key(subject)
    for step in steps(agreement)[len(there) : len(agreement.versions) - 1] if coming else reversed(there):
        pair = _pairs(step, not coming).get(key)
        if pair and pair.is_changed:
            yield Event(step, pair)
        unit = pair and (pair.new if coming else pair.old)
        if not unit:
            return
        key = _of(unit)


def former_names(agreement: Agreement, heading: Text) -> Iterator[tuple[str, Step]]:
    """The former names of a title, an article (連絡会議) or an initiative, and the steps that ended them."""
    for one in events(agreement, heading):
        if one.pair.old and one.pair.old.name and one.pair.is_reworded:
            yield one.pair.old.bare, one.step


def former_parties(agreement: Agreement) -> Iterator[tuple[Party, Agreement]]:
    """Parties whose label (乙) means another party now, each with its last version, the latest first."""
    slugs = {one.key: {one.slug, *agreement.facts.formerly.get(one.slug, ())} for one in agreement.parties}
    for version in reversed(agreement.earlier):
        for one in version.parties:
            if one.slug not in slugs.setdefault(one.key, {one.slug}):
                slugs[one.key].add(one.slug)
                yield one, version


def _key(subject: Subject | Text) -> object:
    """The key of a provision in its version: its heading, or a word for preamble and closing, without one."""
    if subject is None:
        return "preamble"
    if isinstance(subject, Text):
        return subject
    return "closing" if isinstance(subject, Closing) else subject.text


def _of(unit: Unit) -> object:
    return unit.source or unit.kind


@lru_cache(maxsize=128)
def _pairs(step: Step, is_new: bool = False) -> Mapping[object, Pair]:
    """{key of the provision in the old (`is_new`: the new) version: its pair} of a step."""
    every = ((one.new if is_new else one.old, one) for one in step.pair.walk())
    return {_of(unit): one for unit, one in every if unit}


@lru_cache(maxsize=8)
def former(agreement: Agreement) -> Mapping[str, tuple[Former, ...]]:
    """{path under docs/: the provisions that had it before, the latest first}.

    Only paths that have another provision now, or none. A provision that became 第3条 削除 before it was
    removed comes with its last real text.
    """
    found = defaultdict[str, list[Former]](list)
    steps = past(agreement)
    for at, step in enumerate(steps):
        after = provisions(step.after)
        for path, subject in provisions(step.before).items():
            pair, new = _pairs(step)[_key(subject)], after.get(path)
            is_kept = pair.new and path in after and _key(new) == _of(pair.new)
            if not is_kept or getattr(new, "is_deleted", False) > getattr(subject, "is_deleted", False):
                key = followed(steps[at:], _key(subject))
                now = next((to for to, one in provisions(agreement).items() if _key(one) == key), "")
                if now != path:
                    found[path].append(Former(step, pair, subject, now))
    return {path: tuple(reversed(several)) for path, several in found.items()}


@lru_cache(maxsize=8)
def present(agreement: Agreement) -> Mapping[str, str]:
    """{slug, current or former: path of the page that the initiative has now}."""
    named, of = [one.initiative for one in agreement.entries], agreement.facts.formerly.get
    return {slug: page_path(agreement, one) for one in named for slug in (one.slug, *of(one.slug, ()))}


def followed(steps: Sequence[Step], key: object) -> object:
    """The key of a text, preamble or closing after some steps, from its key before; '' if it was removed."""
    for step in steps:
        pair = _pairs(step).get(key)
        key = _of(pair.new) if pair and pair.new else ""
    return key


@lru_cache(maxsize=64)
def provisions(version: Agreement) -> Mapping[str, Subject]:
    """{path of the page: provision} of a version, without chapters, which have no page.

    第2条及び第3条 削除 has two paths.
    """
    found: dict[str, Subject] = {page_path(version, None): None} if version.preamble else {}
    for part in (one.part for one in version.standing if not isinstance(one.part, Chapter)):
        paths = article_paths(version, part) if isinstance(part, Article) else [page_path(version, part)]
        found |= dict.fromkeys(paths, part)
    return found | {page_path(version, one.initiative): one.initiative for one in version.entries}
