"""Problems of the content: a place, a rule, and a message that says how to correct it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kyoyaku import limits
from kyoyaku.language.characters import visible
from kyoyaku.language.wording import told_apart


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a file under the project, counted from 1."""

    path: str
    line: int
    at: int = 0
    """Tells texts of one line apart: the cells of a row of a table are counted from 1."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault: where it is, what is wrong and what would be right, and the stable name of the rule."""

    place: Place
    message: str
    rule: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message} ({self.rule})"


@dataclass(slots=True)
class Problems:
    """Collects problems while files are read, so that all of them are reported and not only the first.

    It stores at most `limits.PROBLEMS`; one more entry then says that the rest was dropped.
    """

    found: list[Problem] = field(default_factory=list)

    def add(self, place: Place, message: str, rule: str) -> None:
        self.extend((Problem(place, message, rule),))

    def extend(self, more: Iterable[Problem]) -> None:
        """Add problems until the limit is reached; a generator is not run any further then."""
        for one in more:
            if len(self.found) < limits.PROBLEMS:
                self.found.append(replace(one, message=visible(told_apart(one.message))))
                continue
            if len(self.found) == limits.PROBLEMS:
                message = f"誤りが{limits.PROBLEMS:,}件を超えました。残りは、これらを直した後に示します"
                self.found.append(Problem(one.place, message, "too-many-problems"))
            return


class ContentError(Exception):
    """The content has problems; nothing may be published from it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))
