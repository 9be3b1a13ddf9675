"""What a sheet of paper needs to say whose it is: the running head, and the date of a PDF."""

from __future__ import annotations

import re
from datetime import date

from kyoyaku.model.agreement import Agreement

_DATES = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}\+00'00'")


def path(agreement: Agreement) -> str:
    """The style sheet with the running head of an agreement's pages, under `docs/`."""
    return f"{agreement.slug}/paper.css"


def pdf_path(agreement: Agreement) -> str:
    """The full text of an agreement as a PDF, under `site/`."""
    return f"{agreement.slug}/data/{agreement.slug}.pdf"


def running_head(agreement: Agreement) -> str:
    """The head of each printed page, as CSS (Paged Media Level 3, section 5.3).

    A style sheet for each agreement, because in no browser can the margins take a text from the page itself.
    """
    name = f"{agreement.party_names}「{agreement.title.edited}」"
    return f"@page {{ @top-left {{ content: {_string(name)}; }} }}\n"


def _string(text: str) -> str:
    """A text as a string of CSS; whatever is no letter or digit as an escape (CSS Syntax Level 3, 4.3.7)."""
    return '"' + "".join(one if one.isalnum() else f"\\{ord(one):x} " for one in text) + '"'


def dated(pdf: bytes, day: date) -> bytes:
    """A PDF as if made on a day. The day of its making says nothing of the text, and makes each copy differ.

    Raises ValueError if the PDF does not hold its two dates in the form in which Chromium writes them.
    """
    dated, found = _DATES.subn(rb"\g<1>" + f"{day:%Y%m%d}000000+00'00'".encode(), pdf)
    if found != 2:
        raise ValueError(f"PDFの日付が2か所にあるはずですが、{found}か所です")
    return dated
