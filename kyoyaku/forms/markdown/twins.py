"""The twin of a page: index.md beside index.html, plain Markdown with the same text.

It is made of the HTML that the publisher has made of our Markdown, so verifying the twin verifies the page.
Left out are breadcrumbs, links to the previous and next page and to places, and filters; notes stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml.etree import HTML
from lxml.etree import _Element as Element

from kyoyaku.forms.markdown.plain import BREAK, table
from kyoyaku.language.markdown import escape_plain, escape_plain_start

HEADINGS = {f"h{level}": f"{'#' * level} " for level in range(1, 7)}
STARTS = HEADINGS | {"p": "", "li": "- ", "dt": "- ", "dd": "  - ", "caption": "", "summary": ""}
"""The elements that make a block, and the signs that the block begins with."""
LEFT_OUT = {"fieldset", "script", "style", "svg"}
WITHOUT = {
    *("ky-ask", "ky-cite", "ky-crumbs", "ky-drawn", "ky-filtered"),
    *("ky-hidden", "ky-jump", "ky-of", "ky-pager", "ky-permaline"),
}
"""The elements, and the classes of elements, that a twin leaves out."""
BLANKS = re.compile(r"[ \n\t]+")
AROUND = {"strong": ("**", "**"), "q": ("「", "」"), "code": ("", ""), "br": (" ", ""), "u": ("<u>", "</u>")}


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a twin; `is_own` is the agreement's own text, and not what an editor or the site says."""

    markdown: str
    is_own: bool


def twin(html: str) -> list[Block]:
    """The HTML of a page's content as blocks of Markdown, in order."""
    return list(_blocks(HTML(html)))


def _blocks(node: Element, is_own: bool = True) -> Iterator[Block]:
    for child in node.iterchildren("*"):
        if _is_left_out(child):
            continue
        tag, own = child.tag, is_own and child.get("data-search-exclude") is None
        if child.get("class") == "ky-printed":
            yield from _printed(child, own)
        elif tag == "pre":
            yield Block(f"```\n{str(child.xpath('string()')).strip()}\n```", own)
        elif tag == "tr":
            yield from (Block(row, own) for row in _row(child))
        elif (start := STARTS.get(tag)) is None:
            yield from _blocks(child, own)
        elif text := _line(child):
            yield Block(start + (text if start else escape_plain_start(text)), own)
            for inner in _blocks(child, own) if child.find("ul") is not None else ():  # a list in a list
                yield replace(inner, markdown=f"  {inner.markdown}")


def _row(row: Element) -> Iterator[str]:
    """A row of a table; `| --- |` follows a row of column headers."""
    cells = [_line(cell) for cell in row.iterchildren("th", "td")]
    yield f"| {' | '.join(cells)} |"
    if all(cell.get("scope") == "col" for cell in row.iterchildren("th", "td")):
        yield f"|{' --- |' * len(cells)}"


def _printed(node: Element, own: bool) -> Iterator[Block]:
    """A table of the agreement: its caption, and its rows as `plain.table` writes them."""
    yield from (Block(_line(one), is_own=False) for one in node.iterchildren("caption"))
    rows = (
        [(_cell(one), int(one.get("colspan", 1)), int(one.get("rowspan", 1))) for one in row]
        for row in node.iter("tr")
    )
    yield from (Block(one, own) for one in table(rows, has_head=node.find("thead") is not None))


def _cell(node: Element) -> str:
    return BREAK.join(escape_plain_start(_line(one)) for one in node.findall("p") or [node])


def _line(node: Element) -> str:
    return "".join(_inline(node)).strip()


def _inline(node: Element) -> Iterator[str]:
    """The text of a block and of the elements in it, in order; escaped, runs of blanks as one space."""
    if node.text:
        yield escape_plain(BLANKS.sub(" ", node.text))
    for child in node.iterchildren("*"):
        if child.tag == "img":
            yield f"![{escape_plain(child.get('alt', ''))}]({child.get('src')})"
        elif not _is_left_out(child) and child.tag != "ul":
            before, after = AROUND.get(child.tag, ("", ""))
            inner = before + "".join(_inline(child)) + after
            yield f"[{inner.strip()}]({child.get('href')})" if _is_link(child) else inner
        if child.tail:
            yield escape_plain(BLANKS.sub(" ", child.tail))


def _is_link(node: Element) -> bool:
    """Whether the twin has a link here; none of marks, explained words and this page itself."""
    is_away = node.get("href", "")[:1] not in ("", "#")
    return is_away and not {"ky-mark", "ky-term"} & {*node.get("class", "").split()}


def _is_left_out(node: Element) -> bool:
    """Whether an element is no text: filters, navigation, what only the screen has."""
    if node.tag in LEFT_OUT or str(node.get("href")).startswith("#mark-"):
        return True
    return not WITHOUT.isdisjoint(node.get("class", "").split())
