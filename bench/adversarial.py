"""How long it takes to check a megabyte of hostile text, and to make pages of it where it is sound.

    make bench-adversarial [ONLY=word]

Each case runs in a process of its own, which is stopped after a minute; the seconds are those of the
processor. The limit is five seconds for the check of one agreement's folder.
"""

from __future__ import annotations

import multiprocessing
import os
import platform
import resource
import sys
import tempfile
from itertools import chain
from multiprocessing.connection import Connection
from pathlib import Path
from time import process_time

from kyoyaku import render
from kyoyaku.problems import ContentError
from kyoyaku.publisher import extras
from kyoyaku.reading import load
from testing.adversarial_files import front_matter, layers, transcripts
from testing.adversarial_structures import structures
from testing.adversarial_texts import Files, units

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 5.0
"""Seconds that a check may take."""
PATIENCE = float(os.environ.get("PATIENCE", "60"))
"""Seconds after which a case is stopped."""


def main() -> int:
    only = sys.argv[1] if len(sys.argv) > 1 else ""
    print(f"Python {platform.python_version()}; seconds to check, problems found, seconds to make pages, MB")
    tried = slow = 0
    worst = ("", 0.0)
    for name, files in chain(units(), structures(), front_matter(), layers(), transcripts()):
        if only in name:
            checked = _timed(name, files)
            tried, slow = tried + 1, slow + (checked > LIMIT)
            worst = max(worst, (name, checked), key=lambda one: one[1])
    print(f"{tried:,} texts tried, {slow} above {LIMIT:g} s; the slowest: {worst[0]}, {worst[1]:.2f} s")
    return slow > 0 or not tried


def _timed(name: str, files: Files) -> float:
    """The seconds that the check of a case takes, printed with the rest."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=_check, args=(files, theirs))
    process.start()
    found = ours.recv() if ours.poll(PATIENCE) else None
    pages = ours.recv() if found and ours.poll(PATIENCE) else None
    process.kill()
    process.join()
    if found is None:
        print(f"{name:<50} stopped after {PATIENCE:g} s", flush=True)
        return PATIENCE
    seconds, problems, memory = found
    shown = "-" if problems else f"{pages:.2f}" if pages is not None else f"over {PATIENCE:g}"
    sign = " <-- above the limit" if seconds > LIMIT else ""
    print(f"{name:<50} {seconds:>7.2f} {problems:>9,} {shown:>8} {memory:>6}{sign}", flush=True)
    return float(seconds)


def _check(files: Files, answer: Connection) -> None:
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root) / "content" / "rei"
        folder.mkdir(parents=True)
        for name, content in files.items():
            (folder / name).write_text(content, encoding="utf-8", newline="")
        start = process_time()
        problems, agreements = 0, None
        try:
            agreements = load.load(Path(root))
        except ContentError as error:
            problems = len(str(error).split("\n"))
        seconds = process_time() - start
        answer.send((seconds, problems, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))
        start = process_time()
        if agreements:
            docs = render.render(agreements, ROOT / "templates")
            for agreement in agreements:
                extras.differences(agreement, docs)
        answer.send(process_time() - start)


if __name__ == "__main__":
    sys.exit(main())
