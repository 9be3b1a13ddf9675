"""Text against transcript: no character of either can change unnoticed, and every one is counted.

Below that, the differences of two texts by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyoyaku.language.characters import GETA, RADICALS, slips
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.transcript import SIGNS, Account, Origin, Treatment, comparable, transcript
from kyoyaku.problems import ContentError, Problem, Problems
from kyoyaku.reading.checks import structure
from kyoyaku.reading.checks import text as of_text
from kyoyaku.reading.collation.alignment import Difference, differences
from kyoyaku.reading.collation.collate import collate, report
from kyoyaku.reading.collation.restored import quotations
from kyoyaku.reading.layers.record import read_debris
from kyoyaku.reading.layers.side_file import SideFile
from kyoyaku.reading.load import load
from kyoyaku.reading.parse import parse
from testing.agreements import agreements, witnessed
from testing.project import FIXTURES, ROOT, SAMPLE, read_content, write_content
from tests.effort import times

BODIES = {
    "txt": re.compile(r"(.+)", re.DOTALL),
    "md": re.compile(r"\n(# .+)", re.DOTALL),
    "yml": re.compile(r'text: "?(.+?)"?(?:, reason|$)', re.MULTILINE),
}
Files = Mapping[str, str]
"""The version, the transcript and the debris of an agreement, by their suffixes."""


def _collated(root: Path) -> Files:
    """The files of the agreement that has a transcript; of another fork's content there may be none."""
    for file in (root / "content").glob("*/transcript.txt"):
        beside = {"md": next(file.parent.glob("*.md")), "txt": file, "yml": file.with_name("debris.yml")}
        return {name: one.read_text("utf-8") if one.exists() else "" for name, one in beside.items()}
    pytest.skip("no agreement has a transcript")


@cache
def _parsed(source: str) -> tuple[Agreement | None, tuple[Problem, ...]]:
    problems = Problems()
    return parse(source.encode(), "x.md", "x", problems), tuple(problems.found)


def _places(files: Files) -> set[tuple[str, int]]:
    """Every line that a problem names, by the suffix of its file; nothing is written or read on the disk."""
    agreement, of_parser = _parsed(files["md"])
    problems = Problems(list(of_parser))
    if agreement:
        witness = transcript(("x.txt", files["txt"]))
        debris = (
            tuple(read_debris(SideFile(files["yml"], "x.yml", agreement, problems))) if files["yml"] else ()
        )
        agreement = replace(agreement, transcript=witness, debris=debris)
        for rule in (*structure.RULES, *of_text.RULES):
            problems.extend(rule(agreement))
        problems.extend(collate(agreement, witness)[0])
    found = (re.finditer(r"x\.(md|txt|yml):(\d+)", str(problem)) for problem in problems.found)
    return {(match[1], int(match[2])) for matches in found for match in matches}


def _witnessed(suffix: str, text: str) -> list[str]:
    """What a file says of the transcript: all of it, or what the source claims it to have."""
    if suffix == "txt":
        return [comparable(SIGNS.sub("", line)) for line in text.split("\n")]
    if suffix == "yml":
        return [comparable(match[1]) for match in BODIES["yml"].finditer(text)]
    agreement, _ = _parsed(text)
    if agreement is None:
        return []
    readings = [comparable(one.witness) for one in agreement.texts]
    return readings + [comparable(one.wanted) for one in quotations(agreement)]


def _edits(files: Files, number: int) -> Iterator[tuple[str, int, str]]:
    """Suffix, place and result: a character is deleted, put in, or exchanged (甲, a near one, a look-alike).

    Edits of every kind in every file, spread over all of it: `number` of each, the same every time.
    """
    random = Random(number)
    for suffix, text in files.items():
        spans = (match.span(1) for match in BODIES[suffix].finditer(text))
        places = [at for span in spans for at in range(*span) if not text[at].isspace()]
        for kind in ("delete", "insert", "exchange"):
            for part in range(number) if places else ():
                at = places[int((part + random.random()) * len(places) / number)]
                sign = "" if kind == "delete" else random.choice("甲乙のをう割工1、。（A字")
                yield suffix, at, text[:at] + sign + text[at + (kind != "insert") :]


@pytest.mark.parametrize("root", [SAMPLE, ROOT], ids=["sample", "content"])
def test_no_edit_goes_unnoticed(root: Path) -> None:
    files = _collated(root)
    assert _places(files) == set()
    witnessed = {suffix: _witnessed(suffix, text) for suffix, text in files.items()}
    tried = 0
    for suffix, at, after in _edits(files, times(5, 400)):
        if _witnessed(suffix, after) != witnessed[suffix]:
            tried += 1
            line = after.count("\n", 0, at) + 1
            assert (suffix, line) in _places({**files, suffix: after}), after[at - 9 : at + 9]
    assert tried > 30


MOVED = re.compile(r"\{\+\+(?P<text>(?:(?!\+\+\}).)+)\+\+\}\{>>\w+ @(?P<refs>[0-9.,]+):[^<]*<<\}")


