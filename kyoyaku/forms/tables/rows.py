"""The tables of an agreement: initiatives, duties, references, emendations, and what explains them."""

from __future__ import annotations

from collections.abc import Iterator

from kyoyaku.analysis.duties import duties
from kyoyaku.forms.tables import fields
from kyoyaku.forms.tables.csv_file import TYPES, Field, Table, numbered, truth
from kyoyaku.forms.text_addresses import address, initiative_address, part_address, text_addresses
from kyoyaku.model.agreement import Agreement, Entry
from kyoyaku.model.anchors import lines, of_row
from kyoyaku.model.notes import KEYS, key
from kyoyaku.model.parts import Initiative, Row, texts
from kyoyaku.model.text import Certainty, Illegible, Lost, PerhapsLost, Text
from kyoyaku.pages.corrections import Correction, corrections
from kyoyaku.pages.links import cross_references
from kyoyaku.pages.page_list import place_name

DICTIONARY = (
    Field("file", "ファイル", "項目のあるファイル"),
    Field("order", "順序", "ファイルの中の項目の順序（1から）", "integer"),
    Field("field", "項目名", "1行目にある項目の名"),
    Field("title", "項目の日本語名", "項目の日本語の名"),
    Field("type", "型", "、".join(f"{name}は{title}" for name, title in TYPES.items())),
    Field("meaning", "意味", "項目の意味（数の単位を含む。）"),
    Field("empty", "空欄の意味", "空欄が何を意味するか", empty="空欄になることがない。"),
    Field(
        "unique",
        "一意の鍵",
        "記録を一つに定める項目（他の鍵と合わせて定めるものを含む。）かどうか",
        "boolean",
    ),
)


def tables(agreement: Agreement) -> tuple[Table, ...]:
    """The tables of data, the codes in them, and the dictionary of all."""
    makers = (_initiatives, _duties, _references, _emendations, _codes)
    data = tuple(make(agreement) for make in makers)
    return (*data, _dictionary(agreement, data))


def _table(
    agreement: Agreement,
    name: str,
    title: str,
    own: tuple[Field, ...],
    rows: Iterator[tuple[str, ...]],
    key: tuple[str, ...],
) -> Table:
    """A table whose records begin with what they are and end with where they are from."""
    origin = fields.origin(agreement)
    records = tuple((*row, *origin) for row in rows)
    return Table(name, title, (*own, *fields.PROVENANCE), records, key)


def _initiatives(agreement: Agreement) -> Table:
    deepest = fields.most_of(len(entry.sections) for entry in agreement.entries)
    longest = fields.most_of(len(_content(entry.initiative)) for entry in agreement.entries)
    own = (*fields.INITIATIVES, *fields.contents(longest), *fields.sections(deepest))
    rows = (
        (
            *_entry(agreement, number, entry),
            *numbered((text.edited for text in _content(entry.initiative)), longest),
            *numbered((section.text.edited for section in entry.sections), deepest),
        )
        for number, entry in enumerate(agreement.entries, start=1)
    )
    return _table(agreement, "initiatives.csv", "取組の一覧", own, rows, ("initiative",))


def _entry(agreement: Agreement, number: int, entry: Entry) -> tuple[str, ...]:
    one = entry.initiative
    content = _content(one)
    return (
        one.slug,
        initiative_address(agreement, one),
        str(number),
        place_name(entry),
        entry.host.name,
        one.label,
        one.name,
        agreement.facts.descriptions.get(one.slug, ""),
        str(len(content)),
        truth(any(map(_is_lost, content))),
    )


def _content(initiative: Initiative) -> list[Text]:
    return [text for row in initiative.rows if row.is_content for text in texts(row.body)]


def _is_lost(text: Text) -> bool:
    return any(isinstance(mark, Lost | Illegible) for mark in text.marks())


def _duties(agreement: Agreement) -> Table:
    own = (*fields.DUTIES, *fields.kinds(agreement))
    title = "当事者の役割（段落及び当事者ごとに1行）"
    return _table(agreement, "duties.csv", title, own, _duty_rows(agreement), ("address", "party"))


