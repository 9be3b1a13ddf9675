"""The summary of an agreement that the rest of the site needs: home page, lists of addresses, llms.txt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kyoyaku.forms.markdown.whole import section
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.facts import UNOFFICIAL, Party, Publisher
from kyoyaku.pages import navigation, words
from kyoyaku.pages.page_list import agreement_pages


@dataclass(frozen=True, slots=True)
class Listing:
    """What pages that belong to no agreement show of one."""

    slug: str
    name: str
    """The names of its parties: 旭川市・鷹栖町."""
    title: str
    heading: str
    """Parties and title."""
    kind: str
    parties: tuple[Party, ...]
    initiatives: int
    state: str
    """What became of it, as far as it is known: 令和5年3月31日廃止."""
    concluded: str
    """2022-01-12, 2018-06; '' if the date is not known."""
    dated: str
    """（令和4年1月12日締結）; '' if the date is not known."""
    nav_links: navigation.Links
    """The groups of its navigation, and in each its first level."""
    keeps_addresses: bool
    """Whether it has a list of its addresses, none of which a build may lose."""
    pages: tuple[str, ...]
    """The paths of its pages under docs/ to which programs and the home page lead."""
    llms_section: str
    """Its section of llms.txt."""
    publisher: Publisher


SEVERAL = "地方公共団体間の取決め集"


def site_name(listings: Sequence[Listing]) -> str:
    """The name in the settings; else the heading of the only agreement, or SEVERAL.

    SEVERAL names none of them, so that no page changes when another agreement is added.
    """
    if own := publisher(listings).site_name:
        return own
    return listings[0].heading if len(listings) == 1 else SEVERAL


def publisher(listings: Sequence[Listing]) -> Publisher:
    """Who publishes the site; UNOFFICIAL in a preview whose content cannot be read."""
    return listings[0].publisher if listings else UNOFFICIAL


def listing(agreement: Agreement) -> Listing:
    """The listing of an agreement."""
    return Listing(
        slug=agreement.slug,
        name=agreement.party_names,
        title=agreement.title.edited,
        heading=agreement.heading,
        kind=agreement.facts.kind,
        concluded=str(agreement.concluded or ""),
        parties=agreement.parties,
        initiatives=len(agreement.entries),
        state=words.state(agreement),
        dated=words.dated(agreement),
        nav_links=navigation.nav_links(agreement),
        keeps_addresses=bool(agreement.addresses),
        pages=tuple(page.path for page in agreement_pages(agreement) if page.is_listed),
        llms_section=section(agreement),
        publisher=agreement.publisher,
    )
