"""Text against transcript: no character of either can change unnoticed, and every one is counted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kyoyaku.model.account import Origin, Treatment
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.transcript import SIGNS, fold
from kyoyaku.problems import ContentError, Problems
from kyoyaku.reading.collation.report import report
from kyoyaku.reading.collation.restored import quotations
from kyoyaku.reading.load import load
from kyoyaku.reading.parse import parse
from testing.agreements import agreement as invented
from testing.project import ROOT, SAMPLE, read_content, write_content

EDITS = 500
BODIES = {
    "txt": re.compile(r"(.+)", re.DOTALL),
    "md": re.compile(r"\n(# .+)", re.DOTALL),
    "yml": re.compile(r'text: "?(.+?)"?(?:, reason|$)', re.MULTILINE),
}
Files = Mapping[str, str]


def _collated(root: Path) -> dict[str, str]:
    """What is compared of the agreements that have a transcript."""
    files = read_content(root)
    folders = {path.split("/")[0] for path in files if path.endswith("/transcript.txt")}
    return {
        path: text
        for path, text in files.items()
        if path.split("/")[0] in folders and path.endswith((".md", ".txt", "/debris.yml"))
    }


def _places(root: Path) -> set[tuple[str, int]]:
    """Every place that the problems of a project name."""
    try:
        load(root)
    except ContentError as error:
        return {(match[1], int(match[2])) for match in re.finditer(r"content/([^\s:（]+):(\d+)", str(error))}
    return set()


def _witnessed(path: str, text: str) -> list[str]:
    """What a file says of the transcript: all of it, or what the source claims it to have."""
    if path.endswith(".txt"):
        return [fold(SIGNS.sub("", line)) for line in text.split("\n")]
    if path.endswith(".yml"):
        return [fold(match[1]) for match in BODIES["yml"].finditer(text)]
    agreement = parse(text.encode(), path, "x", Problems())
    if agreement is None:
        return []
    readings = [fold(one.witness) for one in agreement.texts]
    return readings + [fold(one.wanted) for one in quotations(agreement)]


@dataclass(frozen=True)
class Edit:
    """One character deleted, put in before another, or exchanged: for 甲, a near one, a look-alike."""

    path: str
    at: int
    kind: str
    sign: str

    def applied(self, text: str) -> str:
        kept = text[self.at + (self.kind != "insert") :]
        return text[: self.at] + (self.sign if self.kind != "delete" else "") + kept

    def line(self, text: str) -> int:
        return text.count("\n", 0, self.at) + 1


def _edits(files: Files) -> st.SearchStrategy[Edit]:
    """Any character of the transcripts, the bodies of the texts and the texts of debris, all as likely."""
    places = [
        (path, at)
        for path, text in files.items()
        for match in BODIES[path.rsplit(".", 1)[1]].finditer(text)
        for at in range(*match.span(1))
        if not text[at].isspace()
    ]
    kinds = st.sampled_from(["delete", "insert", "exchange"])
    signs = st.sampled_from("甲乙のをう割工1、。（A字")
    return st.builds(
        lambda place, kind, sign: Edit(*places[place], kind, sign),
        st.integers(0, len(places) - 1),
        kinds,
        signs,
    )


def _no_edit_goes_unnoticed(root: Path, tmp_path: Path) -> None:
    files = _collated(root)
    if not files:
        pytest.skip("no agreement in content/ has a transcript")
    write_content(tmp_path, files)
    assert _places(tmp_path) == set()
    witnessed = {path: _witnessed(path, text) for path, text in files.items()}

    @given(_edits(files))
    @settings(max_examples=EDITS, database=None, suppress_health_check=list(HealthCheck))
    def try_edit(edit: Edit) -> None:
        before = files[edit.path]
        after = edit.applied(before)
        assume(_witnessed(edit.path, after) != witnessed[edit.path])
        file = tmp_path / "content" / edit.path
        file.write_text(after, encoding="utf-8")
        places = _places(tmp_path)
        file.write_text(before, encoding="utf-8")
        assert (edit.path, edit.line(before)) in places

    try_edit()


def test_no_edit_of_the_sample_goes_unnoticed(tmp_path: Path) -> None:
    assert _collated(SAMPLE)
    _no_edit_goes_unnoticed(SAMPLE, tmp_path)


def test_no_edit_of_the_content_goes_unnoticed(tmp_path: Path) -> None:
    _no_edit_goes_unnoticed(ROOT, tmp_path)


MOVED = re.compile(r"\{\+\+(?P<text>(?:(?!\+\+\}).)+)\+\+\}\{>>\w+ @(?P<refs>[0-9.,]+):[^<]*<<\}")


@pytest.mark.parametrize("root", [SAMPLE, ROOT], ids=["sample", "content"])
def test_no_passage_that_was_moved_can_be_cut_or_left_out(root: Path, tmp_path: Path) -> None:
    files = _collated(root)
    write_content(tmp_path, files)
    tried = 0
    for path, source in files.items():
        for match in MOVED.finditer(source) if path.endswith(".md") else ():
            # What rests on a line of the running text is evidenced there, but not taken from it.
            debris = files.get(f"{path.split('/')[0]}/debris.yml", "")
            if not any(f'"{ref}"' in debris for ref in match["refs"].split(",")):
                continue
            start, end = match.span("text")
            half = (start + end) // 2
            for new in (
                source[: match.start()] + source[match.end() :],
                source[:start] + source[half:] if half > start else "",
                source[:half] + source[end:] if half > start else "",
            ):
                if new:
                    (tmp_path / "content" / path).write_text(new, encoding="utf-8")
                    assert _places(tmp_path), match[0]
                    tried += 1
        (tmp_path / "content" / path).write_text(source, encoding="utf-8")
    assert tried or not files


def test_every_character_is_counted_once(
    published: tuple[Agreement, ...], sample: tuple[Agreement, ...]
) -> None:
    collated = [one for one in (*published, *sample) if one.transcript]
    assert collated
    for agreement in collated:
        found = agreement.account
        assert found
        assert found.transcript_unaccounted == 0
        assert found.text_unaccounted == 0
        treated, origins = dict(found.transcript), dict(found.text)
        declared = (Treatment.IDENTICAL, Treatment.FORM, Treatment.CAPTION)
        assert sum(treated.get(one, 0) for one in declared) == origins[Origin.WITNESS]


def test_report_names_what_nothing_proves(sample: tuple[Agreement, ...]) -> None:
    """The golden report of the sample: its counts, and the places that rest on the editor alone."""
    expected = (ROOT / "tests" / "golden" / "report.txt").read_text(encoding="utf-8")
    assert "".join(map(report, sample)) == expected


def test_invented_agreements_of_the_benchmark_are_accounted_for(tmp_path: Path) -> None:
    write_content(tmp_path, {f"rei/{name}": text for name, text in invented(1, 40).items()})
    (loaded,) = load(tmp_path)
    assert loaded.account
    assert loaded.account.transcript_unaccounted == 0
    assert {Treatment.MOVED, Treatment.STRAY, Treatment.CORRECTED} <= {
        one for one, _ in loaded.account.transcript
    }