def _duty_rows(agreement: Agreement) -> Iterator[tuple[str, ...]]:
    for party in agreement.parties:
        for duty in duties(agreement, party):
            one, row = duty.entry.initiative, duty.row
            who = (party.slug, party.key, party.name, party.code, party.area_code)
            for place, rest in _duty_lines(agreement, one, row):
                yield (place, one.slug, one.name, *who, *rest)


def _duty_lines(agreement: Agreement, one: Initiative, row: Row) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each paragraph of a row: its address, and what a record says of it."""
    page = initiative_address(agreement, one)
    for order, line in enumerate(lines(row.body, f"{of_row(row)}-"), start=1):
        yield (
            f"{page}#{line.anchor}",
            (
                row.label.edited,
                str(len(row.parties)),
                str(order),
                str(line.depth),
                line.label,
                line.text.edited,
                truth(_is_lost(line.text)),
                truth(any(isinstance(mark, PerhapsLost) for mark in line.text.marks())),
                *(truth(bool(kind.phrases_in(line.text.edited))) for kind in agreement.duty_kinds),
            ),
        )


def _references(agreement: Agreement) -> Table:
    title = "条項の間の引用"
    return _table(
        agreement, "references.csv", title, fields.REFERENCES, _reference_rows(agreement), ("source", "start")
    )


def _reference_rows(agreement: Agreement) -> Iterator[tuple[str, ...]]:
    places = text_addresses(agreement)
    number = 0
    for several in cross_references(agreement).pointers.values():
        for one in several:
            if not one.target:
                continue
            number += 1
            anchor = f"#p{one.target.paragraph}" if one.target.paragraph else ""
            target = part_address(agreement, one.target.part) + anchor
            where = (places[one.text], one.reference.written, str(one.reference.start))
            yield (str(number), *where, target, one.target.part.text.edited)


def _emendations(agreement: Agreement) -> Table:
    most = fields.most_of(len(mark.note.refs) for mark in agreement.marks)
    own = (*fields.EMENDATIONS, *fields.places(most))
    rows = (_correction(agreement, one, most) for one in corrections(agreement))
    return _table(agreement, "emendations.csv", "校訂の一覧", own, rows, ("number",))


def _correction(agreement: Agreement, one: Correction, most: int) -> tuple[str, ...]:
    mark, lost = one.mark, one.mark if isinstance(one.mark, Lost) else None
    return (
        str(mark.number),
        address(agreement, one.page.path, f"mark-{mark.number}"),
        mark.kind,
        key(mark),
        mark.note.certainty.value,
        mark.witness,
        mark.edited,
        one.before,
        one.after,
        str(lost.length) if lost and lost.length else "",
        truth(lost.at_most) if lost else "",
        mark.note.reason,
        *numbered((ref.written for ref in mark.note.refs), most),
    )


def _codes(agreement: Agreement) -> Table:
    """The values of the columns that have only some."""
    known = {
        "kind_key": {code: title for title, code in KEYS.items()},
        "certainty": {one.value: one.label for one in Certainty},
        "true_or_false": fields.BOOLEANS,
    }
    rows = ((field, value, title) for field, values in known.items() for value, title in values.items())
    return _table(agreement, "codes.csv", "値の一覧", fields.CODES, rows, ("field", "value"))


def _dictionary(agreement: Agreement, data: tuple[Table, ...]) -> Table:
    """The columns of the tables, and its own."""
    own = Table("dictionary.csv", "項目の定義", (*DICTIONARY, *fields.PROVENANCE), (), ("file", "field"))
    rows = (
        (
            table.name,
            str(order),
            field.name,
            field.title,
            field.type,
            field.meaning,
            field.empty,
            truth(field.name in table.key),
        )
        for table in (*data, own)
        for order, field in enumerate(table.fields, start=1)
    )
    return _table(agreement, own.name, own.title, DICTIONARY, rows, own.key)
