"""What it costs to account for every character, at 1, 10 and 100 times the text of one agreement.

    make bench-collation

The peer is `difflib.SequenceMatcher`, which the standard library offers for the same question. Both
find the same differences; the peer is left out where it would take minutes.
"""

from __future__ import annotations

import platform
import tempfile
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from random import Random
from time import perf_counter
from timeit import repeat

from kyoyaku import limits
from kyoyaku.model.agreement import Agreement
from kyoyaku.reading import load
from kyoyaku.reading.collation.alignment import differences
from kyoyaku.reading.collation.collate import collate
from kyoyaku.reading.collation.streams import text_stream, transcript_stream
from testing.agreements import agreements, witnessed
from testing.project import write_content

INITIATIVES = 35
SCALES = (1, 10, 100)
RUNS = 9
FAULTS = 10
PEER_UP_TO = 1
COLUMNS = "initiatives characters      load   collate   to 1x    faults   difflib"


def main() -> None:
    # The limits guard the site against strange files; here the strange file is the point.
    limits.FILE = limits.HEADINGS = 10**9
    print(f"Python {platform.python_version()}; the quickest of {RUNS} runs\n{COLUMNS}")
    first = 0.0
    for scale in SCALES:
        loaded, seconds = _load(INITIATIVES * scale)
        assert loaded.transcript
        assert loaded.account
        # The quickest of several runs: what slows the others is the machine, not the program.
        collated = min(repeat(partial(collate, loaded, loaded.transcript), number=1, repeat=RUNS))
        first = first or collated
        # Both texts as the program compares them, the second with faults put in.
        ours = text_stream(loaded, loaded.transcript).signs
        signs = list(transcript_stream(loaded, loaded.transcript).signs)
        for at in Random(2).sample(range(len(signs)), FAULTS):
            signs[at] = "誤"
        theirs = "".join(signs)
        found = min(repeat(partial(_compare, ours, theirs), number=1, repeat=RUNS))
        peer = "not run"
        if scale <= PEER_UP_TO:
            start = perf_counter()
            SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
            peer = f"{perf_counter() - start:.3f}s"
        print(
            f"{INITIATIVES * scale:>11,} {loaded.account.transcript_length:>10,} {seconds:>8.3f}s"
            f" {collated:>8.3f}s {collated / first:>6.1f}x {found:>8.3f}s {peer:>9}"
        )
    print(f"load: read, check and account for the whole; collate: the last two; faults: find {FAULTS}")


def _compare(ours: str, theirs: str) -> None:
    assert len(list(differences(ours, theirs))) == FAULTS


def _load(initiatives: int) -> tuple[Agreement, float]:
    """An invented agreement read by the program itself, and the seconds that took."""
    with tempfile.TemporaryDirectory() as root:
        write_content(Path(root), witnessed(*next(agreements(1, initiatives))))
        start = perf_counter()
        (loaded,) = load.load(Path(root))
        return loaded, perf_counter() - start


if __name__ == "__main__":
    main()
