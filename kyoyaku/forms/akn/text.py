"""Texts in Akoma Ntoso: the edited reading as text, each mark as an element that refers to its note."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from kyoyaku.model.notes import key, sign, summary
from kyoyaku.model.text import Mark, Plain, Span, Supplied, Text

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
EDITOR = "#editor"


def element(parent: Element, tag: str, **attributes: str) -> Element:
    """A new child element, followed by a line break."""
    made = SubElement(parent, tag, attributes)
    made.tail = "\n"
    return made


def write_text(parent: Element, text: Text) -> None:
    """Write the spans of a text into an element that is empty yet."""
    for span in text.spans:
        _write_span(parent, span)


def write_number(parent: Element, text: Text, label: str) -> Text:
    """Write a label as `num`; returns the rest of the text, or all of it where a mark reaches into the label.

    The blank between label and text is in neither.
    """
    first = text.spans[0] if text.spans else None
    if not label or not isinstance(first, Plain) or not first.edited.startswith(label):
        return text
    element(parent, "num").text = label
    rest = first.edited.removeprefix(label).removeprefix(" ")
    return Text((*([Plain(rest)] if rest else []), *text.spans[1:]), text.place)


def _write_span(parent: Element, span: Span) -> None:
    if isinstance(span, Plain):
        _append(parent, span.edited)
        return
    if span.edited:
        attributes = {"name": key(span), "eId": f"mark_{span.id}", "refersTo": f"#note_{span.id}"}
        inner = SubElement(parent, "inline", attributes)
        for part in span.content if isinstance(span, Supplied) else (Plain(span.edited),):
            _write_span(inner, part)
    attributes = {"href": f"#note_{span.id}", "marker": sign(span)}
    SubElement(parent, "noteRef", attributes | ({} if span.edited else {"eId": f"mark_{span.id}"}))


def _append(parent: Element, text: str) -> None:
    """Add text at the end of an element: in ElementTree that is the tail of its last child."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def write_note(parent: Element, mark: Mark) -> None:
    """Write the note of a mark: its kind, how sure the editor is, what both readings have, and why."""
    note = element(parent, "note", eId=f"note_{mark.id}", marker=sign(mark))
    words = f"{mark.kind}（{mark.note.certainty.label}）：{summary(mark)}{mark.note.reason}。"
    SubElement(note, "p").text = re.sub(r"\s+", " ", words)
