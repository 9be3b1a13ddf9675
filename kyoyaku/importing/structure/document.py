"""A paper to a draft: part by part, each in the lines that the source form has for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kyoyaku.importing.draft import Draft, DraftLine, LineKind, Run, ask, corrected
from kyoyaku.importing.facts import day_in, parties_in
from kyoyaku.importing.paper import Paper, Table
from kyoyaku.importing.structure.initiatives import lines_below
from kyoyaku.importing.structure.labels import numbered
from kyoyaku.importing.structure.misreadings import proposed
from kyoyaku.importing.structure.parts import Item, Portion, split
from kyoyaku.language.wording import quoted

# ２前項の: the number of a 項 without a blank behind it; 2回, 2月 are none.
BARE = re.compile(r"([0-9]{1,2})(?=[^0-9 .．、。,年月日回条項号人円%つ個件名箇か所時分割通部者])")


def build(paper: Paper) -> Draft:
    """The draft of a paper, without its front matter."""
    draft = Draft(paper.places)
    is_tight = paper.is_recognised
    portions = split(paper.blocks, draft, is_tight=is_tight)
    if is_tight:
        portions = [part for one in portions for part in _with_annex(one)]
    texts = {kind: _runs(portions, kind) for kind in ("preamble", "article", "closing")}
    draft.preamble = texts["preamble"]
    draft.parties = parties_in(*texts.values())
    closed = day_in(texts["closing"])
    draft.dated = [] if closed else draft.dated
    draft.days = closed or day_in(draft.dated)
    keys = [name for one in draft.parties for name in (one.key, one.name)]
    for portion in portions:
        if portion.heading:
            draft.lines.append(DraftLine(LineKind.HEADING, portion.heading, portion.depth))
        items = [*_spaced(portion, draft)]
        if portion.kind == "closing" and is_tight:
            items = [*_signed(items, draft)]
        known = [] if portion.kind == "closing" else keys
        below = [*lines_below(items, portion, draft, known, is_tight=is_tight)]
        draft.lines += below
        if any(line.is_initiative for line in below):
            draft.columns[portion.name.partition("（")[0]] = draft.head
    if is_tight:
        draft.lines = [*proposed(draft)]
    return draft


def _runs(portions: list[Portion], kind: str) -> list[Run]:
    return [item for one in portions if one.kind == kind for item in one.items if isinstance(item, Run)]


def _with_annex(portion: Portion) -> Iterator[Portion]:
    """A part; two, if a closing has tables of roles: then the heading of the annex is lost."""
    items = portion.items
    tables = [at for at, one in enumerate(items) if isinstance(one, Table) and _has_roles(one)]
    if portion.kind != "closing" or not tables:
        yield portion
        return
    start = tables[0]
    while start and isinstance(above := items[start - 1], Run) and numbered(above):
        start -= 1
    yield replace(portion, items=items[:start])
    asked = ask("別表の見出しが底本に見当たりません。失われた見出しを、原本で確かめてください")
    heading = "{++別表++}{>>probable: 見出しが失われたとみられる<<}"
    yield Portion("annex", (heading,), 2, [asked, *items[start:]])


def _has_roles(table: Table) -> bool:
    cells = (cell.text for row in table.rows for cell in row if cell)
    return any(re.fullmatch(".{1,9}の役割(?:分担)?", one) for one in cells)


def _signed(items: list[Item], draft: Draft) -> Iterator[Item]:
    """The items of a closing of an OCR; in signatures blanks have a meaning: 乙 上川町, 上川町長 氏名."""
    names = {one.key + one.name: f"{one.key} {one.name}" for one in draft.parties}
    begins = {item.plain[:1] for item in items if isinstance(item, Run)}
    for item in items:
        if not isinstance(item, Run) or "。" in item.plain:
            yield item
        elif right := names.get(item.plain):
            yield DraftLine(LineKind.TEXT, corrected(item, right, "字間の空白の欠落とみられる"))
            yield ask(f"「{item.plain}」は、「{right}」の読み誤りではありませんか")
        else:
            yield Run(tuple(replace(one, is_tight=False) for one in item.pieces))
    lost = [one.key for one in draft.parties if one.key[:1] not in begins]
    if lost and len(lost) < len(draft.parties):
        yield ask(f"記名の所に{quoted(lost)}がありません。失われた文字がないか、確かめてください")


def _spaced(portion: Portion, draft: Draft) -> Iterator[Item]:
    """The items of a part. In an article a blank stands behind the number of a 項, whatever the file has."""
    number = 1
    for item in portion.items:
        found = numbered(item) if isinstance(item, Run) else None
        number += bool(found and found.label.plain == str(number + 1))
        if portion.kind == "article" and isinstance(item, Run) and not found:
            match = BARE.match(item.plain)
            if match and int(match[1]) == number + 1:
                number += 1
                draft.applied("項の番号の次に空白を置く", item.at)
                parts = (item.part(0, match.end()).as_label, " ", item.part(match.end()))
                yield DraftLine(LineKind.TEXT, parts)
                continue
        yield item
