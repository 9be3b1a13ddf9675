"""agreement.akn.xml: the agreement in Akoma Ntoso 3.0 (OASIS LegalDocML), and its texts read back.

The standard has no document type for agreements; `doc` is the one for what is not in its list. An
annex is an attachment, an initiative a hierarchical container, a row one that refers to its parties.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from kyoyaku.forms.akn.ids import eid
from kyoyaku.forms.akn.meta import OWN, write_meta
from kyoyaku.forms.akn.text import NAMESPACE, element, read_text, write_labelled, write_text
from kyoyaku.forms.passages import Passage, initiative_address, part_address, placed
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.anchors import of_row, of_section
from kyoyaku.model.parts import (
    Article,
    Body,
    Initiative,
    Item,
    Paragraph,
    Row,
    Section,
    Supplement,
)

HELD = {"article", "paragraph", "point", "hcontainer", "attachment"}
"""The elements that bear a text of the agreement, besides `p` with an eId."""


def written(agreement: Agreement) -> str:
    """The document as XML in UTF-8."""
    root = Element("akomaNtoso", {"xmlns": NAMESPACE})
    document = element(root, "doc", name="agreement")
    write_meta(document, agreement, "main")
    title = element(element(document, "preface"), "p", eId="title")
    write_text(element(title, "docTitle"), agreement.title)
    _flat(document, "preamble", agreement)
    body = element(document, "mainBody")
    for part in agreement.parts:
        if isinstance(part, Article | Supplement):
            _part(body, agreement, part)
    _flat(document, "conclusions", agreement)
    _attachments(document, agreement)
    ElementTree.register_namespace("kyoyaku", OWN)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _flat(document: Element, tag: str, agreement: Agreement) -> None:
    """Preamble or closing: paragraphs without a hierarchy."""
    own = [(eid(place), text) for place, text in placed(agreement) if eid(place).startswith(f"{tag}__")]
    if own:
        block = element(document, tag)
        for identifier, text in own:
            write_text(element(block, "p", eId=identifier), text)


def _part(body: Element, agreement: Agreement, part: Article | Supplement) -> None:
    page = part_address(agreement, part)
    if isinstance(part, Article):
        made = element(body, "article", eId=eid(page))
        label = part.text.edited.removesuffix(f"（{part.caption}）") if part.caption else ""
        write_labelled(made, "heading", part.text, label, joint="")
        _body(made, part.body, page)
        _children(made, agreement, page, part.children)
    else:
        made = element(body, "hcontainer", eId=eid(page), name="supplement")
        write_labelled(made, "heading", part.text, "")
        _body(made, part.body, page)


def _attachments(document: Element, agreement: Agreement) -> None:
    if not agreement.annexes:
        return
    attachments = element(document, "attachments")
    for annex in agreement.annexes:
        page = part_address(agreement, annex)
        attachment = element(attachments, "attachment", eId=eid(page))
        write_labelled(attachment, "heading", annex.text, "")
        inner = element(attachment, "doc", name="annex")
        write_meta(inner, agreement, eid(page))
        body = element(inner, "mainBody")
        _body(body, annex.body, page)
        _children(body, agreement, page, annex.children)
        if not len(body):
            element(body, "p")


def _children(
    parent: Element, agreement: Agreement, page: str, children: Iterable[Section | Initiative]
) -> None:
    for child in children:
        if isinstance(child, Section):
            anchor = of_section(child)
            made = element(parent, "hcontainer", eId=eid(f"{page}#{anchor}"), name="section")
            write_labelled(made, "heading", child.text, child.label)
            _body(made, child.body, page, f"{anchor}-")
            _children(made, agreement, page, child.children)
        else:
            _initiative(parent, initiative_address(agreement, child), child)


def _initiative(parent: Element, page: str, initiative: Initiative) -> None:
    made = element(parent, "hcontainer", eId=eid(page), name="initiative")
    write_labelled(made, "heading", initiative.text, initiative.label)
    for row in initiative.rows:
        _row(made, page, row)


def _row(parent: Element, page: str, row: Row) -> None:
    parties = " ".join(f"#party_{party.slug}" for party in row.parties)
    made = element(
        parent,
        "hcontainer",
        eId=eid(f"{page}#{of_row(row)}"),
        name="content" if row.is_content else "role",
        **({"refersTo": parties} if parties else {}),
    )
    write_labelled(made, "heading", row.label, "")
    _body(made, row.body, page, f"{of_row(row)}-")


def _body(parent: Element, body: Body, page: str, prefix: str = "") -> None:
    bare = 0
    for block in body:
        if isinstance(block, Paragraph):
            _block(parent, "paragraph", block, page, f"{prefix}p{block.number}", "i")
        else:
            bare += 1
            _block(parent, "point", block, page, f"{prefix}i{bare}", "")


def _block(parent: Element, tag: str, block: Paragraph | Item, page: str, anchor: str, stem: str) -> None:
    """A paragraph or item, and the items under it; `stem` is what their anchors have after a hyphen."""
    made = element(parent, tag, eId=eid(f"{page}#{anchor}"))
    bare = write_labelled(made, "intro" if block.items else "content", block.text, block.label)
    _as_paragraph(bare)
    for number, item in enumerate(block.items, start=1):
        _block(made, "point", item, page, f"{anchor}-{stem}{number}", "")


def _as_paragraph(bare: Element) -> None:
    """`intro` and `content` hold paragraphs and no text: what they have moves into one."""
    inner = Element("p")
    inner.text, bare.text = bare.text, None
    inner.extend(list(bare))
    for child in list(bare):
        bare.remove(child)
    bare.append(inner)


def read_passages(xml: str) -> Iterator[Passage]:
    """The texts of a document with their eIds; ParseError for what is no XML."""
    for one in ElementTree.fromstring(xml.encode()).iter():
        tag, identifier = one.tag.rpartition("}")[2], one.get("eId", "")
        if identifier and (tag in HELD or tag == "p"):
            yield Passage(identifier, read_text(one))


def expected(agreement: Agreement) -> Iterator[Passage]:
    """The passages of the model as the document names them."""
    for place, text in placed(agreement):
        yield Passage(eid(place) if place else "title", text.edited)
