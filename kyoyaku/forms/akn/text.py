"""Texts in Akoma Ntoso: the edited reading as text, each mark an element that leads to its editorial note."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from kyoyaku.model.notes import key, summary
from kyoyaku.model.text import Mark, Plain, Span, Supplied, Text

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
EDITOR = "#editor"


def element(parent: Element, tag: str, **attributes: str) -> Element:
    """A new element on a line of its own."""
    made = SubElement(parent, tag, attributes)
    made.tail = "\n"
    return made


def write_text(parent: Element, text: Text) -> None:
    """The spans of a text as the content of an element that has none yet."""
    for span in text.spans:
        _write_span(parent, span)


def write_labelled(parent: Element, tag: str, text: Text, label: str, joint: str = " ") -> Element:
    """`num` and then `tag` with the rest; only `tag` where a mark reaches into the label, or nothing follows.

    `joint` stands between label and text in print, and `read_text` puts it back.
    """
    first = text.spans[0] if text.spans else None
    printed = f"{label}{joint}"
    if label and isinstance(first, Plain) and first.text.startswith(printed) and text.edited != printed:
        element(parent, "num").text = label
        text = Text((Plain(first.text[len(printed) :]), *text.spans[1:]), text.place)
    made = element(parent, tag)
    write_text(made, text)
    return made


def _write_span(parent: Element, span: Span) -> None:
    if isinstance(span, Plain):
        _append(parent, span.text)
        return
    if span.edited:
        attributes = {"name": key(span), "eId": f"mark_{span.number}", "refersTo": f"#note_{span.number}"}
        inner = SubElement(parent, "inline", attributes)
        for part in span.content if isinstance(span, Supplied) else (Plain(span.edited),):
            _write_span(inner, part)
    attributes = {"href": f"#note_{span.number}", "marker": str(span.number)}
    SubElement(parent, "noteRef", attributes | ({} if span.edited else {"eId": f"mark_{span.number}"}))


def _append(parent: Element, text: str) -> None:
    """Text at the end of an element, after whatever children it has."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def write_note(parent: Element, mark: Mark) -> None:
    """The editorial note of a mark: what both readings have, how sure, and why."""
    note = element(parent, "note", eId=f"note_{mark.number}")
    words = f"{mark.kind}（{mark.note.certainty.label}）：{summary(mark)}{mark.note.reason}。"
    SubElement(note, "p").text = re.sub(r"\s+", " ", words)


def read_text(bearer: Element) -> str:
    """The edited reading of an element: of its label and its own text, not of what stands under it."""
    parts = {child.tag.rpartition("}")[2]: child for child in bearer}
    if not parts.keys() & {"num", "heading", "content", "intro", "docTitle"}:
        return "".join(bearer.itertext())
    own = [parts[tag] for tag in ("heading", "content", "intro", "docTitle") if tag in parts]
    text = "".join("".join(one.itertext()).strip("\n") for one in own)
    joint = "" if bearer.tag.endswith("}article") else " "
    label = "".join(parts["num"].itertext()) if "num" in parts else ""
    return f"{label}{joint}{text}" if label else text
