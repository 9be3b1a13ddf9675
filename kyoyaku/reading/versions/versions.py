"""Which versions there are, by the names of their files, and which is current on a day in Japan."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from kyoyaku.model.agreement import UNDATED
from kyoyaku.model.change import ChangedBy
from kyoyaku.problems import Place, Problems
from kyoyaku.reading.files import is_plain

# 2022-01-12.md; where the day is not known 2018-06.md, 2018.md, undated.md.
NAME = re.compile(rf"(?:[0-9]{{4}}(?:-[0-9]{{2}}){{0,2}}|{UNDATED})\.md")
AS_OF = "KYOYAKU_AS_OF"
"""The environment variable with the day of a build: 2026-11-27. Without it, today in Japan."""
JAPAN = timezone(timedelta(hours=9))


def today(problems: Problems) -> date:
    """The day of a build; date.max, with a problem, if the variable is wrong."""
    written = os.environ.get(AS_OF, "")
    try:
        return date.fromisoformat(written) if written else datetime.now(JAPAN).date()
    except ValueError:
        message = f"環境変数{AS_OF}は2026-11-27のような日付ですが、「{written}」とあります"
        problems.add(Place(AS_OF, 1), message, "as-of")
        return date.max


def sources(files: Iterable[Path]) -> list[Path]:
    """The versions among the files of an agreement, in their order: one without a date is the first."""
    found = (file for file in files if is_plain(file) and NAME.fullmatch(file.name))
    return sorted(found, key=lambda file: (file.stem != UNDATED, file.stem))


def current_file(folder: Path, day: date) -> str:
    """The name of the version that is current on a day, if a folder has several."""
    names = [file.name for file in sources(folder.glob("*.md"))]
    return names[current(names, day)] if len(names) > 1 else ""


def coming(root: Path, since: date) -> list[str]:
    """The later versions in content/ that begin on a day or after it: asahikawa-kamikawa/2027-04-01.md."""
    places = (sources(folder.glob("*.md"))[1:] for folder in sorted((root / "content").glob("*/")))
    return [f"{one.parent.name}/{one.name}" for later in places for one in later if one.stem >= str(since)]


def current(names: Sequence[str], day: date) -> int:
    """The position of the last version that is in force on a day; the first if none is.

    A version after the first is named by the day from which it is in force.
    """
    begun = (at for at, name in enumerate(names) if at == 0 or name.removesuffix(".md") <= str(day))
    return max(begun, default=0)


def every_change(changes: Iterable[ChangedBy]) -> Iterator[ChangedBy]:
    """The instruments, each followed by those that changed it."""
    for one in changes:
        yield one
        yield from every_change(one.changed_by)
