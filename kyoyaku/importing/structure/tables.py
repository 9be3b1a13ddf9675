"""The tables of initiatives: which cell is a name, a text, a role.

Two layouts are known. The labels stand in the head row, or in a column beside the texts:

    取組     取組の内容  甲の役割        周遊観光  取組の内容  整える。
    周遊観光  整える。    案内する。                甲の役割    案内する。

A row of one cell is a heading. A row whose name is blank goes on with the initiative above. Columns left of
the name are headings, too (大分野, 分野). A table without roles is no table of initiatives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kyoyaku.importing.draft import UNPLACED, Draft, DraftLine, LineKind, Part, Run, corrected
from kyoyaku.importing.paper import Cell, Row, Table
from kyoyaku.importing.structure.labels import is_label
from kyoyaku.importing.structure.rows import (
    OWN,
    REMARKS,
    ROLES,
    DraftInitiative,
    Found,
    RowOf,
    SectionHead,
    kind_of,
    marked,
    words_of,
)
from kyoyaku.language.wording import is_near

OVER = re.compile("(?:.{1,6}の)?役割(?:分担)?")
"""What stands in a head row over 甲 and 乙 in the row below."""
OVER_TWO = (
    "の欄は、上の取組の欄と一つに合わさっています。この取組の欄でもあるかどうか、原本で確かめてください"
)
NOISE = re.compile(r"(?:[\W_]|</?[a-z]{1,6}>)+")
"""A cell without a letter or digit, such as •, ------ or <del>-</del>."""
NOT_NAME = re.compile(r".*。|.*取組の内容|.*の役割|.{60}")
"""What no name of an initiative or a section is: a sentence, a label with what stands beside it."""
EMPTY = DraftLine(LineKind.TEXT, ("{??}{>>probable: 底本では、この欄が空である<<}",))
NAMELESS = "取組の名が見当たりません。名が失われていないか、確かめてください"
NO_NAME = "取組の名がない行です。どの取組の欄か、確かめてください"
GOES_ON = "「{}」は、この取組の名の続きですか。確かめてください"
COMMON = ("取組の内容", "取組内容", "事業の内容", "役割分担")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the head row: `kind` is section, name, content, role or other."""

    kind: str
    label: Run


