"""What it costs to account for every character, at 1, 10 and 100 times the text of one agreement.

    make bench-collation

The peer is `difflib.SequenceMatcher`, which the standard library offers for the same question. Both
find the same differences; the peer is left out where it would take minutes.
"""

from __future__ import annotations

import platform
import tempfile
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from random import Random
from time import perf_counter
from timeit import repeat

from kyoyaku import limits
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.transcript import Transcript
from kyoyaku.reading import load
from kyoyaku.reading.collation.alignment import differences
from kyoyaku.reading.collation.collate import collate
from kyoyaku.reading.collation.streams import text_stream, transcript_stream
from testing.agreements import agreement

INITIATIVES = 35
SCALES = (1, 10, 100)
RUNS = 9
FAULTS = 10
PEER_UP_TO = 1
COLUMNS = "initiatives characters      load   collate   to 1x    faults   difflib"


def main() -> None:
    # The limits guard the site against strange files; here the strange file is the point.
    limits.FILE = limits.HEADINGS = 10**9
    print(f"Python {platform.python_version()}; the quickest of {RUNS} runs")
    print(COLUMNS)
    first = 0.0
    for scale in SCALES:
        loaded, seconds = _loaded(INITIATIVES * scale)
        transcript = loaded.transcript
        assert transcript
        assert loaded.account
        collated = _seconds(partial(_collate, loaded, transcript))
        first = first or collated
        ours, theirs = _faulty(loaded, transcript)
        found = _seconds(partial(_ours, ours, theirs))
        peer = _seconds(partial(_peer, ours, theirs), 1) if scale <= PEER_UP_TO else None
        print(
            f"{INITIATIVES * scale:>11,} {loaded.account.transcript_length:>10,} {seconds:>8.3f}s"
            f" {collated:>8.3f}s {collated / first:>6.1f}x {found:>8.3f}s"
            + (f" {peer:>8.3f}s" if peer else f" {'not run':>9}")
        )
    print(f"load: read, check and account for the whole; collate: the last two; faults: find {FAULTS}")


def _loaded(initiatives: int) -> tuple[Agreement, float]:
    """An invented agreement read by the program itself, and the seconds that took."""
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root) / "content" / "rei"
        folder.mkdir(parents=True)
        for name, text in agreement(1, initiatives).items():
            (folder / name).write_text(text, encoding="utf-8")
        start = perf_counter()
        (loaded,) = load.load(Path(root))
        return loaded, perf_counter() - start


def _collate(one: Agreement, transcript: Transcript) -> None:
    problems, account = collate(one, transcript)
    assert not problems
    assert account


def _faulty(one: Agreement, transcript: Transcript) -> tuple[str, str]:
    """Both texts as the program compares them, the second with faults put in."""
    ours = text_stream(one, transcript).signs
    theirs = transcript_stream(one, transcript).signs
    random = Random(2)
    for at in sorted(random.sample(range(len(theirs)), FAULTS)):
        theirs = theirs[:at] + "誤" + theirs[at + 1 :]
    return ours, theirs


def _ours(ours: str, theirs: str) -> None:
    assert len(list(differences(ours, theirs))) == FAULTS


def _peer(ours: str, theirs: str) -> None:
    SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()


def _seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The quickest of several runs by timeit: what slows the others is the machine, not the program."""
    return min(repeat(work, number=1, repeat=runs))


if __name__ == "__main__":
    main()
