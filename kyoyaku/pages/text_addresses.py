"""Every text of an agreement with its address, in the order of the document.

An address is that of a page and a place on it, relative to the address of the agreement: articles/4/#p2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.anchors import lines, of_row, of_section
from kyoyaku.model.parts import Body, Closing, Initiative, Part, Section, Supplement, walk
from kyoyaku.model.text import Text
from kyoyaku.pages.addresses import page_path, url


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Where a text stands: the address of its page, the anchor of its section or row, the rest of its anchor.

    `initiatives/libraries/`, `role-kamikawa` and `p2-i1` for the first 号 in the second paragraph of a role.
    """

    page: str
    head: str = ""
    line: str = ""

    @property
    def address(self) -> str:
        """initiatives/libraries/#role-kamikawa-p2-i1."""
        anchor = "-".join(filter(None, (self.head, self.line)))
        return f"{self.page}#{anchor}" if anchor else self.page


def address(agreement: Agreement, path: str, anchor: str = "") -> str:
    """The address of the page of a file under docs/, and of a place on it; '' for the overview."""
    return TextPlace(url(path).removeprefix(f"{agreement.slug}/"), anchor).address


def subject_address(agreement: Agreement, subject: Part | Initiative | None, anchor: str = "") -> str:
    """The address of a part (None: the preamble) or an initiative, or of a place in it: articles/4/#p2-i1."""
    return address(agreement, page_path(agreement, subject), anchor)


@lru_cache(maxsize=8)
def text_places(agreement: Agreement) -> dict[Text, TextPlace]:
    """The place of each text, in the order of the document. No two texts are equal: each has its line."""
    return dict(_placed(agreement))


def _placed(agreement: Agreement) -> Iterator[tuple[Text, TextPlace]]:
    yield agreement.title, TextPlace("")
    yield from _body(agreement.preamble, subject_address(agreement, None))
    for part in agreement.parts:
        page = subject_address(agreement, part)
        if isinstance(part, Closing):
            yield from ((line, TextPlace(page, "", f"l{n}")) for n, line in enumerate(part.lines, start=1))
            continue
        yield part.text, TextPlace(page)
        yield from _body(part.body, page)
        for child, _ in () if isinstance(part, Supplement) else walk(part):
            if isinstance(child, Section):
                yield child.text, TextPlace(page, of_section(child))
                yield from _body(child.body, page, of_section(child))
                continue
            own = subject_address(agreement, child)
            yield child.text, TextPlace(own)
            for row in child.rows:
                yield row.label, TextPlace(own, of_row(row))
                yield from _body(row.body, own, of_row(row))


def _body(body: Body, page: str, head: str = "") -> Iterator[tuple[Text, TextPlace]]:
    return ((line.text, TextPlace(page, head, line.anchor)) for line in lines(body))
