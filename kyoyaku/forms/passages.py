"""Every text of an agreement with its address, in the order of the document: what all forms must hold.

An address is that of the page and the anchor under the agreement: articles/4/#p2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.anchors import lines, of_row, of_section
from kyoyaku.model.parts import (
    Annex,
    Article,
    Body,
    Closing,
    Initiative,
    Part,
    Section,
    Supplement,
)
from kyoyaku.model.text import Text
from kyoyaku.pages.addresses import article_path, initiative_path, part_path, preamble_path


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading or printed paragraph in the edited reading; '' is the address of the agreement itself."""

    address: str
    text: str


def address(agreement: Agreement, path: str, anchor: str = "") -> str:
    """The address under the agreement of the page that is made of a file, and of a place on it."""
    page = path.removeprefix(f"{agreement.slug}/").removesuffix(".md").removesuffix("index").rstrip("/")
    return (f"{page}/" if page else "") + (f"#{anchor}" if anchor else "")


def part_address(agreement: Agreement, part: Part) -> str:
    """The address of an article, annex, 附則 or closing."""
    return address(agreement, part_path(agreement, part))


def initiative_address(agreement: Agreement, initiative: Initiative) -> str:
    """The address of an initiative, by its permanent name."""
    return address(agreement, initiative_path(agreement, initiative))


def passages(agreement: Agreement) -> tuple[Passage, ...]:
    """All passages of an agreement, the title first."""
    return tuple(Passage(place, text.edited) for place, text in placed(agreement))


def placed(agreement: Agreement) -> Iterator[tuple[str, Text]]:
    """Each text with its address."""
    yield "", agreement.title
    yield from _body(address(agreement, preamble_path(agreement)), agreement.preamble)
    for part in agreement.parts:
        page = part_address(agreement, part)
        match part:
            case Closing():
                yield from ((f"{page}#l{n}", line) for n, line in enumerate(part.lines, start=1))
            case Supplement():
                yield page, part.text
                yield from _body(page, part.body)
            case Article() | Annex():
                yield page, part.text
                yield from _body(page, part.body)
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
        else:
            yield from _initiative(initiative_address(agreement, child), child)


def _initiative(page: str, initiative: Initiative) -> Iterator[tuple[str, Text]]:
    yield page, initiative.text
    for row in initiative.rows:
        yield f"{page}#{of_row(row)}", row.label
        yield from _body(page, row.body, f"{of_row(row)}-")


def _body(page: str, body: Body, prefix: str = "") -> Iterator[tuple[str, Text]]:
    return ((f"{page}#{line.anchor}", line.text) for line in lines(body, prefix))


def article_address(agreement: Agreement, article: Article) -> str:
    """The address of an article."""
    return address(agreement, article_path(agreement, article))
