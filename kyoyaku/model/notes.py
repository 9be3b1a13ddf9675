"""What a mark says, in words, for the notes of a page and the page about the text."""

from __future__ import annotations

from kyoyaku.language.wording import joined
from kyoyaku.model.text import Corrected, Illegible, Lost, Mark, PerhapsLost, Plain, Span, Struck, Supplied

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


def with_doubts(span: Span) -> str:
    """The edited reading with what an editor doubts in it, as a page has it for one who copies."""
    written = PERHAPS if isinstance(span, PerhapsLost) else span.edited
    if isinstance(span, Supplied):
        written = "".join(map(with_doubts, span.content))
    elif isinstance(span, Lost) and span.extent:
        written = written.replace("〕", f"・{span.extent}〕")
    if isinstance(span, Plain | Struck) or span.note.is_certain:
        return written
    return f"{written}〔{sign(span)}〕"


def witness_words(mark: Mark) -> str:
    """What the witness has at the place of the mark."""
    match mark:
        case Corrected() | Struck() | Illegible():
            return f"「{mark.witness}」"
        case Supplied():
            return "（この箇所になし）"
        case PerhapsLost():
            return "（続きが失われた可能性がある）"
        case Lost():
            return f"（失われている・{mark.extent or '字数は不明'}）"


def summary(mark: Mark) -> str:
    """One sentence: what the witness has and what the text has."""
    source = mark.note.source
    match mark:
        case Corrected():
            return f"{source}の「{mark.witness}」を「{mark.edited}」と改めた。"
        case Supplied() if mark.note.refs:
            places = joined([str(ref) for ref in mark.note.refs], "及び")
            return f"{source}の{places}により「{mark.edited}」を置いた。"
        case Supplied():
            return f"{source}にない「{mark.edited}」を補った。"
        case Struck():
            return f"{source}の「{mark.witness}」を除いた。"
        case Illegible():
            return f"{source}の「{mark.witness}」は判読できない。"
        case PerhapsLost():
            return f"{source}で続きが失われた可能性がある。"
        case Lost():
            return f"{source}で失われている（{mark.extent or '字数は不明'}）。"
