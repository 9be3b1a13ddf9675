"""The agreement's own text as Markdown, with links from references, laws and defined words.

Each text is searched once. Only the target of a reference depends on the page: on the page of 第3条
「第2条第2項」 leads to ../articles/2/#p2, on the page of the whole text to #article-2-p2.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from markupsafe import Markup

from kyoyaku.analysis.definitions import BEFORE, Definition, PartyLabel, definitions, party_labels, uses
from kyoyaku.analysis.sides import shared
from kyoyaku.language.characters import any_of, spelled, unvaried
from kyoyaku.model.agreement import Agreement, Entry
from kyoyaku.model.layers import COSTS, Term
from kyoyaku.model.parts import Initiative
from kyoyaku.model.text import Plain, Text
from kyoyaku.pages.addresses import part_name, text_places
from kyoyaku.pages.links import AddressOf, CrossReferences, cross_references, law_links
from kyoyaku.pages.markup import Highlight, Link, markdown
from kyoyaku.pages.name_index import term_anchor
from kyoyaku.pages.page_list import WHOLE, Kind, Page, cited_name
from kyoyaku.pages.words import definition_title


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a text and is the same on every page."""

    labels: tuple[PartyLabel, ...]
    laws: tuple[Link, ...]
    words: Mapping[Definition | Term, list[tuple[int, int]]]
    """(start, end) of each place of a defined word, or, unless it is a heading, of a word of the glossary."""


@dataclass(frozen=True, slots=True)
class Annotator:
    """Makes the links of the pages of an agreement from what was found once in its texts."""

    agreement: Agreement
    references: CrossReferences
    found: Mapping[Text, Found]

    def markdown(self, page: Page, address_of: AddressOf) -> dict[Text, Markup]:
        """Each text of the page as Markdown; `address_of` makes the address of a path and an anchor."""
        passages = self._passages(page)
        return {
            text: markdown(
                text, tuple(_highlights(text, passages[text], links)), links, self.found[text].labels
            )
            if text in passages
            else markdown(text, links, self.found[text].labels)
            for text, links in self.links(page, address_of)
        }

    def links(self, page: Page, address_of: AddressOf) -> Iterator[tuple[Text, tuple[Link, ...]]]:
        """Yield each text of the page with its links, sorted and without overlaps.

        A defined word is a link at its first place on the page only. A place in the text that defines it does
        not count, so that the first one after it is a link, too. Words of the glossary are no links on pages
        of the whole text or of another version.
        """
        done: set[Definition | Term] = set()
        is_alone = page.kind in WHOLE or not page.is_listed
        for text in page.texts:
            found = self.found[text]
            links = self.references.links(text, page, address_of)
            words = [
                one for one in found.words if one not in done and not (is_alone and isinstance(one, Term))
            ]
            if not links and not words:
                yield text, found.laws
                continue
            links += found.laws
            for one in words:
                known, places = [(link.start, link.end) for link in links], found.words[one]
                free = (at for at in places if all(at[1] <= start or end <= at[0] for start, end in known))
                place = next(free, None)
                if place and isinstance(one, Term):
                    entry = address_of(f"{self.agreement.slug}/glossary.md", term_anchor(one.reading))
                    links.append(Link(*place, entry, f"編者による説明：{one.meaning}", "ky-term"))
                    done.add(one)
                elif place and isinstance(one, Definition):
                    there = self.references.place(one.part, one.anchor, page)
                    title = definition_title(one.term, self._name(one), self.agreement.labels.get(one.term))
                    links.append(Link(*place, address_of(*there), title))
                    done |= {one} if text != one.text else set()
            yield text, tuple(_apart(links))

    def _passages(self, page: Page) -> dict[Text, list[tuple[int, int, str]]]:
        """{text: [(start, end, CSS class)]}: the passages that a page highlights.

        On the page of an initiative: clauses that two roles share, and costs. On that of a party: its duties.
        """
        found: dict[Text, list[tuple[int, int, str]]] = {}
        kinds = {f"ky-in-{n}": kind for n, kind in enumerate(self.agreement.duty_kinds, start=1)}
        if isinstance(page.subject, Entry) and page.kind is Kind.INITIATIVE:
            own = shared(page.subject.initiative)
            found = {text: [(*one, "ky-same") for one in several] for text, several in own.items()}
            costs = (kind for kind in kinds.values() if kind.key == COSTS)
            kinds = dict(zip(["ky-pays"], costs, strict=False))
        elif page.kind is not Kind.PARTY:
            return {}
        for text in page.texts:
            for name, kind in kinds.items():
                for match in re.finditer(any_of(kind.phrases), text.edited):
                    found.setdefault(text, []).append((*match.span(), name))
        return found

    def _name(self, definition: Definition) -> str:
        """Where a definition stands: 前文, 第1条（目的）, 別表1(1)「救急医療」."""
        if not isinstance(definition.part, Initiative):
            return part_name(self.agreement, definition.part)
        return cited_name(self.agreement.entry(definition.part.slug))


