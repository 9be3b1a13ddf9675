"""Check that each page has its text and nothing else, by reading its twin, which is made from its HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from kyoyaku.forms.markdown.plain import read_texts
from kyoyaku.forms.markdown.twins import Block
from kyoyaku.language.wording import clipped
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.notes import with_doubts
from kyoyaku.model.text import Text
from kyoyaku.pages.addresses import twin_path
from kyoyaku.pages.page_list import WHOLE, Kind, Page, agreement_pages
from kyoyaku.pages.published import moved

OWN_HEADING = {
    *(Kind.ARTICLE, Kind.ANNEX, Kind.INITIATIVE, Kind.SUPPLEMENT, Kind.ATTACHED, Kind.OVERVIEW),
    *(Kind.CATEGORY, *WHOLE),
}
"""The pages whose heading is a text of the agreement; all others have one of the editor's."""


class TextLostError(Exception):
    """The text of a page is not that of the agreement: a mistake of the program, never of the content."""


def verify_twins(agreement: Agreement, twins: Mapping[str, Sequence[Block]]) -> None:
    """Raise TextLostError if the own text of a page is not that of the agreement, line for line.

    `twins` are the blocks of all twins of the agreement's pages, by their paths under site/.
    """
    pages = {twin_path(page.path): page for page in agreement_pages(agreement)}
    if wrong := {*pages, *map(twin_path, moved(agreement))} ^ twins.keys():
        raise TextLostError(
            f"site/: these pages and the agreement's are not the same: {', '.join(sorted(wrong))}"
        )
    entries = (entry for one in agreement.published for entry in one.entries)
    rows = (row for entry in entries for row in entry.initiative.all_rows)
    names = {row.label: "".join(f"〔{one.short or one.name}〕" for one in row.named) for row in rows}
    for path, page in pages.items():
        found = [text for block in twins[path] if block.is_own for text in read_texts(block.markdown)]
        own = found if page.kind in OWN_HEADING else found[1:]
        for right, text in zip_longest(page_texts(page, names), own, fillvalue=""):
            if right != text:
                shown = f"「{clipped(text, 40)}」 stands where 「{clipped(right, 40)}」 should be"
                raise TextLostError(f"site/{path}: {shown}")


def page_texts(page: Page, names: Mapping[Text, str]) -> list[str]:
    """The agreement's text on a page, with doubts; the names of parties follow the label of a row."""
    return ["".join(map(with_doubts, text.spans)) + names.get(text, "") for text in page.texts]
