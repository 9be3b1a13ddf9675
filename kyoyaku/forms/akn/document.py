"""agreement.akn.xml: the agreement in Akoma Ntoso 3.0 (OASIS LegalDocML).

The standard has no document type for agreements; `doc` is the one for what is not in its list. An
annex is an attachment, an initiative a hierarchical container, a row one that refers to its parties.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from kyoyaku.forms.akn.meta import OWN, write_meta
from kyoyaku.forms.akn.text import NAMESPACE, element, write_labelled, write_text
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.parts import (
    INSIDE,
    Article,
    Chapter,
    Child,
    Continuation,
    DatabaseNote,
    Image,
    Item,
    Paragraph,
    Row,
    Supplement,
    Table,
    texts,
)
from kyoyaku.model.parts import Inner as InnerBlock
from kyoyaku.model.text import Text
from kyoyaku.pages.addresses import TextPlace, text_places

Ids = Mapping[Text, str]
Inner = Article | Supplement | Chapter | Child | Row | Paragraph | InnerBlock
PAGES = {"articles": "art", "initiatives": "init", "closing": "conclusions", "supplement": "suppl"}
LINES = {"p": "para_", "i": "point_", "l": "p_"}
"""The steps of an eId by the name of a page, and by the letter before the number of a line."""


def write_akn(agreement: Agreement) -> str:
    """The document as XML in UTF-8."""
    ids = eids(agreement)
    root = Element("akomaNtoso", {"xmlns": NAMESPACE})
    document = element(root, "doc", name="agreement")
    write_meta(document, agreement, "main")
    title = element(element(document, "preface"), "p", eId=ids[agreement.title])
    write_text(element(title, "docTitle"), agreement.title)
    _flat(document, "preamble", texts(agreement.preamble), ids)
    body = element(document, "mainBody")
    for part in agreement.parts:
        if isinstance(part, Article | Supplement | Chapter):
            _write(body, part, ids)
    _flat(document, "conclusions", texts(agreement.closings), ids)
    _attachments(document, agreement, ids)
    for body in root.iter("mainBody"):
        if not len(body):
            element(body, "p")  # The schema asks for at least one.
    ElementTree.register_namespace("kyoyaku", OWN)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _flat(document: Element, tag: str, own: Iterable[Text], ids: Ids) -> None:
    """Preamble or closing: paragraphs without a hierarchy; no element if there are none."""
    several = tuple(own)
    block = element(document, tag) if several else document
    for text in several:
        write_text(element(block, "p", eId=ids[text]), text)


def _attachments(document: Element, agreement: Agreement, ids: Ids) -> None:
    if not agreement.annexes:
        return
    attachments = element(document, "attachments")
    for annex in agreement.annexes:
        attachment = element(attachments, "attachment", eId=ids[annex.text])
        write_labelled(attachment, "heading", annex.text, "")
        inner = element(attachment, "doc", name="annex")
        write_meta(inner, agreement, ids[annex.text])
        body = element(inner, "mainBody")
        for one in (*annex.body, *annex.children):
            _write(body, one, ids)


def _write(parent: Element, one: Inner, ids: Ids) -> None:
    """A part of the agreement with all parts in it."""
    match one:
        case Article():
            made = element(parent, "article", eId=ids[one.text])
            label = one.text.edited.removesuffix(f"（{one.caption}）") if one.caption else ""
            write_labelled(made, "heading", one.text, label, joint="")
        case Paragraph() | Item():
            tag = "paragraph" if isinstance(one, Paragraph) else "point"
            made = element(parent, tag, eId=ids[one.text])
            tag = "intro" if one.inside else "content"
            write_labelled(made, tag, one.text, one.label, in_paragraph=True)
        case Continuation():
            made = element(element(parent, "wrapUp"), "p", eId=ids[one.text])
            write_text(made, one.text)
            return
        case Row():
            parties = " ".join(f"#party_{party.slug}" for party in one.parties)
            refers = {"refersTo": parties} if parties else {}
            made = element(parent, "hcontainer", eId=ids[one.label], name=one.kind, **refers)
            write_labelled(made, "heading", one.label, "")
        case Table() | Image() | DatabaseNote():
            return
        case _:
            name = type(one).__name__.lower()
            made = element(parent, "hcontainer", eId=ids[one.text], name=name)
            write_labelled(made, "heading", one.text, getattr(one, "label", ""))
    for several in INSIDE[type(one)](one):
        for inner in several if isinstance(several, tuple) else ():
            _write(made, inner, ids)


def eids(agreement: Agreement) -> dict[Text, str]:
    """The eId of each text, which is that of the element that the text begins (Naming Convention 1.0, 5)."""
    return {text: _eid(place) for text, place in text_places(agreement).items()}


def _eid(place: TextPlace) -> str:
    """art_4__para_2__point_1 for articles/4/#p2-i1; 'title' for the title, which has the address ''."""
    name, _, number = place.page.rstrip("/").partition("/")  # annex-2, or articles and 4
    steps = [PAGES.get(name, name).replace("-", "_") + (f"_{number}" if number else "")]
    # s3-1 is sec_3-1, role-aobano is role_aobano, content stays; p2-i1-3 is para_2, point_1, point_3.
    steps += [f"sec_{place.head[1:]}" if place.head[:1] == "s" else place.head.replace("role-", "role_", 1)]
    for step in filter(None, place.line.split("-")):
        steps.append(f"{LINES[step[0]]}{step[1:]}" if step[0] in LINES else f"point_{step}")
    return "__".join(filter(None, steps)) or "title"
