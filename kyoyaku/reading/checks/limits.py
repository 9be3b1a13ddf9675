"""The rules on how much an agreement may hold of what is worked out for each page."""

from __future__ import annotations

from collections.abc import Iterator

from kyoyaku import limits
from kyoyaku.analysis.definitions import definitions
from kyoyaku.model.agreement import Agreement
from kyoyaku.problems import Problem


def few_definitions(agreement: Agreement) -> Iterator[Problem]:
    """An agreement defines no more words than a reader can keep in mind; each is looked for in each text."""
    for one in definitions(agreement)[limits.DEFINITIONS : limits.DEFINITIONS + 1]:
        message = f"文の中で定義する語（以下「…」という。）が{limits.DEFINITIONS}個を超えました"
        yield Problem(one.text.place, message, "definition-count")


def few_quotations(agreement: Agreement) -> Iterator[Problem]:
    """The places that notes name are each looked up in the transcript."""
    texts = agreement.texts
    places = [text.place for text in texts for mark in text.marks() for _ in mark.note.refs]
    for place in places[limits.QUOTATIONS : limits.QUOTATIONS + 1]:
        message = f"注が示す底本の箇所（@行.欄）が{limits.QUOTATIONS:,}を超えました"
        yield Problem(place, message, "quotation-count")
