"""What a site costs: ours and its peers, on the same Markdown, in the same run.

    make bench            1, 9 and 100 agreements: ours, mkdocs + Material, Zensical, Hugo + Pagefind, bare
    make bench-nation     100 and 340 agreements: ours, Hugo + Pagefind, bare

The agreements are invented (`testing/agreements.py`). Ours goes the whole way from content/ to site/; the
peers publish the docs/ that it makes on the way. Every run starts cold, without site, cache or docs/; files
are already in the memory of the system. Progress goes to standard error, the table to standard output.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.measure import Cost, Failed, Written, measure, measure_folder, median_cost
from bench.sites.edits import WORDS, edit, is_published, spot
from bench.sites.tools import HERE, LARGE, TOOLS, Tool
from testing.agreements import agreements
from testing.project import copy_project, run

SIZES = (1, 9, 100)
NATION = (100, 340)
RUNS = 5
ENOUGH = 60
"""Seconds after which a tool is not run again at the same size."""
LIMIT = 900
"""Seconds after which a tool is stopped."""
MB = 1_000_000
COLUMNS = (
    "agreements", "", "time", "to here", "CPU", "CPU a page", "memory", "site", "to here", "files", "pages",
    "after one edit", "without a change", "runs",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """What a tool costs at one number of agreements: from nothing, after an edit, without a change.

    `cold` is None for a tool that was stopped. One that keeps nothing builds everything again after an edit.
    """

    size: int
    tool: Tool
    cold: Cost | None
    written: Written
    runs: int
    edited: Cost | None = None
    unchanged: Cost | None = None

    def cells(self, ours: Result | None) -> Iterator[str]:
        """The row of the table, with ratios to ours at the same size."""
        yield from (f"{self.size}", self.tool.name)
        if self.cold is None:
            yield f"stopped after {LIMIT} s"
            return
        site, edited = self.written.bytes, self.edited or self.cold
        yield _seconds(self.cold.wall)
        yield f"{self.cold.wall / ours.cold.wall:.2f}" if ours and ours.cold else "–"
        yield from (_seconds(self.cold.cpu), f"{1000 * self.cold.cpu / self.written.pages:.1f} ms")
        yield from (f"{self.cold.memory / MB:,.0f} MB", f"{site / MB:,.1f} MB")
        yield f"{site / ours.written.bytes:.2f}" if ours else "–"
        yield from (f"{self.written.files:,}", f"{self.written.pages:,}", _seconds(edited.wall))
        yield from (_seconds(self.unchanged.wall) if self.unchanged else "all again", f"{self.runs}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--nation", action="store_true", help="100 and 340 agreements, without slow peers")
    parser.add_argument("--agreements", type=int, nargs="+", help="other numbers of agreements")
    parser.add_argument("--runs", type=int, default=RUNS, help="cold runs of each, at most")
    options = parser.parse_args()
    tools = LARGE if options.nation else TOOLS
    print(*_machine(tools, options.runs), "", sep="\n")
    _say("Each once, not counted")
    _measure_size(1, tools, 1)
    print("", f"| {' | '.join(COLUMNS)} |", "|---" * len(COLUMNS) + "|", sep="\n")
    for size in options.agreements or (NATION if options.nation else SIZES):
        results = _measure_size(size, tools, options.runs)
        ours = next((one for one in results if one.tool == HERE), None)
        for result in results:
            print(f"| {' | '.join(result.cells(ours))} |", flush=True)


def _machine(tools: Iterable[Tool], runs: int) -> Iterator[str]:
    yield (
        f"{date.today()}, {os.cpu_count()} cores ({platform.machine()}, {platform.system()}),"
        f" load at the start {os.getloadavg()[0]:.1f}; medians of up to {runs} cold runs, by turns."
        f" Python {platform.python_version()}."
    )
    yield "; ".join(f"{tool.name}: {tool.versions()}" for tool in tools) + "."


def _measure_size(size: int, tools: tuple[Tool, ...], runs: int) -> list[Result]:
    """What every tool costs at a number of agreements."""
    with tempfile.TemporaryDirectory() as name:
        content = dict(agreements(size))
        _say(f"{size} agreements: docs/ for all")
        project = copy_project(Path(name) / "project", content)
        run(project, "build.py", timeout=LIMIT).check_returncode()
        folders = {tool: project if tool == HERE else Path(name) / tool.name for tool in tools}
        for tool, folder in folders.items():
            folder.mkdir(exist_ok=True)
            tool.prepare(project, folder)
        costs = _measure_cold(folders, runs)
        return [_result(size, tool, folder, costs[tool], content) for tool, folder in folders.items()]


def _measure_cold(folders: dict[Tool, Path], runs: int) -> dict[Tool, list[Cost | None]]:
    """The costs of each tool. They run by turns: what slows the machine for a while slows all of them."""
    costs: dict[Tool, list[Cost | None]] = defaultdict(list)
    for _ in range(runs):
        for tool, folder in folders.items():
            if all(costs[tool]) and sum(cost.wall for cost in costs[tool] if cost) < ENOUGH:
                tool.clear(folder)
                costs[tool].append(_measure(tool, folder))
    return costs


def _result(size: int, tool: Tool, folder: Path, costs: list[Cost | None], content: dict[str, str]) -> Result:
    """With the cost of rebuilds, for a tool that reuses what it has built."""
    complete = [cost for cost in costs if cost]
    cold = median_cost(complete) if len(complete) == len(costs) else None
    written = measure_folder(folder / tool.site)
    if not tool.keeps or cold is None:
        return Result(size, tool, cold, written, len(costs))
    where = spot(content)

    def rebuild(*words: str) -> Cost:
        """The median of a rebuild for each word that is put in, or of fewer when they take long."""
        found: list[Cost] = []
        for word in words:
            if sum(cost.wall for cost in found) < ENOUGH:
                if word:
                    edit(folder / tool.source, where, word)
                cost = _measure(tool, folder)
                assert cost, f"{tool.name}: a rebuild takes longer than {LIMIT} s"
                assert is_published(folder / tool.site, where, word), f"{tool.name} has not published it"
                found.append(cost)
        return median_cost(found)

    unchanged, edited = rebuild("", "", ""), rebuild(*WORDS)
    return Result(size, tool, cold, written, len(costs), edited=edited, unchanged=unchanged)


def _measure(tool: Tool, folder: Path) -> Cost | None:
    os.sync()  # what other tools have written must not reach the disk while this one is measured
    cost = measure(tool.commands, folder, LIMIT)
    _say(f"  {tool.name}: " + (f"{cost.wall:.2f} s" if cost else f"stopped after {LIMIT} s"))
    return cost


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _seconds(value: float) -> str:
    return f"{value:.2f} s" if value < 10 else f"{value:.1f} s"


if __name__ == "__main__":
    try:
        main()
    except Failed as error:
        sys.exit(str(error))
