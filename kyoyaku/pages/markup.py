"""The agreement's text as Markdown: escaped, with its marks, its links and the names of the parties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
    shown: str = ""
    """The classes by which the passage stands out; '' for one that does not."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage that stands out by a class of the style sheet."""

    start: int
    end: int
    style: str


Labels = tuple[PartyLabel | Shown, ...]


@lru_cache(maxsize=8192)
def markdown(value: str | Text, links: tuple[Link, ...] = (), labels: Labels = ()) -> Markup:
    """A string or a text as one line of Markdown; each mark of the text is a link to its note.

    `links` are in order. One that crosses a mark is left out, because the mark is a link itself. `labels`
    carry the names of the parties. Results are cached, because pages repeat the same strings and texts.
    """
    spans = value.spans if isinstance(value, Text) else (Plain(value),)
    line = "".join(
        _linked(span, at, links, labels) if isinstance(span, Plain) else _span(span, at, labels)
        for span, at in _placed_spans(spans)
    )
    return Markup(escape_start(line))


def _placed_spans(spans: Sequence[Span]) -> Iterator[tuple[Span, int]]:
    """Each span with its place in the edited reading."""
    return zip(spans, accumulate((len(span.edited) for span in spans), initial=0), strict=False)


def _linked(span: Plain, at: int, links: tuple[Link, ...], labels: Labels) -> str:
    """Plain text that begins at `at` of the edited reading, with the links that lie wholly in it."""
    written, done = "", 0
    for link in links:
        start, end = link.start - at, link.end - at
        if done <= start and end <= len(span.edited):
            before = _named(span.edited[done:start], at + done, labels)
            name = _named(span.edited[start:end], link.start, labels)
            written += before + _anchor_link(link, name)
            done = end
    return written + _named(span.edited[done:], at + done, labels)


def _anchor_link(link: Link, name: str) -> str:
    """A link. One to another site is HTML, because Markdown cannot say rel="noopener"."""
    if link.shown:
        return f'<b class="{link.shown}">{_anchor_link(replace(link, shown=""), name)}</b>'
    if link.address.startswith("https:"):
        return f'<a href="{link.address}" title="{escape(link.title)}" rel="noopener">{name}</a>'
    style = f"{{: .{link.style} }}" if link.style else ""
    return f'[{name}]({link.address} "{escape(link.title)}"){style}'


def in_html(written: Markup) -> Markup:
    """A text with its links as HTML, as a cell of a table needs them; their addresses stay those of files."""
    link = re.compile(r'\[([^\[\]]*)\]\(([^ ()]*) ("[^"]*")\)({: [.]([a-z-]+) })?')
    made = link.sub(r'<a href="\2" class="\5" title=\3>\1</a>', str(written))
    return Markup(made.replace(' class=""', ""))


def _named(text: str, at: int, labels: Labels) -> str:
    """A passage that begins at `at` of the edited reading; 甲: <abbr title="旭川市"><span>甲</span></abbr>.

    A style sheet can hide the inner element and show the title instead.
    """
    written, done = "", 0
    for number, label in enumerate(labels, start=1):
        start, end = label.start - at, label.end - at
        if done <= start and end <= len(text):
            written += escape(text[done:start])
            if isinstance(label, Shown):
                inner = _named(text[start:end], label.start, labels[number:])
                written += f'<b class="{label.style}">{inner}</b>'
            else:
                shown, name = escape(text[start:end]), escape(label.name)
                written += f'<abbr title="{name}"><span>{shown}</span></abbr>'
            done = end
    return written + escape(text[done:])


def _span(span: Mark, at: int = 0, labels: Labels = ()) -> str:
    """A mark as a link to its note, so that mouse, keyboard and touch reach it without a script."""
    match span:
        case Struck():
            return f'<span id="mark-{span.id}"{_witness(span)}></span>'
        case Supplied():
            return _supplied(span, at, labels)
        case Lost() if span.extent:
            extent = f'<span data-search-exclude="">・{span.extent}</span>'
            return _placed(span, span.edited.replace("〕", f"{extent}〕"))
        case PerhapsLost():
            return _placed(span, PERHAPS, ' data-search-exclude=""')
        case Lost():
            return _placed(span, escape(span.edited))
        case _:
            return _placed(span, _named(span.edited, at, labels), _witness(span))


def _supplied(mark: Supplied, at: int, labels: Labels) -> str:
    """A supplied passage. A correction in it is a link of its own, so the passage is split around it.

    Its sign stands once, behind all of it: 圏校28域住民〔復27？〕.
    """
    if not any(isinstance(part, Corrected) for part in mark.content):
        return _placed(mark, _named(mark.edited, at, labels), _witness(mark))
    inner = ""
    for part, start in _placed_spans(mark.content):
        shown = _named(part.edited, at + start, labels)
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
