"""References and laws in the text as links, and the provisions that refer to an article or annex.

「第3条第2項」 in a text leads to articles/3.md#p2, and the page of 第3条 lists the provision that says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kyoyaku.analysis.references import BRACKETED, CITED
from kyoyaku.analysis.targets import Pointer, Target, pointers
from kyoyaku.language.wording import clipped
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.anchors import lines
from kyoyaku.model.layers import Law
from kyoyaku.model.parts import Annex, Article, Part
from kyoyaku.model.text import Text
from kyoyaku.pages.addresses import page_path, part_name, whole_anchor
from kyoyaku.pages.markup import Link
from kyoyaku.pages.page_list import WHOLE, NamedLink, Page
from kyoyaku.pages.words import law_title

EGOV = "https://laws.e-gov.go.jp/law/"
TITLE = 100
"""Characters of the target's text that a link shows before it is followed."""
AddressOf = Callable[[str, str], str]
"""Makes the address of a path and an anchor, as a page links to it: ../articles/3.md#p2."""


@dataclass(frozen=True, slots=True)
class CrossReferences:
    """The references of an agreement that have a target, by the text in which they stand."""

    agreement: Agreement
    pointers: Mapping[Text, tuple[Pointer, ...]]

    def links(self, text: Text, page: Page, address_of: AddressOf) -> list[Link]:
        """The references in a text as links from a page: 第3条第2項 leads to articles/3.md#p2."""
        pointers = self.pointers.get(text, ())
        return [self._link(one, one.target, page, address_of) for one in pointers if one.target]

    def _link(self, pointer: Pointer, target: Target, page: Page, address_of: AddressOf) -> Link:
        start = pointer.reference.start
        end = start + len(pointer.reference.written)
        anchor = f"p{target.paragraph}" if target.paragraph else ""
        return Link(start, end, address_of(*self.place(target.part, anchor, page)), _title(target))

    def to(self, part: Part) -> list[NamedLink]:
        """The provisions that refer to a part, in the order of the document, each once."""
        found = (one for several in self.pointers.values() for one in several)
        referrers = (self._referrer(one) for one in found if one.target and one.target.part is part)
        return list(dict.fromkeys(referrers))

    def place(self, part: Part | None, anchor: str, page: Page) -> tuple[str, str]:
        """Path and anchor of a place in a part, or in the preamble if there is no part.

        A page that has the whole text links to itself: p2 of 第3条 is article-3-p2 there.
        """
        if page.kind in WHOLE:
            return page.path, whole_anchor(self.agreement, part, anchor)
        return page_path(self.agreement, part), anchor

    def _referrer(self, pointer: Pointer) -> NamedLink:
        part = pointer.source
        path, name = page_path(self.agreement, part), part_name(part)
        if not isinstance(part, Article):
            return NamedLink(name, path)
        anchor = next((line.anchor for line in lines(part.body) if line.text == pointer.text), "")
        paragraph = f"第{_number(anchor)}項" if _number(anchor) and len(part.paragraphs) > 1 else ""
        return NamedLink(f"{part.name}{paragraph}", path, anchor)


def _title(target: Target) -> str:
    """The beginning of the text that a reference leads to."""
    part, number = target.part, target.paragraph
    shown = [line.text.edited for line in lines(part.body) if number in (None, _number(line.anchor))]
    text = " ".join(shown if number else [part.text.edited, *shown])
    return clipped(text, TITLE)


def _number(anchor: str) -> int:
    """The number of the 項 that an anchor is in: 2 for p2-i1; 0 if it is in none."""
    number = anchor.removeprefix("p").split("-")[0]
    return int(number) if number.isdigit() else 0


def cross_references(agreement: Agreement) -> CrossReferences:
    """The references of an agreement that lead somewhere, found once for all its pages."""
    found: dict[Text, tuple[Pointer, ...]] = {}
    for one in pointers(agreement):
        # 別表第1 in the heading of 別表第1 is no reference.
        is_name = one.target and isinstance(one.target.part, Annex) and one.text == one.target.part.text
        if one.target and not is_name:
            found[one.text] = (*found.get(one.text, ()), one)
    return CrossReferences(agreement, found)


def law_links(text: str, laws: Iterable[Law]) -> Iterator[Link]:
    """The names of laws in an edited text, and the provisions that are cited right after them, as links.

    In 地方自治法（昭和22年法律第67号）第252条の2第1項 the name leads to the law at e-Gov法令検索, the number
    to its provision. A provision whose anchor the editor has not checked leads to the beginning of its law.
    """
    for law in laws:
        for match in _cited(law.name).finditer(text):
            yield Link(*match.span("name"), f"{EGOV}{law.identifier}", law_title(law))
            if cited := match["provision"]:
                anchor = next((f"#{one.anchor}" for one in law.places if one.cited == cited), "")
                title = law_title(law, cited, bool(anchor))
                yield Link(*match.span("provision"), f"{EGOV}{law.identifier}{anchor}", title)


@cache
def _cited(name: str) -> re.Pattern[str]:
    """地方自治法（昭和22年法律第67号）第252条の2第1項: the name, then perhaps a bracket and a provision."""
    return re.compile(rf"(?P<name>{re.escape(name)})(?:{BRACKETED}?(?P<provision>{CITED}))?")
