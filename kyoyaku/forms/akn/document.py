"""agreement.akn.xml: the agreement in Akoma Ntoso 3.0 (OASIS LegalDocML).

The standard has no document type for agreements; `doc` is the one for what is not in its list. An annex and
a second document are attachments, an initiative is a hierarchical container, a row one that refers to its
parties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from kyoyaku.forms.akn.meta import OWN, write_meta
from kyoyaku.forms.akn.text import NAMESPACE, element, write_number, write_text
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.anchors import of_chapter
from kyoyaku.model.parts import (
    INSIDE,
    Annex,
    Article,
    Attached,
    Chapter,
    Closing,
    Continuation,
    DatabaseNote,
    Image,
    Item,
    Paragraph,
    Part,
    Row,
    Table,
    texts,
)
from kyoyaku.model.text import Text
from kyoyaku.pages.addresses import TextPlace, text_places

Ids = Mapping[Text, str]
BLOCKS = (Text, Continuation, Table, Image, DatabaseNote)
"""What the standard has within `content`, `intro` and `wrapUp` of a hierarchical element."""
CHAPTERS = {
    "編": ("part", "part"),
    "章": ("chapter", "chp"),
    "節": ("section", "sec"),
    "款": ("subsection", "subsec"),
    "目": ("division", "dvs"),
    "": ("list", "list"),
}
"""The element of a chapter by the end of its label, and its name in an eId; a 記 is a list."""
PAGES = {"articles": "art", "initiatives": "init", "closing": "conclusions", "supplement": "suppl"}
HEADS = {"s": "sec", "article": "art"}
LINES = {"p": "para", "i": "point", "l": "p", "b": "p", "": "point"}
"""The steps of an eId by the name of a page, by that of a part of it, and by the letter of a line."""
# The first 号 of 第2項 is p2-i1, the second block there p2-b2; p2-b2-r3-c1 stands in a table.
STEP = re.compile(r"b(\d+)-r(\d+)-c([\d-]+)|([a-z]?)(\d+)")
# 第2条及び第3条 of 第2条及び第3条 削除, 1 of 1 処理の対象.
ARTICLE_NUMBER = re.compile(r"[^ （(削]+(?: (?=[（(]))?")


def write_akn(agreement: Agreement) -> str:
    """The document as XML in UTF-8."""
    ids = eids(agreement)
    root = Element("akomaNtoso", {"xmlns": NAMESPACE})
    document = element(root, "doc", name="agreement")
    write_meta(document, agreement, "main", agreement.concluded)
    title = element(element(document, "preface"), "p", eId=ids[agreement.title])
    write_text(element(title, "docTitle"), agreement.title)
    _document(document, agreement.preamble, agreement.parts, agreement, ids)
    ElementTree.register_namespace("kyoyaku", OWN)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _document(
    document: Element, own: tuple[Any, ...], parts: tuple[Part, ...], agreement: Agreement, ids: Ids
) -> None:
    """Preamble (or the text itself), main body, closing, and as attachments all from the first annex on."""
    first = next((at for at, one in enumerate(parts) if isinstance(one, Annex | Attached)), len(parts))
    end = first - 1 if first and isinstance(parts[first - 1], Closing) else first
    if own and not all(isinstance(one, Closing | Attached) for one in parts):
        _write(element(document, "preamble"), own, ids)
        own = ()
    body = element(document, "mainBody")
    # The schema asks for an element.
    _write(body, (*own, *parts[:end]) or (Text((), agreement.title.place),), ids)
    for closing in parts[end:first]:
        _write(element(document, "conclusions"), texts(closing), ids)
    attachments = element(document, "attachments") if parts[first:] else document
    for part in parts[first:]:
        attachment, component = element(attachments, "attachment"), ids[next(texts(part))].partition("__")[0]
        if not isinstance(part, Closing):
            attachment.set("eId", component := ids[part.text])
            write_text(element(attachment, "heading"), part.text)
        inner = element(attachment, "doc", name=type(part).__name__.lower())
        below: tuple[Part, ...] = ()
        own, day = tuple(_inside(part)), agreement.concluded
        if isinstance(part, Attached):
            facts = (one for one in agreement.facts.attachments if one.title == part.text.edited)
            own, below, day = part.body, part.parts, next((one.concluded for one in facts), None)
        write_meta(inner, agreement, component, day)
        _document(inner, own, below, agreement, ids)


def _inside(one: Any) -> Iterator[Any]:
    """What stands in a part after its own text, in the order of the document."""
    for several in INSIDE[type(one)](one):
        yield from several if isinstance(several, tuple) else ()


def _write(parent: Element, several: Any, ids: Ids) -> None:
    for one in several:
        (_block if isinstance(one, BLOCKS) or parent.tag == "preamble" else _part)(parent, one, ids)


def _part(parent: Element, one: Any, ids: Ids) -> None:
    """A hierarchical element with all that is in it."""
    match one:
        case Closing():
            _write(element(parent, "container", name="conclusions"), texts(one), ids)
            return
        case Article():
            number = ARTICLE_NUMBER.match(one.text.edited)
            made = element(parent, "article", eId=ids[one.text])
            rest = write_number(made, one.text, number[0] if number else "")
        case Paragraph() | Item():
            made = element(parent, "paragraph" if isinstance(one, Paragraph) else "point", eId=ids[one.text])
            rest = write_number(made, one.text, one.label)
        case Chapter():
            made = element(parent, CHAPTERS[one.label[-1:]][0], eId=ids[one.text])
            rest = write_number(made, one.text, one.label)
        case Row():
            who = [*(f"#party_{of.slug}" for of in one.parties), *(f"#body_{of.slug}" for of in one.bodies)]
            refers = {"refersTo": " ".join(who)} if who else {}
            made = element(parent, "hcontainer", eId=ids[one.label], name=one.kind, **refers)
            rest = write_number(made, one.label, one.number)
        case _:
            name = type(one).__name__.lower()
            made = element(parent, "hcontainer", eId=ids[one.text], name=name)
            rest = write_number(made, one.text, getattr(one, "label", ""))
    own = tuple(_inside(one))
    if isinstance(one, Paragraph | Item) or rest.edited == "削除":
        own = (rest, *own)
    elif rest.spans:
        write_text(element(made, "heading"), rest)
    _content(made, own, ids)


def _content(made: Element, own: tuple[Any, ...], ids: Ids) -> None:
    """Blocks before, between and behind hierarchical elements; `content` where there are only blocks."""
    groups = [tuple(group) for _, group in groupby(own, lambda one: isinstance(one, BLOCKS))]
    for at, group in enumerate(groups):
        place = made
        if isinstance(group[0], BLOCKS):
            is_last = at == len(groups) - 1
            tag = ("wrapUp" if at else "content") if is_last else ("hcontainer" if at else "intro")
            place = element(made, tag)
            if tag == "hcontainer":
                place.set("name", "blocks")
                place = element(place, "content")
        _write(place, group, ids)


def _block(parent: Element, one: Any, ids: Ids) -> None:
    """A block that is no hierarchical element; in a preamble and in a closing everything is one."""
    match one:
        case Text():
            is_closing = parent.tag in ("conclusions", "container")
            write_text(element(parent, "p", eId=ids[one]) if is_closing else SubElement(parent, "p"), one)
        case Table():
            _table(parent, one, ids)
        case Image():
            element(element(parent, "p"), "img", src=f"../{one.file}", alt=one.words)
        case DatabaseNote():
            note = element(element(parent, "p"), "authorialNote")
            element(note, "p").text = one.words
        case _:
            write_text(element(parent, "p", eId=ids[one.text]), one.text)
            _write(parent, _inside(one), ids)


def _table(parent: Element, table: Table, ids: Ids) -> None:
    first = next(texts(table), None)
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
            f"{CHAPTERS[above.label[-1:]][1]}_{above.position[-1]}" for above in (*one.chapters, one.part)
        )
        for one in agreement.standing
        if isinstance(one.part, Chapter)
    }
    return {text: _eid(place, chapters.get((place.page, place.head))) for text, place in places.items()}


def _eid(place: TextPlace, chapter: str | None) -> str:
    """art_4__para_2__point_1 for articles/4/#p2-i1; 'title' for the title, which has the address ''."""
    steps = []
    for page in re.findall(r"(?:articles|initiatives)/[^/]+|[^/]+", place.page):
        name, _, number = page.partition("/")
        stem, _, ordinal = name.partition("-")
        # A chapter is on the list of articles.
        steps += ["_".join(filter(None, (PAGES.get(stem, stem), number or ordinal)))] * (page != "articles")
    # s3-1 is sec_3-1, role-aobano is role_aobano, content stays; p2-i1-3 is para_2, point_1, point_3.
    name, _, number = re.sub(r"^s(?=\d)", "s-", place.head).partition("-")
    steps.append(chapter or "_".join(filter(None, (HEADS.get(name, name), number))))
    for table, row, column, letter, count in STEP.findall(place.line):
        steps += [f"table_{table}", f"p_{row}-{column}"] if table else [f"{LINES[letter]}_{count}"]
    return "__".join(filter(None, steps)) or "title"
