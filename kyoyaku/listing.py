"""What the pages that are about no agreement tell of one: all that the rest of a site needs to know of it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date

from kyoyaku.forms.markdown.llms_txt import section
from kyoyaku.model.agreement import Agreement
from kyoyaku.pages import navigation
from kyoyaku.pages.page_list import agreement_pages


@dataclass(frozen=True, slots=True)
class Listing:
    """An agreement as the home page, the list of addresses and llms.txt name it."""

    slug: str
    name: str
    """The names of its parties."""
    title: str
    concluded: date
    ways: tuple[tuple[str, str], ...]
    """The first steps of its navigation: title as HTML, path of the page under docs/."""
    pages: tuple[str, ...]
    """The paths of its pages under docs/."""
    plain: str
    """Its section of llms.txt."""

    @property
    def heading(self) -> str:
        """Parties and title."""
        return f"{self.name} {self.title}"


def listing(agreement: Agreement) -> Listing:
    """The listing of an agreement."""
    pages = tuple(page.path for page in agreement_pages(agreement))
    return Listing(
        agreement.slug,
        agreement.party_names,
        agreement.title.edited,
        agreement.concluded,
        navigation.ways(agreement),
        pages,
        section(agreement),
    )


def written(one: Listing) -> str:
    """A listing as JSON, for the build that uses it again."""
    return json.dumps({**asdict(one), "concluded": one.concluded.isoformat()}, ensure_ascii=False)


def read(text: str) -> Listing:
    """The listing that was written."""
    found = json.loads(text)
    ways = tuple((title, path) for title, path in found["ways"])
    day = date.fromisoformat(found["concluded"])
    return Listing(**{**found, "concluded": day, "ways": ways, "pages": tuple(found["pages"])})
