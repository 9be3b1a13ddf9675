"""From papers to the files of a draft, its questions, and the account of every character."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryDirectory

from kyoyaku.importing.account import ImportAccount, account
from kyoyaku.importing.draft import LOST, Draft, ask
from kyoyaku.importing.paper import LeftOut, Paper
from kyoyaku.importing.sources.plain import read_plain
from kyoyaku.importing.structure.document import build
from kyoyaku.importing.writing import Source, debris_of, file_name, transcript_of, version_of
from kyoyaku.language.wording import told_apart
from kyoyaku.problems import ContentError, Problem
from kyoyaku.reading.load import load

ASK = re.compile(r"\{>>ask: (.*?)<<\}")
GAP = (
    "元のファイルに、〔欠落〕、〔判読不能〕等の表示があります。協約の文ではないので、「{?」と「?}」で囲みました。"
    "分かる文があれば直し、なければ理由を書き改めてください"
)
OPEN = "open-question"
"""The rule by which `check` refuses a question that is open."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a person has to decide: the place in the draft, and the question."""

    at: str
    ask: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import makes: the files by their names, and what there is to say about them."""

    files: dict[str, str]
    questions: tuple[Question, ...]
    account: ImportAccount
    rules: tuple[tuple[str, str], ...]
    """The rules of structure that were applied, and where."""


def imported(name: str, papers: Sequence[tuple[Source, Paper]], *, accepts_slugs: bool = False) -> Imported:
    """The draft of an agreement whose folder has that name, from the papers in the order of the text."""
    paper = _together([one for _, one in papers])
    draft = build(paper)
    shown = (run for line in draft.lines for run in line.runs if LOST.search(run.written))
    lost = [LeftOut("", run.at, "", GAP) for run in shown][:1]
    for out in (*paper.left_out, *lost):
        _ask_at(draft, out)
    version, numbers = version_of(draft, [one for one, _ in papers], accepts_slugs=accepts_slugs)
    files = {file_name(draft): version, "transcript.txt": transcript_of(paper)}
    if debris := debris_of(draft):
        files["debris.yml"] = debris
    counted = account(paper, draft, numbers)
    if counted.source != sum(counted.counts.values()):  # every character is counted once
        raise AssertionError(f"the program does not count some characters: {counted.source}")
    path = f"content/{name}/{file_name(draft)}"
    questions = [
        Question(f"{path}:{number}", told_apart(match[1]))  # 工 and エ look the same
        for number, line in enumerate(version.split("\n"), start=1)
        for match in ASK.finditer(line)
    ]
    questions += [Question(one.at, f"「{one.text}」は、原稿に置かれていません") for one in counted.unknown]
    questions += _problems(name, files)
    return Imported(files, tuple(questions), counted, tuple(draft.rules))


def _ask_at(draft: Draft, out: LeftOut) -> None:
    """Put a question about left-out characters after the line that begins at their place, or at the end."""
    if out.ask:
        starts = [next((run.at for run in line.runs), "") for line in draft.lines]
        at = starts.index(out.at) + 1 if out.at in starts else len(starts)
        draft.lines.insert(at, ask(out.ask))


def _together(papers: Sequence[Paper]) -> Paper:
    """Several papers as one."""
    left_out = tuple(out for one in papers for out in one.left_out)
    if all(one.is_recognised for one in papers):
        if len(papers) == 1:
            return papers[0]
        return replace(read_plain("\n".join(one.transcript for one in papers)), left_out=left_out)
    return Paper(papers[0].kind, tuple(block for one in papers for block in one.blocks), left_out)


def _problems(name: str, files: dict[str, str]) -> list[Question]:
    """What `check` finds in the draft besides the questions that are open."""
    with TemporaryDirectory() as place:
        folder = Path(place) / "content" / name
        folder.mkdir(parents=True)
        for file, text in files.items():
            (folder / file).write_text(text, encoding="utf-8", newline="\n")
        try:
            load(Path(place))
        except ContentError as error:
            found = [one for one in error.problems if one.rule != OPEN]
            return [Question(str(one.place), one.message) for one in found if not _is_asked(one, files)]
    return []


def _is_asked(problem: Problem, files: dict[str, str]) -> bool:
    """Whether the draft asks about the order of a heading itself: 間の条が失われていないか."""
    lines = files[Path(problem.place.path).name].split("\n")[problem.place.line :]
    below = takewhile(lambda line: not line.startswith("#"), lines)
    is_order = problem.rule in ("section-sequence", "article-sequence")
    return is_order and any(re.search("(?:見出し|間の条)が失われていないか", line) for line in below)