@dataclass(slots=True)
class TableReader:
    """Reads the tables of one part. The head row of a table holds for those that follow, too."""

    draft: Draft
    keys: Sequence[str]
    is_tight: bool
    columns: tuple[Column, ...] = ()
    entry: DraftInitiative | None = None
    """The last initiative of the table before, if nothing stands between: an OCR tears a table into two."""
    first: str = ""
    """The label with which an initiative begins: content."""
    unplaced: list[Run] = field(default_factory=list)
    """Texts of the table whose place is unknown."""

    def read(self, table: Table) -> Iterator[Found]:
        """The headings and initiatives of a table; the table itself if it has none."""
        cleaned = map(self._cleaned, table.rows) if self.is_tight else table.rows
        rows = [row for row in cleaned if any(self._runs(cell) for cell in row)]
        width = len(table.rows[0])
        if any(self._head(row, below) for row, below in zip(rows, [*rows[1:], ()], strict=False)):
            yield from self._in_columns(rows)
        elif (at := self._labels(rows)) is not None:
            yield from self._in_rows([*self._without_debris(rows, at)] if self.is_tight else rows, at)
        elif any(self._has_own(cell) for row in rows for cell in row):
            self.draft.applied("欄の名と文を一つの欄に持つ表を、段落として読む", "")
            yield from (run for row in rows for cell in row for run in self._runs(cell))
        elif len(self.columns) == width and rows:
            yield from self._in_columns(rows)
        elif rows:
            yield table

    def _has_own(self, cell: Cell | None) -> bool:
        found = (marked(run, self.keys) for run in self._runs(cell))
        return any(one and one.kind in OWN for one in found)

    def _runs(self, cell: Cell | None) -> list[Run]:
        found = (Run.of(one, is_tight=self.is_tight) for one in (cell.paragraphs if cell else ()))
        whole = [run for run in found if run]
        return [part for run in whole for part in self._sentences(run)] if self.is_tight else whole

    def _sentences(self, run: Run) -> Iterator[Run]:
        """The paragraphs of a cell of an OCR, where a blank behind 。 is all that is left of their ends."""
        starts = [0, *(match.end() for match in re.finditer("(?<=。) +(?=[^ ])", run.plain))]
        for start, end in zip(starts, [*starts[1:], None], strict=True):
            yield run.part(start, end).stripped

    def _whole(self, cell: Cell | None) -> Run:
        """The paragraphs of a name or a label as one."""
        return Run(tuple(piece for run in self._runs(cell) for piece in run.pieces))

    def _cleaned(self, row: Row) -> Row:
        """A row without debris, the signs that an OCR read in rules and blank rows: •, ---, a lone 1."""
        is_alone = len([cell for cell in row if cell and cell.paragraphs]) == 1
        cells: list[Cell | None] = []
        for cell in row:
            run = self._whole(cell)
            if NOISE.fullmatch(run.plain) or (is_alone and re.fullmatch("[0-9A-Za-z]{1,2}", run.plain)):
                self.draft.leave_out(run, "表の罫線等が読み取られた記号", "stray")
                cell = Cell()
            elif len(self._runs(cell)) > 1:
                self.draft.applied("欄の中の「。」に続く空白を、段落の切れ目とする", run.at)
            cells.append(cell)
        return tuple(cells)

    def _head(self, row: Row, below: Row = ()) -> tuple[Column, ...]:
        """The columns, if the row is a head row: content or 甲の役割, one more label, and no sentence.

        With the row `below`, if that holds 甲 and 乙 under 役割分担.
        """
        runs = [self._whole(cell) for cell in row]
        if below and any(cell and cell.columns > 1 and OVER.fullmatch(cell.text) for cell in row):
            runs = [self._whole(low) or run for run, low in zip(runs, below, strict=True)]
        kinds = [kind_of(run.joined, self.keys) for run in runs]
        is_head = OWN & {*kinds} and ROLES & {*kinds} and len([*filter(None, kinds)]) > 1
        if not is_head or any("。" in one.plain for one in runs):
            return ()
        first = next(at for at, kind in enumerate(kinds) if kind)
        kinds[:first] = ["section"] * (first - 1) + ["name"] * bool(first)
        return tuple(Column(kind or "other", run) for kind, run in zip(kinds, runs, strict=True))

    def _single(self, row: Row) -> Run:
        """The text of a row that has one cell with a text, over all columns or at the left."""
        cells = [(at, cell) for at, cell in enumerate(row) if cell and cell.paragraphs]
        return self._whole(cells[0][1]) if len(cells) == 1 and cells[0][0] == 0 else Run(())

    def _take_head(self, head: tuple[Column, ...], row: Row) -> list[str]:
        """A head row, perhaps one that is repeated; what is to be asked about its labels."""
        printed = [run for cell in row for run in self._runs(cell)]
        printed += [column.label for column in head if column.label]
        self.draft.applied("表の見出しの行を、各取組の欄の名とする", head[-1].label.at)
        asks = self._misread(head)
        if [one.label.joined for one in self.columns] == [one.label.joined for one in head]:
            self.draft.excluded += [(one, "繰り返された見出しの行") for one in printed]
            return []
        self.columns = self.columns if asks else head
        self.draft.also += printed
        return asks

    def _in_columns(self, rows: Sequence[Row]) -> Iterator[Found]:
        entry: DraftInitiative | None = None
        asked, spans, rest = list[str](), dict[int, int](), [*rows]
        while rest:
            row = rest.pop(0)
            if head := self._head(row) or self._head(row, *rest[:1]):
                del rest[: not self._head(row)]
                asked += self._take_head(head, row)
                continue
            names = [at for at, one in enumerate(self.columns) if one.kind in ("section", "name")]
            is_wide = len(names) < 2 or (row[0] and row[0].columns > 1)
            if (single := self._single(row)) and (is_wide or REMARKS.match(single.plain)):
                entry = None
                yield SectionHead(single)
                continue
            if any(self._whole(row[at]) for at in names):
                labels = [(at, one) for at, one in enumerate(self.columns) if entry and one.kind != "section"]
                over = [one.label.written for at, one in labels if spans.get(at, 0) > 0 and not row[at]]
                sections, entry = _begun([(at, self._whole(row[at])) for at in names])
                yield from sections
                yield entry
                entry.asks += [*asked, *(f"「{one}」{OVER_TWO}" for one in over)]
                asked = []
            if entry is None:
                entry = DraftInitiative(Run(()), asks=[NO_NAME])
                yield entry
            self._fill(entry, row)
            # For each column, how many rows below its cell spans: 乙の役割 over two initiatives.
            spans = {at: (cell.rows if cell else spans.get(at, 0)) - 1 for at, cell in enumerate(row)}

    def _misread(self, head: Sequence[Column]) -> list[str]:
        """The questions about a head row that repeats the one before, except for misread signs."""
        pairs = [(one.label.joined, two.label.joined) for one, two in zip(self.columns, head, strict=False)]
        wrong = [(right, read) for right, read in pairs if right != read]
        is_near_all = all(is_near(*one) and one[1].partition("の")[0] not in self.keys for one in wrong)
        is_other = len(self.columns) != len(head) or not is_near_all
        if not self.is_tight or is_other or not wrong:
            return []
        for one in head:
            if one.label:
                self.draft.leave_out(one.label, "読み誤りのある、繰り返された見出しの行", "stray")
        return [f"欄の名「{read}」は、「{right}」の読み誤りではありませんか" for right, read in wrong]

    def _fill(self, entry: DraftInitiative, row: Row) -> None:
        """Put the cells of a row below their labels."""
        for at, column in enumerate(self.columns):
            cell = row[at]
            if column.kind in ("section", "name") or not (runs := self._runs(cell)) or not cell:
                continue
            spanned = [one for one in self.columns[at : at + cell.columns] if one.label]
            label = self._joint(entry, spanned) if len(spanned) > 1 else (column.label,)
            known = next((one for one in entry.rows if one.label == label), None)
            if known:
                known.runs += runs
            else:
                entry.rows.append(RowOf(label, [*runs]))

    def _joint(self, entry: DraftInitiative, columns: Sequence[Column]) -> tuple[Part, ...]:
        """The label of a cell over several columns: 甲及び乙の役割. A person has to confirm it."""
        labels = [column.label.written for column in columns]
        ends = [label.partition("の")[1:] for label in labels]
        bearers = [label.partition("の")[0] for label in labels]
        joined = "、".join(bearers[:-1]) + "及び" + bearers[-1] + "".join(ends[0])
        question = (
            f"取組「{entry.name.written}」は、「{'」と「'.join(labels)}」の欄が一つに合わさっています。"
            f"「{joined}」の欄としてよいか、確かめてください"
        )
        if question not in entry.asks:
            entry.asks.append(question)
        return (joined,)

    def _labels(self, rows: Sequence[Row]) -> int | None:
        """The column that has the labels, if there is one: at least two cells of it are labels.

        In the rest of a torn table one label is enough, or none, if only the last column has texts.
        """
        goes_on = self.is_tight and self.entry
        for at in range(len(rows[0]) - 1 if rows else 0):
            kinds = [kind for row in rows if (kind := self._label(row[at])[0])]
            if OWN & {*kinds} and ROLES & {*kinds} and len(kinds) > (0 if goes_on else 1):
                return at
        before = [run for row in rows for cell in row[:-1] for run in self._runs(cell)]
        return len(rows[0]) - 2 if goes_on and rows and len(rows[0]) > 1 and not before else None

    def _without_debris(self, rows: Sequence[Row], at: int) -> Iterator[Row]:
        """The rows without the columns left of the names in which an OCR wrote sentences a second time."""
        cells = [(row, column) for row in rows for column in range(at - 1)]
        bad = {column for row, column in cells if NOT_NAME.match(self._whole(row[column]).plain)}
        for row in rows:
            for run in (self._whole(row[column]) for column in sorted(bad)):
                if run:
                    self.draft.leave_out(run, UNPLACED, "unplaced")
                    self.unplaced.append(run)
            kept = tuple(Cell() if column in bad else cell for column, cell in enumerate(row))
            if any(self._runs(cell) for cell in kept):
                yield kept

    def _label(self, cell: Cell | None) -> tuple[str, tuple[Part, ...]]:
        """The kind of a label and the label, corrected if an OCR has misread a sign of it: 乙の役害."""
        run = self._whole(cell)
        found = marked(run, self.keys)
        if found and not found.text:
            return found.kind, found.label
        known = (*COMMON, *(f"{key}の役割" for key in self.keys))
        right = next((one for one in known if is_near(one, run.joined)), "") if self.is_tight else ""
        if not right or len(right) != len(run.plain):
            return "", (run,)
        at = next(at for at, sign in enumerate(right) if sign != run.plain[at])
        mark = corrected(run.part(at, at + 1), right[at], f"欄の名「{right}」の読み誤りとみられる")
        parts = (run.part(0, at), *mark, run.part(at + 1))
        return kind_of(right, self.keys), tuple(part for part in parts if part)

    def _in_rows(self, rows: Sequence[Row], at: int) -> Iterator[Found]:
        entry = self.entry
        self.draft.applied("文の左の欄を、取組の欄の名とする", self._whole(rows[0][at]).at)
        self.first = self.first or next(kind for row in rows if (kind := self._label(row[at])[0]))
        for row in rows:
            kind, label = self._label(row[at])
            names = [(column, run) for column in range(at) if (run := self._whole(row[column]))]
            texts = [run for cell in row[at + 1 :] for run in self._runs(cell)]
            single = Run(()) if kind else self._single(row)
            is_again = entry and entry.has(label)
            if single or (kind == self.first and (names or is_again)) or (self.is_tight and is_again):
                entry = None
            if single:
                yield SectionHead(single)
            elif entry:  # 文化財の共同調 and 査; a file whose cells are known has no reason for that
                entry.restored += [run for _, run in names]
                entry.asks += [] if self.is_tight else [GOES_ON.format(run.written) for _, run in names]
            elif kind:
                sections, entry = _begun(names or [(0, Run(()))])
                entry.asks += [NAMELESS] if self.is_tight and at and not names else []
                yield from sections
                yield entry
            if entry:
                self._add(entry, kind, label, texts if kind else [*self._runs(row[at]), *texts])
            elif not single:
                beside = [*(run for _, run in names), *self._runs(row[at]), *texts]
                is_head = row is rows[0] and len(beside) > 1 and not any("。" in one.plain for one in beside)
                for run in beside if is_head else ():
                    self.draft.leave_out(run, "表の列の見出し")
                yield from () if is_head else beside
        if entry and self.unplaced:
            entry.asks.append(
                f"表の左の欄の文（{self.unplaced[0].at}から{self.unplaced[-1].at}まで）は、崩れていて、"
                f"{UNPLACED}です。原本を見て、失われた名又は文がないか、確かめてください（debris.yml）"
            )
            self.unplaced = []
        self.entry = entry if self.is_tight else None

    def _add(self, entry: DraftInitiative, kind: str, label: tuple[Part, ...], texts: list[Run]) -> None:
        """Add a row to an initiative; without a label its text continues the row above."""
        if not kind:
            before = entry.rows[-1].runs if entry.rows else entry.lead
            last = before[-1] if self.is_tight and before else None
            if isinstance(last, Run) and texts and not last.joined.endswith("。"):
                before[-1] = last + texts.pop(0)
            before.extend(texts)
            return
        entry.rows.append(RowOf(label, [*texts] or ([EMPTY] if self.is_tight else [])))
        words = words_of(label)
        if "{~~" in label:
            entry.asks.append(f"欄の名「{words}」は、読み誤りではありませんか")
        if not texts:
            entry.asks.append(f"「{words}」の欄に文がありません。失われていないか、確かめてください")


def _begun(runs: Sequence[tuple[int, Run]]) -> tuple[list[SectionHead], DraftInitiative]:
    """The sections left of a name, by their columns, and its initiative, perhaps numbered in a column."""
    *before, (_, name) = runs
    sections, is_moved = [(at, run) for at, run in before if run], False
    for at, run in [one for one in sections if name and is_label(one[1])][-1:]:
        is_moved = sections[-1][0] > at
        sections, name = [(one - (one > at), each) for one, each in sections if one != at], run + name
    return [SectionHead(run, at) for at, run in sections], DraftInitiative(name, is_moved=is_moved)
