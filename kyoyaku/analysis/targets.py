"""What a reference points to: 前条, 第N条第N項, 前項, 別表第N of the same agreement."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from kyoyaku.analysis.references import Reference, find_references
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.parts import Annex, Article, HasText, Paragraph, Part, Supplement, texts
from kyoyaku.model.text import Text

Numbered = Article | Supplement


@dataclass(frozen=True, slots=True)
class Target:
    """An article, annex or 附則, or a paragraph of it."""

    part: Numbered | Annex
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Pointer:
    """A reference, the text and the part in which it stands (None is the preamble), and its target.

    If the target does not exist, `fault` says so. A reference that may be to something else has neither.
    """

    text: Text
    reference: Reference
    source: Part | None
    target: Target | None = None
    fault: str = ""


def pointers(agreement: Agreement) -> Iterator[Pointer]:
    """Every reference of an agreement to a part of itself, in the order of the document."""
    known = _Provisions(agreement)
    for source, part, inside in _pieces(agreement):
        for text in texts(inside):
            for reference in find_references(text.edited, agreement.facts.other_instruments):
                found = known.target(reference, part, text.place.line)
                if isinstance(found, str):
                    yield Pointer(text, reference, source, fault=found)
                else:
                    yield Pointer(text, reference, source, found)


def _pieces(agreement: Agreement) -> Iterator[tuple[Part | None, Numbered | None, HasText]]:
    """Each piece of text with its part, and with the article or 附則 to which a bare 第2項 belongs."""
    yield None, None, agreement.preamble
    for part in agreement.parts:
        if isinstance(part, Numbered):
            yield part, part, part.body
            yield part, None, part.children if isinstance(part, Article) else ()
        else:
            yield part, None, part


STEPS = {"前条": -1, "次条": 1, "前項": -1, "次項": 1}
"""How many articles or paragraphs a relative reference goes on, from the one it stands in."""


class _Provisions:
    """What references can point to, collected once for all references of an agreement."""

    def __init__(self, agreement: Agreement) -> None:
        self._articles = agreement.articles
        self._annexes = agreement.annexes
        self._by_number = {article.number: article for article in agreement.articles}
        numbered: tuple[Numbered, ...] = (*agreement.articles, *agreement.supplements)
        # By the place of its heading: the position of an article, the lines of the 項 of an article or 附則.
        self._order = {article.text.place: at for at, article in enumerate(agreement.articles)}
        self._paragraphs = {
            part.text.place: [block.text.place.line for block in part.body if isinstance(block, Paragraph)]
            for part in numbered
        }

    def target(self, reference: Reference, part: Numbered | None, line: int) -> Target | str | None:
        """The target, or why it does not exist, or None if the reference may be to something else.

        The reference stands on `line`, in `part`.
        """
        if reference.kind == "annex":
            return self._annex(reference)
        if reference.kind == "paragraph":
            return self._paragraph(reference, part, line)
        article = self._article(reference, part)
        if article is None:
            return "その条はこの協約にありません"
        last = len(self._paragraphs[article.text.place])
        if reference.paragraph and reference.paragraph > last:
            return f"{article.name}は第{last}項までです"
        return Target(article, reference.paragraph)

    def _annex(self, reference: Reference) -> Target | str | None:
        """The annex of that number; 別表 without one is the only annex, or all of them."""
        if not self._annexes:
            return "この協約に別表はありません"
        if reference.annex is None:
            return Target(self._annexes[0]) if len(self._annexes) == 1 else None
        found = [annex for annex in self._annexes if annex.number == reference.annex]
        return Target(found[0]) if found else "その別表はこの協約にありません"

    def _article(self, reference: Reference, part: Numbered | None) -> Article | None:
        """The article that a reference means; 前条 and 次条 follow the order of the document."""
        if not reference.relative:
            return self._by_number.get(reference.number)
        if not isinstance(part, Article):
            return None
        index = self._order[part.text.place] + STEPS[reference.relative]
        return self._articles[index] if 0 <= index < len(self._articles) else None

    def _paragraph(self, reference: Reference, part: Numbered | None, line: int) -> Target | str | None:
        """第N項 and 前項 without an article are of the article they stand in."""
        if part is None:
            return None
        paragraphs = self._paragraphs[part.text.place]
        wanted = reference.paragraph or 0
        if reference.relative:
            wanted = bisect_right(paragraphs, line) + STEPS[reference.relative]
        if 1 <= wanted <= len(paragraphs):
            return Target(part, wanted)
        return f"{part.name if isinstance(part, Article) else '附則'}にその項はありません"
