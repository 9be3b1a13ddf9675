"""The agreement's text as Markdown: escaped, with its marks, its links and the names of the parties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from markupsafe import Markup

from kyoyaku.analysis.definitions import PartyLabel
from kyoyaku.language.markdown import escape, escape_start
from kyoyaku.model.notes import PERHAPS, key, kind, sign, summary
from kyoyaku.model.text import Corrected, Lost, Mark, PerhapsLost, Plain, Span, Struck, Supplied, Text


@dataclass(frozen=True, slots=True)
class Link:
    """A passage of a text as a link. `start` and `end` count characters of the edited reading."""

    start: int
    end: int
    address: str
    title: str
    style: str = ""
    """The class of the link: ky-term for a word that the editor explains."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A highlighted passage; `style` has its CSS classes."""

    start: int
    end: int
    style: str


Passages = Sequence[Highlight | Link | PartyLabel]
"""Passages of a text in order. Of two that overlap only the first is written."""


@lru_cache(maxsize=8192)
def markdown(value: str | Text, *levels: Passages) -> Markup:
    """A string or a text as one line of Markdown; each mark of the text is a link to its note.

    Passages of the first of the `levels` can hold those of the next ones. One that crosses a mark is left
    out, and so is a link in a mark, which is a link itself. Results are cached, because pages repeat the
    same strings and texts.
    """
    spans = value.spans if isinstance(value, Text) else (Plain(value),)
    in_marks = [[one for one in level if not isinstance(one, Link)] for level in levels]
    line = "".join(
        _written(span.edited, at, *levels) if isinstance(span, Plain) else _mark(span, at, *in_marks)
        for span, at in _placed_spans(spans)
    )
    return Markup(escape_start(line))


def _placed_spans(spans: Sequence[Span]) -> Iterator[tuple[Span, int]]:
    """Each span with its place in the edited reading."""
    return zip(spans, accumulate((len(span.edited) for span in spans), initial=0), strict=False)


def _written(text: str, at: int, *levels: Passages) -> str:
    """What begins at `at` of the edited reading, with the passages that lie wholly in it."""
    if not levels:
        return escape(text)
    (level, *inner), written, done = levels, "", 0
    for one in level:
        start, end = one.start - at, one.end - at
        if done <= start and end <= len(text):
            written += _written(text[done:start], at + done, *inner)
            written += _passage(one, _written(text[start:end], one.start, *inner))
            done = end
    return written + _written(text[done:], at + done, *inner)


def _passage(one: Highlight | Link | PartyLabel, words: str) -> str:
    """A passage by its kind. A style sheet can hide the inner element of 甲 and show the title instead."""
    match one:
        case Highlight():
            return f'<b class="{one.style}">{words}</b>'
        case PartyLabel():
            return f'<abbr title="{escape(one.name)}"><span>{words}</span></abbr>'
        case Link() if one.address.startswith("https:"):  # Markdown cannot say rel="noopener"
            return f'<a href="{one.address}" title="{escape(one.title)}" rel="noopener">{words}</a>'
        case _:
            style = f"{{: .{one.style} }}" if one.style else ""
            return f'[{words}]({one.address} "{escape(one.title)}"){style}'


def in_html(written: Markup) -> Markup:
    """A text with its links as HTML, as a cell of a table needs them; their addresses stay those of files."""
    # [第2条](2.md#p1 "第2条（協議）"){: .ky-term }
    link = re.compile(r'\[([^\[\]]*)\]\(([^ ()]*) ("[^"]*")\)({: [.]([a-z-]+) })?')
    made = link.sub(r'<a href="\2" class="\5" title=\3>\1</a>', str(written))
    return Markup(made.replace(' class=""', ""))


def _mark(mark: Mark, at: int, *levels: Passages) -> str:
    """A mark as a link to its note, so that mouse, keyboard and touch reach it without a script."""
    match mark:
        case Struck():
            return f'<span id="mark-{mark.id}"{_witness(mark)}></span>'
        case Supplied() if any(isinstance(part, Corrected) for part in mark.content):
            return _supplied(mark, at, *levels)
        case Lost():
            extent = f'<span data-search-exclude="">・{mark.extent}</span>' if mark.extent else ""
            return _placed(mark, mark.edited.replace("〕", f"{extent}〕"))
        case PerhapsLost():
            return _placed(mark, PERHAPS, ' data-search-exclude=""')
        case _:
            return _placed(mark, _written(mark.edited, at, *levels), _witness(mark))


def _supplied(mark: Supplied, at: int, *levels: Passages) -> str:
    """A supplied passage with a correction in it, which is a link of its own: the passage is split around it.

    Its sign stands once, behind all of it: 圏校28域住民〔復27？〕.
    """
    inner = ""
    for part, start in _placed_spans(mark.content):
        shown = _written(part.edited, at + start, *levels)
        if isinstance(part, Corrected):
            inner += _placed(part, shown, _witness(part))
        else:
            inner += _link(mark, shown, signed=False)
    return f'<span id="mark-{mark.id}"{_witness(mark)}>{inner}{_link(mark, "")}</span>'


def _placed(mark: Mark, content: str, attributes: str = "") -> str:
    """The link of a mark. Its id is what the note links back to."""
    return _link(mark, content, f' id="mark-{mark.id}"{attributes}')


def _link(mark: Mark, content: str, attributes: str = "", *, signed: bool = True) -> str:
    """A link to the note of a mark, and the sign of the mark behind it.

    The sign of a doubt is text, so that a text which may not be right is not copied as if it were. The style
    sheet shows any other sign, `data-note`, which is not copied.
    """
    if signed and mark.note.is_certain:
        attributes += f' data-note="{sign(mark)}"'
    elif signed:
        content += f'<span class="ky-doubt" data-search-exclude="">〔{sign(mark)}〕</span>'
    title = escape(f"{kind(mark)}：{summary(mark)}")
    return (
        f'<a class="ky-mark ky-{key(mark)}" href="#note-{mark.id}" role="doc-noteref" title="{title}"'
        f"{attributes}>{content}</a>"
    )


def _witness(mark: Mark) -> str:
    """The attribute with the witness reading, which the page shows instead of the edited one on request."""
    return f' data-witness="{escape(mark.witness)}"'


def finalize(value: object) -> object:
    """What Jinja does to the value of every expression: all but Markup is escaped for Markdown."""
    return value if isinstance(value, Markup) else markdown(str(value))
