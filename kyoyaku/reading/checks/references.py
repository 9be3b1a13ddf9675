"""The rule that a reference points to something of the same agreement."""

from __future__ import annotations

from collections.abc import Iterator

from kyoyaku.analysis.targets import pointers
from kyoyaku.model.agreement import Agreement
from kyoyaku.problems import Problem


def references_exist(agreement: Agreement) -> Iterator[Problem]:
    """Every reference to an article, a paragraph or an annex of this agreement has a target."""
    for pointer in pointers(agreement):
        if pointer.fault:
            message = f"「{pointer.reference.written}」とありますが、{pointer.fault}"
            yield Problem(pointer.text.place, message, "reference-missing")
