"""What holds for every number, ladder, text and mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from bs4 import BeautifulSoup
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kyoyaku.language.numerals import ALPHABETS, KANJI, OWN, Label, from_kanji, read_label
from kyoyaku.model import text as marks
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.facts import Facts
from kyoyaku.model.notes import sign, with_doubts
from kyoyaku.model.text import Certainty, Corrected, Mark, Note, Plain, Ref, Span, Supplied, Text
from kyoyaku.pages.markup import markdown
from kyoyaku.problems import Place, Problems
from kyoyaku.reading.blocks import Heading, Prose, RowLabel, read_blocks
from kyoyaku.reading.body import levels
from kyoyaku.reading.parse import identified, parse
from tests.forms.read_back import differing, files_of
from tests.parsed import TITLE, WITNESSED

# Numbers.


def test_every_kanji_numeral_reads_back() -> None:
    """All of them: there are few enough."""
    written = KANJI[1:]
    assert [from_kanji(text) for text in written] == list(range(1, 10_000))


LAST = {**{series: len(alphabet) for series, alphabet in ALPHABETS.items()}, "roman": 39, "ROMAN": 39}
# There is no (①): the sign is a label of its own.
KINDS = [
    (series, bracketed)
    for series in ("arabic", "kanji", *LAST)
    for bracketed in (False, True)
    if not (bracketed and series in OWN)
]
LABELS = st.sampled_from(KINDS).flatmap(
    lambda kind: st.builds(Label, *map(st.just, kind), st.integers(1, LAST.get(kind[0], 9999)))
)


@given(LABELS)
def test_a_label_reads_back_in_either_width(label: Label) -> None:
    wide = str(label).translate({ord("("): "（", ord(")"): "）", **{48 + n: 0xFF10 + n for n in range(10)}})
    assert label in read_label(str(label))
    assert read_label(wide) == read_label(str(label))


# Levels of labels.

# イ is of two series, and so is i: such a pair may not stand in one nesting, for nobody could read it.
CONFUSABLE = {"iroha": "aiueo", "roman": "latin", "ROMAN": "capital"}
Labels = list[tuple[Label, int]]


@st.composite
def nestings(draw: st.DrawFn) -> Labels:
    """Labels properly nested, each with its depth."""
    kinds = draw(
        st.lists(
            st.sampled_from(KINDS),
            min_size=1,
            max_size=5,
            unique_by=lambda kind: (CONFUSABLE.get(kind[0], kind[0]), kind[1]),
        )
    )

    def nested(depth: int) -> Iterator[tuple[Label, int]]:
        for ordinal in range(1, draw(st.integers(1, 4)) + 1):
            yield Label(*kinds[depth], ordinal), depth
            if depth + 1 < len(kinds) and draw(st.booleans()):
                yield from nested(depth + 1)

    return list(nested(0))


@given(nestings())
def test_properly_nested_labels_get_their_depth(labelled: Labels) -> None:
    """Whether the first label is printed or not."""
    labels = [str(label) for label, _ in labelled]
    found = list(levels(labels))
    assert [level.depth for level in found] == [depth for _, depth in labelled]
    assert not any(level.expected for level in found)
    assert list(levels(labels[1:], labelled[0][0])) == found[1:]


# Texts and marks. Words have no sign of Markdown and no blank.

LETTERS = st.one_of(
    *(st.characters(min_codepoint=a, max_codepoint=b) for a, b in ((0x4E00, 0x9FFF), (0x3041, 0x3096))),
    st.characters(min_codepoint=0x30A1, max_codepoint=0x30FA),
    st.sampled_from("、。・「」『』（）〔〕ー々〇０Ａ：？！～－＋＃＊①0123456789ICTPR甲乙𠮷髙\ufa19葛"),
)
# A variation selector stands behind an ideograph only.
WORDS = st.text(LETTERS, min_size=1, max_size=12).map(lambda word: word.replace("葛", "葛\U000e0100"))
REASONS = WORDS.filter(lambda word: word != "理由")
NOTES = st.builds(Note, st.sampled_from(Certainty), REASONS)
CITING = st.builds(
    Note,
    st.sampled_from(Certainty),
    REASONS,
    st.lists(st.builds(Ref, st.integers(1, 999), st.none() | st.integers(1, 9)), max_size=3).map(tuple),
)

PLAIN = st.builds(Plain, WORDS)
CORRECTED = st.builds(Corrected, st.just(0), WORDS, WORDS, NOTES)
UNSURE = Certainty.UNSURE
MARKS = st.one_of(
    CORRECTED,
    st.builds(
        Supplied,
        st.just(0),
        st.lists(CORRECTED | PLAIN, min_size=1, max_size=4).filter(lambda spans: _apart(spans)).map(tuple),
        CITING,
    ),
    st.builds(marks.Struck, st.just(0), WORDS, NOTES),
    st.builds(marks.Lost, st.just(0), NOTES.filter(lambda note: note.certainty is not UNSURE)),
    st.builds(marks.Lost, st.just(0), NOTES, st.integers(1, 99_999), st.booleans()),
    st.builds(marks.PerhapsLost, st.just(0), NOTES.map(lambda note: replace(note, certainty=UNSURE))),
    st.builds(marks.Illegible, st.just(0), WORDS.filter(lambda word: not word.isdecimal()), NOTES),
)
# Not struck or empty altogether: a heading needs a word.
SPANS = (
    st.lists(MARKS | PLAIN, min_size=1, max_size=6)
    .filter(lambda spans: _apart(spans))
    .filter(lambda spans: any(span.edited for span in spans))
)


AGREEMENT = Agreement("x", "x.md", Facts(), Text((), Place("", 1)), (), ())


def _apart(spans: Sequence[Span]) -> bool:
    """No plain text stands straight after plain text, where it would be one with it."""
    return not any(isinstance(one, Plain) and isinstance(two, Plain) for one, two in pairwise(spans))


def _bare(span: Any) -> Any:
    """A span as it is written, without the number and the id that reading gives it."""
    if isinstance(span, Plain):
        return span
    inner = {"content": tuple(map(_bare, span.content))} if isinstance(span, Supplied) else {}
    return replace(span, number=0, id="", **inner)


def _written(span: Span) -> str:
    """The span as an editor types it."""
    match span:
        case Plain():
            return span.edited
        case Corrected():
            mark = f"~~{span.witness}~>{span.edited}~~"
        case Supplied():
            mark = f"++{''.join(map(_written, span.content))}++"
        case marks.Struck():
            mark = f"--{span.witness}--"
        case marks.Lost():
            mark = f"?{'' if span.length is None else '-' * span.at_most + str(span.length)}?"
        case marks.PerhapsLost():
            mark = "??"
        case marks.Illegible():
            mark = f"?{span.witness}?"
    refs = ",".join(ref.written for ref in span.note.refs)
    return f"{{{mark}}}{{>>{span.note.certainty.value}{f' @{refs}' if refs else ''}: {span.note.reason}<<}}"


def _read(source: str) -> list[Text]:
    """The texts of a source that has no problems."""
    problems = Problems()
    blocks = read_blocks(source, "x.md", 1, problems)
    assert problems.found == []
    return [block.text for block in blocks if isinstance(block, Heading | Prose | RowLabel)]


def _agreement(texts: Sequence[Sequence[Span]]) -> Agreement:
    """The agreement of FORM with these texts in its blanks."""
    problems = Problems()
    source = f"{WITNESSED}\n{TITLE}\n\n" + FORM.format(*("".join(map(_written, spans)) for spans in texts))
    agreement = parse(source.encode(), "x.md", "x", problems)
    assert agreement is not None, problems.found
    return agreement


@given(SPANS)
def test_marks_are_read_as_they_were_meant(spans: list[Span]) -> None:
    source = "".join(map(_written, spans))
    texts = _read(f"{source}\n\n## {source} {{#slug}}\n\n**{source}**\n")
    assert [list(map(_bare, text.spans)) for text in texts] == [spans] * 3
    numbers = [mark.number for text in texts for mark in text.marks()]
    assert numbers == [*range(1, len(numbers) + 1)]


# Every kind of part; the blanks are filled with texts and marks.
FORM = """甲{}