@lru_cache(maxsize=8)
def annotator(agreement: Agreement) -> Annotator:
    """The annotator of an agreement."""
    terms: dict[str, list[Definition]] = {}
    for one in definitions(agreement):
        terms.setdefault(unvaried(one.term), []).append(one)
    # The label of a party counts as a word where it is a label only: not in 甲板.
    others = terms.keys() - {unvaried(label) for label in agreement.labels}
    # A word that the text defines itself leads to what it says.
    glossary = {unvaried(one.term): one for one in agreement.glossary if unvaried(one.term) not in terms}
    places = text_places(agreement)
    found = {
        text: _found(text, agreement, terms, others, glossary if places[text].line else {})
        for text in agreement.texts
    }
    return Annotator(agreement, cross_references(agreement), found)


def _found(
    text: Text,
    agreement: Agreement,
    terms: Mapping[str, list[Definition]],
    others: Iterable[str],
    glossary: Mapping[str, Term],
) -> Found:
    line = text.edited
    labels = tuple(party_labels(line, agreement.labels))
    laws = tuple(_apart(list(law_links(line, agreement.laws))))
    words = [*uses(line, others), *((one.label, one.start, one.end) for one in labels)]
    places = defaultdict[Definition | Term, list[tuple[int, int]]](list)
    for word, start, end in words:
        if one := _meant(terms.get(unvaried(word), []), text.place.line, start):
            places[one].append((start, end))
    # Two characters may be part of another word: 応分 of 対応分野. More are the word in any compound.
    ordered = sorted(glossary, key=len, reverse=True)
    pattern = re.compile("|".join((BEFORE if len(one) < 3 else "") + spelled(one) for one in ordered))
    for match in pattern.finditer(line) if glossary else ():
        places[glossary[unvaried(match.group())]].append(match.span())
    return Found(labels, laws, places)


def _meant(definitions: Sequence[Definition], line: int, start: int) -> Definition | None:
    """The definition that holds at a place: the last one before it."""
    at = bisect_right(definitions, (line, start), key=lambda one: one.since)
    return next((one for one in reversed(definitions[:at]) if line <= one.until), None)


def _highlights(
    text: Text, passages: Iterable[tuple[int, int, str]], links: tuple[Link, ...]
) -> Iterator[Highlight]:
    """The highlights of a text, cut at the edges of marks and links, since an element cannot cross another.

    費用を負担する with a mark on 負担 becomes 費用を, 負担, する. A link that touches a mark is not written,
    since the mark is a link itself, so it cuts nothing.
    """
    edges = [
        (at, id(part))
        for at, span in enumerate(text.spans)
        for part in getattr(span, "content", (span,))
        for _ in part.edited
    ]
    names = [""] * len(edges)
    for start, end, name in passages:
        names[start:end] = (f"{one} {name}".strip() for one in names[start:end])
    for number, link in enumerate(links):
        if all(isinstance(text.spans[at], Plain) for at, _ in edges[link.start : link.end]):
            names[link.start : link.end] = [names[link.start]] * (link.end - link.start)
            edges[link.start : link.end] = [(-1, number)] * (link.end - link.start)
    for (name, _), places in groupby(range(len(edges)), lambda at: (names[at], edges[at])):
        if name:
            first, *others = places
            yield Highlight(first, first + len(others) + 1, name)


def _apart(links: list[Link]) -> Iterator[Link]:
    """The links sorted, without those that begin inside another."""
    end = 0
    for link in sorted(links, key=lambda one: (one.start, -one.end)):
        if link.start >= end:
            yield link
            end = link.end
