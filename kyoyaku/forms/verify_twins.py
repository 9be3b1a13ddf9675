"""Whether the twin of each page, and so the page that it is made of, has the page's text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kyoyaku.forms.markdown.plain import read
from kyoyaku.forms.verify import RULE
from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.addresses import twin_path
from kyoyaku.pages.page_list import Kind, Page, agreement_pages
from kyoyaku.problems import Place, Problem


def differences(agreement: Agreement, twins: Mapping[str, str]) -> Iterator[Problem]:
    """What the twins of an agreement's pages, by their paths under site/, lack of the text."""
    for page in agreement_pages(agreement):
        path = twin_path(page.path)
        text = twins.get(path)
        found = "このページの写しがありません" if text is None else _missing(page_texts(page), text)
        if found:
            yield Problem(Place(f"site/{path}", 1), f"{found}。本文と一致しません", RULE)
    ours = {twin_path(page.path) for page in agreement_pages(agreement)}
    for path in twins:
        if path.startswith(f"{agreement.slug}/") and path not in ours:
            yield Problem(Place(f"site/{path}", 1), "このアドレスのページは、協約にありません", RULE)


def page_texts(page: Page) -> list[str]:
    """The agreement's own text on a page; that of an initiative begins with its name, without its label."""
    own = [text.edited for text in page.texts]
    return [page.title, *own[1:]] if page.kind is Kind.INITIATIVE else own


def _missing(expected: Sequence[str], markdown: str) -> str:
    """The first text that the page has not, or not in its place; '' if it has all."""
    blocks = iter(read(markdown))
    for text in expected:
        if not any(block.text == text for block in blocks):
            return f"「{text[:40]}{'…' if len(text) > 40 else ''}」という文が、あるべき所にありません"
    return ""
