"""The words about a mark, for the notes of a page and the page about the text."""

from __future__ import annotations

from kyoyaku.language.wording import joined
from kyoyaku.model.text import Illegible, Lost, Mark, PerhapsLost, Plain, Span, Struck, Supplied, Text

KEYS = {
    "校訂": "corrected",
    "復元": "restored",
    "補記": "supplied",
    "削除": "struck",
    "欠落": "lost",
    "欠落の可能性": "perhaps",
    "判読不能": "illegible",
}
"""What each kind of mark is called in the markup of a page."""

SIGNS = dict(zip(KEYS, "校復補削注注注", strict=True))
PERHAPS = "〔続きがあった可能性〕"


def sign(mark: Mark) -> str:
    """How the text and the list name a mark: 校28, or 復24？ where the editor is not certain."""
    return f"{SIGNS[mark.kind]}{mark.number}{'' if mark.note.is_certain else '？'}"


def key(mark: Mark) -> str:
    """The kind of a mark as the style sheet and the filter know it."""
    return KEYS[mark.kind]


def kind(mark: Mark) -> str:
    """The kind of a mark and how certain the editor is: 校訂・確実. What is lost for certain is just 欠落."""
    is_plain = mark.note.is_certain and isinstance(mark, Lost | Illegible)
    return mark.kind if is_plain else f"{mark.kind}・{mark.note.certainty.label}"


def doubts(text: Text) -> list[Mark]:
    """The marks where words are lost or not certain; what was struck out is no part of the text."""
    found = (mark for mark in text.marks() if not isinstance(mark, Struck))
    gaps = Lost | PerhapsLost | Illegible
    return [mark for mark in found if isinstance(mark, gaps) or not mark.note.is_certain]


def shown(span: Span) -> str:
    """The edited reading; for lost text with its length, if known: 〔底本欠落・約24字〕."""
    if isinstance(span, Lost) and span.extent:
        return span.edited.replace("〕", f"・{span.extent}〕")
    return PERHAPS if isinstance(span, PerhapsLost) else span.edited


def with_doubts(span: Span) -> str:
    """The edited reading with the sign of each doubtful mark, for the clipboard: 連携〔復24？〕."""
    written = "".join(map(with_doubts, span.content)) if isinstance(span, Supplied) else shown(span)
    if isinstance(span, Plain | Struck) or span.note.is_certain:
        return written
    return f"{written}〔{sign(span)}〕"


SAID = {
    "校訂": ("「{one.witness}」", "の「{one.witness}」を「{one.edited}」と改めた。"),
    "復元": ("（この箇所になし）", "の{places}により「{one.edited}」を置いた。"),
    "補記": ("（この箇所になし）", "にない「{one.edited}」を補った。"),
    "削除": ("「{one.witness}」", "の「{one.witness}」を除いた。"),
    "欠落": ("（失われている・{extent}）", "で失われている（{extent}）。"),
    "欠落の可能性": ("（続きが失われた可能性がある）", "で続きが失われた可能性がある。"),
    "判読不能": ("「{one.witness}」", "の「{one.witness}」は判読できない。"),
}
"""What is said of a mark of each kind: what the witness has at its place, and what the text has."""


def witness_words(mark: Mark) -> str:
    """What the witness has at the place of the mark."""
    return _said(mark)[0]


def summary(mark: Mark) -> str:
    """One sentence: what the witness has and what the text has."""
    return mark.note.source + _said(mark)[1]


def _said(mark: Mark) -> list[str]:
    places = joined([str(ref) for ref in mark.note.refs] or [""], "及び")
    extent = (mark.extent if isinstance(mark, Lost) else "") or "字数は不明"
    return [form.format(one=mark, places=places, extent=extent) for form in SAID[mark.kind]]
