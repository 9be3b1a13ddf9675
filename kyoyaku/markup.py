"""Text to Markdown that CommonMark and Python-Markdown read alike, with nothing in it but text.

Backslash escapes differ between the two dialects and character references do not, so every sign
that could mean anything to Markdown or HTML is written as a reference.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup

from .notes import summary
from .text import Corrected, Illegible, Lost, Mark, PerhapsLost, Plain, Span, Struck, Supplied, Text

SIGNS = re.compile(r"""[\\`*_\[\]{}<>&"'~|^$]""")
AT_START = re.compile(r"^([0-9]{0,9})([-+#=.):])")
CLASSES: dict[type[Mark], str] = {
    Corrected: "ky-corrected",
    Supplied: "ky-supplied",
    Lost: "ky-lost",
    PerhapsLost: "ky-perhaps",
    Illegible: "ky-illegible",
}


def markdown(value: str | Text) -> Markup:
    """One line of Markdown that renders to the text; the marks of a Text are shown and linked."""
    spans = value.spans if isinstance(value, Text) else (Plain(value),)
    line = "".join(_span(span) for span in spans)
    return Markup(AT_START.sub(lambda match: match[1] + _reference(match[2]), line))


def _span(span: Span) -> str:
    """A mark is a link to its note, so that mouse, keyboard and touch all reach it."""
    match span:
        case Plain():
            return _escaped(span.text)
        case Struck():
            return f'<span id="mark-{span.number}"></span>'
        case Supplied():
            return _link(span, "".join(_inner(part) for part in span.content))
        case Lost() if span.extent:
            extent = f'<span data-search-exclude="">・{span.extent}</span>'
            return _link(span, span.edited.replace("〕", f"{extent}〕"))
        case PerhapsLost():
            return _link(span, "〔続きがあった可能性〕", ' data-search-exclude=""')
        case _:
            return _link(span, _escaped(span.edited))


def _inner(span: Plain | Corrected) -> str:
    """A correction within a supplied passage; a link cannot stand in a link."""
    if isinstance(span, Plain):
        return _escaped(span.text)
    return f'<span class="ky-corrected" id="mark-{span.number}">{_escaped(span.edited)}</span>'


def _link(mark: Mark, content: str, attributes: str = "") -> str:
    return (
        f'<a class="ky-mark {CLASSES[type(mark)]}" id="mark-{mark.number}" href="#note-{mark.number}"'
        f' role="doc-noteref" title="{_escaped(summary(mark))}"{attributes}>{content}</a>'
    )


def _escaped(text: str) -> str:
    return SIGNS.sub(lambda match: _reference(match[0]), text)


def _reference(sign: str) -> str:
    return f"&#{ord(sign)};"


def finalize(value: object) -> object:
    """What the template engine does to every expression: all that is not Markdown yet is escaped."""
    return value if isinstance(value, Markup | Callable) else markdown(str(value))
