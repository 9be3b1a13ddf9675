"""What the costs should be, beside what they were: the limits are the project's, the figures this run's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bench.measure import Cost
from bench.sites.results import MB, Result, Results, counted, find
from bench.sites.tools import BARE, BARE_TWO, FEATURED, HERE, HUGO, MATERIAL


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure and the most that it should be; without a limit it is only told."""

    what: str
    value: float
    unit: str = ""
    limit: float | None = None

    def __str__(self) -> str:
        value = f"{self.what}: {self.value:,.2f}{self.unit}"
        if self.limit is None:
            return f"- {value}"
        kept = "kept" if self.value <= self.limit else "MISSED"
        return f"- {value} (at most {self.limit:,.3g}{self.unit}): {kept}"


def goals(results: Results) -> Iterator[str]:
    """A line for each goal that the sizes of this run have to do with."""
    sizes = sorted({one.agreements for one in results})
    ours = {size: one for size in sizes if (one := find(results, size, HERE))}
    for size, one in ours.items():
        yield from map(str, _beside(size, one, results))
        yield from map(str, _alone(size, one))
    if 100 in ours and 340 in ours:
        ratio = ours[340].per_page() / ours[100].per_page()
        yield str(Goal("340 agreements, time a page against 100", ratio, limit=1.15))


def _beside(size: int, ours: Result, results: Results) -> Iterator[Goal]:
    """Against the peers."""
    most_time = {1: 1.5, 100: 1 / 8}.get(size)
    most_bytes = {100: 1 / 10}.get(size)
    for tool in (MATERIAL, FEATURED):
        if plain := find(results, size, tool):
            ratio = ours.written.bytes / plain.written.bytes
            yield Goal(f"{counted(size)}, time against {tool.name}", _times(ours, plain), limit=most_time)
            yield Goal(f"{counted(size)}, bytes against {tool.name}", ratio, limit=most_bytes)
    for tool in (HUGO, BARE, BARE_TWO):
        if peer := find(results, size, tool):
            yield Goal(f"{counted(size)}, time against {tool.name}", _times(ours, peer))


def _times(ours: Result, theirs: Result) -> float:
    return _cost(ours).wall / _cost(theirs).wall


def _alone(size: int, ours: Result) -> Iterator[Goal]:
    """What ours must keep by itself."""
    if ours.edited:
        most = {1: 1.0, 340: 3.0}.get(size)
        yield Goal(f"{counted(size)}, after one edit", ours.edited.wall, " s", most)
    if size == 340:
        cost = _cost(ours)
        yield Goal("340 agreements, time", cost.wall, " s", 600)
        yield Goal("340 agreements, memory of all processes", cost.together / MB, " MB", 1000)
        yield Goal("340 agreements, site", ours.written.bytes / MB, " MB", 600)


def _cost(result: Result) -> Cost:
    assert result.cost, "only complete results are asked for"
    return result.cost