## 第1条（目的）

{}

2 乙

(1) {}

## 別表

### 1 区分

#### (1) 取組{} {{#one}}

**取組の内容**

甲

**甲の役割**

{}

## 締結

丙
"""


FILLINGS = st.lists(SPANS, min_size=FORM.count("{}"), max_size=FORM.count("{}"))


@given(FILLINGS)
@settings(max_examples=25)
def test_marks_come_through_the_parser_and_every_form(texts: list[list[Span]]) -> None:
    agreement = _agreement(texts)
    expected = [mark for spans in texts for mark in Text(tuple(spans), Place("", 1)).marks()]
    assert list(map(_bare, agreement.marks)) == expected
    assert len({mark.id for mark in agreement.marks}) == len(agreement.marks)
    assert len(agreement.texts) == 14
    assert differing(agreement, files_of(agreement)) == set()


@given(FILLINGS, CORRECTED | st.builds(marks.Lost, st.just(0), NOTES, st.just(5)), st.data())
@settings(max_examples=10)
def test_a_mark_more_changes_no_id_of_another(
    texts: list[list[Span]], more: Mark, data: st.DataObject
) -> None:
    """Also of none in the same paragraph. It stands on or before the second character of some plain text."""
    before = _agreement(texts)
    plain = [(spans, span) for spans in texts for span in spans if isinstance(span, Plain)]
    assume(plain)
    spans, old = data.draw(st.sampled_from(plain))
    assume(len(old.edited) > 2)
    new = replace(more, witness=old.edited[1]) if isinstance(more, Corrected) else more
    rest = old.edited[1 + len(new.witness) :]
    at = next(at for at, span in enumerate(spans) if span is old)
    spans[at : at + 1] = [Plain(old.edited[0]), new, Plain(rest)]
    after = {mark.id: (mark.kind, mark.edited) for mark in _agreement(texts).marks}
    assert {mark.id: (mark.kind, mark.edited) for mark in before.marks}.items() <= after.items()
    assert len(after) == len(before.marks) + 1


@given(SPANS)
def test_every_mark_has_a_place_a_reading_a_sign_and_a_note(spans: list[Span]) -> None:
    """In every nesting: the witness reading is there for the switch, a doubt is text, no other sign is."""
    (read,) = _read("".join(map(_written, spans)))
    text = identified(replace(AGREEMENT, title=read)).title
    soup = BeautifulSoup(str(markdown(text)), "html.parser")
    assert [one["id"] for one in soup.select("[id]")] == [f"mark-{mark.id}" for mark in text.marks()]
    had = [mark.witness for mark in text.marks() if not isinstance(mark, marks.Lost | marks.PerhapsLost)]
    assert [one["data-witness"] for one in soup.select("[data-witness]")] == had
    seen = [mark for mark in text.marks() if not isinstance(mark, marks.Struck)]
    assert {one["href"] for one in soup.select("a")} == {f"#note-{mark.id}" for mark in seen}
    signs = [one.get("data-note") or one.get_text()[1:-1] for one in soup.select("[data-note], .ky-doubt")]
    assert sorted(map(str, signs)) == sorted(map(sign, seen))
    assert soup.get_text() == "".join(map(with_doubts, text.spans))
    for doubt in soup.select("[data-search-exclude]"):
        doubt.decompose()
    assert soup.get_text() == text.edited
