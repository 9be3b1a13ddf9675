"""Readable fixtures: cases from the files under `fixtures/`, and what was read, as plain text.

A case is a title line, `.`, the input, `.`, the expected dump, `.`, as in the fixtures of markdown-it.
In a dump every mark stands in half-width square brackets, which the agreements never use, and a line
that begins with `!` is a problem: its line in the input and its rule. How a problem is worded is the
matter of fixtures/check.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from markdown_it.utils import read_fixture_file

from kyoyaku.analysis.references import Reference
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.parts import (
    Annex,
    Article,
    Body,
    Closing,
    Initiative,
    Item,
    Paragraph,
    Part,
    Row,
    Section,
    Supplement,
)
from kyoyaku.model.text import (
    Corrected,
    Illegible,
    Lost,
    Mark,
    Note,
    PerhapsLost,
    Plain,
    Struck,
    Supplied,
    Text,
)
from kyoyaku.problems import Problem
from kyoyaku.reading.blocks import Block, Heading, RowLabel

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
        for line, *parts in read:
            assert len(parts) == 3, f"case not closed by a third '.': {file}:{line}"
            found.append(Case(file.name, *parts))
    assert found, f"no fixtures in {FIXTURES / folder}"
    names = [str(case) for case in found]
    assert len(set(names)) == len(names), f"two cases of one name in {FIXTURES / folder}"
    return found


def of_agreement(agreement: Agreement) -> str:
    lines = [f"title: {show(agreement.title)}"]
    if agreement.preamble:
        lines += ["preamble", *_inside(_body(agreement.preamble))]
    for part in agreement.parts:
        lines += _part(part)
    return _joined(lines)


def of_blocks(blocks: Iterable[Block]) -> str:
    """Every block with both readings and its marks."""
    return _joined(line for block in blocks for line in _block(block))


def of_problems(problems: Iterable[Problem], lines_before: int = 0) -> str:
    """The problems in order; `lines_before` is what stood above the input in the file."""
    return _joined(f"! {p.place.line - lines_before}: {p.rule}" for p in problems)


def of_reference(reference: Reference) -> str:
    """`第12条の2第3項 = article 12-2, paragraph 3`."""
    facts = [
        " ".join(filter(None, (reference.kind, reference.relative, "-".join(map(str, reference.number)))))
    ]
    if reference.annex is not None:
        facts[0] += f" {reference.annex}"
    if reference.paragraph is not None:
        facts.append(
            f"{reference.paragraph}" if reference.kind == "paragraph" else f"paragraph {reference.paragraph}"
        )
    return f"{reference.written} = {', '.join(facts)}"


def show(text: Text) -> str:
    """A text on one line with its marks."""
    return "".join(span.text if isinstance(span, Plain) else f"[{_mark(span)}]" for span in text.spans)


def _mark(mark: Mark) -> str:
    match mark:
        case Corrected():
            return f"{mark.witness} → {mark.edited}"
        case Supplied():
            inner = (span.text if isinstance(span, Plain) else f"[{_mark(span)}]" for span in mark.content)
            return f"{mark.kind} {''.join(inner)}"
        case Struck() | Illegible():
            return f"{mark.kind} {mark.witness}"
        case Lost():
            return f"{mark.whole}{mark.kind} {mark.extent}".rstrip()
        case PerhapsLost():
            return mark.kind


def _note(note: Note) -> str:
    refs = "".join(f" {ref}" for ref in note.refs)
    return f"{note.certainty.value}{refs}: {note.reason}"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        slug = "" if block.slug is None else f" #{block.slug}"
        yield f"h{block.level}{slug}: {block.text.edited}"
    else:
        yield f"{'label' if isinstance(block, RowLabel) else 'paragraph'}: {block.text.edited}"
    yield f"  witness: {block.text.witness}"
    for mark in block.text.marks():
        yield f"  {mark.number} {mark.kind} [{_mark(mark)}] {_note(mark.note)}"


def _part(part: Part) -> Iterator[str]:
    match part:
        case Article():
            caption = f", caption {part.caption}" if part.caption else ""
            yield f"article {'-'.join(map(str, part.number))}{caption}: {show(part.text)}"
            yield from _inside(_body(part.body))
            yield from _inside(_children(part.children))
        case Annex():
            number = "" if part.number is None else f" {part.number}"
            relation = f", relation {part.relation}" if part.relation else ""
            yield f"annex{number}{relation}: {show(part.text)}"
            yield from _inside(_body(part.body))
            yield from _inside(_children(part.children))
        case Closing():
            yield "closing"
            yield from _inside(show(line) for line in part.lines)
        case Supplement():
            yield f"supplement: {show(part.text)}"
            yield from _inside(_body(part.body))


def _children(children: Sequence[Section | Initiative]) -> Iterator[str]:
    for child in children:
        label = f", label {child.label}" if child.label else ""
        if isinstance(child, Section):
            yield f"section {'-'.join(map(str, child.position))}{label}: {show(child.text)}"
            yield from _inside(_body(child.body))
            yield from _inside(_children(child.children))
        else:
            yield f"initiative {child.slug or '(no slug)'}{label}: {show(child.text)}"
            yield from _inside(line for row in child.rows for line in _row(row))


def _row(row: Row) -> Iterator[str]:
    who = " ".join(party.key for party in row.parties) or "nobody"
    yield f"{'content' if row.is_content else f'role of {who}'}: {show(row.label)}"
    yield from _inside(_body(row.body))


def _body(body: Body) -> Iterator[str]:
    for block in body:
        if isinstance(block, Paragraph):
            label = f", label {block.label}" if block.label else ""
            yield f"p{block.number}{label}: {show(block.text)}"
            yield from _inside(line for item in block.items for line in _item(item))
        else:
            yield from _item(block)


def _item(item: Item) -> Iterator[str]:
    yield f"{f'item {item.label}' if item.label else 'tail'}: {show(item.text)}"
    yield from _inside(line for inner in item.items for line in _item(inner))


def _inside(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _joined(lines: Iterable[str]) -> str:
    """No blank ends a line, so that no editor of a fixture can lose one."""
    return "".join(f"{line.rstrip(' ')}\n" for line in lines)
