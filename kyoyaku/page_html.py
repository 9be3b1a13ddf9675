"""The Markdown of our pages to HTML: what Python-Markdown makes of it, in a quarter of the time.

The pages are written in what all dialects read alike, and two habits of Python-Markdown's extensions:
`attr_list` (`## Heading { #id }`, `[link](address){: .class }`, a last line `{: #id .class }` of a paragraph)
and `md_in_html` (`markdown="1"`, which CommonMark needs no word for: a blank line ends the HTML).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import escape, unescape
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

Resolve = Callable[[str], str]
"""From an address as the Markdown has it to that of the published page."""

LIST = r'\{:?[ ]*((?:[^"{}\n]|"[^"\n]*")*)\}'
AT_END = {"heading_open": re.compile(rf"[ ]+{LIST}$"), "paragraph_open": re.compile(rf"\n{LIST}$")}
AFTER_LINK = re.compile(LIST)
ATTRIBUTE = re.compile(r'#(?P<id>[^\s"=]+)|\.(?P<class>[^\s"=]+)|(?P<name>[\w:-]+)="(?P<value>[^"]*)"')
IN_HTML = re.compile(r' markdown="1"')
UNUSED = ("code", "hr", "lheading", "reference", "blockquote", "image", "autolink")
"""What no page of ours has; not asking each line for it saves a fifth of the time."""
ID = re.compile(r'\sid="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page: its depth, its id, and its text as HTML without elements."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class PageHtml:
    """The HTML of a page's content, its headings in order, and every id in it."""

    html: str
    headings: tuple[Heading, ...]
    ids: frozenset[str]


def page_html(markdown: str, resolve: Resolve) -> PageHtml:
    """The content of a page; each link goes through `resolve`."""
    parser = _parser()
    tokens = parser.parse(markdown)
    for token in _links(tokens):
        token.attrSet("href", resolve(str(token.attrs["href"])))
    html = IN_HTML.sub("", parser.renderer.render(tokens, parser.options, {}))
    return PageHtml(html, tuple(_headings(tokens)), frozenset(map(unescape, ID.findall(html))))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").disable(UNUSED)
    parser.core.ruler.after("block", "attributes", _attributes)
    parser.inline.ruler.before("link", "attributes", _after_link)
    return parser


def _attributes(state: StateCore) -> None:
    """Those of headings and paragraphs, which stand at the end of their text."""
    for opening, inline in pairwise(state.tokens):
        pattern = AT_END.get(opening.type)
        if pattern and (found := pattern.search(inline.content)):
            inline.content = inline.content[: found.start()]
            _set(opening, found[1])


def _after_link(state: StateInline, silent: bool) -> bool:
    """Those of a link, which stand right after it."""
    last = state.tokens[-1] if state.tokens and not state.pending else None
    if silent or last is None or last.type != "link_close" or state.src[state.pos] != "{":
        return False
    if not (found := AFTER_LINK.match(state.src, state.pos)):
        return False
    _set(next(token for token in reversed(state.tokens) if token.type == "link_open"), found[1])
    state.pos = found.end()
    return True


def _set(token: Token, attributes: str) -> None:
    for found in ATTRIBUTE.finditer(attributes):
        if found["name"]:
            token.attrSet(found["name"], unescape(found["value"]))
        elif found["id"]:
            token.attrSet("id", found["id"])
        else:
            token.attrJoin("class", found["class"])


def _links(tokens: Iterable[Token]) -> Iterator[Token]:
    return (one for token in tokens for one in token.children or () if one.type == "link_open")


def _headings(tokens: list[Token]) -> Iterator[Heading]:
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            yield Heading(int(opening.tag[1:]), str(opening.attrGet("id") or ""), _text(inline))


def _text(inline: Token) -> str:
    return escape("".join(one.content for one in inline.children or () if one.type == "text"), quote=False)