@pytest.mark.parametrize("root", [SAMPLE, ROOT], ids=["sample", "content"])
def test_no_passage_that_was_moved_can_be_cut_or_left_out(root: Path) -> None:
    files = _collated(root)
    source = files["md"]
    # What rests on a line of the running text is evidenced there, but not taken from it.
    found = ((match, match["refs"].split(",")) for match in MOVED.finditer(source))
    moved = [match for match, refs in found if any(f'"{ref}"' in files["yml"] for ref in refs)]
    for match in moved[:: -(-len(moved) // times(4, 99))]:
        start, end = match.span("text")
        half = (start + end) // 2
        for a, b in {match.span(), (start, half), (half, end)} - {(start, start), (start, end)}:
            assert _places({**files, "md": source[:a] + source[b:]}), match[0]
    assert moved


def test_every_character_is_counted_once(
    published: tuple[Agreement, ...], sample: tuple[Agreement, ...]
) -> None:
    collated = [one for one in (*published, *sample) if one.transcript]
    assert collated
    for agreement in collated:
        found = agreement.account
        assert found
        assert found.transcript_unaccounted == found.text_unaccounted == 0
        treated, origins = dict(found.transcript), dict(found.text)
        declared = (Treatment.IDENTICAL, Treatment.FORM, Treatment.CAPTION)
        # What only the head row of a table has is written once there, and at each row of the text.
        columns = {column for one in agreement.facts.annex_columns.values() for column in one}
        rows = (row for entry in agreement.entries for row in entry.initiative.all_rows)
        labels = sum(len(comparable(row.label.edited)) for row in rows if row.label.edited in columns)
        assert sum(treated.get(one, 0) for one in declared) + labels == origins[Origin.WITNESS]


LOOK_ALIKE = {right: chr(code) for code in range(0x2E80, 0x2FE0) if (right := RADICALS[chr(code)]) != GETA}


def test_what_a_machine_made_of_a_transcript_is_read_as_meant_and_counted(tmp_path: Path) -> None:
    """Radicals for ideographs, voicing marks apart, what has no shape: no mark is needed."""
    files = read_content(SAMPLE)
    path = next(path for path in files if path.endswith("transcript.txt"))
    plain = files[path]
    before = _account(tmp_path, files)
    radicals = "".join(LOOK_ALIKE.get(sign, sign) for sign in plain)
    apart = "".join(normalize("NFD", sign) if "ぁ" <= sign <= "ヿ" else sign for sign in plain)
    unseen = re.sub("([をにはァ-ヺ])", "\\1\u200b\u200d\ufe00", plain)
    for made in (radicals, apart, unseen):
        after = _account(tmp_path, {**files, path: made})
        assert after.text == before.text
        counted = dict(after.transcript)
        assert counted.pop(Treatment.MENDED) == (len(made) - len(plain) or 55)
        assert made == radicals or tuple(counted.items()) == before.transcript
        broken = {name: re.sub("[定用費]", "誤", text) for name, text in files.items()}
        with pytest.raises(ContentError) as found:
            _account(tmp_path, {**broken, path: made})
        assert {"witness-agrees", "debris-text"} <= {one.rule for one in found.value.problems}
        assert [one for one in found.value.problems if slips(one.message)] == [], "nobody could copy these"
    blanks = plain.replace(" ", "\u2003").replace("\n", "\r\n")
    assert _account(tmp_path, {**files, path: f"\ufeff{blanks}"}) == before


def _account(root: Path, files: Files) -> Account:
    write_content(root, files)
    account = next(one.account for one in load(root) if one.transcript)
    assert account
    return account


def test_report_names_what_nothing_proves(sample: tuple[Agreement, ...]) -> None:
    """The golden report of the sample: its counts, and the places that rest on the editor alone."""
    expected = (ROOT / "tests" / "golden" / "report.txt").read_text(encoding="utf-8")
    assert "".join(map(report, sample)) == expected


def test_invented_agreements_of_the_benchmark_are_accounted_for(tmp_path: Path) -> None:
    write_content(tmp_path, witnessed(*next(agreements(1))))
    (loaded,) = load(tmp_path)
    assert loaded.account
    assert loaded.account.transcript_unaccounted == 0
    assert dict(loaded.account.transcript).keys() >= {Treatment.MOVED, Treatment.STRAY, Treatment.CORRECTED}


COLUMNS = ("取組", "取組の内容", "甲の役割", "乙の役割")
TABLE, PAPERS = (FIXTURES / "head_rows.md").read_text(encoding="utf-8").split("%%\n")
"""A text whose labels stand in the head rows of tables, and its transcript of two files, parted by |."""


def _of_papers(source: str, papers: str) -> tuple[Account | None, list[str]]:
    """The account and the problems of a text and a transcript whose files are parted by |."""
    agreement = parse(source.encode(), "x.md", "x", Problems())
    assert agreement
    names = ("a.txt", "b.txt")
    problems, account = collate(agreement, transcript(*zip(names, papers.split("|"), strict=True)))
    return account, [re.sub(r"^(\S+:\d+): .*底本（([^）]+)）.*", r"\1 \2", str(one)) for one in problems]


def test_the_head_row_of_a_table_is_the_witness_of_the_labels_below_it() -> None:
    account, problems = _of_papers(TABLE, PAPERS)
    assert problems == []
    assert account
    assert account.transcript_unaccounted == account.text_unaccounted == 0
    counts = dict(account.transcript)
    heads = ["".join(COLUMNS), "".join(COLUMNS), "取組内容甲の役割乙の役割"]
    assert counts[Treatment.HEAD] == sum(map(len, heads))
    assert counts[Treatment.NOTE] == len("平17告示9・一部改正")
    assert not counts.keys() & {Treatment.CORRECTED, Treatment.STRUCK}


@pytest.mark.parametrize(
    ("now", "was", "places"),
    [
        ("**乙の役割**\n\n窓口", "**甲の役割**\n\n窓口", ["x.md:46 b.txt:3"]),  # another column
        ("(3) 別表第2", "(2) 別表第2", ["x.md:20 a.txt:5"]),
        ("① 別表第1", "(1) 別表第1", ["x.md:18 a.txt:4"]),
        ("平17告示8", "平17告示9", ["x.md:22 a.txt:6"]),
        ("努め、", "努める。", ["x.md:38 b.txt:2"]),
    ],
)
def test_a_difference_is_told_with_both_lines(now: str, was: str, places: list[str]) -> None:
    assert was in TABLE
    assert _of_papers(TABLE.replace(was, now, 1), PAPERS)[1][:1] == places


def test_a_label_in_one_character_is_a_form_only_where_a_line_begins() -> None:
    assert _of_papers(TABLE, PAPERS.replace("相談に応じる。", "相談⑴に応じる。"))[1]
    source = TABLE.replace("相談に応じる。", "相談(1)に応じる。")
    assert _of_papers(source, PAPERS.replace("相談に応じる。", "相談⑴に応じる。"))[1]


SENTENCE = "甲及び乙は、別表に定める取組を推進するため、相互に役割を分担して連携し、事務の執行に当たる。"
WORDS = ["住民", "福祉", "交通", "消防", "医療", "観光", "農業", "教育", "防災", "移住", "環境", "文化"]


def _numbered(count: int) -> str:
    """Articles that have much in common, but no two the same."""
    pick = Random(2022).choice
    return "".join(
        f"第{number}条 {pick(WORDS)}及び{pick(WORDS)}の{pick(WORDS)}に関し、{pick(WORDS)}と連携して取り組む。"
        for number in range(count)
    )


def _said(ours: str, theirs: str) -> list[tuple[str, str]]:
    found = differences(ours, theirs)
    return [(ours[one.start : one.end], theirs[one.their_start : one.their_end]) for one in found]


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        *((one, other, [(one, other)] * (one != other)) for one in ("", "甲") for other in ("", "甲", "乙")),
        (SENTENCE, SENTENCE.replace("連携", "提携"), [("連", "提")]),
        (SENTENCE, SENTENCE.replace("別表", "").replace("事務の", "事業の"), [("別表", ""), ("務", "業")]),
        (_numbered(90), _numbered(90).replace("第40条", "第四十条"), [("40", "四十")]),
        # A long stretch that only one has, and a text that has nothing of the other.
        (_numbered(200)[:30], _numbered(200), [("", _numbered(200)[30:])]),
        ("あ" * 3000, "い" * 3000, [("あ" * 3000, "い" * 3000)]),
    ],
)
def test_differences(ours: str, theirs: str, said: list[tuple[str, str]]) -> None:
    assert _said(ours, theirs) == said


def test_a_chapter_left_out_is_one_difference() -> None:
    whole = _numbered(200)
    start, end = whole.index("第50条"), whole.index("第150条")
    for ours, theirs in ((whole[:start] + whole[end:], whole), (whole, whole[:start] + whole[end:])):
        ((one, other),) = _said(ours, theirs)
        assert len(one) + len(other) == end - start
        assert not one or not other


TEXTS = st.lists(st.sampled_from([*"甲乙丙、。", SENTENCE, SENTENCE[9:30]]), max_size=30).map("".join)


@given(TEXTS, TEXTS)
def test_differences_are_all_there_is(ours: str, theirs: str) -> None:
    """Outside the differences both are the same, and no difference is empty or before the last."""
    a = b = 0
    for one in [*differences(ours, theirs), Difference(len(ours), len(ours), len(theirs), len(theirs))]:
        assert ours[a : one.start] == theirs[b : one.their_start]
        assert a <= one.start <= one.end
        assert b <= one.their_start <= one.their_end
        a, b = one.end, one.their_end
    assert all(one.ours or one.theirs for one in differences(ours, theirs))
