"""Readable fixtures: cases from the files under `fixtures/`, and what was read, as plain text.

A case is a title line, `.`, the input, `.`, the expected dump, `.`, as in the fixtures of markdown-it.
In a dump every mark stands in half-width square brackets, which the agreements never use, `+` is a further
paragraph of what it stands in, and a line that begins with `!` is a problem: its line in the input and its
rule. How a problem is worded is the matter of fixtures/check.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown_it.utils import read_fixture_file

from kyoyaku.analysis.references import EVERY, Reference, ReferenceLevel
from kyoyaku.model import grid, parts
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.text import Corrected, Lost, Mark, PerhapsLost, Plain, Supplied, Text
from kyoyaku.problems import Place, Problem
from kyoyaku.reading.blocks import Block, Break, Heading, Prose, RowLabel

FIXTURES = Path(__file__).parent / "fixtures"


@dataclass(frozen=True)
class Case:
    """One case of a fixture file; shown as `articles.md: caption missing`."""

    file: str
    title: str
    source: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file}: {self.title}"


def cases(folder: str) -> list[Case]:
    """The cases of every file in a folder, which may not be empty nor hold two of one name."""
    found = []
    for file in sorted((FIXTURES / folder).glob("*.md")):
        read = read_fixture_file(file)
        assert read, f"no case in {file}"
        for line, *texts in read:
            assert len(texts) == 3, f"case not closed by a third '.': {file}:{line}"
            found.append(Case(file.name, *texts))
    assert found, f"no fixtures in {FIXTURES / folder}"
    names = [str(case) for case in found]
    assert len(set(names)) == len(names), f"two cases of one name in {FIXTURES / folder}"
    return found


def of_agreement(agreement: Agreement) -> str:
    lines = [f"title: {show(agreement.title)}"]
    if agreement.preamble:
        name = "text" if agreement.is_prose else "preamble"
        lines += [name, *(f"  {line}" for block in agreement.preamble for line in _part(block))]
    return _joined([*lines, *(line for part in agreement.parts for line in _part(part))])


def of_blocks(blocks: Iterable[Block]) -> str:
    """Every block with both readings and its marks."""
    return _joined(line for block in blocks for line in _block(block))


def of_problems(problems: Iterable[Problem], lines_before: int = 0) -> str:
    """The problems in order; `lines_before` is what stood above the input in the file."""
    return _joined(f"! {p.place.line - lines_before}: {p.rule}" for p in problems)


def of_reference(one: Reference) -> str:
    """`第12条の2第3項 = article 12-2, paragraph 3`; 前項各号 is `paragraph -1, item all`."""
    return f"{one.written} = {_steps(one.steps)}" + (f" to {_steps(one.until)}" if one.until else "")


def _steps(steps: Iterable[ReferenceLevel]) -> str:
    units = {"条": "article", "項": "paragraph", "号": "item", "別表": "annex"}
    go = {0: "all", -EVERY: "all before"}
    return ", ".join(
        f"{units[one.unit]} {_number(one.number) or go.get(one.offset, f'{one.offset:+}')}" for one in steps
    )


def show(text: Text) -> str:
    """A text on one line with its marks."""
    return "".join(span.edited if isinstance(span, Plain) else f"[{_mark(span)}]" for span in text.spans)


def _mark(mark: Mark) -> str:
    match mark:
        case Corrected():
            return f"{mark.witness} → {mark.edited}"
        case Supplied():
            return f"{mark.kind} {show(Text(mark.content, Place('', 1)))}"
        case Lost():
            return f"{mark.whole}{mark.kind} {mark.extent}".rstrip()
        case PerhapsLost():
            return mark.kind
    return f"{mark.kind} {mark.witness}"


def _block(block: Block) -> Iterator[str]:
    match block:
        case grid.Table() | parts.Image() | parts.DatabaseNote():
            yield from _part(block)
        case Break():
            yield "break"
        case _:
            yield from _of_text(block)


def _of_text(block: Heading | RowLabel | Prose) -> Iterator[str]:
    kind = "label" if isinstance(block, RowLabel) else "paragraph"
    if isinstance(block, Heading):
        kind = f"h{block.level}" + (f" #{block.slug}" if block.slug is not None else "")
    yield f"{kind}: {block.text.edited}"
    yield f"  witness: {block.text.witness}"
    for mark in block.text.marks():
        refs = "".join(f" {ref}" for ref in mark.note.refs)
        note = f"{mark.note.certainty.value}{refs}: {mark.note.reason}"
        yield f"  {mark.number} {mark.kind} [{_mark(mark)}] {note}"


BELOW = "lead body inside rows items children tail articles parts lines".split()
"""What can stand under a part, in the order of the document."""


def _part(part: Any) -> Iterator[str]:
    """A part of an agreement, and what stands under it."""
    if isinstance(part, grid.TableRow):
        yield f"| {' | '.join(map(_cell, part.cells))} |"
        return
    yield _head(part)
    for name in BELOW:
        below = getattr(part, name, ())
        if name == "tail" and below:
            yield "  ***"
        for inner in below:
            yield from (f"  {line}" for line in _part(inner))


def _cell(cell: grid.Cell) -> str:
    """`3 文` begins in the third column; `1 (2x3) 文 / 文` spans two columns and three rows."""
    spans = f" ({cell.colspan}x{cell.rowspan})" if (cell.colspan, cell.rowspan) != (1, 1) else ""
    return f"{cell.column}{spans} {' / '.join(map(show, cell.texts))}".rstrip()


def _head(part: Any) -> str:
    match part:
        case Text():
            return show(part)
        case parts.Closing():
            return "closing"
        case grid.Table():
            return f"table, head {part.head}"
        case parts.Image():
            return f"image {part.file}: {part.words}"
        case parts.DatabaseNote():
            return f"note: {part.words}"
        case parts.Continuation():
            return f"+ {show(part.text)}"
        case parts.Row():
            who = " ".join([*(one.key for one in part.parties), *(one.name for one in part.bodies)])
            return f"{part.kind}{f' of {who}' if who else ''}{_label(part.number)}: {show(part.label)}"
    if isinstance(part, parts.Item):
        return f"item {part.label}: {show(part.text)}"
    return f"{_kind(part)}{_label(getattr(part, 'label', ''))}: {show(part.text)}"


def _label(label: str) -> str:
    return f", label {label}" if label else ""


def _kind(part: Any) -> str:
    match part:
        case parts.Article():
            numbers = " ".join(map(_number, part.numbers))
            deleted = ", deleted" if part.is_deleted else ""
            return f"article {numbers}{f', caption {part.caption}' if part.caption else ''}{deleted}"
        case parts.Annex():
            name = " ".join(filter(None, (part.kind, _number(part.numbers))))
            slug = f" #{part.slug}" if part.slug else ""
            return f"annex {name}{slug}{f', relation {part.relation}' if part.relation else ''}"
        case parts.Section() | parts.Chapter():
            return f"{type(part).__name__.lower()} {_number(part.position)}"
        case parts.Initiative():
            return f"initiative {part.slug or '(no slug)'}{f', named {part.given}' if part.given else ''}"
        case parts.Paragraph():
            return f"p{part.number}"
        case parts.Remarks():
            return f"remarks {part.number}"
    return type(part).__name__.lower()


def _number(number: Iterable[int]) -> str:
    return "-".join(map(str, number))


def _joined(lines: Iterable[str]) -> str:
    """No blank ends a line, so that no editor of a fixture can lose one."""
    return "".join(f"{line.rstrip(' ')}\n" for line in lines)
