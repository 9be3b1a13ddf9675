"""How many steps at random are drafted, with which commands, and how many sentences of the cases are read.

make bench-steps
"""

from __future__ import annotations

import os
from collections import Counter
from random import Random
from unittest.mock import patch

from kyoyaku.history.drafting import draft
from kyoyaku.history.steps import steps
from kyoyaku.problems import ContentError
from kyoyaku.reading.load import load
from kyoyaku.reading.versions.versions import AS_OF
from testing.project import FIXTURES
from testing.steps import FORMS, forms, random_step

STEPS = 1_000


def main() -> None:
    counts = Counter[str]()
    _draft(counts)
    print(f"{counts['drafted']} of {STEPS} steps at random are drafted, in {counts['sentences']} sentences:")
    print("".join(f"  {form}: {counts[form]}\n" for form in FORMS), end="")
    for case in sorted((FIXTURES / "time").iterdir()):
        with patch.dict(os.environ, {AS_OF: "2026-11-27"}):
            try:
                several = [step for agreement in load(case) for step in steps(agreement)]
            except ContentError:
                continue
        for step in several:
            instruments = [one.instrument for one in step.after.facts.changed_by if one.instrument]
            counts["written"] += sum(len(one.provisions) for made in instruments for one in made.articles)
            counts["unread"] += len(step.proof.unread)
    read = counts["written"] - counts["unread"]
    print(f"{read} of {counts['written']} sentences of the cases are read")


def _draft(counts: Counter[str]) -> None:
    random = Random(17)
    several = [one for case in sorted((FIXTURES / "structures").iterdir()) for one in load(case)]
    for at in range(STEPS):
        step = random_step(several[at % len(several)], random)
        made = draft(step)
        counts["drafted"] += made is not None
        for sentence in made or ():
            counts.update(["sentences", *forms(sentence, step)])


if __name__ == "__main__":
    main()
