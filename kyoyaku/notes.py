"""What a mark says, in words, for the notes of a page and the page about the text."""

from __future__ import annotations

from .text import Corrected, Illegible, Lost, Mark, PerhapsLost, Struck, Supplied
from .wording import joined


def summary(mark: Mark) -> str:
    """One sentence: what the witness has and what the text has."""
    match mark:
        case Corrected():
            return f"底本の「{mark.witness}」を「{mark.edited}」と改めた。"
        case Supplied() if mark.note.refs:
            places = joined([str(ref) for ref in mark.note.refs], "及び")
            return f"底本の{places}により「{mark.edited}」を置いた。"
        case Supplied():
            return f"底本にない「{mark.edited}」を補った。"
        case Struck():
            return f"底本の「{mark.witness}」を除いた。"
        case Illegible():
            return f"底本の「{mark.witness}」は判読できない。"
        case PerhapsLost():
            return "底本で続きが失われた可能性がある。"
        case Lost():
            return f"底本で失われている（{mark.extent or '字数は不明'}）。"
