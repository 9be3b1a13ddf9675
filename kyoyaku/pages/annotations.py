"""What leads on from the agreement's own text: references, laws, defined words, names for labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kyoyaku.analysis.definitions import Definition, definitions
from kyoyaku.analysis.party_labels import PartyLabel, party_labels
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.parts import texts
from kyoyaku.model.text import Text
from kyoyaku.pages.addresses import part_name
from kyoyaku.pages.links import Address, CrossReferences, law_links
from kyoyaku.pages.markup import Link
from kyoyaku.pages.page_list import Page


@dataclass(frozen=True, slots=True)
class Annotations:
    """The links in a text, in order and apart from each other, and the labels of parties in it."""

    links: tuple[Link, ...] = ()
    labels: tuple[PartyLabel, ...] = ()


NONE = Annotations()


@dataclass(frozen=True, slots=True)
class Annotator:
    """What is worked out once for an agreement, to annotate each of its pages."""

    agreement: Agreement
    references: CrossReferences
    definitions: tuple[Definition, ...]

    def annotations(self, page: Page, address: Address) -> Mapping[Text, Annotations]:
        """For each text of the page; `address` makes the address of a path and an anchor.

        A defined word leads to its definition where the page has it first: a link at each would be noise.
        """
        waiting = {one.term: one for one in self.definitions}
        return {text: self._annotations(text, page, address, waiting) for text in texts(page.bearers)}

    def _annotations(
        self, text: Text, page: Page, address: Address, waiting: dict[str, Definition]
    ) -> Annotations:
        labels = tuple(party_labels(text.edited, self.agreement.labels))
        links = [*self.references.links(text, page, address), *law_links(text.edited, self.agreement.laws)]
        for definition in list(waiting.values()):
            if place := _first(definition, text, labels, links):
                path, anchor = self.references.place(definition.part, definition.anchor, page)
                links.append(Link(*place, address(path, anchor), _title(definition, self.agreement)))
                del waiting[definition.term]
        return Annotations(tuple(_apart(links)), labels)


def annotator(agreement: Agreement, references: CrossReferences) -> Annotator:
    """The annotator of an agreement."""
    return Annotator(agreement, references, definitions(agreement))


def _title(definition: Definition, agreement: Agreement) -> str:
    where = part_name(definition.part) if definition.part else "前文"
    name = agreement.labels.get(definition.term)
    return f"「{definition.term}」の定義（{where}）" + (f"：{name}" if name else "")


def _first(
    definition: Definition, text: Text, labels: tuple[PartyLabel, ...], links: list[Link]
) -> tuple[int, int] | None:
    """Where a defined word stands first in a text, after its definition and outside the links of the text."""
    term, line = definition.term, text.edited
    begin = definition.end if definition.text == text else 0
    # The label of a party is looked for as such: it may be part of a longer word.
    places = [(label.start, label.end) for label in labels if label.label == term]
    if term not in {label.label for label in labels}:
        places = [(at, at + len(term)) for at in range(len(line)) if line.startswith(term, at)]
    free = (one for one in places if all(one[1] <= link.start or link.end <= one[0] for link in links))
    return next((one for one in free if one[0] >= begin), None)


def _apart(links: list[Link]) -> Iterator[Link]:
    """The links in order, without those that begin within another."""
    end = 0
    for link in sorted(links, key=lambda one: (one.start, -one.end)):
        if link.start >= end:
            yield link
            end = link.end
