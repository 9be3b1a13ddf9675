"""Steps at random: the comparison has all words of both texts, and a draft gives the second text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kyoyaku.history.applying import apply
from kyoyaku.history.comparison import ComparedLine, Pair, paired
from kyoyaku.history.drafting import Drafted, draft
from kyoyaku.history.grammar import UnreadError
from kyoyaku.history.places import AbsentError
from kyoyaku.history.steps import Step
from kyoyaku.history.units import Unit, copied, texts
from kyoyaku.history.words import marked
from kyoyaku.problems import Problems
from kyoyaku.reading.load import load
from kyoyaku.reading.parse import parse
from testing.project import FIXTURES
from testing.steps import FORMS, forms, random_step
from testing.structures import Written, written_agreements
from tests.effort import Counts, times


def words(root: Unit) -> list[str]:
    return [one.text for one in texts(root)]


def holds(step: Step, counts: Counts) -> None:
    old, new = step.proof.old, step.proof.new
    pairs = list(step.pair.walk())
    rows = {one.pair: one for one in step.lines if one.kind not in ("context", "omitted")}
    # The rows, put into the first text, make the second one.
    assert list(made(step.pair, rows)) == list(printed(new))
    assert sorted(one.old.text for one in pairs if one.old) == sorted(one.text for one in old.walk())
    for one in pairs:
        if one.old and one.new:
            before, after = marked(one.old.text, one.new.text)
            assert marked(one.new.text, one.old.text) == (after, before)
    counts["steps"] += 1
    sentences = draft(step)
    if sentences is None:
        counts["without a draft"] += 1
        return
    assert applied(sentences, old) == words(new)
    for sentence in sentences:
        counts.update(forms(sentence, step))
    is_caught(sentences, step)


def printed(unit: Unit) -> Iterator[str]:
    """The texts of a unit; a row of a table is one."""
    if unit.kind == "tablerow":
        yield "　".join(words(unit))
        return
    yield from [unit.text] if unit.text else []
    for one in unit.below:
        yield from printed(one)


def made(pair: Pair, rows: Mapping[Pair, ComparedLine]) -> Iterator[str]:
    """What the rows of a 新旧対照表 make of the first text."""
    if row := rows.get(pair):
        yield from ["".join(said for said, _ in row.new)] if pair.new else []
    elif pair.old and pair.new and pair.unit.kind != "tablerow":
        yield from [pair.old.text] if pair.old.text else []
    elif pair.old and pair.new:
        yield from printed(pair.old)
    if pair.unit.kind != "tablerow":
        for one in pair.below:
            yield from made(one, rows)


def applied(sentences: tuple[Drafted, ...], old: Unit) -> list[str]:
    """What sentences make of a text."""
    root = copied(old)
    for one in sentences:
        apply(one.sentence, [*map(copied, one.below)], root)
    return words(root)


def is_caught(sentences: tuple[Drafted, ...], step: Step) -> None:
    """One other character in a sentence: it is not read, is not there, or gives another text."""
    if not sentences:
        return
    random = Random(len(sentences[0].sentence))
    at = random.randrange(len(sentences))
    said = sentences[at].sentence
    place = random.randrange(len(said) - 1)
    other = "8" if said[place].isdigit() and said[place] != "8" else "鵺"
    wrong = Drafted(said[:place] + other + said[place + 1 :], sentences[at].below)
    try:
        made = applied((*sentences[:at], wrong, *sentences[at + 1 :]), step.proof.old)
    except (UnreadError, AbsentError):
        return
    assert made != words(step.proof.new), wrong.sentence


@pytest.mark.parametrize("folder", sorted((FIXTURES / "structures").iterdir()), ids=lambda one: one.name)
def test_steps_of_each_structure(folder: Path) -> None:
    random = Random(folder.name)
    for agreement in load(folder):
        holds(random_step(agreement, random), Counts())


def test_items_that_have_nothing_but_a_letter_in_common_are_each_paired_once() -> None:
    old, new = (
        Unit("paragraph", "本文", below=[Unit("item", words) for words in several])
        for several in (("ア 費用", "イ 会議を置く"), ("ア 全く別の文である", "イ これも違う", "ウ 三つ目"))
    )
    pairs = paired(old, new, {}).below
    assert [one.old and one.old.label for one in pairs] == ["ア", "イ", None]


@pytest.mark.soak
def test_many_steps(counts: Counts) -> None:
    @given(written_agreements(), st.integers(0, 2**32))
    @settings(max_examples=times(3, 1_000), suppress_health_check=list(HealthCheck))
    def many(written: Written, seed: int) -> None:
        (source,) = (text for path, text in written.files.items() if path.endswith(".md"))
        agreement = parse(
            source.encode(), "content/yamada-kawakami/2022-01-12.md", "yamada-kawakami", Problems()
        )
        assert agreement
        holds(random_step(agreement, Random(seed)), counts)

    many()
    # A run that is shifted together is rare here; `make bench-steps` has some.
    assert times(1, 0) or all(counts[form] for form in FORMS if form != "shift")
