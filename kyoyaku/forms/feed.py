"""feed.xml: an Atom feed (RFC 4287) of the versions of an agreement, its status, and its corrections.

Dates come from the content: the day of the conclusion, the day on which the status was confirmed, and the
days of corrections after the publication (正誤). Marks have no date; their list is as old as the version,
or as its last correction. Ids are UUIDs of names (RFC 9562, version 5), whatever the address of the site is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from kyoyaku import __version__
from kyoyaku.forms.provenance import GENERATOR, provenance
from kyoyaku.language.dates import wareki
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.facts import Status
from kyoyaku.pages.citations import named_place
from kyoyaku.pages.words import dated, marks_text, status_text

ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class News:
    """An entry of the feed: `key` is unique in the agreement, `address` is relative to the feed."""

    key: str
    title: str
    day: date
    text: str
    address: str


def news(agreement: Agreement) -> Iterator[News]:
    """The entries of an agreement: status, corrections after the publication, marks, version."""
    facts, version = agreement.facts, agreement.version
    told, of = provenance(agreement).notice, f"{version}の版" if agreement.concluded else "この版"
    day = agreement.concluded.exact if agreement.concluded else None
    places = Counter[tuple[date, str]]()
    for one in agreement.errata:
        places[one.on, one.at] += 1
        key = f"{version}/erratum/{one.on}/{one.at}/{places[one.on, one.at]}"
        place, changed = named_place(agreement, one.at), f"「{one.was}」を「{one.now}」に訂正しました。"
        text = f"{of}の本文のうち{place.name}について、{changed}{told}"
        yield News(key, f"本文を訂正しました（{wareki(one.on)}）", one.on, text, one.at)
    if facts.checked_on and facts.status is not Status.UNKNOWN:
        title = f"現況を確認しました（{wareki(facts.checked_on)}）"
        key = f"{version}/standing/{facts.checked_on}"
        yield News(key, title, facts.checked_on, status_text(agreement), "./")
    if words := marks_text(agreement.marks):
        text = f"{of}の本文について、{words}を掲載しています。"
        known = [*filter(None, [day]), *(one.on for one in agreement.errata)]
        if known:
            yield News(f"{version}/corrections", "校訂の一覧", max(known), text, "text/#corrections")
    if day:
        title = f"{agreement.title.edited}{dated(agreement)}"
        yield News(version, title, day, f"{status_text(agreement)}{told}", "full/")


def feed(agreement: Agreement, site_url: str = "") -> str:
    """The feed as XML; without an address of the site its addresses are relative to its own."""
    entries = tuple(news(agreement))
    base = f"{site_url.rstrip('/')}/{agreement.slug}/" if site_url else ""
    root = Element("feed", {"xmlns": ATOM, "xml:lang": "ja"})
    name, keeper = agreement.heading, f"{agreement.party_names}の{agreement.facts.kind}の掲載者"
    # Without any date the feed is as old as the standard of its format.
    _head(root, agreement.slug, name, max((one.day for one in entries), default=date(2005, 12, 31)))
    SubElement(SubElement(root, "author"), "name").text = keeper
    SubElement(root, "subtitle").text = provenance(agreement).notice
    SubElement(root, "generator", version=__version__).text = GENERATOR
    SubElement(root, "link", rel="self", href=urljoin(base, "feed.xml"), type="application/atom+xml")
    SubElement(root, "link", rel="alternate", href=urljoin(base, "./"), type="text/html")
    for one in entries:
        entry = SubElement(root, "entry")
        _head(entry, f"{agreement.slug}/{one.key}", one.title, one.day)
        SubElement(entry, "link", rel="alternate", href=urljoin(base, one.address), type="text/html")
        SubElement(entry, "summary").text = one.text
    ElementTree.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _head(parent: Element, key: str, title: str, day: date) -> None:
    SubElement(parent, "id").text = uuid5(NAMESPACE_URL, f"kyoyaku:{key}").urn
    SubElement(parent, "title").text = title
    SubElement(parent, "updated").text = f"{day.isoformat()}T00:00:00+09:00"
