"""agreement.akn.xml: the agreement in Akoma Ntoso 3.0 (OASIS LegalDocML).

The standard has no document type for agreements; `doc` is the one for what is not in its list. An annex and
a second document are attachments, an initiative is a hierarchical container, a row one that refers to its
parties.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from kyoyaku.forms.akn.meta import OWN, write_meta
from kyoyaku.forms.akn.text import NAMESPACE, element, write_number, write_text
from kyoyaku.model import grid, parts, walking
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.anchors import of_chapter
from kyoyaku.model.text import Text
from kyoyaku.pages.addresses import TextPlace, text_places

Ids = Mapping[Text, str]
BLOCKS = (Text, parts.Continuation, grid.Table, parts.Image, parts.DatabaseNote, parts.Closing)
"""The blocks, which are in `content`, `intro` and `wrapUp` of a hierarchical element."""
ELEMENTS = {parts.Article: "article", parts.Paragraph: "paragraph", parts.Item: "point"}
CHAPTERS = {"編": "part", "章": "chapter", "節": "section", "款": "subsection", "目": "division", "": "list"}
"""The element of a chapter by the end of its label; a 記 is a list."""
PAGES = {"articles": "art", "initiatives": "init", "closing": "conclusions", "supplement": "suppl"}
HEADS = {"article": "art", "chapter": "chp", "section": "sec", "subsection": "subsec", "division": "dvs"}
LINES = {"p": "para", "i": "point", "l": "p", "b": "p", "": "point"}
"""The steps of an eId by the names of a page, of a part of it and of an element, and by a line's letter."""
# The first 号 of 第2項 is p2-i1, the second block there p2-b2; p2-b2-r3-c1 stands in a table.
STEP = re.compile(r"b(\d+)-r(\d+)-c([\d-]+)|([a-z]?)(\d+)")
# 第2条及び第3条 of 第2条及び第3条 削除, 1 of 1 処理の対象.
ARTICLE_NUMBER = re.compile(r"[^ （(削]+(?: (?=[（(]))?")


def write_akn(agreement: Agreement) -> str:
    """The document as XML in UTF-8."""
    ids = eids(agreement)
    root = Element("akomaNtoso", {"xmlns": NAMESPACE})
    document = element(root, "doc", name="agreement")
    write_meta(document, agreement, "main", agreement.concluded, ids)
    title = element(element(document, "preface"), "p", eId=ids[agreement.title])
    write_text(element(title, "docTitle"), agreement.title)
    _document(document, agreement.preamble, agreement.parts, agreement, ids)
    ElementTree.register_namespace("kyoyaku", OWN)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _document(
    document: Element, own: tuple[Any, ...], several: tuple[parts.Part, ...], agreement: Agreement, ids: Ids
) -> None:
    """Preamble (or the text itself), main body, closing, and as attachments all from the first annex on."""
    starts = (at for at, one in enumerate(several) if isinstance(one, parts.Annex | parts.Attached))
    first = next(starts, len(several))
    end = first - 1 if first and isinstance(several[first - 1], parts.Closing) else first
    if own and not all(isinstance(one, parts.Closing | parts.Attached) for one in several):
        _write(element(document, "preamble"), own, ids)
        own = ()
    body = element(document, "mainBody")
    # The schema requires an element.
    _write(body, (*own, *several[:end]) or (Text((), agreement.title.place),), ids)
    for closing in several[end:first]:
        _write(element(document, "conclusions"), walking.texts(closing), ids)
    attachments = element(document, "attachments") if several[first:] else document
    for part in several[first:]:
        attachment = element(attachments, "attachment")
        if isinstance(part, parts.Closing):
            own, component = part.lines, ids[part.lines[0]].rpartition("__")[0]
        else:
            own, component = tuple(walking.within(part)), ids[part.text]
            attachment.set("eId", component)
            write_text(element(attachment, "heading"), part.text)
        inner = element(attachment, "doc", name=type(part).__name__.lower())
        below: tuple[parts.Part, ...] = ()
        day = agreement.concluded
        if isinstance(part, parts.Attached):
            facts = (one for one in agreement.facts.attachments if one.title == part.text.edited)
            own, below, day = part.body, part.parts, next((one.concluded for one in facts), None)
        write_meta(inner, agreement, component, day, ids)
        _document(inner, own, below, agreement, ids)


def _write(parent: Element, several: Any, ids: Ids) -> None:
    for one in several:
        (_block if isinstance(one, BLOCKS) or parent.tag == "preamble" else _part)(parent, one, ids)


