"""The eIds of Akoma Ntoso (Naming Convention 1.0, section 5): art_4__para_2 for articles/4/#p2."""

from __future__ import annotations

from kyoyaku.forms.text_addresses import TextPlace, text_places
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.text import Text

PAGES = {"articles": "art", "initiatives": "init", "closing": "conclusions", "supplement": "suppl"}
LINES = {"p": "para_", "i": "point_", "l": "p_"}


def eids(agreement: Agreement) -> dict[Text, str]:
    """The eId of each text, which is that of the element that the text begins."""
    return {text: _eid(place) for text, place in text_places(agreement).items()}


def _eid(place: TextPlace) -> str:
    """art_4__para_2__point_1 for articles/4/#p2-i1; 'title' for the title, which has the address ''."""
    name, _, number = place.page.rstrip("/").partition("/")  # annex-2, or articles and 4
    steps = [PAGES.get(name, name).replace("-", "_") + (f"_{number}" if number else "")]
    # s3-1 is sec_3-1, role-aobano is role_aobano, content stays; p2-i1-3 is para_2, point_1, point_3.
    steps += [f"sec_{place.head[1:]}" if place.head[:1] == "s" else place.head.replace("role-", "role_", 1)]
    for step in filter(None, place.line.split("-")):
        steps.append(f"{LINES[step[0]]}{step[1:]}" if step[0] in LINES else f"point_{step}")
    return "__".join(filter(None, steps)) or "title"
