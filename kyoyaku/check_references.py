"""The rule that a reference points to something: 前条, 第N条第N項, 別表第N of the same agreement."""

from __future__ import annotations

from collections.abc import Iterator

from .model import Agreement
from .parts import Article, Bearer, Paragraph, Supplement, texts
from .problems import Problem
from .references import Reference, find_references

Numbered = Article | Supplement


def references_exist(agreement: Agreement) -> Iterator[Problem]:
    """Every reference to an article, a paragraph or an annex of this agreement has a target."""
    others = agreement.facts.other_instruments
    for part, bearer in _places(agreement):
        for text in texts(bearer):
            for reference in find_references(text.edited, others):
                if fault := _fault(reference, part, text.place.line, agreement):
                    message = f"「{reference.written}」とありますが、{fault}"
                    yield Problem(text.place, message, "reference-missing")


def _places(agreement: Agreement) -> Iterator[tuple[Numbered | None, Bearer]]:
    """Each bearer of text with the article or 附則 whose 項 a bare 第2項 counts, if there is one."""
    yield None, agreement.preamble
    for part in agreement.parts:
        if isinstance(part, Numbered):
            yield part, part.body
            yield None, part.children if isinstance(part, Article) else ()
        else:
            yield None, part


def _fault(reference: Reference, part: Numbered | None, line: int, agreement: Agreement) -> str:
    """What is missing, or '' when the target is there."""
    if reference.kind == "annex":
        return _annex_fault(reference, agreement)
    if reference.kind == "paragraph":
        return _paragraph_fault(reference, part, line)
    articles = {article.number: article for article in agreement.articles}
    number = _target(reference, part, agreement)
    if number not in articles:
        return "その条はこの協約にありません"
    last = len(articles[number].paragraphs)
    if reference.paragraph and reference.paragraph > last:
        return f"{articles[number].name}は第{last}項までです"
    return ""


def _target(reference: Reference, part: Numbered | None, agreement: Agreement) -> tuple[int, ...] | None:
    """The number of the article that is meant; 前条 and 次条 go by the order of the document."""
    if not reference.relative:
        return reference.number
    if not isinstance(part, Article):
        return None
    index = agreement.articles.index(part) + (1 if reference.relative == "次条" else -1)
    return agreement.articles[index].number if 0 <= index < len(agreement.articles) else None


def _annex_fault(reference: Reference, agreement: Agreement) -> str:
    numbers = [annex.number for annex in agreement.annexes]
    if not numbers:
        return "この協約に別表はありません"
    if reference.annex is not None and reference.annex not in numbers:
        return "その別表はこの協約にありません"
    return ""


def _paragraph_fault(reference: Reference, part: Numbered | None, line: int) -> str:
    """第N項 and 前項 without an article are of the article they stand in."""
    if part is None:
        return ""
    paragraphs = [block for block in part.body if isinstance(block, Paragraph)]
    if reference.paragraph and not reference.relative:
        there = reference.paragraph <= len(paragraphs)
    else:
        here = sum(paragraph.text.place.line <= line for paragraph in paragraphs)
        there = 1 <= here + (1 if reference.relative == "次項" else -1) <= len(paragraphs)
    name = part.name if isinstance(part, Article) else "附則"
    return "" if there else f"{name}にその項はありません"
