"""agreement.akn.xml: the agreement in Akoma Ntoso 3.0 (OASIS LegalDocML).

The standard has no document type for agreements; `doc` is the one for what is not in its list. An
annex is an attachment, an initiative a hierarchical container, a row one that refers to its parties.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from kyoyaku.forms.akn.ids import eid
from kyoyaku.forms.akn.meta import OWN, write_meta
from kyoyaku.forms.akn.text import NAMESPACE, element, write_labelled, write_text
from kyoyaku.forms.text_addresses import text_addresses
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.parts import (
    Article,
    Body,
    Initiative,
    Item,
    Paragraph,
    Row,
    Section,
    Supplement,
    texts,
)
from kyoyaku.model.text import Text

Ids = Mapping[Text, str]
"""The eId of each text, which is that of the element that the text begins."""


def write_akn(agreement: Agreement) -> str:
    """The document as XML in UTF-8."""
    ids = {text: eid(address) for text, address in text_addresses(agreement).items()}
    root = Element("akomaNtoso", {"xmlns": NAMESPACE})
    document = element(root, "doc", name="agreement")
    write_meta(document, agreement, "main")
    title = element(element(document, "preface"), "p", eId=ids[agreement.title])
    write_text(element(title, "docTitle"), agreement.title)
    _flat(document, "preamble", texts(agreement.preamble), ids)
    body = element(document, "mainBody")
    for part in agreement.parts:
        if isinstance(part, Article | Supplement):
            _part(body, part, ids)
    _flat(document, "conclusions", texts(agreement.closings), ids)
    _attachments(document, agreement, ids)
    ElementTree.register_namespace("kyoyaku", OWN)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _flat(document: Element, tag: str, own: Iterable[Text], ids: Ids) -> None:
    """Preamble or closing: paragraphs without a hierarchy; no element if there are none."""
    block: Element | None = None
    for text in own:
        block = element(document, tag) if block is None else block
        write_text(element(block, "p", eId=ids[text]), text)


def _part(body: Element, part: Article | Supplement, ids: Ids) -> None:
    if isinstance(part, Article):
        made = element(body, "article", eId=ids[part.text])
        label = part.text.edited.removesuffix(f"（{part.caption}）") if part.caption else ""
        write_labelled(made, "heading", part.text, label, joint="")
        _body(made, part.body, ids)
        _children(made, part.children, ids)
    else:
        made = element(body, "hcontainer", eId=ids[part.text], name="supplement")
        write_labelled(made, "heading", part.text, "")
        _body(made, part.body, ids)


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
        _body(body, annex.body, ids)
        _children(body, annex.children, ids)
        if not len(body):
            element(body, "p")  # The schema asks for at least one.


def _children(parent: Element, children: Iterable[Section | Initiative], ids: Ids) -> None:
    for child in children:
        name = "section" if isinstance(child, Section) else "initiative"
        made = element(parent, "hcontainer", eId=ids[child.text], name=name)
        write_labelled(made, "heading", child.text, child.label)
        if isinstance(child, Section):
            _body(made, child.body, ids)
            _children(made, child.children, ids)
        else:
            for row in child.rows:
                _row(made, row, ids)


def _row(parent: Element, row: Row, ids: Ids) -> None:
    parties = " ".join(f"#party_{party.slug}" for party in row.parties)
    refers = {"refersTo": parties} if parties else {}
    name = "content" if row.is_content else "role"
    made = element(parent, "hcontainer", eId=ids[row.label], name=name, **refers)
    write_labelled(made, "heading", row.label, "")
    _body(made, row.body, ids)


def _body(parent: Element, body: Body, ids: Ids) -> None:
    for block in body:
        _block(parent, block, ids)


def _block(parent: Element, block: Paragraph | Item, ids: Ids) -> None:
    """A paragraph or item, and the items under it."""
    made = element(parent, "paragraph" if isinstance(block, Paragraph) else "point", eId=ids[block.text])
    bare = write_labelled(made, "intro" if block.items else "content", block.text, block.label)
    _as_paragraph(bare)
    for item in block.items:
        _block(made, item, ids)


def _as_paragraph(bare: Element) -> None:
    """Wrap in a `p` what an `intro` or `content` has: these may not hold text themselves."""
    inner = Element("p")
    inner.text, bare.text = bare.text, None
    inner.extend(list(bare))
    for child in list(bare):
        bare.remove(child)
    bare.append(inner)
