"""A coverage-guided fuzzer (atheris, on libFuzzer) on what reads content: no crash, no hang.

    python -m tests.reading.fuzz <target> <folder of seeds> -runs=1000

The targets are what an editor's files go through: a whole version, the files beside it, a transcript.
It runs in a process of its own, for libFuzzer ends the process when it has found something.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["kyoyaku"]):
    from kyoyaku.analysis.references import find_references
    from kyoyaku.language.numerals import from_kanji, read_label, read_number
    from kyoyaku.model.transcript import transcript
    from kyoyaku.problems import Problems
    from kyoyaku.reading.checks import check
    from kyoyaku.reading.collation.collate import collate
    from kyoyaku.reading.layers.layers import LAYERS
    from kyoyaku.reading.layers.record import check_expected
    from kyoyaku.reading.layers.side_file import SideFile
    from kyoyaku.reading.load import load
    from kyoyaku.reading.parse import parse

SAMPLE = Path(__file__).resolve().parents[1] / "sample"
(AGREEMENT, *_) = load(SAMPLE)
READERS: tuple[Callable[[SideFile], Iterator[object] | None], ...] = (
    *(layer.read for layer in LAYERS),
    check_expected,
)


def version(data: bytes) -> None:
    """A structured text: read, checked, every text of it read for references and numbers."""
    problems = Problems()
    agreement = parse(data, "content/rei/2022-01-12.md", "rei", problems)
    if agreement is None:
        assert problems.found
        return
    problems.extend(check(agreement))
    for text in agreement.texts:
        list(find_references(text.edited))
        read_label(text.edited[:9])
        read_number(text.edited[:9])
        from_kanji(text.edited[:9])
    lines = [text.place.line for text in agreement.texts]
    assert lines == sorted(lines)
    last = len(data.decode(errors="replace").splitlines()) + 1
    assert all(1 <= one.place.line <= last and one.message and one.rule for one in problems.found)


def layer(data: bytes) -> None:
    """A file beside the sample; the first byte says which."""
    read = READERS[data[0] % len(READERS) if data else 0]
    file = SideFile(data[1:].decode(errors="replace"), "content/rei/layer.yml", AGREEMENT, Problems())
    tuple(read(file) or ())


def witness(data: bytes) -> None:
    """A text and a transcript, separated by a NUL: each difference is a problem, no character is lost."""
    text, _, witnessed = data.decode(errors="replace").partition("\0")
    agreement = parse(f"---\n---\n\n# 題\n\n{text}".encode(), "content/rei/2022-01-12.md", "rei", Problems())
    if agreement:
        problems, account = collate(agreement, transcript(("content/rei/transcript.txt", witnessed)))
        assert problems or account


TARGETS: dict[str, Callable[[bytes], None]] = {"version": version, "layer": layer, "witness": witness}


if __name__ == "__main__":
    program, target, *options = sys.argv
    atheris.Setup([program, *options], TARGETS[target])
    atheris.Fuzz()
