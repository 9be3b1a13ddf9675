"""References and laws in the text as links, and the provisions that refer to an article or annex.

「第3条第2項」 in a text leads to articles/3.md#p2, and the page of 第3条 lists the provision that says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from posixpath import commonprefix

from markupsafe import Markup

from kyoyaku.analysis.references import BRACKETED, CITED
from kyoyaku.analysis.targets import Pointer, named, pointers
from kyoyaku.language.characters import spelled
from kyoyaku.language.numerals import provision
from kyoyaku.model.agreement import Agreement, State
from kyoyaku.model.layers import Law
from kyoyaku.model.parts import Annex, Article, Chapter, Closing, Initiative, Part
from kyoyaku.model.text import Text
from kyoyaku.pages.addresses import page_path, part_name, text_places, version_path, whole_anchor
from kyoyaku.pages.markup import Link, in_html, markdown
from kyoyaku.pages.page_list import WHOLE, NamedLink, Page
from kyoyaku.pages.words import law_title
from kyoyaku.problems import Place

EGOV = "https://laws.e-gov.go.jp/law/"
AddressOf = Callable[[str, str], str]
"""Makes the address of a path and an anchor, as a page links to it: ../articles/3.md#p2."""


@dataclass(frozen=True, slots=True)
class CrossReferences:
    """The references of an agreement that have a target, by the text in which they stand."""

    agreement: Agreement
    pointers: Mapping[Text, tuple[Pointer, ...]]
    pointing: Mapping[Place, list[Pointer]]
    """The references to an article, annex or 附則, by the place of its heading."""

    def links(self, text: Text, page: Page, address_of: AddressOf) -> list[Link]:
        """The references in a text as links from a page: 第3条第2項 leads to articles/3.md#p2."""
        pointers = self.pointers.get(text, ())
        return [self._link(one, page, address_of) for one in pointers]

    def _link(self, pointer: Pointer, page: Page, address_of: AddressOf) -> Link:
        """A link to the first target; its title names all of them: 第2条から第4条まで."""
        first = pointer.targets[0]
        # In few words, since they are said at each: 第3条（目的）, 第3条第2項.
        title = first.name if first.anchor else first.part.text.edited
        if len(pointer.targets) > 1:
            start, *_, end = _named(pointer)
            above = commonprefix((start, end)).rpartition("第")[0]
            title = f"{start}から{end.removeprefix(above)}まで"
        address = address_of(*self.place(first.part, first.anchor, page))
        return Link(pointer.reference.start, pointer.reference.end, address, title)

    def named(self, text: Text, page: Page, address_of: AddressOf) -> Markup:
        """A text of another document in HTML, with the provisions that it names as links."""
        links = (self._link(one, page, address_of) for one in named(self.agreement, text))
        return in_html(markdown(text.edited, tuple(links)))

    def every(self) -> Iterator[Pointer]:
        """All references, in the order of the document."""
        return chain.from_iterable(self.pointers.values())

    def to(self, part: Part) -> list[NamedLink]:
        """The provisions that refer to a part, in the order of the document, each once.

        次の各号 is left out: it leads on within its own 項.
        """
        pointing = () if isinstance(part, Closing) else self.pointing.get(part.text.place, ())
        others = (one for one in pointing if one.reference.written not in ("次の各号", "各号"))
        return list(dict.fromkeys(map(self._referrer, others)))

    def place(self, part: Part | Initiative | None, anchor: str, page: Page) -> tuple[str, str]:
        """Path and anchor of a place in a part, or in the preamble if there is no part.

        A page that has the whole text links to itself: p2 of 第3条 is article-3-p2 there. What is not current
        has no page of its own, but stands on that of its version.
        """
        if page.kind in WHOLE or self.agreement.state is not State.CURRENT:
            path = page.path if page.kind in WHOLE else version_path(self.agreement)
            return path, whole_anchor(self.agreement, part, anchor)
        return page_path(self.agreement, part), anchor

    def _referrer(self, pointer: Pointer) -> NamedLink:
        part = pointer.source
        path, name = page_path(self.agreement, part), part_name(self.agreement, part)
        place = text_places(self.agreement)[pointer.text]
        if not isinstance(part, Article):
            return NamedLink(name, path, place.head if isinstance(part, Chapter) else "")
        anchor = "" if place.head else place.line
        return NamedLink(part.place(anchor), path, anchor)


def _named(pointer: Pointer) -> list[str]:
    """The name of each number that a reference means: 前3条 in 第6条 is 第3条, 第4条, 第5条.

    第3条 counts even if it is written as 第2条及び第3条 削除; 第2条 does not.
    """
    names, own = list[str](), pointer.reference
    for one in pointer.targets:
        match one.part:
            case Article(is_numbered_heading=False, numbers=numbers) if not one.anchor:
                names += [provision(number, "条") for number in numbers]
            case _:
                names.append(one.name)
    if not own.until:
        return names[min(0, own.steps[-1].offset) :]
    ends = [provision(steps[-1].number or (0,), "条") for steps in (own.steps, own.until)]
    start, end = (
        names.index(one) if one in names else at for one, at in zip(ends, (0, len(names) - 1), strict=True)
    )
    return names[start : end + 1]


@lru_cache(maxsize=8)
def cross_references(agreement: Agreement) -> CrossReferences:
    """The references of an agreement that lead somewhere, found once for all its pages."""
    found: dict[Text, tuple[Pointer, ...]] = {}
    pointing = defaultdict[Place, list[Pointer]](list)
    for one in pointers(agreement):
        # 別表第1 in the heading of 別表第1 is no reference.
        is_name = any(isinstance(to.part, Annex) and one.text == to.part.text for to in one.targets)
        if one.targets and not is_name:
            found[one.text] = (*found.get(one.text, ()), one)
            for place in {to.part.text.place for to in one.targets}:
                pointing[place].append(one)
    return CrossReferences(agreement, found, pointing)


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
    return re.compile(rf"(?P<name>{spelled(name)})(?:{BRACKETED}?(?P<provision>{CITED}))?")
