"""The metadata of a document in Akoma Ntoso: FRBR identification, parties, notes, provenance.

IRIs after the Akoma Ntoso Naming Convention 1.0: /akn/jp/doc/agreement/<day>/<agreement>.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from xml.etree.ElementTree import Element, SubElement

from kyoyaku.forms.akn.text import EDITOR, element, write_note
from kyoyaku.forms.provenance import provenance
from kyoyaku.language.dates import Day
from kyoyaku.language.wording import joined
from kyoyaku.model.agreement import UNDATED, Agreement
from kyoyaku.model.change import Abolished
from kyoyaku.model.facts import DATE_IS

OWN = "urn:kyoyaku:akn"
"""The XML namespace of the provenance, for which the standard has no element."""
UNKNOWN = {"date": "9999-12-31", "name": "unknown"}
"""The schema asks for a day. Where it is not known, what is known stands in the IRIs and in `version`."""


LEVELS = {
    "FRBRWork": (("FRBRcountry", "jp"), ("FRBRsubtype", "agreement"), ("FRBRauthoritative", "false")),
    "FRBRExpression": (("FRBRauthoritative", "false"), ("FRBRlanguage", "jpn")),
    "FRBRManifestation": (("FRBRformat", "application/akn+xml"),),
}
"""What the schema asks of each level besides."""


def write_meta(document: Element, agreement: Agreement, component: str, day: Day | None) -> None:
    """Write the metadata of a document of that day: `component` is `main`, or the eId of an attachment."""
    meta = element(document, "meta")
    identification = element(meta, "identification", source=EDITOR)
    facts = agreement.facts
    # Of any version and language.
    work = f"/akn/jp/doc/agreement/{agreement.concluded or UNDATED}/{agreement.slug}"
    iris = {"FRBRWork": work, "FRBRExpression": f"{work}/jpn@{agreement.version}"}
    iris["FRBRManifestation"] = f"{iris['FRBRExpression']}.akn"
    date = UNKNOWN
    if day and day.exact:
        date = {"date": str(day), "name": "concluded" if facts.date_is == DATE_IS else facts.date_is}
    for level, iri in iris.items():
        if level == "FRBRExpression" and facts.in_force:
            date = {"date": str(facts.in_force), "name": "in force"}
        _level(identification, level, iri, component, date)
    if component == "main":
        made = [one for one in agreement.versions if one.begins]
        if len(made) > 1 or facts.in_force or facts.abolished:
            _in_time(meta, made, facts.abolished)
        references = _references(meta, agreement)
        for one in made[1:]:
            names = joined([by.title for by in one.facts.changed_by], "及び")
            element(
                references,
                "passiveRef",
                eId=f"by_{one.version}",
                href=f"../changes/{one.version}/",
                showAs=names,
            )
        notes = element(meta, "notes", source=EDITOR) if agreement.marks else meta
        for mark in agreement.marks:
            write_note(notes, mark)
        own = element(meta, "proprietary", source=EDITOR)
        said = {"kind": facts.kind, "date_is": facts.date_is, "instrument": facts.instrument}
        for name, value in (asdict(provenance(agreement)) | said).items():
            if value and name != "title":
                SubElement(own, f"{{{OWN}}}{name}").text = value


def _level(identification: Element, name: str, iri: str, component: str, date: dict[str, str]) -> None:
    level = element(identification, name)
    stem, dot, suffix = iri.partition(".")
    element(level, "FRBRthis", value=f"{stem}/!{component}{dot}{suffix}")
    element(level, "FRBRuri", value=iri)
    element(level, "FRBRdate", **date)
    element(level, "FRBRauthor", href=EDITOR if name == "FRBRManifestation" else "#parties")
    for own, value in LEVELS[name]:
        element(level, own, **{"language" if own == "FRBRlanguage" else "value": value})


def _in_time(meta: Element, versions: Sequence[Agreement], abolished: Abolished | None) -> None:
    """Write the events that made and ended versions, and the time in which each is in force."""
    lifecycle, temporal = (element(meta, name, source=EDITOR) for name in ("lifecycle", "temporalData"))
    for number, one in enumerate(versions):
        event = {"date": str(one.begins), "type": "amendment" if number else "generation"}
        element(
            lifecycle,
            "eventRef",
            eId=f"from_{one.version}",
            source=f"#by_{one.version}" if number else "#parties",
            **event,
        )
        group = element(temporal, "temporalGroup", eId=f"time_{one.version}")
        after = versions[number + 1 : number + 2]
        end = {"end": f"#from_{after[0].version}"} if after else {"end": "#end"} if abolished else {}
        element(group, "timeInterval", start=f"#from_{one.version}", refersTo="#in_force", **end)
    if abolished:
        element(lifecycle, "eventRef", eId="end", date=str(abolished.on), type="repeal", source="#parties")


def _references(meta: Element, agreement: Agreement) -> Element:
    references = element(meta, "references", source=EDITOR)
    ontology = "/akn/ontology/organization/jp"
    named = [(f"party_{p.slug}", f"{ontology}/{p.code or p.slug}", p.name) for p in agreement.parties]
    named += [(f"body_{one.slug}", f"{ontology}/{one.slug}", one.name) for one in agreement.facts.bodies]
    for identifier, href, name in named:
        element(references, "TLCOrganization", eId=identifier, showAs=name, href=href)
    names = agreement.party_names
    element(references, "TLCOrganization", eId="parties", href="#parties", showAs=names)
    element(references, "TLCOrganization", eId="editor", href=EDITOR, showAs="この資料の編者")
    return references
