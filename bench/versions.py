"""What the versions of one agreement cost: the time of a build and the size of the site.

    make bench-versions

The agreement in content/ changes four times a year: the sentence of an initiative becomes another. In one
half of the runs each step has the text of its instrument, which is read and proved; in the other half a step
rests on its two texts alone. After the cold builds another version joins.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bench.measure import Cost, measure, measure_folder, median_cost
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.walking import texts
from kyoyaku.reading.load import load
from testing.project import ROOT, copy_project, read_content, write_content

COUNTS = (1, 5, 20)
ROUNDS = 3
LIMIT = 900
"""Seconds for a build."""
BUILD = (sys.executable, "build.py", "--site")
READING = re.compile(r"^(?:witness|status):.*\n(?:  .*\n)*", re.MULTILINE)
"""The fields of the front matter that are those of the first version."""
EMENDED = re.compile(
    r"\{(?:~~.*?~>(.*?)~~|\+\+(.*?)\+\+|--.*?--)\}\{>>.*?<<\}|\{\?\?\}\{>>unsure.*?<<\}| @[\d.,]+(?=:)"
)
"""What that reading has corrected or doubted, and where a note names lines of its transcript."""
STEP = """concluded: {concluded}
in_force: {day}
changed_by: {{title: 連携協約の一部を変更する連携協約, concluded: {day}{text}}}
status: unknown
"""
INSTRUMENT = """# 連携協約の一部を変更する連携協約

連携協約の一部を次のように変更する。

別表{name}の項中「{old}」を「{new}」に改める。
"""


def history(
    agreement: Agreement, source: str, count: int, has_instruments: bool
) -> Iterator[tuple[str, str]]:
    """The later versions and the instruments that made them, by their paths under content/."""
    lines = source.split("\n")
    for step, (old, name) in enumerate(list(_sentences(agreement, lines))[: count - 1]):
        day = date(2022 + (step + 1) // 4, (step + 1) % 4 * 3 + 1, 1)
        text = f", text: changes/{day}.md" if has_instruments else ""
        new = f"{lines[old - 1].removesuffix('。')}ものとする。"
        if has_instruments:
            made = INSTRUMENT.format(name=name, old=lines[old - 1], new=new)
            yield f"{agreement.slug}/changes/{day}.md", made
        lines[old - 1] = new
        made = READING.sub("", "\n".join(lines))
        for _ in range(2):  # a correction in a correction
            made = EMENDED.sub(r"\1\2", made)
        more = STEP.format(concluded=agreement.concluded, day=day, text=text)
        yield f"{agreement.slug}/{day}.md", made.replace(f"concluded: {agreement.concluded}\n", more, 1)


def _sentences(agreement: Agreement, lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines of sentences without marks in the initiatives, each with the name of its initiative."""
    for entry in agreement.entries:
        for one in texts(entry.initiative.rows):
            if one.edited.endswith("う。") and lines.count(one.edited) == 1:
                yield one.place.line, entry.initiative.name


def content(count: int, has_instruments: bool) -> dict[str, str]:
    """content/ with that many versions of its first agreement."""
    first = load(ROOT)[0]
    source = (ROOT / first.path).read_text(encoding="utf-8")
    return {**read_content(ROOT), **dict(history(first, source, count, has_instruments))}


def _places(site: Path) -> dict[Path, int]:
    """Where each file stands on the disk, which is another place once it is written anew."""
    return {file: file.stat().st_ino for file in site.rglob("*") if file.is_file()}


def _row(count: int, has_instruments: bool, folder: Path) -> str:
    """A row of the table: cold builds, and then one with one version more."""
    project = copy_project(folder, content(count, has_instruments))
    costs = list[Cost]()
    for _ in range(ROUNDS):
        for name in ("site", "docs", ".cache"):
            shutil.rmtree(project / name, ignore_errors=True)
        costs += filter(None, [measure([BUILD], project, LIMIT)])
    cost, written = median_cost(costs), measure_folder(project / "site")
    before = _places(project / "site")
    write_content(project, content(count + 1, has_instruments))
    warm = measure([BUILD], project, LIMIT)
    after = _places(project / "site")
    new = sum(place != before.get(file) for file, place in after.items())
    assert warm
    return (
        f"| {count} | {cost.wall:.2f} s | {cost.cpu:.2f} s | {written.bytes / 1e6:.2f} MB | {written.files} "
        f"| {warm.wall:.2f} s | {new} of {len(after)} |"
    )


def main() -> None:
    """Print a table of each kind of history."""
    system = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{date.today()}, {system}; medians of {ROUNDS} cold builds\n")
    for has_instruments, title in ((True, "with the texts of the instruments"), (False, "of texts alone")):
        print(f"| versions, {title} | time | CPU | site | files | one more | files written anew |")
        print("|---|---|---|---|---|---|---|", flush=True)
        for count in COUNTS:
            with tempfile.TemporaryDirectory() as folder:
                print(_row(count, has_instruments, Path(folder, "project")), flush=True)
        print()


if __name__ == "__main__":
    main()
