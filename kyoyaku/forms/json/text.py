"""A text with its marks in JSON, and back.

{"text": edited reading, "line": of the source}; with marks also "spans": strings, which both readings
have, and objects, which are marks.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kyoyaku.model.text import (
    Certainty,
    Corrected,
    Illegible,
    Lost,
    Mark,
    Note,
    PerhapsLost,
    Plain,
    Ref,
    Span,
    Struck,
    Supplied,
    Text,
)
from kyoyaku.problems import Place

Json = dict[str, Any]


def text_to_json(text: Text) -> Json:
    """The edited reading and the line; the spans only where they say more."""
    written: Json = {"text": text.edited, "line": text.place.line}
    if text.spans != _plain(text.edited):
        written["spans"] = [_span_to_json(span) for span in text.spans]
    return written


def text_from_json(data: Json, path: str) -> Text:
    """The text of a source file; `text` must be what the spans make, which the check sees to."""
    spans = tuple(map(_span_from_json, data["spans"])) if "spans" in data else _plain(data["text"])
    return Text(spans, Place(path, data["line"]))


def _plain(text: str) -> tuple[Span, ...]:
    return (Plain(text),) if text else ()


def _span_to_json(span: Span) -> str | Json:
    if isinstance(span, Plain):
        return span.text
    return {
        "kind": type(span).__name__.lower(),
        "number": span.number,
        **_own(span),
        **_note_to_json(span.note),
    }


def _own(mark: Mark) -> Json:
    """What only this kind of mark has."""
    match mark:
        case Corrected():
            return {"witness": mark.witness, "edited": mark.edited}
        case Supplied():
            return {"content": [_span_to_json(span) for span in mark.content]}
        case Struck() | Illegible():
            return {"witness": mark.witness}
        case Lost():
            return {"length": mark.length, "at_most": mark.at_most, "whole": mark.whole}
        case PerhapsLost():
            return {}


def _note_to_json(note: Note) -> Json:
    refs = [{"line": ref.line, "cell": ref.cell} for ref in note.refs]
    return {"certainty": note.certainty.value, "reason": note.reason, "refs": refs}


def _span_from_json(data: str | Json) -> Span:
    if isinstance(data, str):
        return Plain(data)
    number, note = data["number"], _note_from_json(data)
    match data["kind"]:
        case "corrected":
            return Corrected(number, data["witness"], data["edited"], note)
        case "supplied":
            content = tuple(map(_span_from_json, data["content"]))
            return Supplied(number, tuple(one for one in content if isinstance(one, Plain | Corrected)), note)
        case "struck":
            return Struck(number, data["witness"], note)
        case "illegible":
            return Illegible(number, data["witness"], note)
        case "perhapslost":
            return PerhapsLost(number, note)
        case _:
            lost = Lost(number, note, data["length"], data["at_most"])
            return replace(lost, whole=data["whole"])


def _note_from_json(data: Json) -> Note:
    refs = tuple(Ref(ref["line"], ref["cell"]) for ref in data["refs"])
    return Note(Certainty(data["certainty"]), data["reason"], refs)
