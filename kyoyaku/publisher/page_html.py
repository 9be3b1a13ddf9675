"""The Markdown of our pages to HTML: what Python-Markdown makes of it, in a twentieth of the time.

The reference implementation of CommonMark does it. It does not know two habits of Python-Markdown's
extensions that the pages have: `attr_list` (`## Heading { #id }`, `[link](address){: .class }`, a last line
`{: #id .class }` of a paragraph), and `md_in_html` (`markdown="1"`, which CommonMark needs no word for: a
blank line ends the HTML). So each list of attributes is a sign of private use while it works, such as no
content holds (`characters.py`), and goes into its tag afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape, unescape

from cmarkgfm import markdown_to_html
from cmarkgfm.cmark import Options

Resolve = Callable[[str], str]
"""From an address as the Markdown has it to that of the published page."""

LIST = r'\{:?[ ]*(?P<list>(?:[^{}"\n]|"[^"\n]*")*)\}'
PLACES = {
    "<a ": re.compile(rf"(?P<before>\)){LIST}"),
    "<p>": re.compile(rf"^(?P<before>){LIST}$", re.MULTILINE),
    "<h": re.compile(rf"^(?P<before>#[^\n]*?)[ ]+{LIST}$", re.MULTILINE),
}
"""Where a list of attributes may be, by how the tag begins that it belongs to: right after a link, alone on a
line, at the end of a heading."""
ATTRIBUTE = re.compile(r'#(?P<id>[^\s"=]+)|\.(?P<class>[^\s"=]+)|(?P<name>[\w:-]+)="(?P<value>[^"]*)"')
SIGN = re.compile("\n?\ue000(\\d+)\ue001")
RAW, OURS = "<a ", "<a-raw "
"""A link that is HTML in the Markdown already; its address is as it should be."""
LINK = re.compile(r'(?<=<a href=")[^"]*')
ID = re.compile(r'\sid="([^"]*)"')
HEADING = re.compile("<h([1-6])>(.*)\ue000(\\d+)\ue001</h")
TAG = re.compile("<[^>]*>")
EXCLUDED = " data-search-exclude"
"""Python-Markdown needs a value in the source; HTML does not."""


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


@dataclass(frozen=True, slots=True)
class _List:
    """A list of attributes as the Markdown has it, and how the tag begins that it belongs to."""

    opening: str
    written: str

    @property
    def attributes(self) -> str:
        """As they stand in a tag."""
        found = list(ATTRIBUTE.finditer(self.written))
        pairs = [(one["name"], one["value"]) for one in found if one["name"]]
        pairs += [("id", one["id"]) for one in found if one["id"]]
        classes = " ".join(one["class"] for one in found if one["class"])
        pairs += [("class", classes)] if classes else []
        return "".join(f' {name}="{escape(unescape(value))}"' for name, value in pairs)

    @property
    def id(self) -> str:
        return next((one["id"] for one in ATTRIBUTE.finditer(self.written) if one["id"]), "")


def page_html(markdown: str, resolve: Resolve) -> PageHtml:
    """The content of a page; each link goes through `resolve`. Every heading has a list of attributes."""
    lists: list[_List] = []
    source = markdown.replace(RAW, OURS)
    for opening, place in PLACES.items():
        source = place.sub(partial(_signed, opening, lists), source)
    made = markdown_to_html(source, options=Options.CMARK_OPT_UNSAFE)
    linked = LINK.sub(lambda found: escape(resolve(unescape(found[0]))), made)
    html = _attributed(linked, lists)
    html = html.replace(OURS, RAW).replace(' markdown="1"', "").replace(f'{EXCLUDED}=""', EXCLUDED)
    ids = frozenset(map(unescape, ID.findall(html)))
    return PageHtml(html, tuple(_headings(linked, lists)), ids)


def _signed(opening: str, lists: list[_List], found: re.Match[str]) -> str:
    """A list of attributes as a sign that says which it is."""
    lists.append(_List(opening, found["list"]))
    return f"{found['before']}\ue000{len(lists) - 1}\ue001"


def _attributed(html: str, lists: Sequence[_List]) -> str:
    """The HTML with each list in the tag that it belongs to, the last of its kind before the sign."""
    edits = []
    for sign in SIGN.finditer(html):
        own = lists[int(sign[1])]
        tag = html.index(">", html.rindex(own.opening, 0, sign.start()))
        edits += [(sign.start(), sign.end(), ""), (tag, tag, own.attributes)]
    pieces, done = [], 0
    for start, end, text in sorted(edits):
        pieces += [html[done:start], text]
        done = end
    return "".join([*pieces, html[done:]])


def _headings(html: str, lists: Sequence[_List]) -> Iterator[Heading]:
    for found in HEADING.finditer(html):
        text = " ".join(TAG.sub("", found[2]).split())
        yield Heading(int(found[1]), lists[int(found[3])].id, text)
