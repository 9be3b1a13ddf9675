"""schema.org/Legislation as JSON-LD in a page, for search engines; addresses are relative.

https://schema.org/Legislation. The paper is the authority, so the legal value is UnofficialLegalValue, and
OfficialLegalValue if the publisher is official.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from kyoyaku.forms.json.agreement import Json
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.facts import Status
from kyoyaku.model.parts import Annex, Article, Attached
from kyoyaku.pages.addresses import page_path
from kyoyaku.pages.page_list import Kind, Page

Address = Callable[[str], str]
"""The address of a file under docs/, seen from a page."""
FORCE = {Status.IN_FORCE: "InForce", Status.ABOLISHED: "NotInForce"}
"""Not stated for AMENDED and UNKNOWN: an amended agreement may be in force in part or not at all."""
DATES = {"公布": "datePublished", "告示": "datePublished", "施行": "legislationDateOfApplicability"}
"""The property of a date that is not that of the adoption."""


def linked_data(agreement: Agreement, page: Page, address: Address) -> Json | None:
    """The data of a page: on the overview the agreement with its parts, on a page of the text that part.

    None for other pages. `address` makes the address of a file under docs/ relative to this page.
    """
    common: Json = {"@context": "https://schema.org", "@type": "Legislation", "inLanguage": "ja"}
    concluded, since = agreement.concluded, agreement.facts.in_force
    # Dates of ISO 8601, which may be a month or a year.
    named = (DATES.get(agreement.facts.date_is, "legislationDate"), concluded)
    days = (named, ("legislationDateVersion", since or concluded), ("legislationDateOfApplicability", since))
    common |= {name: str(day) for name, day in days if day}
    common["version"] = agreement.version
    if agreement.publisher.is_official:
        common["publisher"] = _named("GovernmentOrganization", agreement.publisher.name)
    if page.kind is Kind.OVERVIEW:
        return common | _overview(agreement, address)
    if page.searched:
        whole = {"@type": "Legislation", "@id": address(f"{agreement.slug}/index.md")}
        return common | {"name": page.title, "url": "./", "isPartOf": whole}
    return None


def _overview(agreement: Agreement, address: Address) -> Json:
    area = partial(_named, "AdministrativeArea")
    parties = [
        area(one.name, identifier=one.code, containsPlace=[area(each) for each in one.members])
        for one in agreement.parties
    ]
    facts = agreement.facts
    force = FORCE.get(facts.status)
    changed: Json = {"@id": "./"}
    changes = [
        _named("Legislation", by.title, legislationChanges=changed, legislationDate=str(by.concluded or ""))
        for version in (*agreement.earlier, agreement)
        for by in version.facts.changed_by
    ]
    data = address(f"{agreement.slug}/data/agreement.json")
    value = "Official" if agreement.publisher.is_official else "Unofficial"
    return {
        "@id": "./",
        "url": "./",
        "name": agreement.title.edited,
        "legislationType": f"地方公共団体の間の{facts.kind}",
        **({"legislationIdentifier": facts.instrument} if facts.instrument else {}),
        "legislationJurisdiction": parties,
        "legislationPassedBy": [_named("GovernmentOrganization", one.name) for one in agreement.parties],
        **({"legislationLegalForce": f"https://schema.org/{force}"} if force else {}),
        **({"legislationConsolidates": changes} if changes else {}),
        "encoding": {
            "@type": "LegislationObject",
            "contentUrl": data,
            "encodingFormat": "application/json",
            "legislationLegalValue": f"https://schema.org/{value}LegalValue",
        },
        "hasPart": [
            {"@type": "Legislation", "url": address(page_path(agreement, part)), "name": part.text.edited}
            for part in (one.part for one in agreement.standing if one.document is None)
            if isinstance(part, Article | Annex | Attached)
        ],
    }


def _named(kind: str, name: str, **more: Json | str | list[Json]) -> Json:
    """What has a name, without the properties that are empty."""
    return {"@type": kind, "name": name, **{key: one for key, one in more.items() if one}}
