"""The tables of an agreement: initiatives, duties, references, emendations, the codes, and the dictionary.

A function makes the records of a table; columns.csv says which attribute of a record a column shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from types import SimpleNamespace as Record

from kyoyaku.analysis.duties import costs, duties, names_costs, parties_with_duties
from kyoyaku.forms.provenance import provenance
from kyoyaku.forms.tables.csv_file import COMMON, CsvColumn, CsvTable, cells, columns_of, declared
from kyoyaku.history.steps import Step, steps
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.anchors import lines, of_rows
from kyoyaku.model.facts import Organisation, Party
from kyoyaku.model.layers import DutyKind
from kyoyaku.model.notes import KEYS, doubts, key, sign
from kyoyaku.model.notes import kind as kind_of
from kyoyaku.model.parts import Initiative
from kyoyaku.model.text import Certainty, Lost, PerhapsLost
from kyoyaku.model.walking import texts
from kyoyaku.pages.addresses import address, subject_address, text_places
from kyoyaku.pages.compared import compared
from kyoyaku.pages.corrections import corrections
from kyoyaku.pages.links import cross_references
from kyoyaku.pages.page_list import place_name
from kyoyaku.pages.words import version_name

CHANGES = {"changed": "文の変更", "added": "新設", "removed": "削る", "moved": "番号又は位置の変更"}
"""The kinds of rows of changes.csv."""


def tables(agreement: Agreement) -> tuple[CsvTable, ...]:
    """The tables of data, the codes in them, and the dictionary of all columns."""
    kinds = tuple(map(_kind, agreement.duty_kinds))
    table = partial(_table, agreement)
    by_party = "当事者の役割（段落及び当事者ごとに1行）"
    bearers: tuple[Party | Organisation, ...] = (*agreement.parties, *agreement.facts.bodies)
    data = (
        table("initiatives.csv", "取組の一覧", ("initiative",), _initiatives(agreement)),
        table("duties.csv", by_party, ("address", "party", "body"), _duties(agreement, bearers), kinds),
        table("references.csv", "条項の間の引用", ("source", "start", "target"), _references(agreement)),
        table("emendations.csv", "校訂の一覧", ("address",), _emendations(agreement)),
        table("codes.csv", "値の一覧", ("field", "value"), _codes(agreement)),
    )
    name = "dictionary.csv"
    own = CsvTable(name, "項目の定義", ("file", "field"), (*declared(name), *COMMON), ())
    beside = (
        *map(changes, steps(agreement)[:1]),
        *(roles(agreement, one) for one in parties_with_duties(agreement)[:1]),
    )
    records = (
        Record(file=one.name, order=order, column=column, unique=column.name in one.key)
        for one in (*data, *beside, own)
        for order, column in enumerate(one.columns, start=1)
    )
    return (*data, table(own.name, own.title, own.key, records))


def changes(step: Step) -> CsvTable:
    """The rows of a 新旧対照表 that show what differs."""
    rows = [row for row in compared(step) if row.line.is_change]
    records = (Record(row=row, order=order) for order, row in enumerate(rows, start=1))
    title = f"新旧対照表（{version_name(step.after)}）"
    return _table(step.after, "changes.csv", title, ("address",), records)


def roles(agreement: Agreement, party: Party) -> CsvTable:
    """The duties of a party, for offices: the columns have Japanese names."""
    title, records = f"{party.called}の役割", _duties(agreement, (party,))
    found = _table(agreement, "roles.csv", title, ("アドレス",), records)
    return replace(found, columns=tuple(replace(one, name=one.title) for one in found.columns))


def _table(
    agreement: Agreement,
    name: str,
    title: str,
    unique: tuple[str, ...],
    records: Iterable[Record],
    more: tuple[CsvColumn, ...] = (),
) -> CsvTable:
    """A table with the columns that are declared, those of this agreement (`more`), and the common ones."""
    several = tuple(records)
    columns = (*columns_of(name, several), *more)
    origin = cells(COMMON, provenance(agreement))
    found = tuple((*cells(columns, record), *origin) for record in several)
    return CsvTable(name, title, unique, (*columns, *COMMON), found)


def _initiatives(agreement: Agreement) -> Iterator[Record]:
    for order, entry in enumerate(agreement.entries, start=1):
        one = entry.initiative
        content = [text for row in one.all_rows if row.is_content for text in texts(row.body)]
        rows = [row for row in one.all_rows if not row.is_content]
        at = subject_address(agreement, one)
        said = agreement.explained.get(at)
        yield Record(
            one=one,
            address=at,
            order=order,
            place=place_name(entry),
            host=entry.host,
            parent=next((above.slug for above in entry.sections[-1:] if isinstance(above, Initiative)), None),
            description=agreement.facts.descriptions.get(one.slug),
            plain=said.plain if said else None,
            content_paragraphs=len(content),
            content_lost=any(text.is_lost for text in content),
            content=[text.edited for text in content],
            sections=[section.text.edited for section in entry.sections],
            rows=[row.label.edited for row in rows],
            bearers=["・".join(who.name for who in row.bearers) for row in rows],
        )


def _duties(agreement: Agreement, bearers: Iterable[Party | Organisation]) -> Iterator[Record]:
    """The paragraphs of the rows that somebody has a part in, for duties.csv and roles.csv."""
    nobody, kind = Record(slug=None, key=None, name=None, code=None, area_code=None), costs(agreement)
    for bearer in bearers:
        party, body = (bearer, nobody) if isinstance(bearer, Party) else (nobody, bearer)
        for duty in duties(agreement, bearer):
            one, row, sections = duty.entry.initiative, duty.row, duty.entry.sections
            quotes = duty.quotes(kind) if kind else ()
            for order, line in enumerate(lines(row.body, f"{of_rows(one)[row.label]}-"), start=1):
                pieces = (piece for quote in quotes if quote.anchor == line.anchor for piece in quote.pieces)
                found = [row.name] * names_costs(row) + [text for text, is_phrase in pieces if is_phrase]
                yield Record(
                    address=subject_address(agreement, one, line.anchor),
                    place=place_name(duty.entry),
                    section=sections[-1].text.edited if sections else None,
                    one=one,
                    party=party,
                    body=body,
                    row=row,
                    bearers=len(row.bearers),
                    named="・".join(who.name for who in row.bearers),
                    order=order,
                    line=line,
                    perhaps_lost=any(isinstance(mark, PerhapsLost) for mark in line.text.marks()),
                    costs="・".join(dict.fromkeys(found)),
                    state="・".join(f"{sign(mark)}（{kind_of(mark)}）" for mark in doubts(line.text)),
                )


def _kind(kind: DutyKind) -> CsvColumn:
    """A column for a kind of duty that the editor has named."""
    name, meaning = f"has_{kind.key.replace('-', '_')}", f"段落の文に、種別「{kind.name}」の語があるかどうか"
    return CsvColumn(
        name, lambda one: any(map(one.line.text.edited.count, kind.phrases)), "boolean", kind.name, meaning
    )


def _references(agreement: Agreement) -> Iterator[Record]:
    places = text_places(agreement)
    pairs = ((one, target) for one in cross_references(agreement).every() for target in one.targets)
    for order, (one, target) in enumerate(pairs, start=1):
        yield Record(
            order=order,
            source=places[one.text].address,
            reference=one.reference,
            target=subject_address(agreement, target.part, target.anchor),
            part=target.part,
        )


def _emendations(agreement: Agreement) -> Iterator[Record]:
    for one in corrections(agreement):
        mark, lost = one.mark, one.mark if isinstance(one.mark, Lost) else None
        yield Record(
            mark=mark,
            address=address(agreement, one.page.path, f"mark-{mark.id}"),
            sign=sign(mark),
            kind_key=key(mark),
            before=one.before,
            after=one.after,
            lost_length=(lost and lost.length) or None,
            lost_at_most=lost.at_most if lost else None,
            places=[ref.written for ref in mark.note.refs],
        )


def _codes(agreement: Agreement) -> Iterator[Record]:
    """The allowed values of the columns with a fixed set of values."""
    known = {
        "kind_key": {value: title for title, value in KEYS.items()},
        "certainty": {one.value: one.label for one in Certainty},
        "true_or_false": {"true": "そのとおりである。", "false": "そうではない。"},
    }
    if steps(agreement):
        known["kind"] = CHANGES
    for field, values in known.items():
        yield from (Record(field=field, value=value, title=title) for value, title in values.items())
