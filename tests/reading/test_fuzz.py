"""The coverage-guided fuzzer on everything that reads content, seeded with all content that there is."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kyoyaku.reading.layers.layers import EXPECTED, LAYERS
from testing.project import FIXTURES, ROOT, SAMPLE, cases, read_content
from tests.effort import Counts, times

pytestmark = pytest.mark.soak
EXECUTED = re.compile(r"stat::number_of_executed_units: ([0-9]+)")
HANGS = 20
"""Seconds after which an input is a fault; one takes a thousandth of that."""


@pytest.mark.parametrize("target", ["version", "layer", "witness"])
def test_fuzz(target: str, tmp_path: Path, counts: Counts) -> None:
    pytest.importorskip("atheris", reason="no coverage-guided fuzzer for this platform")
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for number, seed in enumerate(_seeds(target)):
        (seeds / f"{number:04}").write_bytes(seed)
    done = subprocess.run(
        [sys.executable, "-m", "tests.reading.fuzz", target, str(seeds), *_options(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    found = [f"{one.name}: {one.read_bytes()!r}" for one in tmp_path.iterdir() if one.is_file()]
    counts["inputs"] += sum(map(int, EXECUTED.findall(done.stderr)))
    counts["faults"] += len(found)
    assert not done.returncode, f"{found}\n{done.stdout[-4000:]}\n{done.stderr[-2000:]}"
    assert counts["inputs"] >= times(500, 100_000)


def _options(folder: Path) -> list[str]:
    """The same inputs every time in `make test`; others at each `make soak`, which prints its seed."""
    options = f"-runs={times(500, 300_000)} -seed={times(1, 0)} -timeout={HANGS} -max_len=8000"
    return [*options.split(), "-print_final_stats=1", "-verbosity=0", f"-artifact_prefix={folder}/"]


def _seeds(target: str) -> list[bytes]:
    """Parts of what is there: versions, layers with the number of their reader, texts with transcripts."""
    contents = [read_content(ROOT), read_content(SAMPLE)]
    contents += [case.files for folder in ("check", "broken") for case in cases(folder)]
    files = [(path, text) for content in contents for path, text in content.items() if len(text) < 8_000]
    if target == "version":
        versions = [text for path, text in files if path.endswith(".md")]
        found = versions + [one.read_text(encoding="utf-8") for one in FIXTURES.rglob("*.md")]
    elif target == "layer":
        names = (*(layer.file for layer in LAYERS), EXPECTED)
        numbers = {name: chr(number) for number, name in enumerate(names)}
        found = [numbers[name] + text for path, text in files if (name := Path(path).name) in numbers]
    else:
        found = [f"甲及び乙は、{n}。\0甲及び乙は, {n} 。" for n in range(9)]
        found += [text for path, text in files if path.endswith(".txt")]
    assert found
    return [text.encode("utf-8", "surrogateescape") for text in found]
