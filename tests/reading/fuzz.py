"""A coverage-guided fuzzer (atheris, on libFuzzer) on what reads content: no crash, no hang.

    python -m tests.fuzz <target> <folder of seeds> -runs=1000

The targets are what an editor's files go through: a whole version, the files beside it, a transcript.
It runs in a process of its own, for libFuzzer ends the process when it has found something.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["kyoyaku"]):
    from kyoyaku.analysis.references import find_references
    from kyoyaku.language.numerals import from_kanji, read_label, read_number
    from kyoyaku.model.agreement import Agreement
    from kyoyaku.model.transcript import transcript
    from kyoyaku.problems import Problems
    from kyoyaku.reading.checks.rules import check
    from kyoyaku.reading.collation.collate import collate
    from kyoyaku.reading.collation.debris import read_debris
    from kyoyaku.reading.layers.duties import check_duty_kinds, read_duty_kinds
    from kyoyaku.reading.layers.expected import check_expected
    from kyoyaku.reading.layers.laws import check_laws, read_laws
    from kyoyaku.reading.layers.life import check_life, read_life
    from kyoyaku.reading.layers.names import check_names, read_names
    from kyoyaku.reading.layers.vocabulary import check_vocabulary, read_vocabulary
    from kyoyaku.reading.load import load
    from kyoyaku.reading.parse import parse

SAMPLE = Path(__file__).resolve().parents[1] / "sample"


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
    assert all(problem.place.line >= 1 and problem.message and problem.rule for problem in problems.found)


def layer(data: bytes) -> None:
    """A file beside the sample; the first byte says which."""
    text = data[1:].decode(errors="replace")
    readers = (_names, _vocabulary, _duties, _laws, _life, _debris, _expected)
    readers[data[0] % len(readers) if data else 0](text, "content/rei/layer.yml", Problems())


def witness(data: bytes) -> None:
    """A text and a transcript, parted by a NUL; whatever differs is a problem, and no character is lost."""
    text, _, witnessed = data.decode(errors="replace").partition("\0")
    agreement = parse(f"---\n---\n\n# 題\n\n{text}".encode(), "content/rei/2022-01-12.md", "rei", Problems())
    if agreement:
        problems, account = collate(agreement, transcript("content/rei/transcript.txt", witnessed, witnessed))
        assert problems or account


(AGREEMENT, *_) = load(SAMPLE)


def _names(text: str, path: str, problems: Problems) -> None:
    problems.extend(check_names(_with(names=read_names(text, path, problems))))


def _vocabulary(text: str, path: str, problems: Problems) -> None:
    problems.extend(check_vocabulary(AGREEMENT, read_vocabulary(text, path, problems)))


def _duties(text: str, path: str, problems: Problems) -> None:
    problems.extend(check_duty_kinds(_with(duty_kinds=read_duty_kinds(text, path, problems))))


def _laws(text: str, path: str, problems: Problems) -> None:
    problems.extend(check_laws(_with(laws=read_laws(text, path, problems))))


def _life(text: str, path: str, problems: Problems) -> None:
    problems.extend(check_life(_with(life=read_life(text, path, problems)), path))


def _debris(text: str, path: str, problems: Problems) -> None:
    read_debris(text, path, problems)


def _expected(text: str, path: str, problems: Problems) -> None:
    check_expected(AGREEMENT, text, path, problems)


def _with(**layers: object) -> Agreement:
    return replace(AGREEMENT, **layers)  # type: ignore[arg-type]


TARGETS: dict[str, Callable[[bytes], None]] = {"version": version, "layer": layer, "witness": witness}


if __name__ == "__main__":
    program, target, *options = sys.argv
    atheris.Setup([program, *options], TARGETS[target])
    atheris.Fuzz()
