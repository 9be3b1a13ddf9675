"""The twin of a page: index.md beside index.html, plain Markdown that says the same.

It is made of the HTML that the publisher has made of our Markdown, so that checking it checks the page
as well. Ways (where one is, previous and next), filters and signs of marks are left out; notes stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement, fragment_fromstring

from kyoyaku.forms.markdown.plain import escape

HEADINGS = {f"h{level}": f"{'#' * level} " for level in range(1, 7)}
STARTS = HEADINGS | {"p": "", "li": "- ", "dt": "- ", "dd": "  - ", "caption": "", "summary": ""}
"""The elements that make a block, and the signs that the block begins with."""
LEFT_OUT = {"fieldset", "script", "style", "svg"}
LEFT_OUT_CLASSES = {"ky-crumbs", "ky-pager", "ky-cite", "ky-hidden"}
AROUND = {"strong": ("**", "**"), "q": ("「", "」"), "code": ("", ""), "br": (" ", "")}


def twin(html: str) -> list[str]:
    """The blocks of a page's content, in order, as lines of Markdown."""
    return list(_blocks(fragment_fromstring(html, create_parent="div")))


def _blocks(node: HtmlElement) -> Iterator[str]:
    for child in node.iterchildren("*"):
        if _is_left_out(child):
            continue
        if child.tag == "pre":
            yield _code(child)
        elif child.tag == "tr":
            yield from _row(child)
        elif child.tag in STARTS:
            if text := _line(child):
                yield STARTS[child.tag] + (text if STARTS[child.tag] else _at_start(text))
        else:
            yield from _blocks(child)


def _code(pre: HtmlElement) -> str:
    """A program as it is, between fences."""
    return f"```\n{pre.text_content().strip()}\n```"


def _row(row: HtmlElement) -> Iterator[str]:
    """A row of a table; the sign of a header under one that heads columns."""
    cells = [_line(cell) for cell in row.iterchildren("th", "td")]
    yield f"| {' | '.join(cells)} |"
    if all(cell.get("scope") == "col" for cell in row.iterchildren("th", "td")):
        yield f"|{' --- |' * len(cells)}"


def _line(node: HtmlElement) -> str:
    return "".join(_inline(node)).strip()


def _inline(node: HtmlElement) -> Iterator[str]:
    """What a block says: its text, and that of the elements within."""
    yield _text(node.text)
    for child in node.iterchildren("*"):
        if not _is_left_out(child):
            before, after = AROUND.get(child.tag, ("", ""))
            inner = before + "".join(_inline(child)) + after
            yield f"[{inner.strip()}]({child.get('href')})" if _is_link(child) else inner
        yield _text(child.tail)


def _text(text: str | None) -> str:
    """Escaped as in the middle of a line, its blanks folded."""
    return escape("x" + re.sub(r"[ \n\t]+", " ", text))[1:] if text else ""


def _is_link(node: HtmlElement) -> bool:
    """Marks and places on the same page are no links of a page of plain text."""
    address = node.get("href", "")
    return bool(address) and not address.startswith("#") and "ky-mark" not in node.get("class", "")


def _is_left_out(node: HtmlElement) -> bool:
    """Filters, ways, and what stands within a paragraph without being of its text."""
    if node.tag in LEFT_OUT or not LEFT_OUT_CLASSES.isdisjoint(node.get("class", "").split()):
        return True
    if node.tag == "a" and node.get("href", "").startswith("#mark-"):
        return True
    return node.tag in ("a", "span") and "data-search-exclude" in node.attrib


def _at_start(text: str) -> str:
    """A paragraph that begins like a heading, a list or a rule is none."""
    return re.sub(r"^(\d{1,9})?([-+#=.):])", r"\1\\\2", text)
