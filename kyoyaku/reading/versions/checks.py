"""The rules about the versions of an agreement together: each follows from the one before."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kyoyaku.history.steps import steps
from kyoyaku.model.agreement import Agreement
from kyoyaku.problems import Place, Problem


def check_versions(agreement: Agreement) -> Iterator[Problem]:
    """Every problem of the versions together, and of the steps between them."""
    first, *later = agreement.versions
    if first.facts.changed_by:
        message = "最初の版には、changed_byを書きません。変更前の版のファイルも置いてください"
        yield Problem(first.facts.places["changed_by"], message, "version-order")
    for one in later:
        yield from _later(one, first)
    for before, after in pairwise(agreement.versions):
        yield from _formerly(before, after)
    if all(one.facts.changed_by for one in later):
        for step in steps(agreement):
            yield from step.proof.problems


def _later(one: Agreement, first: Agreement) -> Iterator[Problem]:
    """A later version says since when it is in force and by what, and keeps the date of the agreement."""
    places, top = one.facts.places, Place(one.path, 1)
    for name in ("in_force", "changed_by"):
        if name not in places:
            message = f"変更後の版には、基本情報に{name}を書きます"
            yield Problem(top, message, "version-order")
    if "concluded" in places and one.concluded != first.concluded:
        message = (
            f"concludedは、協約の{first.facts.date_is}の日で、どの版でも同じです。"
            f"最初の版では{first.concluded or 'unknown'}ですが、この版では{one.concluded or 'unknown'}です"
        )
        yield Problem(places["concluded"], message, "version-concluded")


def _formerly(before: Agreement, after: Agreement) -> Iterator[Problem]:
    """A former slug of an earlier version is repeated, so that its address leads on."""
    now = {one.slug for one in after.parties} | {entry.initiative.slug for entry in after.entries}
    for slug, former in before.facts.formerly.items():
        later = next((new for new, olds in after.facts.formerly.items() if slug in olds), slug)
        missing = [one for one in former if one not in after.facts.formerly.get(later, ())]
        if missing and later in now:
            message = (
                f"前の版のformerlyにある「{slug}: [{'、'.join(former)}]」が、この版にありません。"
                f"後の版でも「formerly: {{{later}: [{', '.join(missing)}]}}」と書きます"
            )
            yield Problem(after.facts.places.get("formerly", Place(after.path, 1)), message, "formerly")
