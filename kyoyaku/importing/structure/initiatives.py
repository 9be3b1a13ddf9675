"""The content of an annex or an article: sections, initiatives and their rows, with their depths.

Where there is no table, the labels are paragraphs, or stand before their text:

    (1) 医療                     a section
    ア 救急医療体制の充実        an initiative: the last heading before the first label
    (ア) 取組の内容              a label, and its text below it
    甲の役割　病院を運営する。   a label with its text
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, takewhile

from kyoyaku.importing.draft import Draft, DraftLine, LineKind, Part, Run, ask
from kyoyaku.importing.paper import Table
from kyoyaku.importing.structure.labels import Ladder, head_of, numbered, parts_of
from kyoyaku.importing.structure.parts import BRACKETS, Item, Portion
from kyoyaku.importing.structure.rows import (
    OWN,
    REMARKS,
    DraftInitiative,
    Found,
    Marked,
    RowOf,
    SectionHead,
    marked,
    words_of,
)
from kyoyaku.importing.structure.tables import NAMELESS, TableReader
from kyoyaku.language.wording import clipped, quoted

DEEPEST = 6
TOO_DEEP = "見出しが6段より深くなります。原稿の見出しは6段までなので、上の見出しをまとめてください"
AS_TABLE = (
    "この表は、欄の名（取組の内容、甲の役割等）が読み取れないので、表のままとしました。"
    "取組の表であれば、取組の見出し及び欄に改めてください"
)
BEHIND = (
    "表の次の「{}」は、前の取組の最後の欄の文として置かれています。"
    "欄の文でないときは、「### 備考」を前に置くなど、置く所を改めてください"
)
LONGEST = 60
"""Characters of a heading, at most."""

Known = Found | Marked | DraftLine


def lines_below(
    items: Sequence[Item], portion: Portion, draft: Draft, keys: Sequence[str], *, is_tight: bool
) -> Iterator[DraftLine]:
    """The lines below the heading of a part: headings, initiatives, paragraphs and tables, in order.

    Stores the head row of the tables in the draft.
    """
    tables = TableReader(draft, keys, is_tight)
    found: list[Known] = []
    known: Iterator[Found | DraftLine]
    for item in items:
        if isinstance(item, Table):
            known = tables.read(item)
        else:
            known, tables.entry = iter([item]), None
        for one in known:
            run = one.run if isinstance(one, SectionHead) else one
            if isinstance(run, Run) and (match := REMARKS.match(run.plain)):
                found.append(SectionHead(run.part(*match.span(1)), -1))
                found += [rest] if (rest := run.part(match.end())) else []
            elif isinstance(one, Run):
                is_inline = any(isinstance(other, Marked) and other.text for other in found)
                found.append(marked(one, keys, is_inline=is_inline) or one)
            else:
                found.append(one)
    if not any(isinstance(one, DraftInitiative) or getattr(one, "kind", "") in OWN for one in found):
        found = [*_plain(found)]
    draft.head = tuple(column.label for column in tables.columns)
    writer = _Writer(draft, Ladder(portion.depth + 1), is_tight)
    is_article = portion.kind == "article"
    # The first 項 is no heading, whatever it looks like.
    start = int(is_article and isinstance(found[0], Run) and not numbered(found[0])) if found else 0
    end = _behind(found) if is_article else len(found)
    lines: list[Found | DraftLine] = [*_plain(found[:start]), *_named(_gathered(found[start:end]))]
    if end < len(found):
        draft.applied("取組より後の項の前に「***」を置く", portion.name)
        lines += [DraftLine(LineKind.BREAK, ()), *_plain(found[end:])]
    for line in lines:
        yield from writer.lines(line)


def _plain(found: Sequence[Known]) -> Iterator[Found | DraftLine]:
    """The same as paragraphs, which nothing marks as labels."""
    return (one.run if isinstance(one, Marked) else one for one in found)


def _behind(found: Sequence[Known]) -> int:
    """Where the 項 after the initiatives of an article begin: at a 2 with no 1 among the initiatives."""
    rows = [at for at, one in enumerate(found) if isinstance(one, Marked | DraftInitiative)]
    if not rows:
        return len(found)
    before = [_label(one) for one in found[: rows[0]]]
    number = next(str(one) for one in count(2) if str(one) not in before)
    for at, one in enumerate(found[rows[-1] + 1 :], start=rows[-1] + 1):
        if isinstance(one, DraftLine) or _label(one) == number:
            return at
        if _label(one) == "1":
            break
    return len(found)


def _named(found: Iterable[Found | DraftLine]) -> Iterator[Found | DraftLine]:
    """The same; an initiative without a name has that of the heading right above it, if there is one."""
    held: SectionHead | None = None
    for one in found:
        if isinstance(one, DraftInitiative) and not one.name and NAMELESS not in one.asks:
            one.name, held = (held.run, None) if held else (one.name, None)
            one.asks += [] if one.name else [NAMELESS]
        if held:
            yield held
        held = one if isinstance(one, SectionHead) else None
        if not held:
            yield one
    if held:
        yield held


def _is_heading(one: Known) -> bool:
    """Whether a paragraph can be a heading: short, no sentence, not in brackets, no verb at its end."""
    return (
        isinstance(one, Run)
        and (one.joined[-1:] not in "うくぐすつぬぶむる" or bool(numbered(one)))
        and len(one.plain) <= LONGEST
        and one.joined[-1:] not in "。、」"
        and not re.fullmatch(BRACKETS, one.joined)
    )


def _gathered(found: Sequence[Known]) -> Iterator[Found | DraftLine]:
    """The rows that are paragraphs joined to initiatives, and the headings before them.

    An initiative begins with the label of its content, or with the label that the first one begins with.
    """
    first = next((one for one in found if isinstance(one, Marked) and one.kind != "other"), None)
    opening = words_of(first.label) if first else ""
    ladder, entry, last = Ladder(0), None, None
    above: list[Run | Table | DraftLine] = []
    for one in found:
        if not isinstance(one, Marked | DraftInitiative | SectionHead):
            above.append(one)
            continue
        row = one if isinstance(one, Marked) else None
        begins = bool(row and (row.kind == "content" or words_of(row.label) == opening))
        end = _before_lead(above) if begins else len(above)
        own = _headings(above[:end]) if begins or not row else []
        own = _fitting(own, above[: end - len(own)], last, ladder) if begins else own
        yield from _going_on(entry, last, above[: end - len(own)])
        if own or not row or (entry and entry.has(row.label)):
            yield from [entry] if entry else []
            entry = None
        for each in own:
            is_name = begins and each is own[-1]
            label = _label(each)
            if label or not is_name:
                ladder.enter(ladder.meant(label) or label)
            if is_name:
                entry = DraftInitiative(each, lead=above[end:])
            else:
                yield SectionHead(each)
        if row:
            entry = entry or DraftInitiative(Run(()))
            entry.rows.append(RowOf(row.label, [row.text] if row.text else []))
        elif not isinstance(one, Marked):
            yield one
        last, above = one, []
    yield from _going_on(entry, last, above)
    yield from [entry] if entry else []


def _going_on(
    entry: DraftInitiative | None, last: Known | None, texts: Sequence[Run | Table | DraftLine]
) -> Iterator[Found | DraftLine]:
    """Texts that are no headings; those behind a label are of its row."""
    if entry:
        (entry.rows[-1].runs if entry.rows else entry.lead).extend(texts)
        return
    for at, one in enumerate(texts):
        yield one
        if at == 0 and isinstance(one, Run) and isinstance(last, DraftInitiative):
            yield ask(BEHIND.format(clipped(one.written, 20)))


def _headings(above: Sequence[Known]) -> list[Run]:
    """The paragraphs right above an initiative that can be headings."""
    found = takewhile(_is_heading, reversed(above))
    return [one for one in found if isinstance(one, Run)][::-1]


def _before_lead(above: Sequence[Known]) -> int:
    """Where the sentences between the numbered name of an initiative and its first label begin."""
    lead = [*takewhile(lambda one: isinstance(one, Run) and not _is_heading(one), reversed(above))]
    start = len(above) - len(lead)
    name = above[start - 1] if start else None
    return start if isinstance(name, Run) and _is_heading(name) and numbered(name) else len(above)


def _fitting(own: list[Run], above: Sequence[Known], last: Known | None, ladder: Ladder) -> list[Run]:
    """Those of the paragraphs before an initiative that are headings: from the first one in order on.

    What stands right below a label is its text. A heading without a number can follow another such one.
    """
    if len(own) > 1 and not above and isinstance(last, Marked) and not last.text:
        own = own[1:]
    for start, one in enumerate(own):
        label = _label(one)
        is_unnumbered = not label and None in ladder.stack
        is_last = start == len(own) - 1
        if not last or is_last or is_unnumbered or ladder.accepts(ladder.meant(label) or label):
            return own[start:]
    return own


def _label(one: Known) -> str:
    """The printed number of a paragraph; '' if it has none."""
    found = numbered(one) if isinstance(one, Run) else None
    return found.label.written if found else ""


@dataclass(slots=True)
class _Writer:
    """Makes lines, with the depths that the numbers of the headings give."""

    draft: Draft
    ladder: Ladder
    is_tight: bool
    above: str = ""
    """The heading before, in words."""

    def lines(self, one: Found | DraftLine) -> Iterator[DraftLine]:
        """The lines of a heading, an initiative, a paragraph or a table."""
        if isinstance(one, DraftLine):
            yield one
        elif isinstance(one, Run):
            yield DraftLine(LineKind.TEXT, parts_of(one))
        elif isinstance(one, Table):
            yield from self._table(one)
        elif isinstance(one, SectionHead):
            yield from self._heading(one.run, one.rank)
        else:
            yield from self._initiative(one)

    def _heading(self, run: Run, rank: int | None) -> Iterator[DraftLine]:
        depth, parts, asks = self._numbered(run, rank)
        self.ladder.above = depth - self.ladder.base + 1 if rank is None else self.ladder.above
        self.draft.applied("番号の順から見出しの深さを決める", run.at)
        asks += [TOO_DEEP] if depth > DEEPEST else []
        yield DraftLine(LineKind.HEADING, parts, depth)
        yield from map(ask, asks)

    def _numbered(self, run: Run, rank: int | None) -> tuple[int, tuple[Part, ...], list[str]]:
        """The depth of a heading, the heading as a draft has it, and what has to be asked."""
        found, asks = numbered(run), list[str]()
        if not found:
            depth, _ = self.ladder.enter("", rank)
            self.above = run.written
            return depth, (run,), asks
        label = found.label.written
        right = self.ladder.meant(label)
        if right:
            asks.append(f"番号「{label}」は、「{right}」の読み誤りではありませんか")
        depth, expected = self.ladder.enter(right or label, rank)
        if expected:
            here = f"{right or label} {found.rest.written}"
            asks.append(
                f"「{self.above}」の次が「{here}」です。{quoted(expected[:1])}の見出しが失われていないか、"
                "又は番号の読み誤りではないか、確かめてください"
            )
        parts = (*head_of(found, right, self.above), " ", found.rest)
        self.above = f"{right or label} {found.rest.written}"
        return depth, parts, asks

    def _initiative(self, one: DraftInitiative) -> Iterator[DraftLine]:
        depth, parts, asks = self.ladder.below, tuple[Part, ...]((one.name,)), list[str]()
        if numbered(one.name):
            depth, parts, asks = self._numbered(one.name, None)
        if one.is_moved and isinstance(number := parts[0], Run):
            parts = (*self._moved(number, "番号の欄の番号"), *parts[1:])
        for run in one.restored:
            parts = (*parts, *self._moved(run, "名称の欄の続き"))
        self.draft.applied("取組の名を見出しとし、欄の名を「**」で囲む", one.name.at)
        asks += [TOO_DEEP] if depth > DEEPEST else []
        yield DraftLine(LineKind.HEADING, parts, depth, is_initiative=True)
        yield from map(ask, [*asks, *one.asks])
        for item in one.lead:
            yield from self.lines(item)
        for row in one.rows:
            yield DraftLine(LineKind.LABEL, row.label)
            for item in row.runs:
                yield from self.lines(item)

    def _moved(self, run: Run, why: str) -> tuple[Part, ...]:
        """Characters that the transcript has elsewhere, in a mark with their place."""
        self.draft.leave_out(run, why, "moved")
        return "{++", run, f"++}}{{>>certain @{self.draft.places[run.pieces[0].source]}: {why}<<}}"

    def _table(self, table: Table) -> Iterator[DraftLine]:
        self.draft.applied("取組の表でない表", "")
        texts = (cell.text for row in table.rows for cell in row if cell)
        yield from [ask(AS_TABLE)] if table.has_head and any("。" in one for one in texts) else []
        rows = [*_grid(table)]
        width = len(table.rows[0])
        rule = " --- |" * width
        is_head = all("。" not in part.plain for part in rows[0] if isinstance(part, Run))
        yield DraftLine(LineKind.ROW, rows[0] if is_head else ("  |" * width,))
        yield DraftLine(LineKind.ROW, (rule,))
        for row in rows[is_head:]:
            yield DraftLine(LineKind.ROW, row)


def _grid(table: Table) -> Iterator[tuple[Part, ...]]:
    """The rows of a table in the source form: `^` joins the cell above, `<` the one at the left."""
    taken: dict[tuple[int, int], str] = {}
    for at, row in enumerate(table.rows):
        fields: list[Part] = []
        for column, cell in enumerate(row):
            fields.append(" ")
            for number, one in enumerate(cell.paragraphs if cell else ()):
                fields += ["<br>" if number else "", Run.of(one)]
            if cell is None:
                fields.append(taken.get((at, column), ""))
            for down in range(cell.rows if cell else 0):
                for right in range(cell.columns if cell else 0):
                    taken[at + down, column + right] = "<" if right else "^"
            fields.append(" |")
        yield tuple(fields)
