"""The running head of printed pages: party names and title of the agreement."""

from __future__ import annotations

from kyoyaku.model.agreement import Agreement


def running_head(agreement: Agreement) -> str:
    """The head of each printed page, as CSS (Paged Media Level 3, section 5.3).

    Each agreement has a style sheet, because no browser can put text of the page into the page margins.
    """
    name = f"{agreement.party_names}「{agreement.title.edited}」"
    return f"@page {{ @top-left {{ content: {_string(name)}; }} }}\n"


def _string(text: str) -> str:
    """A text as a CSS string. All but letters and digits is escaped (CSS Syntax Level 3, 4.3.7)."""
    return '"' + "".join(one if one.isalnum() else f"\\{ord(one):x} " for one in text) + '"'
