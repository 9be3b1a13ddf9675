"""Files that nobody would write: a check of them ends in bounded time."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import suppress
from difflib import SequenceMatcher
from pathlib import Path
from random import Random
from time import process_time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kyoyaku.analysis.definitions import definitions
from kyoyaku.analysis.references import BRACKETED, bracket_start
from kyoyaku.limits import LINE
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.slugs import slug_fault
from kyoyaku.problems import ContentError, Problems
from kyoyaku.reading import yaml_reader
from kyoyaku.reading.checks import check
from kyoyaku.reading.collation.alignment import SPECK, matching
from kyoyaku.reading.load import load
from kyoyaku.reading.parse import parse
from testing.project import ROOT, SAMPLE, write_content
from tests.effort import Counts, times, work
from tests.parsed import HEAD

END = "\n\n## 第1条（目的）\n\n甲\n\n2 甲\n\n## 第2条\n\n甲\n"
INITIATIVE = "### 取組 {{#i-{0}}}\n\n**取組の内容**\n\n甲\n\n**甲の役割**\n\n乙\n\n**乙の役割**\n\n甲{0}\n\n"
WITNESS = "witness: {file: transcript.txt, description: 例}\n"


def _version(body: str, facts: str = "") -> dict[str, str]:
    return {"rei/2022-01-12.md": HEAD.replace("---\n", f"---\n{facts}", 1) + f"\n# 連携協約\n\n{body}{END}"}


def _random(signs: str, seed: int) -> str:
    words = "".join(Random(seed).choices(signs, k=60_000))
    return "\n\n".join(words[at : at + 1_000] for at in range(0, len(words), 1_000))


BOMB = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
LARGE = {
    "marks never closed": _version(f"{'{~~' * 1_600}\n\n" * 30),
    "brackets": _version(f"{'[甲](' * 1_200}\n\n" * 30),
    "definitions": _version("".join(f"{n} 以下「語{n}」という。語{n}\n\n" for n in range(2, 3_000))),
    "initiatives": _version("## 別表\n\n" + "".join(map(INITIATIVE.format, range(700)))),
    "deep quotation": _version("> " * 2_400),
    "aliases": _version("", "a0: &a0 [1]\n" + BOMB),
    "deep lists": _version("", "a: " + "[" * 4_900 + "\n"),
    "deep blocks": _version("", "a:\n" + "- " * 2_400 + "\n"),
    "names that nearly stand": {
        **_version(f"{'あ' * (LINE - 1)}\n\n" * 20),
        "rei/vocabulary.yml": "".join(f"- [{'あ' * (n % 49)}い{'あ' * 49}, 乙]\n" for n in range(1_000)),
    },
    "another transcript": {
        **_version(_random("甲乙丙丁戊己庚辛", 1), WITNESS),
        "rei/transcript.txt": _random("甲乙丙丁戊己庚辛", 2),
    },
}
"""Up to a fifth of a megabyte each: what would cost a careless program most."""
MOST = 5.0
"""Seconds of the processor for a check; most take a tenth of it."""


@pytest.mark.parametrize("files", LARGE.values(), ids=LARGE)
def test_a_check_ends_in_bounded_time(files: dict[str, str], tmp_path: Path) -> None:
    write_content(tmp_path, files)
    start = process_time()
    with suppress(ContentError):
        load(tmp_path)
    assert process_time() - start < MOST


MARKUP = "{~~|{--甲--}{>>|{++甲++}{>>certain @1.1: 例<<}|[|![|<!--|`甲``|**甲|&#|(1) |\u200b"
WORDS = "（甲（乙）|第1条及び|（第1条）|法第1条|同項|第千|漢以下同じ。|以下「甲」という。"
UNITS = [*MARKUP.split("|"), *WORDS.split("|")]


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_twice_the_text_is_twice_the_work(unit: str) -> None:
    """The work for so many units in one line, and for twice as many."""
    once, twice = (_work(unit * number) for number in (100, 200))
    assert 0 < twice <= 2.3 * once, f"{once:,} and {twice:,} lines"


def _work(line: str) -> int:
    """The work of reading and checking a text with this line."""
    body = "".join(_version(line).values()).encode()

    def read() -> None:
        problems = Problems()
        if agreement := parse(body, "content/rei/2022-01-12.md", "rei", problems):
            problems.extend(check(agreement))
            definitions(agreement)

    return work(read).total()


LONG = settings(max_examples=times(100, 50_000))


@given(st.text(st.sampled_from("ab1-./\\%~ \0甲A_"), max_size=12))
@LONG
def test_a_permanent_name_is_no_path(slug: str) -> None:
    if not slug_fault(slug):
        assert re.fullmatch(r"[a-z0-9-]+", slug)


@given(st.text("甲（）()", max_size=14))
@LONG
def test_a_bracket_before_a_place_is_found_as_the_pattern_finds_it(text: str) -> None:
    match = re.search(rf"{BRACKETED}$", text)
    assert bracket_start(text, len(text)) == (match.start() if match else len(text))


@given(st.text("甲乙丙", max_size=40), st.text("甲乙丙", max_size=40))
@LONG
def test_blocks_are_found_as_difflib_finds_them(left: str, right: str) -> None:
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    assert matching(left, right, SPECK) == [block for block in blocks if block.size >= SPECK]


def test_both_yaml_parsers_read_the_same(
    sample: tuple[Agreement, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An agreement reads the same with the parser in C and without it."""
    assert yaml_reader.LOADER is yaml.CSafeLoader
    monkeypatch.setattr(yaml_reader, "LOADER", yaml.SafeLoader)
    assert load(SAMPLE) == sample


HANGS = 20
"""Seconds after which an input of the fuzzer is a fault; one takes a thousandth of that."""


@pytest.mark.soak
def test_nothing_that_a_fuzzer_finds_ends_the_program_or_hangs(tmp_path: Path, counts: Counts) -> None:
    """The same inputs every time in `make test`; others at each `make soak`, which prints its seed."""
    pytest.importorskip("atheris", reason="no coverage-guided fuzzer for this platform")
    (tmp_path / "seeds").mkdir()
    options = f"-runs={times(1_200, 900_000)} -seed={times(1, 0)} -timeout={HANGS} -max_len=8000"
    options += f" -print_final_stats=1 -verbosity=0 -artifact_prefix={tmp_path}/"
    command = [sys.executable, "-m", "tests.reading.fuzz", str(tmp_path / "seeds"), *options.split()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
    found = [f"{one.name}: {one.read_bytes()!r}" for one in tmp_path.iterdir() if one.is_file()]
    counts["inputs"] += sum(map(int, re.findall(r"stat::number_of_executed_units: ([0-9]+)", done.stderr)))
    counts["faults"] += len(found)
    assert not done.returncode, f"{found}\n{done.stdout[-4000:]}\n{done.stderr[-2000:]}"
    assert counts["inputs"] >= times(1_200, 900_000)
