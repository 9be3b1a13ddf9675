"""`check` and `build` have one judgement: what the check takes is published, whatever an editor writes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kyoyaku.problems import ContentError
from kyoyaku.reading.load import load
from testing.project import FIXTURES, ROOT, SAMPLE, cases, read_content, write_content
from tests.effort import Counts, times
from tests.judgement.in_process import faults
from tests.judgement.slips import SLIPS, Slip, slipped

GOOD = [case for case in cases("check") if not case.problems]


def judged(files: Mapping[str, str]) -> list[str] | None:
    """What is wrong with a build of the files; None if the check refuses them."""
    with TemporaryDirectory() as folder:
        write_content(Path(folder), files)
        try:
            agreements = load(Path(folder))
        except ContentError:
            return None
    return [fault for one in agreements for fault in faults(one)]


def _without_witness(files: Mapping[str, str]) -> dict[str, str]:
    """The same without a transcript, so that an edit of the text needs no edit there."""
    beside = (".txt", "debris.yml", "expected.yml")
    return {
        path: re.sub(r"^witness:.*(?:\n  .*)*\n| @[\d.,]+(?=: )", "", text, flags=re.MULTILINE)
        for path, text in files.items()
        if not path.endswith(beside)
    }


def _bases() -> dict[str, dict[str, str]]:
    """The content of all fixtures, of the sample and of this repository, by name."""
    content = read_content(ROOT) | read_content(SAMPLE)
    slugs = sorted({path.split("/")[0] for path in content})
    own = {s: {path: text for path, text in content.items() if path.startswith(f"{s}/")} for s in slugs}
    structures = {one.name: read_content(one) for one in sorted((FIXTURES / "structures").iterdir())}
    return {**{case.name: case.files for case in GOOD}, **own, **structures}


BASES = _bases()
VERSIONS = [read_content(one) for one in sorted((FIXTURES / "time").iterdir())]


@pytest.mark.site
@pytest.mark.parametrize("files", BASES.values(), ids=BASES)
def test_content_without_problems_is_built(files: dict[str, str]) -> None:
    """And every form of it is of its schema and says what the model says."""
    assert judged(files) == []


@pytest.mark.soak
def test_content_that_the_check_takes_is_built(counts: Counts) -> None:
    bare = map(_without_witness, BASES.values())

    @given(st.sampled_from([*BASES.values(), *VERSIONS, *bare]), st.lists(SLIPS, min_size=1, max_size=3))
    @settings(max_examples=times(40, 30_000), suppress_health_check=list(HealthCheck))
    def judge(files: dict[str, str], slips: list[Slip]) -> None:
        found = judged(slipped(files, slips))
        counts["inputs"] += 1
        counts["built"] += found is not None
        assert not found

    judge()
    assert counts["built"]
