"""feed.xml: an Atom feed (RFC 4287) of the versions of an agreement, its status, and its corrections.

Dates come from the content: the days of versions, the day on which the status was confirmed, and the
days of corrections after the publication (正誤). Marks have no date; their list is as old as the version,
or as its last correction. Ids are UUIDs of names (RFC 9562, version 5), whatever the address of the site is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from kyoyaku import __version__
from kyoyaku.forms.provenance import GENERATOR, provenance
from kyoyaku.language.dates import wareki
from kyoyaku.model.agreement import Agreement, State
from kyoyaku.model.facts import Status
from kyoyaku.pages.addresses import address, change_path, version_path
from kyoyaku.pages.citations import named_place
from kyoyaku.pages.words import dated, instruments, marks_text, status_text, version_name

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
    of = _of(agreement)
    yield from chain.from_iterable(map(_errata, reversed(agreement.published)))
    if facts.checked_on and facts.status is not Status.UNKNOWN:
        title = f"現況を確認しました（{wareki(facts.checked_on)}）"
        key = f"{version}/standing/{facts.checked_on}"
        yield News(key, title, facts.checked_on, status_text(agreement), "./")
    if words := marks_text(agreement.marks):
        text = f"{of}の本文について、{words}を掲載しています。"
        known = [*filter(None, [agreement.begins]), *(one.on for one in agreement.errata)]
        if known:
            yield News(f"{version}/corrections", "校訂の一覧", max(known), text, "text/#corrections")
    yield from chain.from_iterable(map(_version, reversed(agreement.published)))


def _of(version: Agreement) -> str:
    return f"{version.version}の版" if version.concluded else "この版"


def _errata(version: Agreement) -> Iterator[News]:
    """The corrections of a version; of one that is not current, they are read on its page."""
    places = Counter[tuple[date, str]]()
    for one in version.errata:
        places[one.on, one.at] += 1
        key = f"{version.version}/erratum/{one.on}/{one.at}/{places[one.on, one.at]}"
        place, changed = named_place(version, one.at), f"「{one.was}」を「{one.now}」に訂正しました。"
        text = f"{_of(version)}の本文のうち{place.name}について、{changed}{provenance(version).notice}"
        where = address(version, place.path, place.anchor)
        yield News(key, f"本文を訂正しました（{wareki(one.on)}）", one.on, text, where)


def _version(one: Agreement) -> Iterator[News]:
    """The entry of a version, dated by its beginning; a coming version by the day of its instrument."""
    by, key, day, text = one.facts.changed_by, one.version, one.begins, status_text(one)
    if by:
        title, place = f"{one.title.edited}（{version_name(one)}）", address(one, change_path(one))
        text = f"{instruments(by)}による変更です。{text}"
    else:
        title, day = f"{one.title.edited}{dated(one)}", one.concluded.exact if one.concluded else None
        place = "full/" if one.state is State.CURRENT else address(one, version_path(one))
    if one.state is State.COMING:
        days = (each.concluded.exact for each in by if each.concluded)
        key, day = f"{key}/coming", max(filter(None, days), default=None)
    if withdrawn := one.facts.withdrawn:
        key, day = f"{key}/withdrawn", withdrawn.on
    if day:
        yield News(key, title, day, f"{text}{provenance(one).notice}", place)


def feed(agreement: Agreement, site_url: str = "") -> str:
    """The feed as XML; without an address of the site its addresses are relative to its own."""
    entries = tuple(news(agreement))
    base = f"{site_url.rstrip('/')}/{agreement.slug}/" if site_url else ""
    root = Element("feed", {"xmlns": ATOM, "xml:lang": "ja"})
    name, nobody = agreement.heading, f"{agreement.party_names}の{agreement.facts.kind}の掲載者"
    # Without any date the feed has that of RFC 4287.
    _head(root, agreement.slug, name, max((one.day for one in entries), default=date(2005, 12, 31)))
    SubElement(SubElement(root, "author"), "name").text = agreement.publisher.name or nobody
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
