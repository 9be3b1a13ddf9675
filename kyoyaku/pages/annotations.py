"""The agreement's own text as Markdown, with links from references, laws and defined words.

What stands in a text is found once for an agreement. Where a reference leads depends on the page: on the page
of 第3条 「第2条第2項」 leads to ../articles/2/#p2, on the page of the whole text to #article-2-p2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from kyoyaku.analysis.definitions import Definition, definitions
from kyoyaku.analysis.party_labels import PartyLabel, party_labels
from kyoyaku.language.characters import spelled, unvaried
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.text import Text
from kyoyaku.pages.addresses import part_name
from kyoyaku.pages.links import AddressOf, CrossReferences, law_links
from kyoyaku.pages.markup import Link, markdown
from kyoyaku.pages.page_list import Page
from kyoyaku.pages.words import definition_title


@dataclass(frozen=True, slots=True)
class Found:
    """What a text has on every page. `markdown` is the text with these labels and links only."""

    labels: tuple[PartyLabel, ...]
    laws: tuple[Link, ...]
    terms: Mapping[str, tuple[tuple[int, int], ...]]
    """Start and end of each place where a defined word is used, by the word."""
    markdown: Markup


@dataclass(frozen=True, slots=True)
class Annotator:
    """Makes the links of the pages of an agreement from what was found once in its texts."""

    agreement: Agreement
    references: CrossReferences
    definitions: tuple[Definition, ...]
    found: Mapping[Text, Found]

    def markdown(self, page: Page, address_of: AddressOf) -> dict[Text, Markup]:
        """Each text of the page as Markdown; `address_of` makes the address of a path and an anchor."""
        made = {}
        for text, links in self.links(page, address_of):
            found = self.found[text]
            made[text] = found.markdown if links is found.laws else markdown(text, links, found.labels)
        return made

    def links(self, page: Page, address_of: AddressOf) -> Iterator[tuple[Text, tuple[Link, ...]]]:
        """The links in each text of the page, in order and apart from each other.

        A defined word leads to its definition where the page has it first: a link at each would be noise.
        """
        waiting = {one.term: one for one in self.definitions}
        for text in page.texts:
            found = self.found[text]
            links = self.references.links(text, page, address_of)
            defined = [one for term, one in waiting.items() if term in found.terms] if found.terms else []
            if not links and not defined:
                yield text, found.laws
                continue
            links += found.laws
            for one in defined:
                if place := _first_free(found.terms[one.term], links):
                    there = self.references.place(one.part, one.anchor, page)
                    party = self.agreement.labels.get(one.term)
                    title = definition_title(one.term, part_name(one.part), party)
                    links.append(Link(*place, address_of(*there), title))
                    del waiting[one.term]
            yield text, tuple(_apart(links))


def annotator(agreement: Agreement, references: CrossReferences) -> Annotator:
    """The annotator of an agreement."""
    terms = definitions(agreement)
    found = {text: _found(text, agreement, terms) for text in agreement.texts}
    return Annotator(agreement, references, terms, found)


def _found(text: Text, agreement: Agreement, terms: tuple[Definition, ...]) -> Found:
    line = text.edited
    labels = tuple(party_labels(line, agreement.labels))
    laws = tuple(_apart(list(law_links(line, agreement.laws))))
    places = {one.term: places for one in terms if (places := _places(one, text, line, labels))}
    return Found(labels, laws, places, markdown(text, laws, labels))


def _places(
    definition: Definition, text: Text, line: str, labels: tuple[PartyLabel, ...]
) -> tuple[tuple[int, int], ...]:
    """The places in a text where a defined word is used, after its definition.

    Of a party's label only the uses as a label count, because it may be part of a longer word: 甲 of 甲板.
    """
    term = definition.term
    begin = definition.end if definition.text == text else 0
    places = [(one.start, one.end) for one in labels if unvaried(one.label) == unvaried(term)]
    if not places and term[0] in line:
        places = [match.span() for match in re.finditer(spelled(term), line)]
    return tuple(one for one in places if one[0] >= begin)


def _first_free(places: tuple[tuple[int, int], ...], links: list[Link]) -> tuple[int, int] | None:
    """The first place that overlaps no link."""
    free = (one for one in places if all(one[1] <= link.start or link.end <= one[0] for link in links))
    return next(free, None)


def _apart(links: list[Link]) -> Iterator[Link]:
    """The links in order, without those that begin inside another."""
    end = 0
    for link in sorted(links, key=lambda one: (one.start, -one.end)):
        if link.start >= end:
            yield link
            end = link.end
