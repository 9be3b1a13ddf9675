"""Every text of an agreement with its address, in the order of the document.

An address is that of a page and a place on it, relative to the address of the agreement: articles/4/#p2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.anchors import lines, of_row, of_section
from kyoyaku.model.parts import Body, Closing, Initiative, Part, Section, Supplement
from kyoyaku.model.text import Text
from kyoyaku.pages.addresses import page_path, url


def address(agreement: Agreement, path: str, anchor: str = "") -> str:
    """The address of the page of a file under docs/, and of a place on it; '' for the overview."""
    return url(path).removeprefix(f"{agreement.slug}/") + (f"#{anchor}" if anchor else "")


def subject_address(agreement: Agreement, subject: Part | Initiative | None) -> str:
    """The address of an article, annex, 附則 or closing (None: the preamble), or of an initiative."""
    return address(agreement, page_path(agreement, subject))


def text_addresses(agreement: Agreement) -> dict[Text, str]:
    """The address of each text, in the order of the document. No two texts are equal: each has its line."""
    return {text: place for place, text in _placed(agreement)}


def _placed(agreement: Agreement) -> Iterator[tuple[str, Text]]:
    yield "", agreement.title
    yield from _body(subject_address(agreement, None), agreement.preamble)
    for part in agreement.parts:
        page = subject_address(agreement, part)
        if isinstance(part, Closing):
            yield from ((f"{page}#l{n}", line) for n, line in enumerate(part.lines, start=1))
            continue
        yield page, part.text
        yield from _body(page, part.body)
        if not isinstance(part, Supplement):
            yield from _children(agreement, page, part.children)


def _children(
    agreement: Agreement, page: str, children: Iterable[Section | Initiative]
) -> Iterator[tuple[str, Text]]:
    for child in children:
        if isinstance(child, Section):
            anchor = of_section(child)
            yield f"{page}#{anchor}", child.text
            yield from _body(page, child.body, f"{anchor}-")
            yield from _children(agreement, page, child.children)
            continue
        own = subject_address(agreement, child)
        yield own, child.text
        for row in child.rows:
            yield f"{own}#{of_row(row)}", row.label
            yield from _body(own, row.body, f"{of_row(row)}-")


def _body(page: str, body: Body, prefix: str = "") -> Iterator[tuple[str, Text]]:
    return ((f"{page}#{line.anchor}", line.text) for line in lines(body, prefix))
