"""What a site costs: ours and its peers, on the same Markdown, in the same run.

    make bench            1, 9 and 100 agreements: ours, mkdocs + Material, Zensical, Hugo + Pagefind, bare
    make bench-nation     100 and 340 agreements: ours, Hugo + Pagefind, bare

The agreements are invented (`bench/nation.py`). Ours goes the whole way from content/ to site/; the peers
publish the docs/ that it makes on the way. Every run starts cold, without any site, cache or docs/ of its own
before it; what the system keeps of files in memory is warm. Progress goes to standard error.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from bench.measure import Cost, Failed, measured, middle, written
from bench.sites import results as tables
from bench.sites.edits import WORDS, Spot, edit, is_published, spot
from bench.sites.goals import goals
from bench.sites.nation import agreements
from bench.sites.results import Result
from bench.sites.tools import HERE, LARGE, TOOLS, Tool
from testing.project import copy_project, run

SIZES = (1, 9, 100)
NATION = (100, 340)
RUNS = 5
ENOUGH = 60
"""Seconds after which a tool is not run again at the same size."""
LIMIT = 900
"""Seconds after which a tool is stopped."""
Folders = dict[Tool, Path]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--nation", action="store_true", help="100 and 340 agreements, without slow peers")
    parser.add_argument("--agreements", type=int, nargs="+", help="other numbers of agreements")
    parser.add_argument("--runs", type=int, default=RUNS, help="cold runs of each, at most")
    options = parser.parse_args()
    sizes = options.agreements or (NATION if options.nation else SIZES)
    tools = LARGE if options.nation else TOOLS
    print(*_machine(tools, options.runs), sep="\n")
    _warm_up(tools)
    found = [one for size in sizes for one in _at(size, tools, options.runs)]
    for title, table in (
        ("In short", tables.brief(found)),
        ("From nothing", tables.cold(found, LIMIT)),
        ("Growth", tables.growth(found)),
        ("Again", tables.rebuilds(found)),
        ("Goals", goals(found)),
    ):
        print("", f"### {title}", "", *table, sep="\n")


def _machine(tools: Iterable[Tool], runs: int) -> Iterator[str]:
    yield (
        f"{date.today()}, {os.cpu_count()} cores ({platform.machine()}, {platform.system()}),"
        f" load at the start {os.getloadavg()[0]:.1f}; medians of up to {runs} cold runs, by turns."
        f" Python {platform.python_version()}."
    )
    yield "; ".join(f"{tool.name}: {tool.versions()}" for tool in tools) + "."


def _warm_up(tools: tuple[Tool, ...]) -> None:
    with tempfile.TemporaryDirectory() as name:
        _say("Each once, not counted")
        _rounds(_prepared(Path(name), dict(agreements(1)), tools), 1)


def _at(size: int, tools: tuple[Tool, ...], runs: int) -> list[Result]:
    """What every tool costs at a number of agreements."""
    with tempfile.TemporaryDirectory() as name:
        content = dict(agreements(size))
        _say(f"{tables.counted(size)}: docs/ for all")
        folders = _prepared(Path(name), content, tools)
        costs = _rounds(folders, runs)
        return [
            _rebuilt(Result(size, tool, _middle(costs[tool]), written(folder / tool.site), len(costs[tool])),
                     folder, spot(content))
            for tool, folder in folders.items()
        ]  # fmt: skip


def _prepared(root: Path, content: dict[str, str], tools: tuple[Tool, ...]) -> Folders:
    project = copy_project(root / "project", content)
    run(project, "build.py", timeout=LIMIT).check_returncode()
    folders = {tool: project if tool == HERE else root / f"peer-{i}" for i, tool in enumerate(tools)}
    for tool, folder in folders.items():
        folder.mkdir(exist_ok=True)
        tool.prepare(project, folder)
    return folders


def _rounds(folders: Folders, runs: int) -> dict[Tool, list[Cost | None]]:
    """The costs of each tool, run by turns, so that what slows the machine for a while slows all of them."""
    costs: dict[Tool, list[Cost | None]] = defaultdict(list)
    for _ in range(runs):
        for tool, folder in folders.items():
            if all(costs[tool]) and sum(cost.wall for cost in costs[tool] if cost) < ENOUGH:
                tool.clear(folder)
                costs[tool].append(_timed(tool, folder))
    return costs


def _middle(costs: list[Cost | None]) -> Cost | None:
    complete = [cost for cost in costs if cost]
    return middle(complete) if len(complete) == len(costs) else None


def _rebuilt(result: Result, folder: Path, where: Spot) -> Result:
    """With what a rebuild costs after an edit and without one, for a tool that keeps what it has built."""
    tool = result.tool
    if not tool.keeps or result.cost is None:
        return result

    same = _repeated(lambda _: _again(tool, folder))
    edited = _repeated(lambda word: _edited(tool, folder, where, word))
    return replace(result, unchanged=same, edited=edited)


def _repeated(rebuild: Callable[[str], Cost]) -> Cost:
    """The median of as many rebuilds as there are words, or of fewer that have taken long."""
    costs: list[Cost] = []
    for word in WORDS:
        if sum(cost.wall for cost in costs) < ENOUGH:
            costs.append(rebuild(word))
    return middle(costs)


def _edited(tool: Tool, folder: Path, where: Spot, word: str) -> Cost:
    edit(folder / tool.source, where, word)
    cost = _again(tool, folder)
    assert is_published(folder / tool.site, where, word), f"{tool.name} has not published the edit"
    return cost


def _again(tool: Tool, folder: Path) -> Cost:
    cost = _timed(tool, folder)
    assert cost, f"{tool.name}: a rebuild has taken longer than {LIMIT} s"
    return cost


def _timed(tool: Tool, folder: Path) -> Cost | None:
    # What others have written must not be brought to the disk at the cost of this one.
    os.sync()
    cost = measured(tool.commands, folder, LIMIT)
    _say(f"  {tool.name}: " + (f"{cost.wall:.2f} s" if cost else f"stopped after {LIMIT} s"))
    return cost


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        main()
    except Failed as error:
        sys.exit(str(error))
