"""Where the time of a build goes: the share of each package, and within ours of each module.

    make bench-where

Agreements are built by mkdocs in one process under the profiler of the standard library. It slows calls more
than loops, so only shares are told. What is written in C counts for the package that calls it.
"""

from __future__ import annotations

import pstats
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from testing.agreements import agreements
from testing.project import copy_project, run

AGREEMENTS = 9
LEAST = 0.01
"""Smaller shares are summed up."""
PACKAGES = Path(yaml.__file__).parent.parent


def main() -> None:
    """Print the shares, the largest first, as a Markdown table."""
    with tempfile.TemporaryDirectory() as name:
        project = copy_project(Path(name), dict(agreements(AGREEMENTS)))
        profile = project / "profile"
        command = ("-m", "cProfile", "-o", str(profile), "-m", "mkdocs", "build", "--strict", "--quiet")
        run(project, *command, timeout=900).check_returncode()
        # The typeshed does not know what a profile consists of.
        stats: Any = pstats.Stats(str(profile))
        shares = _shares(stats.stats, project)
    print(f"| {AGREEMENTS} agreements, one process | share |\n|---|---|")
    rest = 1.0
    for package, seconds in shares.most_common():
        if (share := seconds / shares.total()) >= LEAST:
            print(f"| {package} | {share:.1%} |")
            rest -= share
    print(f"| less than {LEAST:.0%} each | {rest:.1%} |")


def _shares(stats: dict[tuple[str, int, str], Any], project: Path) -> Counter[str]:
    """Seconds by package, those of functions in C by the package of each caller."""
    shares: Counter[str] = Counter()
    for (file, *_), (_, _, own, _, callers) in stats.items():
        by_caller = [(caller[0], part) for caller, (_, _, part, _) in callers.items()]
        for name, part in by_caller if file == "~" and callers else [(file, own)]:
            shares[_package(name, project)] += part
    return shares


def _package(file: str, project: Path) -> str:
    path = Path(file)
    if path.is_relative_to(project):
        return f"ours: {path.relative_to(project).as_posix()}"
    if path.is_relative_to(PACKAGES):
        return path.relative_to(PACKAGES).parts[0].removesuffix(".py")
    if file.startswith("<"):
        return "templates and other compiled text"
    return f"standard library: {path.parent.name if path.stem == '__init__' else path.stem}"


if __name__ == "__main__":
    main()
