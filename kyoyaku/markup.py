"""Text to Markdown that CommonMark and Python-Markdown read alike, with nothing in it but text.

Backslash escapes differ between the two dialects and character references do not, so every sign
that could mean anything to Markdown or HTML is written as a reference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate

from markupsafe import Markup

from .notes import key, summary
from .parts import Initiative
from .text import (
    Certainty,
    Corrected,
    Illegible,
    Lost,
    Mark,
    PerhapsLost,
    Plain,
    Span,
    Struck,
    Supplied,
    Text,
)

SIGNS = re.compile(r"""[\\`*_\[\]{}<>&"'~|^$]""")
AT_START = re.compile(r"^([0-9]{0,9})([-+#=.):])")


@dataclass(frozen=True, slots=True)
class Link:
    """A passage of a text, by its place in the edited reading, that leads somewhere; `title` says where."""

    start: int
    end: int
    address: str
    title: str


def markdown(value: str | Text, links: Iterable[Link] = ()) -> Markup:
    """One line of Markdown that renders to the text; the marks of a Text are shown and linked.

    A link that crosses a mark is left out: the mark is a link itself.
    """
    spans = value.spans if isinstance(value, Text) else (Plain(value),)
    starts = accumulate((len(span.edited) for span in spans), initial=0)
    line = "".join(_linked(span, at, links) for span, at in zip(spans, starts, strict=False))
    return Markup(AT_START.sub(lambda match: match[1] + _reference(match[2]), line))


def _linked(span: Span, at: int, links: Iterable[Link]) -> str:
    """A span that begins at a place of the text, with the links that lie wholly in it."""
    if not isinstance(span, Plain):
        return _span(span)
    written, done = "", 0
    for link in links:
        start, end = link.start - at, link.end - at
        if done <= start and end <= len(span.text):
            name = _escaped(span.text[start:end])
            written += f'{_escaped(span.text[done:start])}[{name}]({link.address} "{_escaped(link.title)}")'
            done = end
    return written + _escaped(span.text[done:])


def name(initiative: Initiative) -> Markup:
    """The name of an initiative; a mark on its label, which is not shown, keeps its place."""
    bare = initiative.text.without(initiative.label)
    shown = {mark.number for mark in bare.marks()}
    hidden = [mark for mark in initiative.text.marks() if mark.number not in shown]
    return Markup("".join(_place(mark) for mark in hidden)) + markdown(bare)


def _span(span: Span) -> str:
    """A mark is a link to its note, so that mouse, keyboard and touch all reach it."""
    match span:
        case Plain():
            return _escaped(span.text)
        case Struck():
            return f'<span id="mark-{span.number}"{_witness(span)}></span>'
        case Supplied():
            return _supplied(span)
        case Lost() if span.extent:
            extent = f'<span data-search-exclude="">・{span.extent}</span>'
            return _placed(span, span.edited.replace("〕", f"{extent}〕"))
        case PerhapsLost():
            return _placed(span, "〔続きがあった可能性〕", ' data-search-exclude=""')
        case Lost():
            return _placed(span, _escaped(span.edited))
        case Corrected() | Illegible():
            return _placed(span, _escaped(span.edited), _witness(span))


def _supplied(mark: Supplied) -> str:
    """A correction within a supplied passage is a link of its own, beside those of the passage."""
    if not any(isinstance(part, Corrected) for part in mark.content):
        return _placed(mark, _escaped(mark.edited), _witness(mark))
    parts = (
        _placed(part, _escaped(part.edited))
        if isinstance(part, Corrected)
        else _link(mark, _escaped(part.edited))
        for part in mark.content
    )
    return f'<span id="mark-{mark.number}"{_witness(mark)}>{"".join(parts)}</span>'


def _place(mark: Mark) -> str:
    """Where a mark stands that shows nothing."""
    return f'<span id="mark-{mark.number}"></span>'


def _placed(mark: Mark, content: str, attributes: str = "") -> str:
    """The link of a mark, which is also the place that its note leads back to."""
    return _link(mark, content, f' id="mark-{mark.number}"{attributes}')


def _link(mark: Mark, content: str, attributes: str = "") -> str:
    """`data-note` is the number that the style sheet shows."""
    doubt = "" if mark.note.certainty is Certainty.CERTAIN else "？"
    title = _escaped(f"{mark.kind}・{mark.note.certainty.label}：{summary(mark)}")
    return (
        f'<a class="ky-mark ky-{key(mark)}" href="#note-{mark.number}" role="doc-noteref" title="{title}"'
        f' data-note="{mark.number}{doubt}"{attributes}>{content}</a>'
    )


def _witness(mark: Mark) -> str:
    """The witness reading, which the switch shows."""
    return f' data-witness="{_escaped(mark.witness)}"'


def _escaped(text: str) -> str:
    return SIGNS.sub(lambda match: _reference(match[0]), text)


def _reference(sign: str) -> str:
    return f"&#{ord(sign)};"


def finalize(value: object) -> object:
    """What the template engine does to every expression: all that is not Markdown yet is escaped."""
    return value if isinstance(value, Markup | Callable) else markdown(str(value))
