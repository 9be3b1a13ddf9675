"""The Markdown of our pages to HTML: what Python-Markdown makes of it, in a twentieth of the time.

cmark, the reference implementation of CommonMark, makes the HTML. It does not know two extensions of
Python-Markdown that the pages use:

- `attr_list`: `## Heading { #id }`, `[text](address){: .class }`, or `{: #id .class }` as the last line of a
  paragraph. Each list is replaced by a mark of private-use characters before cmark runs, such as
  U+E000, 0, U+E001 for the first list. No content may hold these (`language/characters.py`). Afterwards the
  attributes are put into the tag that the list belongs to.
- `md_in_html`: `<div markdown="1">`. CommonMark reads Markdown inside HTML after a blank line anyway, so only
  the attribute is removed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from html import escape, unescape

from cmarkgfm import markdown_to_html
from cmarkgfm.cmark import Options
from mkdocs.structure.toc import AnchorLink

Resolve = Callable[[str], str]
"""Gives the address in the published page for an address in the Markdown."""

LIST = r'\{:?[ ]*(?P<list>(?:[^{}"\n]|"[^"\n]*")*)\}'
PLACES = {
    "<img ": re.compile(rf"(?P<before>!\[[^\n]*\]\([^\n)]*\)){LIST}"),
    "<a ": re.compile(rf"(?P<before>\)){LIST}"),
    "<p>": re.compile(rf"(?P<before>\n){LIST}$", re.MULTILINE),
    "<h": re.compile(rf"(?P<before>\n#[^\n]*?)[ ]+{LIST}$", re.MULTILINE),
}
"""The places of a list of attributes, by the start of the tag that it belongs to: `[甲](a.md){: .x }`, a line
`{: #p1 }` under a paragraph, `## 第1条 { #article-1 }`."""
ATTRIBUTE = re.compile(r'#(?P<id>[^\s"=]+)|\.(?P<class>[^\s"=]+)|(?P<name>[\w:-]+)="(?P<value>[^"]*)"')
MARK = re.compile("\n?\ue000(\\d+)\ue001")
"""U+E000, 7, U+E001 for list 7, on a line of its own if the list was: right behind `**` cmark would take it
for a letter, so that `**` ends nothing."""
RAW, OURS = re.compile('<a (?!href="[^":]*[.]md[#"])'), "<a-raw "
"""An HTML link to no .md file, `<a href="https://…">`: its tag has another name while others are resolved."""
LINK = re.compile(r'(<(?:a href|img src)=")([^"]*)')
ID = re.compile(r'\sid="([^"]*)"')
HEADING = re.compile("<h([1-6])>(.*)\ue000(\\d+)\ue001</h")  # <h2>第1条（目的）, the mark of a list, </h
TAG = re.compile("<[^>]*>")
EXCLUDED = " data-search-exclude"
"""Python-Markdown needs the form `data-search-exclude=""` in the source; HTML does not."""


@dataclass(frozen=True, slots=True)
class PageHtml:
    """The HTML of a page's content, its headings in order, and every id in it."""

    html: str
    headings: list[AnchorLink]
    ids: frozenset[str]


_List = tuple[str, str]
"""A list of attributes: the start of its tag, and the attributes as they stand in it."""


@lru_cache(maxsize=1024)
def _attributes(written: str) -> str:
    """A list of attributes as it stands in a tag: `#a .b .c` becomes ` id="a" class="b c"`."""
    found = list(ATTRIBUTE.finditer(written))
    pairs = [(one["name"], one["value"]) for one in found if one["name"]]
    pairs += [("id", one["id"]) for one in found if one["id"]]
    classes = " ".join(one["class"] for one in found if one["class"])
    pairs += [("class", classes)] if classes else []
    return "".join(f' {name}="{escape(unescape(value))}"' for name, value in pairs)


def page_html(markdown: str, resolve: Resolve) -> PageHtml:
    """The content of a page; each link goes through `resolve`.

    Every heading must have a list of attributes, because only headings with an id are listed.
    """
    lists: list[_List] = []
    source = "\n" + RAW.sub(OURS, markdown)
    for opening, place in PLACES.items():
        source = place.sub(partial(_marked, opening, lists), source)
    made = markdown_to_html(source, options=Options.CMARK_OPT_UNSAFE).replace(" />", ">")
    linked = LINK.sub(lambda found: found[1] + escape(resolve(unescape(found[2]))), made)
    html = _attributed(linked, lists)
    html = html.replace(OURS, "<a ").replace(' markdown="1"', "").replace(f'{EXCLUDED}=""', EXCLUDED)
    ids = frozenset(map(unescape, ID.findall(html)))
    return PageHtml(html, [_heading(found, lists) for found in HEADING.finditer(linked)], ids)


def _marked(opening: str, lists: list[_List], found: re.Match[str]) -> str:
    """The mark for a list of attributes, with its number in `lists`, where it is added."""
    lists.append((opening, _attributes(found["list"])))
    return f"{found['before']}\ue000{len(lists) - 1}\ue001"


def _attributed(html: str, lists: Sequence[_List]) -> str:
    """The HTML with each list in its tag (the last one before the mark that starts so), and without marks."""
    edits = []
    for mark in MARK.finditer(html):
        opening, attributes = lists[int(mark[1])]
        tag = html.index(">", html.rindex(opening, 0, mark.start()))
        edits += [(mark.start(), mark.end(), ""), (tag, tag, attributes)]
    pieces, done = [], 0
    for start, end, text in sorted(edits):
        pieces += [html[done:start], text]
        done = end
    return "".join([*pieces, html[done:]])


def _heading(found: re.Match[str], lists: Sequence[_List]) -> AnchorLink:
    own = ID.search(lists[int(found[3])][1])
    text = " ".join(TAG.sub("", found[2]).split())
    return AnchorLink(text, unescape(own[1]) if own else "", int(found[1]))
