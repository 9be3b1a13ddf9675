"""The rules that an agreement must meet before it is published.

A rule is a function: an agreement goes in, a Problem comes out for every place that breaks the rule, and
the docstring states the rule. To add one, write it in a file of this folder, put it into the RULES
at the end of that file, and add a case to tests/fixtures/check. What prevents a text from being read
at all is reported earlier, by `source_text`, `blocks` and `parse`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kyoyaku.model.agreement import Agreement
from kyoyaku.problems import Problem
from kyoyaku.reading.checks import addresses, facts, images, structure, text

Rule = Callable[[Agreement], Iterator[Problem]]
RULES: tuple[Rule, ...] = (*facts.RULES, *structure.RULES, *text.RULES, *images.RULES, *addresses.RULES)


def check(agreement: Agreement) -> Iterator[Problem]:
    """Every problem that the rules find in an agreement."""
    for rule in RULES:
        yield from rule(agreement)
