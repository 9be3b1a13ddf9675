"""Every text of an agreement with its address, in the order of the document.

An address is that of a page and a place on it, relative to the address of the agreement: articles/4/#p2.
"""

from __future__ import annotations

from dataclasses import dataclass

from kyoyaku.analysis.targets import Target
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.parts import Initiative, Part
from kyoyaku.model.places import places
from kyoyaku.model.text import Text
from kyoyaku.pages.addresses import page_path, url


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Where a text stands: the address of its page, the anchor of its section or row, the rest of its anchor.

    `initiatives/libraries/`, `role-kamikawa` and `p2-i1` for the first 号 in the second paragraph of a role.
    """

    page: str
    head: str = ""
    line: str = ""

    @property
    def address(self) -> str:
        """initiatives/libraries/#role-kamikawa-p2-i1."""
        anchor = "-".join(filter(None, (self.head, self.line)))
        return f"{self.page}#{anchor}" if anchor else self.page


def address(agreement: Agreement, path: str, anchor: str = "") -> str:
    """The address of the page of a file under docs/, and of a place on it; '' for the overview."""
    return TextPlace(url(path).removeprefix(f"{agreement.slug}/"), anchor).address


def subject_address(agreement: Agreement, subject: Part | Initiative | None) -> str:
    """The address of an article, annex, 附則 or closing (None: the preamble), or of an initiative."""
    return address(agreement, page_path(agreement, subject))


def target_address(agreement: Agreement, target: Target) -> str:
    """The address of what a reference points to: articles/4/#p2-i1."""
    return address(agreement, page_path(agreement, target.part), target.anchor)


def text_places(agreement: Agreement) -> dict[Text, TextPlace]:
    """The place of each text, in the order of the document."""
    found = {}
    for text, (subject, head, line) in places(agreement):
        page = "" if isinstance(subject, Agreement) else subject_address(agreement, subject)
        found[text] = TextPlace(page, head, line)
    return found
