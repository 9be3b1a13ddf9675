"""The inputs of guide/changes.md do what the page says, one after the other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kyoyaku.history import drafting
from kyoyaku.history.proof import Outcome
from kyoyaku.history.steps import steps
from kyoyaku.model.agreement import Agreement, State
from kyoyaku.problems import ContentError
from testing.project import ROOT, write_content
from tests.history.cases import loaded

GUIDE = (ROOT / "guide" / "changes.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(?:^`([^`\n ]+)`[^\n]*\n\n)?```(?:markdown|yaml|text)\n(.*?)```", GUIDE, re.M | re.S)
FILES = {name: [text for file, text in BLOCKS if file == name] for name, _ in BLOCKS if name}
OTHERS = [text for file, text in BLOCKS if not file]
FIRST, LATER, INSTRUMENT = "2020-04-01.md", "2027-04-01.md", "changes/2026-12-21.md"
(BEFORE, END), (AFTER, ACTS, WITHDRAWN) = FILES[FIRST], FILES[LATER]
DAY, DRAFT, INITIATIVE, CHANGED_BY, MESSAGE = OTHERS
NAMED = re.sub(r"changed_by:\n(?:  .*\n)+", lambda _: CHANGED_BY + ACTS, AFTER)


def _loaded(root: Path, day: str = "2026-11-27", **files: str) -> Agreement:
    """The agreement of these files."""
    write_content(root, {f"rei/{name}": text for name, text in files.items()})
    return loaded(root, day)


def test_every_block_is_tried() -> None:
    assert sorted(FILES) == [FIRST, LATER, INSTRUMENT, "corrections.yml"]
    assert len(BLOCKS) == GUIDE.count("```") // 2 == 13


def test_the_draft_of_a_step_without_an_instrument_is_the_one_shown(tmp_path: Path) -> None:
    agreement = _loaded(tmp_path, **{FIRST: BEFORE, LATER: AFTER})
    (step,) = steps(agreement)
    assert step.proof.outcome is Outcome.WITHOUT
    draft = drafting.draft(step)
    assert draft
    assert [one.sentence for one in draft] == DRAFT.splitlines()


@pytest.mark.parametrize("form", FILES[INSTRUMENT], ids=["改め文", "新旧対照表"])
def test_an_instrument_proves_the_version(form: str, tmp_path: Path) -> None:
    files = {FIRST: BEFORE, LATER: NAMED, INSTRUMENT: form}
    agreement = _loaded(tmp_path, **files)
    assert [step.proof.outcome for step in steps(agreement)] == [Outcome.PROVED]
    assert [len(one.facts.procedure) for one in agreement.coming] == [4]
    day = DAY.split("=")[1].split()[0]
    assert _loaded(tmp_path, day, **files).version == day == Path(LATER).stem


def test_an_instrument_puts_in_an_initiative(tmp_path: Path) -> None:
    annex = "## 別表（第2条関係）\n\n### 学校図書館の連携 {#school}\n\n**取組の内容**\n\n連携する。\n"
    annex += "\n".join(f"\n**{key}の役割**\n\n努める。\n" for key in "甲乙")
    quoted = re.sub("(?m)^> ?", "", INITIATIVE.partition(">")[2].lstrip())
    added = re.sub("#### (.*)", r"### \1 {#digital}", quoted)
    files = {FIRST: f"{BEFORE}\n{annex}", LATER: f"{NAMED}\n{annex}\n{added}"}
    instrument = FILES[INSTRUMENT][0].replace("## 附則", f"{INITIATIVE}\n## 附則")
    agreement = _loaded(tmp_path, **files, **{INSTRUMENT: instrument})
    assert [step.proof.outcome for step in steps(agreement)] == [Outcome.PROVED]


def test_a_slip_is_reported_as_shown(tmp_path: Path) -> None:
    slip = NAMED.replace("2回以上", "2回")
    with pytest.raises(ContentError) as found:
        _loaded(tmp_path, **{FIRST: BEFORE, LATER: slip, INSTRUMENT: FILES[INSTRUMENT][0]})
    assert str(found.value) == MESSAGE.strip()


def test_what_cannot_be_read_is_no_problem(tmp_path: Path) -> None:
    strange = FILES[INSTRUMENT][0].replace(
        "第2条第2項中「1回」を「2回以上」に改める。", "別紙のとおり改める。"
    )
    agreement = _loaded(tmp_path, **{FIRST: BEFORE, LATER: NAMED, INSTRUMENT: strange})
    assert [step.proof.outcome for step in steps(agreement)] == [Outcome.UNREAD]


def test_a_change_that_is_withdrawn_never_comes_into_force(tmp_path: Path) -> None:
    later = AFTER.replace("status: unknown\n", f"status: unknown\n{WITHDRAWN}")
    agreement = _loaded(tmp_path, "2027-04-02", **{FIRST: BEFORE, LATER: later})
    assert [agreement.version, *(one.state for one in agreement.withdrawn)] == ["2020-04-01", State.WITHDRAWN]


def test_a_mistake_of_ours_and_an_end_are_no_versions(tmp_path: Path) -> None:
    ended = BEFORE.replace("status: unknown\n", END)
    agreement = _loaded(tmp_path, **{FIRST: ended, "corrections.yml": FILES["corrections.yml"][0]})
    assert agreement.facts.abolished
    assert [len(agreement.versions), len(agreement.errata)] == [1, 1]
