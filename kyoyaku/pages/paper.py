"""The running head of printed pages, which says what agreement they are of."""

from __future__ import annotations

from kyoyaku.model.agreement import Agreement


def path(agreement: Agreement) -> str:
    """The style sheet with the running head of an agreement's pages, under `docs/`."""
    return f"{agreement.slug}/paper.css"


def running_head(agreement: Agreement) -> str:
    """The head of each printed page, as CSS (Paged Media Level 3, section 5.3).

    A style sheet for each agreement, because in no browser can the margins take a text from the page itself.
    """
    name = f"{agreement.party_names}「{agreement.title.edited}」"
    return f"@page {{ @top-left {{ content: {_string(name)}; }} }}\n"


def _string(text: str) -> str:
    """A text as a string of CSS; whatever is no letter or digit as an escape (CSS Syntax Level 3, 4.3.7)."""
    return '"' + "".join(one if one.isalnum() else f"\\{ord(one):x} " for one in text) + '"'
