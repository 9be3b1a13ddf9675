"""What the sites have cost, as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bench.measure import Cost, Written
from bench.sites.tools import HERE, Tool

MB = 1_000_000
COSTS = (
    "| agreements | | time | to here | CPU | to here | memory | of the largest process"
    " | site | to here | files | pages | ms a page | runs |",
    "|---" * 14 + "|",
)


@dataclass(frozen=True, slots=True)
class Result:
    """What one tool has cost at one number of agreements: from nothing, after an edit, without a change."""

    agreements: int
    tool: Tool
    cost: Cost | None
    """None: stopped at the limit of time."""
    written: Written
    runs: int
    edited: Cost | None = None
    unchanged: Cost | None = None

    def per_page(self) -> float:
        """Seconds a page."""
        return self.cost.wall / self.written.pages if self.cost else float("nan")


Results = list[Result]


def counted(size: int) -> str:
    """So many agreements, in words."""
    return f"{size} agreement{'s' if size > 1 else ''}"


def find(results: Results, agreements: int, tool: Tool) -> Result | None:
    """The result of a tool at a number of agreements, if it was measured to the end."""
    found = (one for one in results if (one.agreements, one.tool) == (agreements, tool) and one.cost)
    return next(found, None)


def brief(results: Results) -> Iterator[str]:
    """The table for the README: what matters most of all the others."""
    yield "| agreements | | time | to here | CPU | memory | site | to here | after one edit |"
    yield "|---" * 9 + "|"
    for one in results:
        ours, again = find(results, one.agreements, HERE), one.edited or one.cost
        if one.cost and again and ours and ours.cost:
            yield (
                f"| {one.agreements} | {one.tool.name} | {_seconds(one.cost.wall)}"
                f" | {one.cost.wall / ours.cost.wall:.2f} | {_seconds(one.cost.cpu)}"
                f" | {one.cost.together / MB:,.0f} MB | {one.written.bytes / MB:,.1f} MB"
                f" | {one.written.bytes / ours.written.bytes:.2f} | {_seconds(again.wall)} |"
            )


def cold(results: Results, limit: float) -> Iterator[str]:
    """The table of builds from nothing."""
    yield from COSTS
    for one in results:
        start = f"| {one.agreements} | {one.tool.name} |"
        ours = find(results, one.agreements, HERE)
        if one.cost is None or ours is None or ours.cost is None:
            yield f"{start} stopped after {limit:.0f} s |" + " |" * 11
            continue
        yield f"{start} {' | '.join(_cells(one, one.cost, ours, ours.cost))} |"


def _cells(one: Result, cost: Cost, ours: Result, our_cost: Cost) -> Iterator[str]:
    yield from (_seconds(cost.wall), f"{cost.wall / our_cost.wall:.2f}")
    yield from (_seconds(cost.cpu), f"{cost.cpu / our_cost.cpu:.2f}")
    yield from (f"{cost.together / MB:,.0f} MB", f"{cost.largest / MB:,.0f} MB")
    yield from (f"{one.written.bytes / MB:,.1f} MB", f"{one.written.bytes / ours.written.bytes:.2f}")
    yield from (f"{one.written.files:,}", f"{one.written.pages:,}")
    yield from (f"{1000 * one.per_page():.1f}", f"{one.runs}")


def growth(results: Results) -> Iterator[str]:
    """The table of what a page costs at each size, and at the last against the one before."""
    sizes = sorted({one.agreements for one in results})
    yield "| ms a page | " + " | ".join(map(counted, sizes)) + " | growth | memory |"
    yield "|---" * (len(sizes) + 3) + "|"
    for tool in dict.fromkeys(one.tool for one in results):
        found = [find(results, size, tool) for size in sizes]
        cells = " | ".join(f"{1000 * one.per_page():.1f}" if one else "–" for one in found)
        yield f"| {tool.name} | {cells} | {_growth(found)} |"


def _growth(found: list[Result | None]) -> str:
    """The last to the last but one: time a page, memory."""
    if len(found) < 2 or not (last := found[-1]) or not (before := found[-2]):
        return "– | –"
    assert last.cost
    assert before.cost
    memory = last.cost.together / max(1, before.cost.together)
    return f"{last.per_page() / before.per_page():.2f} | {memory:.2f}"


def rebuilds(results: Results) -> Iterator[str]:
    """The table of builds after one edit; a tool that keeps nothing builds all again."""
    yield "| agreements | | after one edit | to here | without a change | CPU after one edit |"
    yield "|---|---|---|---|---|---|"
    for one in results:
        again = one.edited or one.cost
        ours = find(results, one.agreements, HERE)
        if again is None or ours is None or ours.edited is None:
            continue
        same = _seconds(one.unchanged.wall) if one.unchanged else "all again"
        yield (
            f"| {one.agreements} | {one.tool.name} | {_seconds(again.wall)}"
            f" | {again.wall / ours.edited.wall:.2f} | {same} | {_seconds(again.cpu)} |"
        )


def _seconds(value: float) -> str:
    return f"{value:.2f} s" if value < 10 else f"{value:.1f} s"
