"""A coverage-guided fuzzer (atheris, on libFuzzer) on what reads content: no crash, no hang.

    python -m tests.reading.fuzz <folder of seeds> -runs=1000

It reads what an editor writes: a version, a file beside it, or a transcript; the first byte says which.
It runs in a process of its own, for libFuzzer ends the process when it has found something.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["kyoyaku"]):
    from kyoyaku.analysis.references import find_references
    from kyoyaku.language.numerals import from_kanji, read_label, read_number
    from kyoyaku.model.transcript import transcript
    from kyoyaku.problems import Problems
    from kyoyaku.reading.checks import check
    from kyoyaku.reading.collation.collate import collate
    from kyoyaku.reading.layers.layers import EXPECTED, LAYERS
    from kyoyaku.reading.layers.record import check_expected
    from kyoyaku.reading.layers.side_file import SideFile
    from kyoyaku.reading.load import load
    from kyoyaku.reading.parse import parse
    from testing.project import FIXTURES, ROOT, SAMPLE, cases, read_content

(AGREEMENT, *_) = load(SAMPLE)


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


def witness(data: bytes) -> None:
    """A text and a transcript, separated by a NUL: each difference is a problem, no character is lost."""
    text, _, witnessed = data.decode(errors="replace").partition("\0")
    agreement = parse(f"---\n---\n\n# 題\n\n{text}".encode(), "content/rei/2022-01-12.md", "rei", Problems())
    if agreement:
        problems, account = collate(agreement, transcript(("content/rei/transcript.txt", witnessed)))
        assert problems or account


def layer(read: Callable[[SideFile], Iterator[object] | None], data: bytes) -> None:
    """A file beside the sample."""
    file = SideFile(data.decode(errors="replace"), "content/rei/layer.yml", AGREEMENT, Problems())
    tuple(read(file) or ())


READERS: dict[str, Callable[[bytes], None]] = {
    ".md": version,
    ".txt": witness,
    **{one.file: partial(layer, one.read) for one in LAYERS},
    EXPECTED: partial(layer, check_expected),
}
"""By the name of a file, or how it ends."""


def read(data: bytes) -> None:
    """The target."""
    [*READERS.values()][data[0] % len(READERS) if data else 0](data[1:])


def seeds() -> Iterator[bytes]:
    """All content that there is."""
    contents = [read_content(ROOT), read_content(SAMPLE), *(case.files for case in cases("check"))]
    texts = [(path, text) for content in contents for path, text in content.items()]
    texts += [(one.name, one.read_text(encoding="utf-8")) for one in FIXTURES.rglob("*.md")]
    texts += [("a.txt", f"甲及び乙は、{n}。\0甲及び乙は, {n} 。") for n in range(9)]
    for number, name in enumerate(READERS):
        for text in (text for path, text in texts if path.endswith(name) and len(text) < 8_000):
            yield chr(number).encode() + text.encode("utf-8", "surrogateescape")


if __name__ == "__main__":
    program, folder, *options = sys.argv
    for number, seed in enumerate(seeds()):
        (Path(folder) / f"{number:04}").write_bytes(seed)
    atheris.Setup([program, folder, *options], read)
    atheris.Fuzz()