def _part(parent: Element, one: Any, ids: Ids) -> None:
    """A hierarchical element with all that is in it."""
    text, label, more = getattr(one, "text", None) or one.label, getattr(one, "label", ""), dict[str, str]()
    match one:
        case parts.Article():
            number = ARTICLE_NUMBER.match(text.edited)
            label = number[0] if number else ""
        case parts.Row():
            who = [*(f"#party_{of.slug}" for of in one.parties), *(f"#body_{of.slug}" for of in one.bodies)]
            label, more = one.number, {"name": one.kind, **({"refersTo": " ".join(who)} if who else {})}
    tag = CHAPTERS[label[-1:]] if isinstance(one, parts.Chapter) else ELEMENTS.get(type(one), "hcontainer")
    if tag == "hcontainer":
        more = {"name": type(one).__name__.lower()} | more
    made = element(parent, tag, eId=ids[text], **more)
    rest = write_number(made, text, label)
    own = tuple(walking.within(one))
    if isinstance(one, parts.Paragraph | parts.Item) or rest.edited == "削除":
        own = (rest, *own)
    elif rest.spans:
        write_text(element(made, "heading"), rest)
    _content(made, own, ids)


def _content(made: Element, own: tuple[Any, ...], ids: Ids) -> None:
    """Blocks before, between and behind hierarchical elements; `content` where there are only blocks."""
    groups = [tuple(group) for _, group in groupby(own, lambda one: isinstance(one, BLOCKS))]
    last = len(groups) - 1
    for at, group in enumerate(groups):
        place, is_between = made, 0 < at < last
        if isinstance(group[0], BLOCKS):
            place = element(made, "hcontainer", name="blocks") if is_between else made
            place = element(place, "content" if is_between or not last else "wrapUp" if at else "intro")
        _write(place, group, ids)


def _block(parent: Element, one: Any, ids: Ids) -> None:
    """A block that is no hierarchical element; in a preamble and in a closing everything is one."""
    match one:
        case Text():
            is_line = one in ids and parent.tag in ("conclusions", "container", "mainBody")
            write_text(element(parent, "p", eId=ids[one]) if is_line else SubElement(parent, "p"), one)
        case parts.Closing():
            _write(element(parent, "container", name="conclusions"), one.lines, ids)
        case grid.Table():
            _table(parent, one, ids)
        case parts.Image():
            element(element(parent, "p"), "img", src=f"../{one.file}", alt=one.words)
        case parts.DatabaseNote():
            note = element(element(parent, "p"), "authorialNote")
            element(note, "p").text = one.words
        case _:
            write_text(element(parent, "p", eId=ids[one.text]), one.text)
            _write(parent, walking.within(one), ids)


def _table(parent: Element, table: grid.Table, ids: Ids) -> None:
    first = next(walking.texts(table), None)
    made = element(parent, "table", **({"eId": ids[first].rpartition("__")[0]} if first else {}))
    for at, row in enumerate(table.rows):
        line = element(made, "tr")
        for cell in row.cells:
            spans = {"colspan": cell.colspan, "rowspan": cell.rowspan}
            more = {name: str(count) for name, count in spans.items() if count > 1}
            field = element(line, "th" if at < table.head else "td", **more)
            for text in cell.texts:
                write_text(element(field, "p", eId=ids[text]), text)


def eids(agreement: Agreement) -> dict[Text, str]:
    """The eId of each text, which is that of the element that the text begins (Naming Convention 1.0, 5)."""
    places = text_places(agreement)
    chapters = {
        (places[one.part.text].page, of_chapter(one.part)): "__".join(
            f"{HEADS.get(tag := CHAPTERS[above.label[-1:]], tag)}_{above.position[-1]}"
            for above in (*one.chapters, one.part)
        )
        for one in agreement.standing
        if isinstance(one.part, parts.Chapter)
    }
    return {text: _eid(place, chapters.get((place.page, place.head))) for text, place in places.items()}


def _eid(place: TextPlace, chapter: str | None) -> str:
    """art_4__para_2__point_1 for articles/4/#p2-i1; 'title' for the title, which has the address ''."""
    page = re.sub(r"(articles|initiatives)/(.)", r"\1-\2", place.page)
    # A chapter is on the list of articles.
    steps = [_named(PAGES, one) for one in page.split("/") if one != "articles"]
    # s3-1 is sec_3-1, role-aobano is role_aobano, content stays; p2-i1-3 is para_2, point_1, point_3.
    steps.append(chapter or _named(HEADS, re.sub(r"^s(?=\d)", "section-", place.head)))
    for table, row, column, letter, count in STEP.findall(place.line):
        steps += [f"table_{table}", f"p_{row}-{column}"] if table else [f"{LINES[letter]}_{count}"]
    return "__".join(filter(None, steps)) or "title"


def _named(names: Mapping[str, str], name: str) -> str:
    stem, _, number = name.partition("-")
    return "_".join(filter(None, (names.get(stem, stem), number)))
