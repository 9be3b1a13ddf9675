"""Whether each published page has its text: the twins are read, which are made of the pages' own HTML."""

from __future__ import annotations

from collections.abc import Mapping

from kyoyaku.forms.markdown.plain import read_texts
from kyoyaku.language.wording import clipped
from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.addresses import twin_path
from kyoyaku.pages.page_list import Kind, Page, agreement_pages
from kyoyaku.pages.published import moved


class TextLostError(Exception):
    """A page has lost a text of the agreement: a mistake in a template or a program, never in the content."""


def verify_twins(agreement: Agreement, twins: Mapping[str, str]) -> None:
    """Raise TextLostError if a page of an agreement lacks a text or has it out of order.

    `twins` are all plain twins of the agreement's pages, by their paths under site/.
    """
    pages = {twin_path(page.path): page for page in agreement_pages(agreement)}
    if wrong := {*pages, *map(twin_path, moved(agreement))} ^ twins.keys():
        raise TextLostError(
            f"site/: these pages and the agreement's are not the same: {', '.join(sorted(wrong))}"
        )
    for path, page in pages.items():
        found = read_texts(twins[path])
        for text in page_texts(page):
            if not any(one == text for one in found):
                raise TextLostError(f"site/{path}: 「{clipped(text, 40)}」 is not where it should be")


def page_texts(page: Page) -> list[str]:
    """The agreement's text on a page; that of an initiative begins with its name, without its label."""
    own = [text.edited for text in page.texts]
    return [page.title, *own[1:]] if page.kind is Kind.INITIATIVE else own
